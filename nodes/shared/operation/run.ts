import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { waitHint } from '../transport/waitMessages';
import { createClient } from '../transport/client';
import type { Client } from '../transport/client';
import { MAX_WAIT_MINUTES_DEFAULT } from './describe';
import { toNodeError } from './fail';
import { perform } from './perform';
import type { Piece } from './perform';
import { plan } from './plan';
import { runPool } from './pool';
import type { Task } from './pool';
import { FieldError, readValues } from './readValues';
import type { ItemValues } from './readValues';
import { resolveNames } from './resolve';
import type { Locators, Operation, Resource } from './types';

/** What became of each input item, by its index. */
interface Results {
	outputs: Map<number, INodeExecutionData[]>;
	failures: Map<number, unknown>;
	/** Items whose request was sent. */
	started: Set<number>;
}

/** The row behind the two dropdowns. @throws Error for a pair that a hand-written workflow made up. */
export function findOperation(ctx: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = ctx.getNodeParameter('resource', 0);
	const operation = ctx.getNodeParameter('operation', 0);
	const row = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ value }) => value === operation);
	if (row) return row;
	throw new Error(`This node has no operation "${operation}" for the resource "${resource}"`);
}

/** Runs an operation over all input items and links each result to its item. */
export async function run(
	ctx: IExecuteFunctions,
	operation: Operation,
	locators: Locators,
): Promise<INodeExecutionData[]> {
	const results: Results = { outputs: new Map(), failures: new Map(), started: new Set() };
	const client = await open(ctx, results);
	if (!client) return collect(ctx, results);
	try {
		const items = await prepare(ctx, { operation, locators, client, results });
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
	locators: Locators;
	client: Client;
	results: Results;
}

/** The items that can be sent: read, checked, and with IDs in place of names. The others are noted as failed. */
async function prepare(ctx: IExecuteFunctions, given: Preparing): Promise<ItemValues[]> {
	const { operation, locators, client, results } = given;
	const { finders, plainValues } = locators;
	const read: ItemValues[] = [];
	for (let item = 0; item < ctx.getInputData().length; item++) {
		try {
			read.push(readValues(ctx, { operation, plainValues }, item));
		} catch (error) {
			results.failures.set(item, error);
		}
	}
	if (results.failures.size > 0 && !ctx.continueOnFail()) return [];
	try {
		const { action } = operation;
		const resolved = await resolveNames(read, {
			finders,
			takesNameOf: operation.request?.takesNameOf,
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
		key: keyOf(operation, piece) ?? `#${index}`,
		work: async () => await attempt(ctx, piece, given),
	}));
}

function piecesOf(operation: Operation, items: readonly ItemValues[]): Piece[] {
	const pick = (members: readonly number[]) => members.map((member) => items[member]);
	if (operation.kind === 'coded') return items.map((item) => ({ items: [item] }));
	if (operation.kind === 'joint') {
		const jobs = operation.together(items.map(({ values }) => values));
		return jobs.map((members) => ({ items: pick(members) }));
	}
	const batches = plan(operation.request, items);
	return batches.map(({ members, request }) => ({ items: pick(members), request }));
}

/** Two writes to one record at once would lose one of them; all else may run side by side. */
function keyOf(operation: Operation, { items, request }: Piece): string | undefined {
	const { kind, sameRecord } = operation;
	if (kind === 'joint') return 'job';
	if (sameRecord) {
		const [{ values }] = items;
		return sameRecord.map((field) => String(values[field] ?? '').toLowerCase()).join(' ');
	}
	const isKeyed = request?.method === 'PUT' || request?.method === 'DELETE';
	// A path may hold a user name, which Litmos reads in any case.
	return isKeyed ? request.path.toLowerCase() : undefined;
}

/** Does one piece and notes what became of its items. False: nothing more is to be started. */
async function attempt(ctx: IExecuteFunctions, piece: Piece, given: Sending): Promise<boolean> {
	const { operation, client, results } = given;
	piece.items.forEach(({ item }) => results.started.add(item));
	try {
		const done = await perform(operation, piece, client.send);
		piece.items.forEach(({ item }, index) => {
			const result = done[index];
			if (result instanceof Error) results.failures.set(item, result);
			else results.outputs.set(item, result.map(linkedTo(item)));
		});
		return ctx.continueOnFail() || !done.some((result) => result instanceof Error);
	} catch (error) {
		piece.items.forEach(({ item }) => results.failures.set(item, error));
		return ctx.continueOnFail();
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
