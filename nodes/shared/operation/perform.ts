import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../transport/client';
import { isObject } from '../values';
import { createCall, sendRequest } from './call';
import type { Caller } from './call';
import { isCut, listRows } from './list';
import { createPreview, Unanswered } from './options/preview';
import type { PlannedRequest } from './plan';
import { present } from './present';
import type { ItemValues } from './readValues';
import type { JobContext } from './jobs/context';
import type { ItemContext, ItemResult, Operation, RequestOperation } from './types';
import { updateRecord } from './records/update';

/** Items that are done together: those of one request, those of one job, or a single one. */
export interface Piece {
	items: readonly ItemValues[];
	/** For an operation that is one request: filled with the values of its items. */
	request?: PlannedRequest;
}

/** What the pieces of a run share. */
export interface Shared
	extends Pick<Client, 'send' | 'redact' | 'carry'>, Omit<ItemContext, 'modes'> {
	/** The way to Litmos for items that are only previewed. */
	read: Client['send'];
	job: JobContext;
}

/** Carries an operation out for the items of a piece, or tells what it would send; a result for each. */
export async function perform(
	operation: Operation,
	piece: Piece,
	shared: Shared,
): Promise<ItemResult[]> {
	const { items } = piece;
	const { send, read, redact, carry } = shared;
	const caller: Caller = { operation, item: items[0], send, redact };
	// One that is only previewed is enough: nothing that holds it goes out.
	if (!items.some(({ isPreview }) => isPreview)) return await carryOut(piece, caller, shared);
	const preview = createPreview(carry);
	const trial = { ...caller, send: read, preview };
	// What it would make is not there for those after it.
	const list = { recordFor: shared.list.recordFor };
	const results = await carryOut(piece, trial, { ...shared, list }).catch((error: Error) => {
		if (!(error instanceof Unanswered)) throw error;
		return items.map(() => error);
	});
	const isJoint = operation.kind === 'joint';
	if (isJoint && operation.preview) return results;
	const nameOf = ({ values }: ItemValues) =>
		isJoint && operation.servedBy ? [String(values[operation.servedBy])] : [];
	const previewed = items.map((one) => ({ item: one.item, names: [one.values, ...nameOf(one)] }));
	return preview.tell(previewed, results);
}

async function carryOut(
	{ items, request }: Piece,
	caller: Caller,
	{ list, job, onCut }: Shared,
): Promise<ItemResult[]> {
	const { operation, item, preview } = caller;
	if (operation.kind === 'joint') {
		const all = items.map(({ values }) => values);
		const add = (rows: readonly IDataObject[]) => job.add(present(rows, operation, item.values));
		const run = (preview && operation.preview) ?? operation.run;
		const results = await run(createCall(caller), all, { ...job, add });
		return results.map((result, index) =>
			result instanceof Error ? result : present(result, operation, all[index]),
		);
	}
	const records =
		operation.kind === 'coded'
			? await operation.run(createCall(caller), item.values, { list, onCut, modes: item.modes })
			: await performRequest(operation, { ...caller, list, onCut }, request!);
	// What Litmos has not been sent, it says nothing about.
	if (preview) return items.map(() => records);
	return items.map(({ values }) => resultOf(() => present(records, operation, values)));
}

async function performRequest(
	{ request: spec, output }: RequestOperation,
	{ list, onCut, ...caller }: Caller & Omit<ItemContext, 'modes'>,
	request: PlannedRequest,
): Promise<IDataObject[]> {
	const { values } = caller.item;
	const call = createCall(caller);
	switch (output.kind) {
		case 'list': {
			const wholePages = caller.item.isTool;
			const read = await listRows(call, { request: spec, output, wholePages }, values);
			if (isCut(read, values)) onCut(read);
			return read.rows;
		}
		case 'updated':
			return [await updateRecord(call, { request: spec, merge: output.merge, list }, values)];
		case 'record':
			return [(await call(spec, values, { record: true })) as IDataObject];
		default:
			return [await sendRequest(caller, { spec, request })].flat().filter(isObject);
	}
}

/** Nothing about one item of a batch is no failure of the others. */
function resultOf(show: () => IDataObject[]): ItemResult {
	try {
		return show();
	} catch (error) {
		return error as Error;
	}
}
