import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import { teamLocator } from '../../shared/locators/team';
import type { Resource } from '../../shared/operation/types';
import { callsFor, COURSES, LEARNING_PATHS, readCompliance } from '../../shared/feeds/compliance';
import { filtersOf, optional, subTeamsField } from './filters';

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
			description: 'No extra requests. AssignedDate and StartedDate stay empty.',
		},
		{
			name: 'Last 30 Days',
			value: 'last30Days',
			description: 'Uses 5 requests, or more with over 1,000 changes a week',
		},
		{
			name: 'Last 90 Days',
			value: 'last90Days',
			description: 'Uses 13 requests, or more with over 1,000 changes a week',
		},
		{
			name: 'Last 12 Months',
			value: 'last12Months',
			description: 'Uses about 50 requests, or more with over 1,000 changes a week',
		},
	],
	default: 'last90Days',
	required: true,
	description:
		'How far back to read results for the assigned and started dates. Without changes in that time, the dates stay empty, and a user without any progress counts as not started. In each row, AsOf tells when the users were read, and DatesSince and DatesAsOf tell which period the dates come from.',
};

const filtersField = filtersOf([
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
			{
				name: 'Expiring',
				value: 'Expiring',
				description: 'Completed, but the completion expires soon',
			},
			{ name: 'In Progress', value: 'In Progress' },
			{ name: 'Not Started', value: 'Not Started' },
			{ name: 'Overdue', value: 'Overdue', description: 'Not completed and past the due date' },
		],
		default: [],
		description: 'Statuses to return. Leave empty for all.',
	},
	subTeamsField,
]);

/** What the column is about. */
type Content = 'Course' | 'LearningPath';

/** Columns of the simplified output. */
const columnsFor = (content: Content) => [
	'UserName',
	'FirstName',
	'LastName',
	`${content}Name`,
	'Status',
	'PercentageComplete',
	'DueDate',
	'CompletedDate',
	'CompliantTillDate',
	'AsOf',
];

/** The name, the users or, of all courses, the results, and the dates. */
const COST = '1 + 1 per 1,000 rows + Look Back';

/** Those that the report puts together itself, or names alike for courses and learning paths. */
const addedFor = (content: Content) => [
	`${content}Name`,
	'Status',
	'AsOf',
	'CompletedDate',
	'DueDate',
];

/** The rows with columns that say what they name. */
function named(rows: readonly IDataObject[], content: Content): IDataObject[] {
	const names: IDataObject = { Name: `${content}Name`, ContentId: `${content}Id` };
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, cell]) => [names[column] ?? column, cell]),
		),
	);
}

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
				'List the status of each user in each course: not started, in progress, completed, expiring, expired or overdue',
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
			run: async (call, values) => named(await readCompliance(COURSES, call, values), 'Course'),
			calls: callsFor(COURSES),
			cost: COST,
			simplify: columnsFor('Course'),
			adds: addedFor('Course'),
		},
		{
			kind: 'coded',
			name: 'Get Learning Path Overview',
			value: 'getLearningPaths',
			action: 'Get compliance overview of learning path',
			description:
				'List the status of each user in a learning path: not started, in progress, completed, expiring or expired',
			fields: [learningPathLocator.field, optionalTeam, lookBackField, filtersField],
			run: async (call, values) =>
				named(await readCompliance(LEARNING_PATHS, call, values), 'LearningPath'),
			calls: callsFor(LEARNING_PATHS),
			cost: COST,
			simplify: columnsFor('LearningPath'),
			adds: addedFor('LearningPath'),
		},
	],
};
