import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { JobContext } from '../../../shared/operation/jobs/context';
import type { Call, ItemResult, JointOperation, Resource } from '../../../shared/operation/types';
import { applyChanges } from './apply/apply';
import { WRITING } from './apply/calls';
import { syncFields } from './fields';
import { plan } from './plan/plan';
import { refKey } from './plan/teams';
import type { Plan, Rules, Wanted } from './plan/types';
import { READING, readCurrent } from './read';
import type { Mirror } from './read';
import { foretell, isNews, itemOf, summaryOf } from './report';
import type { Told } from './report';
import { rulesIn, wantedIn } from './rules';

/** What a sync goes by. */
interface Prepared {
	mirror: Mirror;
	wanted: Wanted[];
	rules: Rules;
	first: Plan;
}

type Run = (prepared: Prepared, call: Call, values: IDataObject) => Promise<Told[]>;

/** How the two operations are made: they differ in what they do with the plan. */
const syncing =
	(work: Run): JointOperation['run'] =>
	async (call, items, job) => {
		const startedAt = performance.now();
		const [values] = items;
		const wanted = wantedIn(items);
		const rules = rulesIn(values, lastRows(job, values));
		const mirror = await readCurrent(call, wanted, rules);
		const first = plan(mirror, wanted, rules);
		const told = await work({ mirror, wanted, rules, first }, call, values);
		if (first.stops.length === 0) remember(job, values, wanted.length);
		if (values.syncOutput === 'summary') {
			const seconds = (performance.now() - startedAt) / 1000;
			const newTeams = first.newTeams.filter((team) => !mirror.refusedTeams.has(refKey(team)));
			const spent = { requests: job.requests(), seconds };
			const summary = summaryOf({ ...first, newTeams }, told, spent);
			return items.map((_, index) => (index === 0 ? [summary] : []));
		}
		const shown = values.includeUnchanged === true ? told : told.filter(isNews);
		return spread(shown, items.length, job);
	};

/** To each item its user; those whom the list does not have come after. */
function spread(told: readonly Told[], count: number, job: JobContext): ItemResult[] {
	const results = Array.from({ length: count }, (): IDataObject[] => []);
	const others: IDataObject[] = [];
	for (const one of told) {
		const at = one.change.row?.position;
		(at === undefined ? others : results[at]).push(itemOf(one));
	}
	job.add(others);
	return results;
}

/** For whom the length of the list was kept: another scope has another length. */
const markOf = ({ accountName }: JobContext, values: IDataObject): string =>
	JSON.stringify([
		accountName,
		values.scopeBy,
		values.teamId,
		values.scopeField,
		values.scopeValue,
	]);

function lastRows({ memory, accountName }: JobContext, values: IDataObject): number | undefined {
	const kept = memory.peopleSync as IDataObject | undefined;
	const mark = markOf({ accountName } as JobContext, values);
	return kept?.mark === mark ? Number(kept?.rows) : undefined;
}

function remember(job: JobContext, values: IDataObject, rows: number): void {
	job.memory.peopleSync = { mark: markOf(job, values), rows };
}

const preview: Run = async ({ first }) => {
	const stop = first.stops[0]?.message;
	return await Promise.resolve(first.changes.map((change) => foretell(change, stop)));
};

const apply: Run = async ({ mirror, wanted, rules, first }, call, values) => {
	if (first.stops.length > 0) {
		const messages = first.stops.map(({ message }) => message);
		throw new FieldError(
			`Nothing was changed. ${messages.join('. ')}`,
			first.stops.map(({ todo }) => todo).join(' '),
		);
	}
	return await applyChanges({ call, mirror, wanted, rules, values }, first);
};

const shared = {
	kind: 'joint',
	needsAll: true,
	fields: syncFields,
	// All items are one list.
	together: (items: readonly IDataObject[]) => [items.map((_, position) => position)],
} as const;

export const peopleSync: Resource = {
	option: { name: 'People Sync', value: 'peopleSync' },
	first: 'preview',
	operations: [
		{
			...shared,
			name: 'Apply',
			value: 'apply',
			action: 'Apply people sync',
			description:
				'Make Litmos match a full list of users: add, change, reactivate and deactivate users, and put them into teams. Preview shows beforehand what it would do.',
			cost: '1 per 1,000 users, 1 per team in the list, and a few more for an import',
			run: syncing(apply),
			preview: syncing(preview),
			calls: [...READING, ...WRITING],
		},
		{
			...shared,
			name: 'Preview',
			value: 'preview',
			action: 'Preview people sync',
			description: 'Show what Apply would do with the same list and settings; nothing is changed',
			cost: '1 per 1,000 users and team in the list',
			run: syncing(preview),
			calls: READING,
		},
	],
};
