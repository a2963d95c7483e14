import { done, record, type Answer } from '../../http/answers';
import type { Call, Route } from '../../http/call';
import { courseOf } from '../find';
import { list, searched } from '../../http/lists';
import type { CourseRecord } from '../../state/records';
import { enrolmentsOf, removeCourse } from '../../state/state';
import { courseRecord, courseSummary } from '../../views/courses';
import { courseUser } from '../../views/assignments';
import { Decimal, type WireRecord } from '../../http/wireFormat';
import { userTexts } from '../users/users';

function listCourses(call: Call): Answer {
	const rows = searched(call, [...call.state.courses.values()], (course) => [
		course.Name,
		course.Code,
	]);
	return list(call, { rows, root: 'Courses', show: (course) => courseSummary(course) });
}

const ADVANCED_FIELDS = Object.fromEntries(
	Array.from({ length: 10 }, (_, index) => [`AdvCourseCustomField${index + 1}`, '']),
);

const LAST_FLAGS = {
	AllModulesNewWindow: false,
	Certificate: false,
	BoostsReleased: 0,
	BoostsFrequency: 0,
};

/** S: the keys and their order; unknown: nearly all values, so most are empty. */
const courseDetails = (course: CourseRecord): WireRecord => ({
	Id: course.Id,
	OriginalId: course.OriginalId,
	Code: course.Code,
	Name: course.Name,
	Description: course.Description,
	CourseCode: `${course.OriginalId}-${course.Code}`,
	Active: course.Active,
	IncludeInLibrary: false,
	CompleteInOrder: false,
	// S: its example has &amp; between the parameters of this address.
	CourseImageURL: `https://sandbox.example.com/images/${course.OriginalId}.png?Expires=1&Signature=sandbox`,
	CreatedDate: new Date(course.created),
	UpdatedDate: new Date(course.created),
	CreatedBy: course.createdBy,
	UpdatedBy: course.createdBy,
	ForSale: course.ForSale,
	EcommerceShortDescription: '',
	EcommerceLongDescription: '',
	Price: new Decimal(course.price, 2),
	AccessTillDate: null,
	AccessTillDays: course.accessDays,
	DueDate: null,
	DueDateSpan: course.dueDays,
	ComplianceDate: null,
	ComplianceDateSpan: course.compliantDays,
	ComplianceRetake: null,
	Languages: [],
	Topics: '',
	Tags: course.tags,
	CoursePreRequisites: '',
	LearningPathPreRequisites: '',
	Skills: '',
	Social: false,
	DiscussionForum: false,
	...ADVANCED_FIELDS,
	...LAST_FLAGS,
});

function details(call: Call): Answer {
	const course = courseOf(call, `The Course ${call.params.courseId} is invalid or does not exist!`);
	return record('Course', courseDetails(course));
}

function users(call: Call): Answer {
	const course = courseOf(call);
	const assigned = [...call.state.users.values()].filter((user) =>
		enrolmentsOf(call.state, user.Id).has(course.Id),
	);
	const rows = searched(call, assigned, userTexts).flatMap((user) => {
		const enrolment = enrolmentsOf(call.state, user.Id).get(course.Id);
		return enrolment === undefined
			? []
			: [{ user, assignment: { course, enrolment, now: call.now } }];
	});
	return list(call, {
		rows,
		root: 'Users',
		show: ({ user, assignment }) => courseUser(user, assignment),
	});
}

function modules(call: Call): Answer {
	const rows = searched(call, courseOf(call).modules, (module) => [module.Name, module.Code]);
	// C: four keys.
	const show = ({ Id, Code, Name, Description }: (typeof rows)[number]): WireRecord => ({
		Id,
		Code,
		Name,
		Description,
	});
	return list(call, { rows, root: 'Modules', show });
}

function remove(call: Call): Answer {
	// unknown: an id nobody has; the text of reading it is assumed.
	removeCourse(call.state, courseOf(call));
	return done();
}

export const courseRoutes: readonly Route[] = [
	{ method: 'GET', path: '/courses', handle: listCourses },
	{
		method: 'GET',
		path: '/courses/{courseId}',
		handle: (call) => record('Course', courseRecord(courseOf(call))),
	},
	{ method: 'DELETE', path: '/courses/{courseId}', handle: remove },
	{ method: 'GET', path: '/courses/{courseId}/details', handle: details },
	{ method: 'GET', path: '/courses/{courseId}/users', handle: users },
	{ method: 'GET', path: '/courses/{courseId}/modules', handle: modules },
];
