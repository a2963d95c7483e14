import type { INodeProperties } from 'n8n-workflow';
import { STATUSES } from '../../shared/feeds/complianceStatus';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import { teamLocator } from '../../shared/locators/team';
import { filter, filtersOf, optional, subTeamsField } from './filters';

/** Empty for all. */
export const courseField: INodeProperties = {
	...optional(courseLocator.field, 'All courses'),
	description:
		'Only this course, with due dates. Leave empty for all courses; due dates then need Look Back.',
};

/** Empty for all. */
export const teamField: INodeProperties = {
	...optional(teamLocator.field, 'All teams'),
	description: 'Only users of this team. Leave empty for all users.',
};

export const lookBackField: INodeProperties = {
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

export const includeManagerField: INodeProperties = {
	displayName: 'Include Manager and Email',
	name: 'includeManager',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the email of each user, and the name and email of the manager. Uses one request per 1,000 users of the account. Users whom the list of users leaves out have neither.',
};

export const includeTeamsField: INodeProperties = {
	displayName: 'Include Teams',
	name: 'includeTeams',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the names of the teams of each user. Uses one request per team. With a team chosen, only that team and its sub-teams are named.',
};

const activeOnlyField: INodeProperties = {
	displayName: 'Only Active Users',
	name: 'activeOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to leave out users whom Litmos shows as inactive. Get Overdue and Expiring always does, unless this is added and turned off.',
};

const expiringField: INodeProperties = {
	displayName: 'Expiring Within (Days)',
	name: 'expiringDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30,
	description: 'How many days before its expiry a completion counts as Expiring',
};

const inPathFilter = filter(learningPathLocator.field, 'Only the courses of this learning path');

const managerField: INodeProperties = {
	displayName: 'Manager',
	name: 'manager',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description:
		'Only users of this manager: the username, email or full name of the manager (not case-sensitive)',
};

const PROFILE_COLUMNS = [
	'City',
	'CompanyName',
	'Country',
	...Array.from({ length: 10 }, (_, index) => `CustomField${index + 1}`),
	'JobRole',
	'JobTitle',
];

const profileField: INodeProperties = {
	displayName: 'Profile Field',
	name: 'profileField',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'Only users with all of these values in their profile (not case-sensitive)',
	options: [
		{
			displayName: 'Match',
			name: 'match',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'options',
					options: PROFILE_COLUMNS.map((column) => ({
						name: column.replace(/(?!^)([A-Z]|\d+)/g, ' $1'),
						value: column,
					})),
					default: 'CustomField1',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
				},
			],
		},
	],
};

const STATUS_DESCRIPTIONS: Partial<Record<(typeof STATUSES)[number], string>> = {
	Expired: 'Completed, but the completion has expired',
	Expiring: 'Completed, but the completion expires soon',
	Overdue: 'Not completed and past the due date',
};

const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: [...STATUSES].sort().map((status) => ({
		name: status,
		value: status,
		description: STATUS_DESCRIPTIONS[status],
	})),
	default: [],
	description: 'Statuses to return. Leave empty for all.',
};

/** All that rows can be filtered by, in the order of the alphabet; of a learning path, one is chosen already. */
export const pathFilters = filtersOf([
	expiringField,
	subTeamsField,
	managerField,
	activeOnlyField,
	profileField,
	statusField,
]);

export const courseFilters = filtersOf([
	expiringField,
	subTeamsField,
	inPathFilter,
	managerField,
	activeOnlyField,
	profileField,
	statusField,
]);

const TEAMS_COST = 'Uses one request per team. A user of several teams counts in each of them.';

export const digestGroupField: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'options',
	options: [
		{ name: 'Manager', value: 'manager' },
		{ name: 'Team', value: 'team', description: TEAMS_COST },
	],
	default: 'manager',
	required: true,
	description:
		'What makes one output item. Users without a manager or a team are in an item of their own.',
};

export const summaryGroupField: INodeProperties = {
	...digestGroupField,
	options: [
		{ name: 'All', value: 'all', description: 'A single item' },
		{ name: 'Course', value: 'course' },
		{ name: 'Manager', value: 'manager', description: 'Uses one request per 1,000 users' },
		{ name: 'Team', value: 'team', description: TEAMS_COST },
	],
	default: 'course',
};
