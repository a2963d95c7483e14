import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AccountKind } from '../account';
import { createClient } from '../transport/client';
import type { Client } from '../transport/client';
import { waitHint } from '../transport/waitMessages';
import { endingOf, keepEndings } from './accepted';
import type { Attempted } from './accepted';
import { readMaxWait } from './options/panel';
import { toNodeError } from './fail';
import { inOrder, makersAmong } from './names/awaited';
import { nameMemoryOf, withMemory } from './names/nameMemory';
import { linkedTo, tasksFor } from './tasks';
import type { Results } from './tasks';
import { setAside } from './options/already';
import { runPool } from './pool';
import { FieldError } from './readTyped';
import { readValues } from './readValues';
import type { ItemValues } from './readValues';
import { resolveNames } from './names/resolve';
import { answerItems } from './tool/answer';
import { isTool } from './tool/isTool';
import type { Lookup } from './names/entries';
import { lookupFor } from './names/lookup';
import { limitHint } from './list';
import type { Locators } from './names/finder';
import type { Operation, Resource } from './types';

/** What a node hands over to be run. */
interface Running {
	resources: readonly Resource[];
	locators: Locators;
	/** Of the node's credential; the API where it is left out. */
	kind?: AccountKind;
}

/** One run of a node. */
interface Run extends Attempted {
	locators: Locators;
	client: Client;
	results: Results;
}

/**
 * Runs the operation that is set over all input items and links each result to its item.
 * @throws NodeApiError or NodeOperationError; with Continue On Fail never: n8n would hand the input on as if it were done.
 */
export async function run(ctx: IExecuteFunctions, running: Running): Promise<INodeExecutionData[]> {
	const results: Results = {
		outputs: new Map(),
		failures: new Map(),
		notes: new Map(),
		cut: new Map(),
		started: new Set(),
		further: [],
	};
	try {
		await workThrough(ctx, running, results);
	} catch (error) {
		if (!ctx.continueOnFail()) throw toNodeError(ctx, error, results);
		ctx.getInputData().forEach((_, item) => {
			if (!results.outputs.has(item) && !results.failures.has(item))
				results.failures.set(item, error);
		});
	}
	const outputs = collect(ctx, results);
	return isTool(ctx) ? answerItems(outputs, [...results.cut.values()]) : outputs;
}

async function workThrough(
	ctx: IExecuteFunctions,
	{ resources, locators, kind }: Running,
	results: Results,
): Promise<void> {
	const operation = findOperation(ctx, resources);
	const made = await createClient(ctx, {
		lane: 'run',
		flow: `${ctx.getExecutionId()} ${ctx.getNode().id}`,
		maxWaitMinutes: readMaxWait(ctx),
		kind,
	});
	const memory = nameMemoryOf(ctx.getExecutionId(), made.accountName);
	const client = { ...made, send: withMemory(made.send, memory) };
	results.redact = client.redact;
	const current: Run = { ctx, operation, locators, client, results, accountName: made.accountName };
	const items = readItems(current, await otherAccounts(ctx, client));
	const mayGoOn = () => results.failures.size === 0 || ctx.continueOnFail();
	try {
		const lookup = lookupFor(current, memory);
		requireAll(current);
		const isOpen = (item: ItemValues) => item.isPreview || !isEnded(current, item);
		const open = mayGoOn() ? items.filter(isOpen) : [];
		const resolved = await resolveItems(current, open, lookup);
		if (mayGoOn()) {
			const given = { operation, items: resolved, client, lookup, results };
			const missing = await setAside(given, mayGoOn);
			if (mayGoOn()) await runPool(tasksFor(ctx, { ...given, items: missing }));
		}
	} finally {
		keepForRetry(current, items);
		const { usage, account } = client;
		tell(ctx, waitHint(usage, account));
		tell(ctx, limitHint(results.cut.size, ctx.getInputData().length));
	}
}

/** Retry On Fail runs all items again: those that have ended are not done a second time. */
function keepForRetry(current: Run, items: readonly ItemValues[]): void {
	const { ctx, operation, results } = current;
	const { failures, cut } = results;
	if (failures.size === 0 || !ctx.getNode().retryOnFail || needsAll(operation)) return;
	const written = items.filter(({ isPreview }) => !isPreview);
	const resultOf = (item: number) => outputOf(results, item) ?? failures.get(item);
	keepEndings(current, written, { resultOf, cut });
}

/** The row behind the two dropdowns. @throws Error for a pair that a hand-written workflow made up. */
function findOperation(ctx: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = ctx.getNodeParameter('resource', 0);
	const operation = ctx.getNodeParameter('operation', 0);
	const row = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ value }) => value === operation);
	if (row) return row;
	throw new Error(`This node has no operation "${operation}" for the resource "${resource}"`);
}

/**
 * Items whose credential, by an expression in it, leads elsewhere than that of the first: n8n sends all
 * requests of a run with the first one.
 */
