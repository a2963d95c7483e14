import type { IDataObject } from 'n8n-workflow';
import { dedupKeyOf } from '../../shared/feeds/changes/dedupKeys';
import { loadState, saveState } from '../../shared/feeds/changes/state';
import type { FeedState, Kept } from '../../shared/feeds/changes/state';
import { FieldError } from '../../shared/operation/readTyped';
import type { JobContext } from '../../shared/operation/jobs/context';
import { isObject } from '../../shared/values';

/** How far an extract has come. */
export interface Position {
	/** From where on all rows have been read, in milliseconds. */
	since: number;
	state: FeedState;
}

/** A position as n8n stores it. */
interface Stored extends IDataObject {
	since: number;
	/** As `saveState` puts it. */
	state?: IDataObject;
}

/** What a run has put forward, or confirmed. */
interface Step extends IDataObject {
	execution: string;
	/** Put forward: the node that read. Confirmed: the node that confirmed. */
	node: string;
	position: Stored | null;
}

/** What is kept of an extract. */
interface Extract extends IDataObject {
	table: string;
	usedAt: number;
	/** All rows up to here have been saved. */
	confirmed: Stored | null;
	/** Read by a run that has not confirmed it; nobody else may. */
	pending?: Step;
	/** What had been confirmed before that run. */
	before?: Step;
}

type Extracts = Record<string, Extract>;

/** The name under which everything stands in the static data of the workflow. */
const MEMORY = 'litmosExtracts';

/** Of nodes that were deleted something is left over: it goes once it has been unused for so long, but for the latest. */
const UNUSED_MS = 90 * 86_400_000;
const LATEST = 50;

/** Whose positions are meant: those of a node for a table of an account. */
export interface Owner {
	table: string;
	/** Feed and account: what belongs to another is of no use. */
	mark: string;
}

const nameOf = ({ node }: JobContext, { table, mark }: Owner): string =>
	dedupKeyOf(JSON.stringify([node.id, table, mark]));

function extractsIn(job: JobContext): Extracts {
	const memory: unknown = job.workflowMemory();
	if (!isObject(memory)) {
		throw new FieldError(
			'n8n cannot store the position of this extract',
			'The static data of the workflow is damaged. Copy the nodes into a new workflow.',
		);
	}
	const extracts = memory[MEMORY];
	if (!isObject(extracts)) return {};
	// n8n hands out live objects that cannot be cloned otherwise.
	const copies = JSON.parse(JSON.stringify(extracts)) as Extracts;
	return Object.fromEntries(Object.entries(copies).filter(([, one]) => isObject(one)));
}

function store(job: JobContext, extracts: Extracts): void {
	const newestFirst = Object.entries(extracts).sort(([, a], [, b]) => b.usedAt - a.usedAt);
	const usedSince = Date.now() - UNUSED_MS;
	const kept = newestFirst.filter(([, { usedAt }], index) => index < LATEST || usedAt > usedSince);
	// In one assignment, so that there is never half of it.
	job.workflowMemory()[MEMORY] = Object.fromEntries(kept);
}

/** Where the last confirmed run ended; with `isBroken`, it cannot be read. */
export function confirmedPosition(job: JobContext, owner: Owner): Kept<FeedState> & Position {
	const { confirmed } = extractsIn(job)[nameOf(job, owner)] ?? {};
	const since = Number(confirmed?.since);
	const kept = loadState(confirmed ?? {}, owner.mark, 'feed') as Kept<FeedState>;
	const isBroken = kept.isBroken || (Boolean(confirmed) && !Number.isFinite(since));
	return { ...kept, isBroken, since } as Kept<FeedState> & Position;
}

/** Keeps where this run ended: to be confirmed, or at once where there was nothing to save. */
export function putForward(
	job: JobContext,
	owner: Owner,
	{ position: { since, state }, isEmpty }: { position: Position; isEmpty: boolean },
): void {
	const extracts = extractsIn(job);
	const name = nameOf(job, owner);
	const position: Stored = { since };
	saveState(position, owner.mark, state);
	const { confirmed = null } = extracts[name] ?? {};
	const common = { table: owner.table, usedAt: Date.now() };
	const pending: Step = { execution: job.execution, node: job.node.name, position };
	const next: Extract = isEmpty
		? { ...common, confirmed: position }
		: { ...common, confirmed, pending };
	store(job, { ...extracts, [name]: next });
}

/**
 * Moves the extracts that nodes before this one have read in this run; answers their tables.
 * @throws FieldError where there are none.
 */
export function confirmSaved(job: JobContext): Array<Pick<Extract, 'table'> & { until: number }> {
	const extracts = extractsIn(job);
	const before = new Set(job.nodesBefore());
	const isOurs = ({ pending }: Extract): boolean =>
		pending?.execution === job.execution && before.has(pending.node);
	const ours = Object.entries(extracts).filter(([, one]) => isOurs(one));
	if (ours.length === 0) throw nothingPending(job, extracts);
	const moved = ours.map(([name, { pending, confirmed, ...one }]): [string, Extract] => [
		name,
		{
			...one,
			confirmed: pending?.position ?? null,
			before: { execution: job.execution, node: job.node.name, position: confirmed },
		},
	]);
	store(job, { ...extracts, ...Object.fromEntries(moved) });
	return moved.map(([, { table, confirmed }]) => ({ table, until: nowIn(confirmed) }));
}

/** The clock of Litmos when it was read; what it shows later comes with the next run. */
const nowIn = (stored: Stored | null): number => Number((stored?.state as IDataObject).now);

/** A node that confirms twice in a run did so between two parts of the rows: then nothing counts as saved. */
function nothingPending(job: JobContext, extracts: Extracts): FieldError {
	const isTwice = ({ before }: Extract): boolean =>
		before?.execution === job.execution && before.node === job.node.name;
	const twice = Object.entries(extracts).filter(([, one]) => isTwice(one));
	if (twice.length === 0) {
		return new FieldError(
			'This run has read no changes that could be confirmed',
			'Place this node after Get Changes and after the node that saves its rows. If another run of the workflow began in the meantime, nothing is lost: the next run reads these rows again.',
		);
	}
	const undone = twice.map(([name, { before, ...one }]): [string, Extract] => [
		name,
		{ ...one, confirmed: before?.position ?? null },
	]);
	store(job, { ...extracts, ...Object.fromEntries(undone) });
	return new FieldError(
		'This node ran twice for the same rows: it stands inside a loop, or behind two branches',
		'Connect it to the Done output of the loop, or merge the branches before it. The next run reads these rows again.',
	);
}
