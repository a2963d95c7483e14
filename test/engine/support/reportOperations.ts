import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { recordChange } from '../../../sandbox/state/timestamps';
import { rows } from '../../../scripts/operationList';
import { AROUND, letThingsHappen } from '../../support/happenings';
import type { Bench } from './bench';
import { by } from './locatorValue';

const path = by('id', '={{ $json.learningPath }}');

const feeds = rows.filter(
	({ node, operation }) => node.endsWith('Report') && operation.request !== undefined,
);

/** Every operation of Litmos Report: the feeds for some days, and the compliance overviews. */
export const REPORT_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	...Object.fromEntries(
		feeds.map(({ name }) => [
			name.replace(':', ': '),
			{ period: 'between', since: '={{ $json.since }}', to: '={{ $json.to }}', returnAll: true },
		]),
	),
	'compliance: getCourses': { courseId: by('id', '={{ $json.course }}'), lookBack: 'none' },
	'compliance: getDigest': { lookBack: 'none' },
	'compliance: getLearningPaths': { learningPathId: path, lookBack: 'none' },
	'compliance: getSummary': { lookBack: 'none' },
	'warehouse: getChanges': { table: '={{ $json.table }}', startDate: '={{ $json.yesterday }}' },
};

/** Something changes in each of them just now. */
export const CHANGED_TABLES = [
	'contentFeed: getCourses',
	'peopleFeed: getTeams',
	'peopleFeed: getUsers',
];

/** Those that read a name first, for a course each or one learning path for all; what else is read serves all three items. */
export const REPORT_REQUESTS = {
	'compliance: getCourses': 7 / 3,
	'compliance: getDigest': 2 / 3,
	'compliance: getLearningPaths': 1,
	'compliance: getSummary': 1 / 3,
	// The first one asks for the time.
	'warehouse: getChanges': 2,
};

/** What the items give to them. */
export function reportItem({ sandbox: { state } }: Bench): IDataObject {
	letThingsHappen(state);
	const [learningPath] = state.learningPaths.keys();
	const [course] = state.courses.keys();
	const team = [...state.teams.keys()].at(-1);
	const [, user] = state.users.keys();
	const now = state.clock();
	for (const record of [`course ${course}`, `team ${team}`, `user ${user}`] as const)
		recordChange(state, record, now);
	const yesterday = new Date(now - 86_400_000).toISOString();
	return { ...AROUND, learningPath, yesterday };
}
