import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isMissing, isRefused } from '../transport/errors';
import type { Client } from '../transport/client';
import { readsOnly } from './options/preview';
import { perform } from './perform';
import type { Piece, Shared } from './perform';
import type { ReadRows } from './pages';
import { isNamedInTwoWays, keyOf, pieceOf, piecesOf } from './pieces';
import type { Task } from './pool';
import type { FieldError } from './readTyped';
import type { ItemValues } from './readValues';
import { listFor } from './records/listFor';
import type { RecordList } from './records/recordList';
import { supplied } from './names/awaited';
import { resolveAsNames, resolveNames } from './names/resolve';
import type { Lookup } from './names/entries';
import type { JobContext } from './jobs/context';
import { halvesOf, isHopeless } from './jobs/tally';
import type { Tally } from './jobs/tally';
import type { ItemResult, Operation } from './types';

/** What became of each input item, by its index. */
export interface Results {
	outputs: Map<number, INodeExecutionData[]>;
	failures: Map<number, unknown>;
	/** By item: why values were left out. */
	notes: Map<number, readonly string[]>;
	/** Items of whose results the Limit may have left some out, with what was read for them. */
	cut: Map<number, ReadRows>;
	/** Items whose request was sent. */
	started: Set<number>;
	/** What belongs to no item. */
	further: INodeExecutionData[];
	/** Of the client, as soon as there is one. */
	redact?: Client['redact'];
}

export interface Sending {
	operation: Operation;
	items: readonly ItemValues[];
	client: Client;
	/** For IDs that Litmos does not know. */
	lookup: Lookup;
	results: Results;
}

/** After so many IDs that are no names either, nobody means names by them. */
const NO_NAMES = 25;

/** The work to do, in the order of the items. */
export function tasksFor(ctx: IExecuteFunctions, given: Sending): Task[] {
	const { operation, items, results } = given;
	const values = items.map((item) => item.values);
	const list = listFor(operation, values, given.lookup.read);
	const read = readsOnly(given.client.send);
	const work = { ctx, given, list, read, job: jobOf(ctx, given), namesLeft: NO_NAMES };
	const failed = (index: number, problem: unknown) =>
		results.failures.set(items[index].item, problem);
	const isMixed = isNamedInTwoWays(operation, items);
	const keys = new Map<number, string>();
	return piecesOf(operation, items, failed).map((piece, index) => {
		const [{ item, awaits }] = piece.items;
		const key = isMixed ? 'record' : (keyOf(operation, piece) ?? `#${index}`);
		keys.set(item, key);
		const after = awaits && keys.get(awaits.item);
		return { key, after, work: async () => await attempt(piece, work) };
	});
}

function jobOf(ctx: IExecuteFunctions, { client, results }: Sending): JobContext {
	const { id, name } = ctx.getNode();
	return {
		memory: ctx.getWorkflowStaticData('node'),
		workflowMemory: () => ctx.getWorkflowStaticData('global'),
		execution: ctx.getExecutionId(),
		isManual: ctx.getMode() === 'manual',
		node: { id, name },
		nodesBefore: () => ctx.getParentNodes(name).map((node) => node.name),
		serverMs: client.serverMs,
		tell: (message) => {
			ctx.logger.warn(`${name}: ${message}`);
			ctx.addExecutionHints?.({ message, location: 'outputPane' });
		},
		requests: () => client.usage.requests,
		accountName: client.accountName,
		add: (rows) => client.redact(rows).forEach((json) => results.further.push({ json })),
	};
}

interface Work {
	ctx: IExecuteFunctions;
	given: Sending;
	list: RecordList;
	/** For items that are only previewed: what is asked for `once` is asked apart, as they may note what is not there. */
	read: Client['send'];
	job: JobContext;
	/** How many more IDs are tried as names. */
	namesLeft: number;
}

/** Undefined: the item was not sent, for another one had failed. */
type Outcome = ItemResult | undefined;

/** Does one piece and notes what became of its items. False: nothing more is to be started. */
async function attempt(given: Piece, work: Work): Promise<boolean> {
	const { client, results } = work.given;
	const { started, outputs, failures } = results;
	const piece = await withAwaited(given, work);
	if (piece instanceof Error) {
		failures.set(given.items[0].item, piece);
		return work.ctx.continueOnFail();
	}
	// Of one list none is later than another.
	const isOne = work.given.operation.kind === 'joint' && work.given.operation.needsAll;
	for (const { item, isPreview } of isOne ? [] : piece.items) if (!isPreview) started.add(item);
	const outcomes = await carryOut(piece, work, { taken: 0, refused: 0 });
	piece.items.forEach(({ item }, index) => {
		const outcome = outcomes[index];
		if (outcome === undefined) started.delete(item);
		else if (outcome instanceof Error) failures.set(item, outcome);
		else outputs.set(item, client.redact(outcome).map(linkedTo(item)));
	});
	return work.ctx.continueOnFail() || outcomes.every((outcome) => Array.isArray(outcome));
}

