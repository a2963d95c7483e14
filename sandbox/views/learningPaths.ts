import type { PathProgress } from '../state/learningPaths';
import type { CourseRecord, LearningPathRecord, UserRecord } from '../state/records';
import { optionalDate, Decimal, type WireRecord } from '../http/wireFormat';

/** A learning path, alone and in lists (DK: fourteen keys). */
export const learningPathRecord = (path: LearningPathRecord): WireRecord => ({
	Id: path.Id,
	Name: path.Name,
	Description: path.Description,
	Active: path.Active,
	OriginalId: path.OriginalId,
	ForSale: false,
	// DK: a whole 0, where courses have two decimals.
	Price: 0,
	EcommerceShortDescription: '',
	EcommerceLongDescription: '',
	AccessTillDate: null,
	AccessTillDays: null,
	IsEquivalency: false,
	LearningPathTeamLibrary: false,
	Languages: '',
});

/** A row of /learningpaths/{id}/courses (P); unknown: what stands for no group. */
export const pathCourse = (course: CourseRecord): WireRecord => ({
	Id: course.Id,
	Code: course.Code,
	Name: course.Name,
	Description: course.Description,
	Active: course.Active,
	ForSale: course.ForSale,
	EquivalencyId: '',
	EquivalencyGroupName: '',
	OriginalId: course.OriginalId,
	Price: new Decimal(course.price, 2),
});

/** A row of /learningpaths/{id}/users (P). */
export const pathUser = (user: UserRecord, progress: PathProgress): WireRecord => ({
	Id: user.Id,
	UserName: user.UserName,
	FirstName: user.FirstName,
	LastName: user.LastName,
	Completed: progress.completed !== null,
	PercentageComplete: new Decimal(progress.percentage, 1),
});

/** A row of /users/{id}/learningpaths (P). */
export const userPath = (
	path: LearningPathRecord,
	progress: PathProgress,
	userId: string,
): WireRecord => ({
	Id: path.Id,
	Name: path.Name,
	Active: path.Active,
	OriginalId: path.OriginalId,
	Complete: progress.completed !== null,
	PercentageComplete: new Decimal(progress.percentage, 1),
	AssignedDate: optionalDate(progress.assigned),
	StartDate: optionalDate(progress.started),
	DateCompleted: optionalDate(progress.completed),
	// Not Litmos: put together from the two, so that it stays the same.
	ResultId: `${path.Id.slice(0, 6)}${userId.slice(0, 5)}1`,
	AccessTillDate: null,
});
