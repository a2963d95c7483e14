import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { waitHint } from '../transport/waitMessages';
import { createClient } from '../transport/client';
import type { Client } from '../transport/client';
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
import type { Finders, Operation, Outcome } from './types';

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
	const client = await open(ctx, results);
	if (!client) return collect(ctx, results);
	try {
		const items = await prepare(ctx, { operation, finders, client, results });
		if (results.failures.size === 0 || ctx.continueOnFail()) {
			await runPool(tasksFor(ctx, { operation, items, client, results }));
		}
	} finally {
		tellWait(ctx, client);
	}
	return collect(ctx, results);
}

/** Undefined: it cannot be opened, which every item then has as its failure. n8n itself would hand them on as done. */
async function open(ctx: IExecuteFunctions, { failures }: Results): Promise<Client | undefined> {
	try {
		return await createClient(ctx, {
			lane: 'run',
			flow: `${ctx.getExecutionId()} ${ctx.getNode().id}`,
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
	client: Client;
	results: Results;
}

/** The items that can be sent: read, checked, and with IDs in place of names. The others are noted as failed. */
async function prepare(ctx: IExecuteFunctions, given: Preparing): Promise<ItemValues[]> {
	const { operation, finders, client, results } = given;
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
			read: async (path, qs) => await client.send({ method: 'GET', path, qs, action }),
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
	client: Client;
	results: Results;
}

function tasksFor(ctx: IExecuteFunctions, given: Sending): Task[] {
	const { operation, items } = given;
	return piecesOf(operation, items).map((piece, index) => ({
		key: keyOf(operation, piece, items[piece.members[0]]) ?? `#${index}`,
		work: async () => await attempt(ctx, piece, given),
	}));
}

function piecesOf(operation: Operation, items: readonly ItemValues[]): Piece[] {
	if (operation.together) {
		return operation.together(items.map(({ values }) => values)).map((members) => ({ members }));
	}
	return operation.run
		? items.map((_, member) => ({ members: [member] }))
		: plan(operation.request, items);
}

/** Two writes to one record at once would lose one of them; all else may run side by side. */
function keyOf(operation: Operation, piece: Piece, item: ItemValues): string | undefined {
	const { sameRecord, request } = operation;
	if (operation.together) return 'job';
	if (sameRecord) {
		return sameRecord.map((field) => String(item.values[field] ?? '').toLowerCase()).join(' ');
	}
	const isKeyed = request?.method === 'PUT' || request?.method === 'DELETE';
	// A path may hold a user name, which Litmos reads in any case.
	return isKeyed ? piece.request?.path.toLowerCase() : undefined;
}

/** Does one piece and notes what became of its items. False: nothing more is to be started. */
async function attempt(ctx: IExecuteFunctions, piece: Piece, given: Sending): Promise<boolean> {
	const { items, results } = given;
	const members = piece.members.map((member) => items[member]);
	members.forEach(({ item }) => results.started.add(item));
	try {
		const outcomes = await outcomesOf(piece, members, given);
		members.forEach(({ item }, index) => {
			const outcome = outcomes[index];
			if (outcome instanceof Error) results.failures.set(item, outcome);
			else results.outputs.set(item, outcome.map(linkedTo(item)));
		});
		return ctx.continueOnFail() || !outcomes.some((outcome) => outcome instanceof Error);
	} catch (error) {
		members.forEach(({ item }) => results.failures.set(item, error));
		return ctx.continueOnFail();
	}
}

/** What comes out for each item of a piece. */
async function outcomesOf(
	piece: Piece,
	members: readonly ItemValues[],
	{ operation, client }: Sending,
): Promise<Outcome[]> {
	const [first] = members;
	if (operation.together) {
		const call = callerFor(operation, first, client.send);
		const outcomes = await operation.run(
			call,
			members.map(({ values }) => values),
		);
		return outcomes.map((outcome, index) =>
			outcome instanceof Error ? outcome : present(outcome, operation, members[index].values),
		);
	}
	const records = operation.run
		? await operation.run(callerFor(operation, first, client.send), first.values)
		: await perform({ operation, request: piece.request!, item: first }, client.send);
	return members.map(({ values }) => {
		const done = operation.run ? undefined : doneFor(operation, values);
		return done ? [done] : outcomeOf(() => present(records, operation, values));
	});
}

/** Nothing about one item of a batch is no failure of the others. */
function outcomeOf(show: () => IDataObject[]): Outcome {
	try {
		return show();
	} catch (error) {
		return error as Error;
	}
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
function tellWait(ctx: IExecuteFunctions, { usage, account }: Client): void {
	const message = waitHint(usage, account.requestsPerMinute);
	if (message !== undefined) ctx.addExecutionHints?.({ message, location: 'outputPane' });
}