async function otherAccounts(ctx: IExecuteFunctions, client: Client): Promise<Map<number, Error>> {
	const { kind } = client.account;
	const others = new Map<number, Error>();
	for (let item = 1; item < ctx.getInputData().length; item++) {
		try {
			const account = kind.read(await ctx.getCredentials(kind.credential, item));
			if (!client.isOwn(account)) others.set(item, new FieldError(OTHER_ACCOUNT, ONE_AT_A_TIME));
		} catch (error) {
			others.set(item, error as Error);
		}
	}
	return others;
}

const OTHER_ACCOUNT = 'This item uses a different Litmos account than the first item';

const ONE_AT_A_TIME =
	'A node works on one account per run, so nothing was sent for this item. For several accounts, put a Loop Over Items node with a Batch Size of 1 before this node, or use one node per account.';

const needsAll = (operation: Operation): boolean =>
	operation.kind === 'joint' && operation.needsAll === true;

/** @throws what is wrong with one item, where the others mean something else without it. */
function requireAll({ operation, results: { failures } }: Run): void {
	if (needsAll(operation) && failures.size > 0) throw [...failures.values()][0] as Error;
}

/** The items whose fields can be read. The others are noted as failed. */
function readItems(current: Run, others: ReadonlyMap<number, Error>): ItemValues[] {
	const { ctx, operation, locators, results } = current;
	const setting = { operation, locators, ...(isTool(ctx) && { isTool: true as const }) };
	const read: ItemValues[] = [];
	for (let item = 0; item < ctx.getInputData().length; item++) {
		try {
			const other = others.get(item);
			if (other) throw other;
			read.push(readValues(ctx, setting, item));
		} catch (error) {
			results.failures.set(item, error);
		}
	}
	return read;
}

/** Whether this is a retry, and the item ended in the try before. */
function isEnded(current: Run, values: ItemValues): boolean {
	const ending = endingOf(current, values);
	if (!ending) return false;
	const { outputs, failures, cut, started } = current.results;
	started.add(values.item);
	if (Array.isArray(ending.result)) outputs.set(values.item, ending.result);
	else failures.set(values.item, ending.result);
	if (ending.cut) cut.set(values.item, ending.cut);
	return true;
}

/** The items with IDs in place of names. The others are noted as failed. */
async function resolveItems(
	{ operation: { awaits }, results: { failures, notes } }: Run,
	items: readonly ItemValues[],
	lookup: Lookup,
): Promise<ItemValues[]> {
	try {
		const makers = awaits && makersAmong(awaits, items);
		const resolved = await resolveNames(items, { ...lookup, makers });
		const found = resolved.filter((entry, index): entry is ItemValues => {
			if (!('item' in entry)) failures.set(items[index].item, entry);
			return 'item' in entry;
		});
		const ordered = awaits ? inOrder(found, awaits.called) : found;
		ordered.forEach((entry) => entry.notes && notes.set(entry.item, entry.notes));
		return ordered;
	} catch (error) {
		items.forEach(({ item }) => failures.set(item, error));
		return [];
	}
}

function collect(ctx: IExecuteFunctions, results: Results): INodeExecutionData[] {
	const { failures, started, further, redact } = results;
	if (failures.size > 0 && !ctx.continueOnFail()) {
		const failed = [...failures.keys()].sort((a, b) => a - b);
		const [item] = failed;
		const later = [...started].filter((other) => other > item).sort((a, b) => a - b);
		throw toNodeError(ctx, failures.get(item), { item, later, failed, redact });
	}
	// To its error output n8n adds the input itself, to items that have nothing but these two fields.
	const isToErrorOutput = ctx.getNode().onError === 'continueErrorOutput';
	const ofItems = ctx.getInputData().flatMap(({ json }, item) => {
		const output = outputOf(results, item);
		if (output) return output;
		const { message, description } = toNodeError(ctx, failures.get(item), { item, redact });
		const told: IDataObject = { error: message, details: description ?? '' };
		return [linkedTo(item)(isToErrorOutput ? told : { ...json, ...told })];
	});
	return [...ofItems, ...further];
}

/** What comes out for an item that succeeded, with what was left out, so that nobody takes it for done. */
function outputOf(
	{ outputs, notes, redact = (value) => value }: Results,
	item: number,
): INodeExecutionData[] | undefined {
	const left = notes.get(item);
	// A note names a value as it was set, even where that is the key.
	const told = left && { notes: redact(left.join('. ')) };
	return outputs.get(item)?.map((one) => ({ ...one, json: { ...one.json, ...told } }));
}

/** Older n8n has no execution hints; there the output says nothing beside itself. */
function tell(ctx: IExecuteFunctions, message: string | undefined): void {
	if (message !== undefined) ctx.addExecutionHints?.({ message, location: 'outputPane' });
}
