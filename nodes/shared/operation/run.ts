import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openWire } from '../transport';
import type { Wire } from '../transport';
import { MAX_WAIT_MINUTES_DEFAULT } from './describe';
import { toNodeError } from './fail';
import { callerFor, doneFor, perform, present } from './perform';
import { plan } from './plan';
import type { Job } from './plan';
import { runPool } from './pool';
import type { Task } from './pool';
import { FieldError, readValues } from './readValues';
import type { ItemValues } from './readValues';
import { resolveNames } from './resolve';
import type { Finders, Operation } from './types';

/** What became of each input item, by its index. */
interface Results {
	outputs: Map<number, INodeExecutionData[]>;
	failures: Map<number, unknown>;
	/** Items whose request was sent. */
	started: Set<number>;
}

/** Items that are done together: those of one request, or a single one for an operation with code. */
type Piece = Pick<Job, 'members'> & Partial<Pick<Job, 'request'>>;

/** Runs an operation over all input items and links each result to its item. */
export async function run(
	ctx: IExecuteFunctions,
	operation: Operation,
	finders: Finders,
): Promise<INodeExecutionData[]> {
	const results: Results = { outputs: new Map(), failures: new Map(), started: new Set() };
	const wire = await open(ctx, results);
	if (!wire) return collect(ctx, results);
	try {
		const items = await prepare(ctx, { operation, finders, wire, results });
		if (results.failures.size === 0 || ctx.continueOnFail()) {
			await runPool(tasksFor(ctx, { operation, items, wire, results }));
		}
	} finally {
		tellWait(ctx, wire);
	}
	return collect(ctx, results);
}

/** Undefined: it cannot be opened, which every item then has as its failure. n8n itself would hand them on as done. */
async function open(ctx: IExecuteFunctions, { failures }: Results): Promise<Wire | undefined> {
	try {
		return await openWire(ctx, {
			lane: 'run',
			party: `${ctx.getExecutionId()} ${ctx.getNode().id}`,
			maxWaitMinutes: readMaxWait(ctx),
		});
	} catch (error) {
		if (!ctx.continueOnFail()) throw toNodeError(ctx, error);
		ctx.getInputData().forEach((_, item) => failures.set(item, error));
		return undefined;
	}
}

function readMaxWait(ctx: IExecuteFunctions): number {
	const given = ctx.getNodeParameter('options.maxWaitMinutes', 0, MAX_WAIT_MINUTES_DEFAULT);
	const minutes = Number(given);
	if (minutes > 0) return minutes;
	throw new FieldError(
		`The field "Maximum Wait (Minutes)" must be a number above 0: ${String(given)}`,
		'Change it under Options.',
	);
}

interface Preparing {
	operation: Operation;
	finders: Finders;
	wire: Wire;
	results: Results;
}

/** The items that can be sent: read, checked, and with IDs in place of names. The others are noted as failed. */
async function prepare(ctx: IExecuteFunctions, given: Preparing): Promise<ItemValues[]> {
	const { operation, finders, wire, results } = given;
	const read: ItemValues[] = [];
	for (let item = 0; item < ctx.getInputData().length; item++) {
		try {
			read.push(readValues(ctx, operation, item));
		} catch (error) {
			results.failures.set(item, error);
		}
	}
	if (results.failures.size > 0 && !ctx.continueOnFail()) return [];
	try {
		const { action } = operation.option;
		const resolved = await resolveNames(read, {
			finders,
			takesNames: operation.request?.takesUserName === true,
			read: async (path, qs) => await wire.send({ method: 'GET', path, qs, action }),
		});
		return resolved.filter((entry, index): entry is ItemValues => {
			if ('item' in entry) return true;
			results.failures.set(read[index].item, entry);
			return false;
		});
	} catch (error) {
		read.forEach(({ item }) => results.failures.set(item, error));
		return [];
	}
}

interface Sending {
	operation: Operation;
	items: readonly ItemValues[];
	wire: Wire;
	results: Results;
}

function tasksFor(ctx: IExecuteFunctions, given: Sending): Task[] {
	const { operation, items } = given;
	const pieces: Piece[] = operation.run
		? groupsOf(operation.together, items)
		: plan(operation.request, items);
	return pieces.map((piece, index) => ({
		key: keyOf(operation, piece, items[piece.members[0]]) ?? `#${index}`,
		work: async () => await attempt(ctx, piece, given),
	}));
}

