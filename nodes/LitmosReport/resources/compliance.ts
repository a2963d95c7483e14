import type { INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import { teamLocator } from '../../shared/locators/team';
import type { Resource } from '../../shared/operation/types';
import { callsFor, COURSES, LEARNING_PATHS, readCompliance } from '../../shared/feeds/compliance';

/** A locator that may stay empty says what that means. */
const optional = (field: INodeProperties, placeholder: string): INodeProperties => ({
	...field,
	required: false,
	modes: field.modes?.map((mode) => (mode.type === 'list' ? { ...mode, placeholder } : mode)),
});

const optionalTeam: INodeProperties = {
	...optional(teamLocator.field, 'All teams'),
	description: 'Only users of this team. Leave empty for all users.',
};

const lookBackField: INodeProperties = {
	displayName: 'Look Back',
	name: 'lookBack',
	type: 'options',
	options: [
		{
			name: 'None',
			value: 'none',
			description: 'No extra requests; AssignedDate and StartedDate stay empty',
		},
		{
			name: 'Last 30 Days',
			value: 'last30Days',
			description: '5 requests, more from 1,000 changes a week on',
		},
		{
			name: 'Last 90 Days',
			value: 'last90Days',
			description: '13 requests, more from 1,000 changes a week on',
		},
		{
			name: 'Last 12 Months',
			value: 'last12Months',
			description: 'About 50 requests, more from 1,000 changes a week on',
		},
	],
	default: 'last90Days',
	required: true,
	description:
		'How far back to read results for the assigned and started dates. Without changes in that time, the dates stay empty, and a user who has completed nothing counts as not started. In each row, AsOf tells when users were read, DatesSince and DatesAsOf which dates were read.',
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Expiring Within (Days)',
			name: 'expiringDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How many days before its expiry a completion counts as Expiring',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: [
				{ name: 'Completed', value: 'Completed' },
				{
					name: 'Expired',
					value: 'Expired',
					description: 'Completed, but the completion has expired',
				},
				{ name: 'Expiring', value: 'Expiring', description: 'Completed, and to be renewed soon' },
				{ name: 'In Progress', value: 'In Progress' },
				{ name: 'Not Started', value: 'Not Started' },
				{ name: 'Overdue', value: 'Overdue', description: 'Not completed, and past the due date' },
			],
			default: [],
			description: 'Statuses to return. Leave empty for all.',
		},
	],
};

/** Columns of the simplified output. */
const COLUMNS = [
	'UserName',
	'FirstName',
	'LastName',
	'Name',
	'Status',
	'PercentageComplete',
	'DueDate',
	'CompletedDate',
	'CompliantTillDate',
	'AsOf',
] as const;

/** Those that the report puts together itself, or names alike for courses and learning paths. */
const ADDED = ['Status', 'AsOf', 'CompletedDate', 'DueDate'] as const;

export const compliance: Resource = {
	option: { name: 'Compliance', value: 'compliance' },
	first: 'getCourses',
	operations: [
		{
			kind: 'coded',
			name: 'Get Course Overview',
			value: 'getCourses',
			action: 'Get compliance overview of courses',
			description:
				'List the status of each user in each course: not started, in progress, completed, expiring, expired or overdue. Uses one request per 1,000 users of a course, or per 1,000 results of all courses, plus Look Back.',
			fields: [
				{
					...optional(courseLocator.field, 'All courses'),
					description:
						'Only this course, with due dates. Leave empty for all courses; due dates then need Look Back.',
				},
				optionalTeam,
				lookBackField,
				filtersField,
			],
			run: async (call, values) => await readCompliance(COURSES, call, values),
			calls: callsFor(COURSES),
			simplify: COLUMNS,
			adds: ADDED,
		},
		{
			kind: 'coded',
			name: 'Get Learning Path Overview',
			value: 'getLearningPaths',
			action: 'Get compliance overview of learning path',
			description:
				'List the status of each user in a learning path: not started, in progress, completed, expiring or expired',
			fields: [learningPathLocator.field, optionalTeam, lookBackField, filtersField],
			run: async (call, values) => await readCompliance(LEARNING_PATHS, call, values),
			calls: callsFor(LEARNING_PATHS),
			simplify: COLUMNS,
			adds: ADDED,
		},
	],
};
