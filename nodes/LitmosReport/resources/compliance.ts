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
	description: 'Only people of this team; leave it empty for everybody',
};

const lookBackField: INodeProperties = {
	displayName: 'Look Back',
	name: 'lookBack',
	type: 'options',
	options: [
		{
			name: 'None',
			value: 'none',
			description: 'No requests; AssignedDate and StartedDate stay empty',
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
		'How far back to read the changes of results, which alone say when something was assigned and started. Where nothing has changed since, these dates stay empty, and who has begun but completed nothing counts as not started. Of each row, AsOf says when people were read, DatesSince and DatesAsOf how far back and when dates were.',
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
			description: 'From how many days before it runs out a completion counts as Expiring',
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
					description: 'Completed once, but for longer than that counts',
				},
				{ name: 'Expiring', value: 'Expiring', description: 'Completed, and to be renewed soon' },
				{ name: 'In Progress', value: 'In Progress' },
				{ name: 'Not Started', value: 'Not Started' },
				{ name: 'Overdue', value: 'Overdue', description: 'Not completed, and past the due date' },
			],
			default: [],
			description: 'Which to return; all where none is chosen',
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
				'Say for each person and course how they stand: not started, in progress, completed, expiring, expired or overdue. One course costs a request for each 1,000 people, all courses one for each 1,000 results, and looking back comes on top.',
			fields: [
				{
					...optional(courseLocator.field, 'All courses'),
					description:
						'Only this course, with due dates; leave it empty for all courses, of which Litmos says whether they are overdue but the due date only by looking back',
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
				'Say for each person of a learning path how they stand: not started, in progress, completed, expiring or expired. Litmos has no due dates here.',
			fields: [learningPathLocator.field, optionalTeam, lookBackField, filtersField],
			run: async (call, values) => await readCompliance(LEARNING_PATHS, call, values),
			calls: callsFor(LEARNING_PATHS),
			simplify: COLUMNS,
			adds: ADDED,
		},
	],
};
