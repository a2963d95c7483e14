import type { IDataObject } from 'n8n-workflow';
import type * as Positions from '../../../nodes/LitmosReport/warehouse/positions';
import type * as ReadChanges from '../../../nodes/LitmosReport/warehouse/readChanges';
import { tableRow } from '../../../nodes/LitmosReport/warehouse/rows';
import { findTable, ROW_KEY } from '../../../nodes/LitmosReport/warehouse/tables';
import type { JobContext } from '../../../nodes/shared/operation/jobs/context';
import type { Call } from '../../../nodes/shared/operation/types';
import { jobContext } from '../../support/jobContext';
import type { Mutation } from '../../support/copies';
import { loadParts, SMALL } from '../../trigger/support/triggerCopy';
import type { History } from '../../trigger/support/history';
import { DAMAGES } from '../../trigger/support/history';
import type { Tenant } from '../../trigger/support/tenant';
import { openTenant, START } from '../../trigger/support/tenant';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** What becomes of a run after its rows were read. */
export const ENDINGS = [
	'confirmed',
	'stopped before anything is saved',
	'stopped when half is saved',
	'stopped before it is confirmed',
	'overlapped by another run',
	'everything again',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** The parts of an extract. */
export interface Copy {
	positions: typeof Positions;
	readChanges: typeof ReadChanges;
}

/** Pages of three rows, so that few rows make many pages. */
const SMALL_PAGES: Mutation = {
	file: 'readChanges',
	changes: [['pageSize: PAGE_SIZE', 'pageSize: 3']],
};

export function loadExtract(mutations: readonly Mutation[] = []): Copy {
	const parts = ['positions', 'readChanges'].map((name) => `LitmosReport/warehouse/${name}`);
	return loadParts(parts, [SMALL, SMALL_PAGES, ...mutations]) as unknown as Copy;
}

class Failure extends Error {}

type Act = History['acts'][number];
type Change = Extract<Act, { do: 'happen' | 'again' | 'touch' }>;
type Polling = Extract<Act, { do: 'poll' }>;

/** A table in memory that takes rows as PostgreSQL does. */
function createTable() {
	const rows = new Map<unknown, IDataObject>();
	/** How often each version of a row was handed over. */
	const handed = new Map<string, number>();

	function upsert(batch: readonly IDataObject[]): void {
		const keys = batch.map((row) => row[ROW_KEY]);
		if (new Set(keys).size < keys.length) {
			throw new Error('ON CONFLICT DO UPDATE command cannot affect row a second time');
		}
		for (const row of batch) {
			rows.set(row[ROW_KEY], row);
			const version = JSON.stringify(row);
			handed.set(version, (handed.get(version) ?? 0) + 1);
		}
	}

	return { rows, handed, upsert };
}

const TABLES = {
	userCreated: 'peopleFeed: getUsers',
	courseCompleted: 'resultFeed: getCourseResults',
} as const;

function happenIn(tenant: Tenant, kind: History['kind'], act: Change): void {
	const people = tenant.people();
	const pick = (index: number): string => people[index % people.length] ?? '';
	const isUsers = kind === 'userCreated';
	if (act.do === 'touch') {
		const what = isUsers ? 'userUpdated' : 'moduleCompleted';
		for (const userId of act.people.map(pick)) tenant.happen({ what, userId });
	} else if (act.do === 'again') {
		const what = isUsers ? 'userUpdated' : 'courseCompleted';
		tenant.happen({ what, userId: pick(act.person) });
	} else {
		for (let count = 0; count < act.count; count++) {
			const { lateMs } = act;
			const { userId } = tenant.happen({ what: 'userCreated', lateMs: isUsers ? lateMs : 0 });
			if (!isUsers) tenant.happen({ what: 'courseCompleted', userId, lateMs });
		}
	}
}

export interface Outcome {
	/** In the table, by key. */
	saved: Record<string, IDataObject>;
	/** In Litmos, by key. */
	wanted: Record<string, IDataObject>;
	/** Versions of rows that were saved more than once. */
	repeated: string[];
}

/** Plays a history against a copy of the extract, each run with its ending, the last ones confirmed. */
export async function play(
	copy: Copy,
	{ manners, kind, acts, beforeMs }: History,
	endings: readonly Ending[],
): Promise<Outcome> {
	const tenant = openTenant(manners);
	for (let person = 0; person < 4; person++) {
		happenIn(tenant, kind, { do: 'happen', count: 1, lateMs: 0 });
	}
	tenant.wait(beforeMs ?? 3 * 60 * MINUTE_MS);
	const table = createTable();
	const run = runnerOf(copy, { tenant, kind, table });
	const left = [...endings];
	jest.spyOn(Date, 'now').mockImplementation(() => tenant.now() + (manners.ownSkewMs ?? 0));
	try {
		for (const act of acts) {
			if (act.do === 'wait') tenant.wait(act.ms);
			else if (act.do === 'damage') run.damage(act.how);
			else if (act.do === 'poll') await run.once(act, left.shift() ?? 'confirmed');
			else happenIn(tenant, kind, act);
		}
		for (let runs = 0; runs < 5; runs++) {
			tenant.wait(31 * 60 * MINUTE_MS);
			await run.once({ do: 'poll', meanwhile: [] }, 'confirmed');
		}
	} finally {
		jest.restoreAllMocks();
	}
	const repeated = [...table.handed].filter(([, times]) => times > 1).map(([row]) => row);
	const saved = Object.fromEntries(table.rows) as Outcome['saved'];
	return { saved, wanted: wantedIn(tenant, kind), repeated };
}

/** All rows there are, as they stand now. */
function wantedIn(tenant: Tenant, kind: History['kind']): Outcome['wanted'] {
	const { feed } = findTable(TABLES[kind]);
	const wanted: Outcome['wanted'] = {};
	for (
		let since = START - 8 * WEEK_MS;
		since < tenant.now() + 2 * WEEK_MS;
		since += WEEK_MS - DAY_MS
	) {
		// The ends may not belong to it.
		const span = { since, to: since + WEEK_MS };
		const { rows } = tenant.readPage(feed.path, span, { start: 0, limit: 1000 });
		for (const row of rows.map(tableRow(feed, false))) wanted[String(row[ROW_KEY])] = row;
	}
	return wanted;
}

interface World {
	tenant: Tenant;
	kind: History['kind'];
	table: ReturnType<typeof createTable>;
}

/** What n8n stores, as far as it is damaged here. */
interface Memory {
	litmosExtracts?: Record<string, { confirmed: { state: unknown } | null }>;
}

function runnerOf({ positions, readChanges }: Copy, { tenant, kind, table }: World) {
	/** As n8n stores it between runs. */
	let stored = '{}';
	let executions = 0;

	/** One execution, with a copy of what is stored. */
	function begin(act: Polling, read: Ending) {
		const data = JSON.parse(stored) as IDataObject;
		const execution = String((executions += 1));
		let serverMs: number | undefined;
		let pages = 0;
		let stuck = 0;
		const { failAt, wrong, stuckAt = Infinity, drip, meanwhile } = act;
		const call: Call = async (spec, values) => {
			pages += 1;
			if (pages === failAt || pages === drip?.at) throw new Failure();
			const start = Number(values.start);
			stuck = pages <= stuckAt ? start : Math.min(stuck, start);
			const span = { since: Date.parse(String(values.since)), to: Date.parse(String(values.to)) };
			const page = { start: stuck, limit: Number(values.limit) };
			const { rows } = tenant.readPage(String(spec.path), span, page);
			const next = meanwhile[pages - 1];
			if (next) happenIn(tenant, kind, next);
			serverMs = tenant.serverMs();
			if (pages === wrong?.at) serverMs = wrong.byMs && serverMs + wrong.byMs;
			return await Promise.resolve(rows);
		};
		const node = (name: string): JobContext =>
			jobContext({
				workflowMemory: () => data,
				execution,
				node: { id: name, name },
				nodesBefore: () => ['Get Changes', 'Database'],
				serverMs: () => serverMs,
			});
		const values = {
			table: TABLES[kind],
			startDate: new Date(START - DAY_MS).toISOString(),
			read: read === 'everything again' ? 'everything' : 'changes',
			columnSet: 'documented',
		};
		return {
			read: async () => await readChanges.readChanges(call, values, node('Get Changes')),
			confirm: () => void positions.confirmSaved(node('Confirm Saved')),
			/** n8n stores it of failed runs as well. */
			end: () => void (stored = JSON.stringify(data)),
		};
	}

	/** The state of each extract that a run has confirmed. */
	function damage(how: keyof typeof DAMAGES): void {
		const data = JSON.parse(stored) as Memory;
		for (const { confirmed } of Object.values(data.litmosExtracts ?? {})) {
			if (confirmed) confirmed.state = DAMAGES[how](confirmed.state as IDataObject);
		}
		stored = JSON.stringify(data);
	}

	async function perform(act: Polling, ending: Ending): Promise<void> {
		const mine = begin(act, ending);
		try {
			const rows = await mine.read();
			const other = begin({ do: 'poll', meanwhile: [] }, ending);
			const others = ending === 'overlapped by another run' ? await other.read() : [];
			if (rows.length > 0) save(mine, rows, ending);
			if (others.length > 0) save(other, others, 'confirmed');
			if (ending === 'overlapped by another run') other.end();
		} finally {
			mine.end();
		}
	}

	function save(one: ReturnType<typeof begin>, rows: IDataObject[], ending: Ending): void {
		if (ending === 'stopped before anything is saved') throw new Failure();
		const isHalf = ending === 'stopped when half is saved';
		table.upsert(isHalf ? rows.slice(0, Math.ceil(rows.length / 2)) : rows);
		if (isHalf || ending === 'stopped before it is confirmed') throw new Failure();
		one.confirm();
	}

	return {
		damage,
		once: async (act: Polling, ending: Ending) => {
			try {
				await perform(act, ending);
			} catch (error) {
				const isKnown =
					error instanceof Failure || /kept changing|contradictory/.test(String(error));
				if (!isKnown) throw error as Error;
			}
		},
	};
}