/** The piece with what another item has made for it; why it cannot be done without. */
async function withAwaited(piece: Piece, { given }: Work): Promise<Piece | Error> {
	const [{ item, awaits }] = piece.items;
	if (!awaits) return piece;
	const { operation, lookup, results } = given;
	const [made] = results.outputs.get(awaits.item) ?? [];
	const ended = { id: made?.json.Id, failure: results.failures.get(awaits.item) };
	try {
		const entry = await supplied(piece.items[0], ended, lookup);
		if (!('item' in entry)) return entry;
		if (entry.notes) results.notes.set(item, entry.notes);
		return pieceOf(operation, entry);
	} catch (error) {
		return error as Error;
	}
}

/**
 * An outcome for each item of the piece; never rejects. A batch that Litmos refused goes out half by half
 * until those that it refuses stand alone: nothing of a refused request was carried out.
 */
async function carryOut(piece: Piece, work: Work, tally: Tally): Promise<Outcome[]> {
	const { operation } = work.given;
	try {
		const outcomes = await perform(operation, piece, sharedBy(piece, work));
		tally.taken += piece.items.length;
		return outcomes;
	} catch (error) {
		if (isRefused(error) && piece.request && piece.items.length > 1) {
			if (!isHopeless(tally)) return await carryOutHalves(piece, work, tally);
		}
		tally.refused += 1;
		const again = isMissing(error) && (await carryOutAgain(piece, work));
		return again || piece.items.map(() => error as Error);
	}
}

function sharedBy({ items }: Piece, { given, list, read, job }: Work): Shared {
	const { client, results } = given;
	const onCut = (rows: ReadRows) => items.forEach(({ item }) => results.cut.set(item, rows));
	return { ...client, list, read, job, onCut };
}

async function carryOutHalves({ items }: Piece, work: Work, tally: Tally): Promise<Outcome[]> {
	const { ctx, given } = work;
	const outcomes: Outcome[] = [];
	for (const half of halvesOf(items)) {
		const hasFailed = outcomes.some((outcome) => !Array.isArray(outcome));
		if (hasFailed && !ctx.continueOnFail()) {
			outcomes.push(...half.map(() => undefined));
			continue;
		}
		for (const part of piecesOf(given.operation, half, () => undefined)) {
			outcomes.push(...(await carryOut(part, work, tally)));
		}
	}
	return outcomes;
}

/** Litmos does not know an ID of the item: once more with what it may stand for instead. Undefined where there is nothing. */
async function carryOutAgain(piece: Piece, work: Work): Promise<ItemResult[] | undefined> {
	const { operation, lookup } = work.given;
	const [item, second] = piece.items;
	if (second) return undefined;
	try {
		const other = (await lookedUpAfresh(item, work)) ?? (await takenAsNames(piece, work));
		if (!other) return undefined;
		if (!('item' in other)) return [other];
		const renamed = pieceOf(operation, other);
		const list = listFor(operation, [other.values], lookup.read);
		return await perform(operation, renamed, { ...sharedBy(piece, work), list });
	} catch (error) {
		return [error as Error];
	}
}

/** IDs that are remembered may be of records that are gone. Undefined where looking up again changes nothing. */
async function lookedUpAfresh(
	item: ItemValues,
	{ given: { lookup } }: Work,
): Promise<ItemValues | FieldError | undefined> {
	if (!item.beforeRecall) return undefined;
	lookup.memory?.forget();
	const [found] = await resolveNames([item.beforeRecall], lookup);
	const isSame = 'item' in found && JSON.stringify(found.values) === JSON.stringify(item.values);
	return isSame ? undefined : found;
}

/** What looks like an ID may be a name: tried once Litmos knows no such ID. Undefined where it is none either. */
async function takenAsNames(
	{ request, items: [item] }: Piece,
	work: Work,
): Promise<ItemValues | undefined> {
	if (!request || !item.taken || work.namesLeft === 0) return undefined;
	const named = await resolveAsNames(item, work.given.lookup);
	if (!named) work.namesLeft -= 1;
	return named;
}

/** Names the item that a row of the output comes from. */
export function linkedTo(item: number): (json: IDataObject) => INodeExecutionData {
	return (json) => ({ json, pairedItem: { item } });
}
