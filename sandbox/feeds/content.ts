import type { Feed, FeedRow } from './feed';
import { changed, made, without } from './attempts';
import { timestampsOf, type Timestamps } from '../state/timestamps';
import type { CourseRecord, LearningPathRecord } from '../state/records';
import type { State } from '../state/state';
import { courseSummary } from '../views/courses';
import { Decimal, type WireRecord } from '../http/wireFormat';

const timestampsOfCourse = (state: State, { Id, created }: CourseRecord): Timestamps =>
	timestampsOf(state, `course ${Id}`, created);

const coursesOf = (state: State): Array<{ course: CourseRecord; at: Timestamps }> =>
	[...state.courses.values()].map((course) => ({ course, at: timestampsOfCourse(state, course) }));

/** S: what /courses shows and more, under another name for its number. */
function orgCourse(course: CourseRecord, at: Timestamps): WireRecord {
	return {
		...without(courseSummary(course), ['OriginalId', 'CourseTeamLibrary']),
		OriginalCourseId: course.OriginalId,
		...changed(at),
		CompliantTillDays: course.compliantDays,
		TimeLimitDate: null,
		TimeLimitDays: null,
		DisplayOrder: 0,
		IncludeInLibrary: false,
		CourseImageURL: '',
	};
}

const courses = (state: State): FeedRow[] =>
	coursesOf(state).map(({ course, at }) => ({ ...at, show: () => orgCourse(course, at) }));

/** unknown: when a module was made; with its course, and the types of modules. */
const modules = (state: State): FeedRow[] =>
	coursesOf(state).flatMap(({ course, at }) =>
		course.modules.map((module) => ({
			...at,
			show: () => ({
				Id: module.Id,
				OriginalId: module.OriginalId,
				Name: module.Name,
				Description: module.Description,
				Active: course.Active,
				Passmark: module.passmark,
				...made(at),
				ModuleType: 'Content',
			}),
		})),
	);

const courseModules = (state: State): FeedRow[] =>
	coursesOf(state).flatMap(({ course, at }) =>
		course.modules.map((module) => ({
			...at,
			show: () => ({
				CourseId: course.Id,
				Id: module.Id,
				OriginalCourseId: course.OriginalId,
				OriginalModuleId: module.OriginalId,
				Active: true,
				...changed(at),
			}),
		})),
	);

const pathsOf = (state: State): Array<{ path: LearningPathRecord; at: Timestamps }> =>
	[...state.learningPaths.values()].map((path) => ({
		path,
		at: timestampsOf(state, `path ${path.Id}`),
	}));

const learningPath = ({ Id, Name }: LearningPathRecord): WireRecord => ({
	Id,
	Name,
	Description: '',
	Active: true,
	OriginalId: 0,
});

const SALES = {
	EcommerceShortDescription: '',
	EcommerceLongDescription: '',
	AccessTillDate: null,
	AccessTillDays: null,
};

const learningPaths = (state: State): FeedRow[] =>
	pathsOf(state).map(({ path, at }) => ({
		...at,
		show: () => ({
			...learningPath(path),
			ForSale: false,
			Price: new Decimal(0, 2),
			...SALES,
			...made(at),
			DisplayOrder: 0,
			IncludeInLibrary: false,
			IsCourseOptionalOrder: false,
			ImageURL: '',
		}),
	}));

const pathCourses = (state: State): FeedRow[] =>
	pathsOf(state).flatMap(({ path, at }) =>
		path.courses.map((Id) => ({
			...at,
			show: () => ({
				LearningPathId: path.Id,
				Id,
				OriginalLearningPathId: 0,
				OriginalCourseId: state.courses.get(Id)?.OriginalId ?? 0,
				Active: true,
				...changed(at),
			}),
		})),
	);

/** unknown: CreatedBy and UpdatedBy are texts in S; the Id of a person is assumed. */
const sold = ({ created, updated }: Timestamps, by: string): WireRecord => ({
	Currency: 'USD',
	Languages: '',
	Topics: '',
	Skills: '',
	CoursePreRequisites: '',
	LearningPathPreRequisites: '',
	CreatedDate: new Date(created),
	UpdatedDate: new Date(updated),
	CreatedBy: by,
	UpdatedBy: by,
});

const NOT_SOLD = ['ForSale', 'CourseCodeForBulkImport', 'CourseTeamLibrary'];

const soldCourse = (course: CourseRecord, at: Timestamps): WireRecord => ({
	...without(courseSummary(course), NOT_SOLD),
	...sold(at, course.createdBy),
	Tags: course.tags,
});

const forSale = (state: State) => coursesOf(state).filter(({ course }) => course.ForSale);

/** unknown: whether a learning path is for sale; all are, so that there is one. */
const soldPaths = (state: State): FeedRow[] =>
	pathsOf(state).map(({ path, at }) => ({
		...at,
		show: () => ({
			...learningPath(path),
			Price: new Decimal(0, 2),
			...SALES,
			...sold(at, ''),
			Code: '',
			Tags: '',
		}),
	}));

/** unknown: the members of a row; the course and its first module are assumed. */
const soldSessions = (state: State): FeedRow[] =>
	forSale(state).map(({ course, at }) => ({
		...at,
		show: () => ({
			CourseId: course.Id,
			CourseName: course.Name,
			ModuleId: course.modules[0]?.Id ?? '',
			Price: new Decimal(course.price, 2),
		}),
	}));

/** S: the members of rows. */
export const contentFeeds: readonly Feed[] = [
	{ path: '/org/courses', root: 'Courses', rows: courses },
	{ path: '/org/courses/modules', root: 'CourseModules', rows: courseModules },
	{ path: '/org/modules', root: 'Modules', rows: modules },
	{ path: '/org/learningpaths', root: 'LearningPaths', rows: learningPaths },
	{ path: '/org/learningpaths/courses', root: 'LearningPathCourses', rows: pathCourses },
	{
		path: '/org/ecommerce/courses',
		root: 'Courses',
		rows: (state) =>
			forSale(state).map(({ course, at }) => ({ ...at, show: () => soldCourse(course, at) })),
	},
	{ path: '/org/ecommerce/learningpaths', root: 'LearningPaths', rows: soldPaths },
	{ path: '/org/ecommerce/coursesessions', root: 'Sessions', rows: soldSessions },
];
