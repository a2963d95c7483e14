import type { IDataObject } from 'n8n-workflow';
import { LATE } from '../../shared/feeds/complianceStatus';
import { learningPathLocator } from '../../shared/locators/learningPath';
import type { Call, CodedOperation, Resource } from '../../shared/operation/types';
import { digestsOf } from '../compliance/digest';
import { groupRows } from '../compliance/groups';
import type { GroupBy } from '../compliance/groups';
import { callsOf, readRows } from '../compliance/rows';
import type { Content } from '../compliance/rows';
import { summarize } from '../compliance/summary';
import {
	courseField,
	courseFilters,
	digestGroupField,
	includeManagerField,
	includeTeamsField,
	lookBackField,
	pathFilters,
	summaryGroupField,
	teamField,
} from './complianceFields';

/** Columns of the simplified output: who, in what, how it stands, and whom to tell. */
const columnsFor = (content: Content) => [
	'UserName',
	'FirstName',
	'LastName',
	`${content}Name`,
	'Status',
	'PercentageComplete',
	'DueDate',
	'CompliantTillDate',
	'ManagerName',
	'ManagerEmail',
];

/** The name, the users or, of all courses, the results, the profiles, and the dates. */
const COST = '1 + 1 per 1,000 rows + 1 per 1,000 users + Look Back';

/** Those that the report puts together itself, or names alike for courses and learning paths. */
const addedFor = (content: Content) => [`${content}Name`, 'Status', 'DueDate', 'ManagerEmail'];

/** Litmos may show profiles to account owners only (contract: users.listDetails). */
const refusedList = (instead: string) => ({
	403: `If Litmos refused the list of all users, use the API Key of an account owner${instead}. Otherwise, check whether the user of the API Key may see what you asked for.`,
});

const NO_FILTERS = 'remove the filters Manager and Profile Field';

const overviewOf = (
	content: Content,
	entry: Pick<CodedOperation, 'name' | 'value' | 'action' | 'description' | 'fields'>,
): CodedOperation => ({
	...entry,
	kind: 'coded',
	advice: refusedList(`, or turn off Include Manager and Email and ${NO_FILTERS}`),
	run: async (call: Call, values: IDataObject) =>
		(await readRows(content, call, values)).map(({ row }) => row),
	calls: callsOf(content),
	cost: COST,
	simplify: columnsFor(content),
	adds: addedFor(content),
});

const digest: CodedOperation = {
	kind: 'coded',
	name: 'Get Overdue and Expiring',
	value: 'getDigest',
	action: 'Get overdue and expiring digest',
	description:
		'Get a digest for each manager or team that is ready to email: overdue, expired and expiring courses of active users as data, HTML and Markdown',
	fields: [courseField, teamField, digestGroupField, lookBackField, courseFilters],
	advice: refusedList(''),
	run: async (call, values) => {
		const groupBy = values.groupBy as 'manager' | 'team';
		const { activeOnly = true, status = LATE } = values;
		const asked = { activeOnly, includeManager: true, includeTeams: groupBy === 'team' };
		const late = LATE.filter((one) => (status as string[]).includes(one));
		const rows = await readRows('Course', call, { ...values, ...asked, status: late });
		return digestsOf(groupRows(rows, groupBy), groupBy);
	},
	calls: callsOf('Course'),
	cost: COST,
};

const SUMMARY_COLUMNS = [
	'name',
	'users',
	'assignments',
	'completed',
	'overdue',
	'expired',
	'expiring',
	'inProgress',
	'notStarted',
	'percentage',
];

const summary: CodedOperation = {
	kind: 'coded',
	name: 'Get Summary',
	value: 'getSummary',
	action: 'Get compliance summary',
	description:
		'Count users and completed, overdue and expiring courses for each course, manager or team, worst first',
	fields: [courseField, teamField, summaryGroupField, lookBackField, courseFilters],
	advice: refusedList(`, or choose another Group By and ${NO_FILTERS}`),
	run: async (call, values) => {
		const groupBy = values.groupBy as GroupBy;
		const asked = { includeManager: groupBy === 'manager', includeTeams: groupBy === 'team' };
		const rows = await readRows('Course', call, { ...values, ...asked });
		return summarize(groupRows(rows, groupBy));
	},
	calls: callsOf('Course'),
	cost: '1 + 1 per 1,000 rows + Group By + Look Back',
	simplify: SUMMARY_COLUMNS,
	adds: SUMMARY_COLUMNS,
};

export const compliance: Resource = {
	option: { name: 'Compliance', value: 'compliance' },
	first: 'getCourses',
	operations: [
		overviewOf('Course', {
			name: 'Get Course Overview',
			value: 'getCourses',
			action: 'Get compliance overview of courses',
			description:
				'List the status of each user in each course: not started, in progress, completed, expiring, expired or overdue',
			fields: [
				courseField,
				teamField,
				lookBackField,
				includeManagerField,
				includeTeamsField,
				courseFilters,
			],
		}),
		overviewOf('LearningPath', {
			name: 'Get Learning Path Overview',
			value: 'getLearningPaths',
			action: 'Get compliance overview of learning path',
			description:
				'List the status of each user in a learning path: not started, in progress, completed, expiring or expired',
			fields: [
				learningPathLocator.field,
				teamField,
				lookBackField,
				includeManagerField,
				includeTeamsField,
				pathFilters,
			],
		}),
		digest,
		summary,
	],
};
