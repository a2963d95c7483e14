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
	'The course may not be assigned to this person. Otherwise check both fields, or pick from the lists.';

export const userCourse: Resource = {
	option: { name: 'User Course', value: 'userCourse' },
	first: 'getAll',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign course to user',
			description:
				'Give courses to a person. Up to 25 courses for the same person are sent in one request. Litmos says nothing about courses it does not know or the person has already.',
			fields: [
				userLocator.field,
				courseLocator.field,
				{
					...sendEmailField,
					description:
						'Whether Litmos emails the person about the course. It only writes to people who have signed in before.',
				},
			],
			request: {
				method: 'POST',
				path: '/users/{userId}/courses',
				query: [['sendmessage', 'sendEmail']],
				...idList('courseId', 'Course'),
			},
			output: { kind: 'done', json: { assigned: true }, echo: ['userId', 'courseId'] },
		},
		assignManyCourses,
		{
			name: 'Get',
			value: 'get',
			action: 'Get course of user',
			description: 'Retrieve how far a person has come in a course, module by module',
			fields: [userLocator.field, courseLocator.field],
			advice: { 404: NOT_ASSIGNED },
			...recordAt('/users/{userId}/courses/{courseId}', { simplify: RESULT_COLUMNS }),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many courses of user',
			description: 'List the courses assigned to a person, with their progress',
			fields: [userLocator.field, searchFilter],
			...searchAt('/users/{userId}/courses', { key: 'Id', simplify: COLUMNS }),
		},
		{
			name: 'Get Many for Users',
			value: 'getAllForUsers',
			action: 'Get many courses of many users',
			description:
				'List the courses of each incoming person, with their progress. 25 people cost one request; Get Many costs one for each.',
			fields: [userLocator.field],
			request: {
				method: 'POST',
				path: '/users/courses',
				...idList('userId', 'User', { max: USERS_PER_REQUEST }),
			},
			output: { kind: 'portion', of: coursesOf, echo: ['userId'], simplify: COLUMNS },
		},
		{
			name: 'Reset Results',
			value: 'reset',
			action: 'Reset course results of user',
			description: 'Put the course back on the to-do list of the person; the next try is a new one',
			fields: [userLocator.field, courseLocator.field],
			request: { method: 'PUT', path: '/users/{userId}/courses/{courseId}/reset' },
			output: { kind: 'done', json: { reset: true }, echo: ['userId', 'courseId'] },
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign course from user',
			description: 'Take a course from a person, unless a learning path or a team gives it',
			fields: [userLocator.field, courseLocator.field],
			advice: {
				406: 'The course comes with a learning path or a team. Take the person out of that, or the course out of it.',
			},
			request: { method: 'DELETE', path: '/users/{userId}/courses/{courseId}' },
			output: { kind: 'done', json: { unassigned: true }, echo: ['userId', 'courseId'] },
		},
	],
};
