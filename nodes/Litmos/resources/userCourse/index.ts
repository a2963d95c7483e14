import type { IDataObject } from 'n8n-workflow';
import { courseLocator } from '../../../shared/locators/course';
import { userLocator } from '../../../shared/locators/user';
import type { Resource } from '../../../shared/operation/types';
import { searchFilter, sendEmailField } from '../fields';
import { assignManyCourses } from './assignMany';
import { idList, recordAt, searchAt } from '../requests';

/** Columns of the simplified list. The evidence has two names for the date of completion; one of them comes. */
const COLUMNS = [
	'Id',
	'Name',
	'Code',
	'Complete',
	'PercentageComplete',
	'AssignedDate',
	'DateCompleted',
	'CompletedDate',
	'Overdue',
	'CompliantTill',
] as const;

/** Columns of one simplified result. */
const RESULT_COLUMNS = [
	'Name',
	'Code',
	'Complete',
	'PercentageComplete',
	'AssignedDate',
	'StartDate',
	'DateCompleted',
	'CourseDueDate',
	'Overdue',
	'Modules',
] as const;

/** Contract: userCourses.listForUsers. */
const USERS_PER_REQUEST = 25;

/**
 * The courses of one person. No source tells the names of the members, only that each person comes with
 * a list of courses, so the list is taken under whatever name it has (contract: UserWithCourses).
 */
function coursesOf(
	people: readonly IDataObject[],
	{ userId }: IDataObject,
): IDataObject[] | undefined {
	const person = people.find(({ Id, UserId }) => (UserId ?? Id) === userId);
	return person && ((Object.values(person).find(Array.isArray) as IDataObject[] | undefined) ?? []);
}

const NOT_ASSIGNED =
	'Check that the course is assigned to this user, or choose both from the lists.';

export const userCourse: Resource = {
	option: { name: 'User Course', value: 'userCourse' },
	first: 'getAll',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign course to user',
			description:
				'Assign courses to a user (enroll the user). Litmos ignores courses the user already has.',
			fields: [
				userLocator.field,
				courseLocator.field,
				{
					...sendEmailField,
					description:
						'Whether Litmos emails the user about the course. Only users who have signed in before get the email. When this is off, a new user may not get an invitation either.',
				},
			],
			request: {
				method: 'POST',
				path: '/users/{userId}/courses',
				query: [['sendmessage', 'sendEmail']],
				...idList('courseId', 'Course'),
			},
			output: {
				kind: 'done',
				json: { assigned: true },
				echo: ['userId', 'courseId'],
				already: 'courseId',
			},
		},
		assignManyCourses,
		{
			name: 'Get',
			value: 'get',
			action: 'Get course of user',
			description: "Retrieve a user's progress in a course, module by module",
			fields: [userLocator.field, courseLocator.field],
			advice: { 404: NOT_ASSIGNED },
			...recordAt('/users/{userId}/courses/{courseId}', { simplify: RESULT_COLUMNS }),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many courses of user',
			description: 'List the courses assigned to a user, with their progress',
			fields: [userLocator.field, searchFilter],
			...searchAt('/users/{userId}/courses', { key: 'Id', simplify: COLUMNS }),
		},
		{
			name: 'Get Many for Users',
			value: 'getAllForUsers',
			action: 'Get many courses of many users',
			description:
				'List the courses of each incoming user, with progress. Uses fewer requests than Get Many for several users.',
			fields: [userLocator.field],
			request: {
				method: 'POST',
				path: '/users/courses',
				readsOnly: true,
				...idList('userId', 'User', { max: USERS_PER_REQUEST }),
			},
			output: { kind: 'portion', of: coursesOf, echo: ['userId'], simplify: COLUMNS },
		},
		{
			name: 'Reset Results',
			value: 'reset',
			action: 'Reset course results of user',
			description: 'Reset the results of a user in a course, so that the user has to take it again',
			warning:
				'This resets the results of the user in the course. It cannot be undone, and the user has to take the course again.',
			fields: [userLocator.field, courseLocator.field],
			request: { method: 'PUT', path: '/users/{userId}/courses/{courseId}/reset' },
			output: { kind: 'done', json: { reset: true }, echo: ['userId', 'courseId'] },
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign course from user',
			description:
				'Unassign a course from a user. Courses that come from a team or learning path stay.',
			fields: [userLocator.field, courseLocator.field],
			advice: {
				406: 'The course comes from a learning path or a team. Unassign the user from it, or remove the course from it.',
			},
			request: { method: 'DELETE', path: '/users/{userId}/courses/{courseId}' },
			output: { kind: 'done', json: { unassigned: true }, echo: ['userId', 'courseId'] },
		},
	],
};