/** Items one by one, or all together that agree in these fields. */
function groupsOf(fields: readonly string[] | undefined, items: readonly ItemValues[]): Piece[] {
	if (!fields) return items.map((_, member) => ({ members: [member] }));
	const groups = new Map<string, Piece>();
	items.forEach(({ values }, member) => {
		const key = JSON.stringify(fields.map((field) => values[field] ?? ''));
		const group = groups.get(key) ?? { members: [] };
		group.members.push(member);
		groups.set(key, group);
	});
	return [...groups.values()];
}

/** Two writes to one record at once would lose one of them; all else may run side by side. */
function keyOf(operation: Operation, piece: Piece, item: ItemValues): string | undefined {
	const { sameRecord, request } = operation;
	if (sameRecord) {
		return sameRecord.map((field) => String(item.values[field] ?? '').toLowerCase()).join(' ');
	}
	const isKeyed = request?.method === 'PUT' || request?.method === 'DELETE';
	// A path may hold a user name, which Litmos reads in any case.
	return isKeyed ? piece.request?.path.toLowerCase() : undefined;
}

/** Does one piece and notes what became of its items. False: nothing more is to be started. */
async function attempt(ctx: IExecuteFunctions, piece: Piece, sending: Sending): Promise<boolean> {
	const { items, results } = sending;
	const members = piece.members.map((member) => items[member]);
	members.forEach(({ item }) => results.started.add(item));
	try {
		const ends = await carryOut(piece, members, sending);
		members.forEach(({ item }, index) => {
			const end = ends[index];
			if (end instanceof Error) results.failures.set(item, end);
			else results.outputs.set(item, end.map(linkedTo(item)));
		});
		return ctx.continueOnFail() || !ends.some((end) => end instanceof Error);
	} catch (error) {
		members.forEach(({ item }) => results.failures.set(item, error));
		return ctx.continueOnFail();
	}
}

/** What comes out for each item of a piece, or what is wrong with it. */
async function carryOut(
	{ request }: Piece,
	members: readonly ItemValues[],
	{ operation, wire }: Sending,
): Promise<Array<IDataObject[] | Error>> {
	const [first] = members;
	if (!operation.run) {
		const records = await perform({ operation, request: request!, item: first }, wire.send);
		return members.map(({ values }) => {
			const done = doneFor(operation, values);
			return done ? [done] : present(records, operation, values);
		});
	}
	const call = callerFor(operation, first, wire.send);
	if (!operation.together) {
		return [present(await operation.run(call, first.values), operation, first.values)];
	}
	const group = members.map(({ values }) => values);
	const ends = await operation.run(call, first.values, group);
	return ends.map((end, index) =>
		end instanceof Error ? end : present([end], operation, group[index]),
	);
}

function collect(ctx: IExecuteFunctions, results: Results): INodeExecutionData[] {
	const { outputs, failures, started } = results;
	if (failures.size > 0 && !ctx.continueOnFail()) {
		const failed = [...failures.keys()].sort((a, b) => a - b);
		const [item] = failed;
		const later = [...started].filter((other) => other > item).sort((a, b) => a - b);
		throw toNodeError(ctx, failures.get(item), { item, later, failed });
	}
	return ctx.getInputData().flatMap((_, item) => {
		if (!failures.has(item)) return outputs.get(item) ?? [];
		const error = toNodeError(ctx, failures.get(item), { item });
		const json: IDataObject = { error: error.message, details: error.description ?? '' };
		return [linkedTo(item)(json)];
	});
}

function linkedTo(item: number): (json: IDataObject) => INodeExecutionData {
	return (json) => ({ json, pairedItem: { item } });
}

/** Older n8n has no execution hints; there the run just takes its time. */
function tellWait(ctx: IExecuteFunctions, { spending, account }: Wire): void {
	const { held, heldMs, requests } = spending;
	if (held === 0) return;
	const seconds = Math.max(1, Math.round(heldMs / 1000));
	const time = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
	ctx.addExecutionHints?.({
		message: `Litmos takes ${account.requestsPerMinute} requests per minute from this API Key. This node sent ${requests}; ${held} of them had to wait, ${time} in all.`,
		location: 'outputPane',
	});
}
