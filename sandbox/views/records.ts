import type { CourseRecord, Enrolment, Source, TeamRecord, UserRecord } from '../state/records';
import { Decimal, type Wire, type WireRecord } from '../http/wireFormat';

const DAY_MS = 86_400_000;
const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));
const after = (at: number | null, days: number | null): Date | null =>
	at === null || days === null ? null : new Date(at + days * DAY_MS);

/** A row of /users and of the lists of leaders and administrators (C, TR). */
export const userSummary = (user: UserRecord): WireRecord => ({
	Id: user.Id,
	UserName: user.UserName,
	FirstName: user.FirstName,
	LastName: user.LastName,
	Active: user.Active,
	Email: user.Email,
	AccessLevel: user.AccessLevel,
	Brand: user.Brand,
});

/** A row of /teams/{id}/users: level and brand come as null (DK, the newest recording). */
export const teamUser = (user: UserRecord): WireRecord => ({
	...userSummary(user),
	AccessLevel: null,
	Brand: null,
});

/** The whole record (C, SB); Points come with a decimal (SB: 0.0, 1000.0). */
export const userRecord = (user: UserRecord): WireRecord => ({
	...user,
	Points: new Decimal(user.Points, 1),
});

/** DK: the number of the team, a hyphen and the name without spaces and apostrophes. */
export const teamCode = (team: TeamRecord): string =>
	`${team.OriginalId}-${team.Name.replace(/[^\p{L}\p{M}\p{N}-]/gu, '')}`;

/** A row of /teams (DK). */
export const teamSummary = (team: TeamRecord): WireRecord => ({
	Id: team.Id,
	Name: team.Name,
	TeamCodeForBulkImport: teamCode(team),
	ParentTeamId: team.ParentTeamId,
});

/** One team (DK: team-get-2020). */
export const teamRecord = (team: TeamRecord): WireRecord => ({
	Id: team.Id,
	Name: team.Name,
	Description: team.Description,
	ParentTeamId: team.ParentTeamId,
	TeamCodeForBulkImport: teamCode(team),
});

/** The answer to creating a team or sub-team (C: three keys). */
export const createdTeam = ({ Id, Name, Description }: TeamRecord): WireRecord => ({
	Id,
	Name,
	Description,
});

/** A row of /courses (C: thirteen keys; P: CourseTeamLibrary after them). */
export const courseSummary = (course: CourseRecord, inLibrary = false): WireRecord => ({
	Id: course.Id,
	Code: course.Code,
	Name: course.Name,
	Active: course.Active,
	ForSale: course.ForSale,
	OriginalId: course.OriginalId,
	Description: course.Description,
	EcommerceShortDescription: '',
	EcommerceLongDescription: '',
	// C: 590874-TST001.
	CourseCodeForBulkImport: `${course.OriginalId}-${course.Code}`,
	Price: new Decimal(course.price, 2),
	AccessTillDate: null,
	AccessTillDays: course.accessDays,
	CourseTeamLibrary: inLibrary,
});

/** One course: T adds Tags, P adds Categories (unknown: their form; text is assumed). */
export const courseRecord = (course: CourseRecord): WireRecord => ({
	...courseSummary(course),
	Tags: course.tags,
	Categories: '',
});

export interface Assignment {
	course: CourseRecord;
	enrolment: Enrolment;
	now: number;
}

/** Share of modules completed, in percent. */
export function percentageComplete({
	course,
	enrolment,
}: Pick<Assignment, 'course' | 'enrolment'>): number {
	if (enrolment.completed !== null) return 100;
	const finished = course.modules.filter(
		(module) => enrolment.modules.get(module.Id)?.completed,
	).length;
	return course.modules.length === 0 ? 0 : (100 * finished) / course.modules.length;
}

export const progress = ({ course, enrolment, now }: Assignment) => {
	const due = after(enrolment.assigned, course.dueDays);
	const compliantTill = after(enrolment.completed, course.compliantDays);
	const isComplete = enrolment.completed !== null;
	return {
		due,
		compliantTill,
		isComplete,
		overdue: !isComplete && due !== null && due.getTime() < now,
		upToDate: isComplete && (compliantTill === null || compliantTill.getTime() > now),
		percentage: new Decimal(percentageComplete({ course, enrolment }), 1),
		accessTill: after(enrolment.assigned, course.accessDays),
	};
};

const isPath = (source: Source): boolean => source.startsWith('path:');

/** A row of /users/{id}/courses (P, S, D). */
export function userCourse(assignment: Assignment): WireRecord {
	const { course, enrolment } = assignment;
	const state = progress(assignment);
	return {
		Id: course.Id,
		Code: course.Code,
		Name: course.Name,
		Active: course.Active,
		Complete: state.isComplete,
		PercentageComplete: state.percentage,
		AssignedDate: moment(enrolment.assigned),
		StartDate: moment(enrolment.started),
		DateCompleted: moment(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTill: state.compliantTill,
		// unknown: what the flag says; that the course came from a learning path is assumed.
		IsLearningPath: [...enrolment.sources].some(isPath),
		CourseCreatedDate: moment(course.created),
		CourseCreator: course.createdBy,
		OriginalId: course.OriginalId,
		ResultId: enrolment.resultId,
		AccessTillDate: state.accessTill,
	};
}

function moduleResults({ course, enrolment }: Assignment): Wire {
	return course.modules.map((module) => {
		const result = enrolment.modules.get(module.Id);
		return {
			Id: module.Id,
			Code: module.Code,
			Name: module.Name,
			Passmark: module.passmark,
			Score: result?.score ?? 0,
			Completed: result?.completed ?? false,
			LastUpdated: moment(result?.updated ?? null),
			Attempt: result?.attempt ?? 0,
			OriginalId: module.OriginalId,
			ResultId: result?.resultId ?? null,
		};
	});
}

/** The answer of /users/{id}/courses/{courseId} (P; it lists no Id). */
export function userCourseDetail(assignment: Assignment): WireRecord {
	const { course, enrolment } = assignment;
	const state = progress(assignment);
	return {
		Code: course.Code,
		Name: course.Name,
		Active: course.Active,
		Complete: state.isComplete,
		PercentageComplete: state.percentage,
		AssignedDate: moment(enrolment.assigned),
		StartDate: moment(enrolment.started),
		DateCompleted: moment(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CourseDueDate: state.due,
		OriginalId: course.OriginalId,
		AccessTillDate: state.accessTill,
		ResultId: enrolment.resultId,
		Modules: moduleResults(assignment),
	};
}

/** A row of /courses/{id}/users (P, B). */
export function courseUser(user: UserRecord, assignment: Assignment): WireRecord {
	const state = progress(assignment);
	return {
		Id: user.Id,
		UserName: user.UserName,
		FirstName: user.FirstName,
		LastName: user.LastName,
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompliantTill: state.compliantTill,
		DueDate: state.due,
		AccessTillDate: state.accessTill,
	};
}
