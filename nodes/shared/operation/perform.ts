import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../values';
import { createCall, sendRequest } from './call';
import type { Sender } from './call';
import { isCut, listRows } from './list';
import type { PlannedRequest } from './plan';
import { present } from './present';
import type { ItemValues } from './readValues';
import type { RecordList } from './records/recordList';
import type { Operation, ItemResult, JobContext, RequestOperation } from './types';
import { updateRecord } from './records/update';

/** Items that are done together: those of one request, those of one job, or a single one. */
export interface Piece {
	items: readonly ItemValues[];
	/** For an operation that is one request: filled with the values of its items. */
	request?: PlannedRequest;
}

/** What the pieces of a run share. */
export interface Shared extends Pick<Sender, 'send' | 'redact'> {
	list: RecordList;
	job: JobContext;
	/** The Limit may have left rows out. */
	onCut: () => void;
}

/** Carries an operation out for the items of a piece; a result for each. */
export async function perform(
	operation: Operation,
	{ items, request }: Piece,
	{ send, redact, list, job, onCut }: Shared,
): Promise<ItemResult[]> {
	const [item] = items;
	const sender: Sender = { operation, item, send, redact };
	if (operation.kind === 'joint') {
		const all = items.map(({ values }) => values);
		const add = (rows: readonly IDataObject[]) => job.add(present(rows, operation, item.values));
		const results = await operation.run(createCall(sender), all, { ...job, add });
		return results.map((result, index) =>
			result instanceof Error ? result : present(result, operation, all[index]),
		);
	}
	const records =
		operation.kind === 'coded'
			? await operation.run(createCall(sender), item.values, list)
			: await performRequest(operation, { ...sender, list, onCut }, request!);
	return items.map(({ values }) => resultOf(() => present(records, operation, values)));
}

async function performRequest(
	{ request: spec, output }: RequestOperation,
	{ list, onCut, ...sender }: Sender & Omit<Shared, 'job'>,
	request: PlannedRequest,
): Promise<IDataObject[]> {
	const { values } = sender.item;
	const call = createCall(sender);
	switch (output.kind) {
		case 'list': {
			const read = await listRows(call, { request: spec, output }, values);
			if (isCut(read, values)) onCut();
			return read.rows;
		}
		case 'updated':
			return [await updateRecord(call, { request: spec, merge: output.merge, list }, values)];
		case 'record':
			return [(await call(spec, values, { record: true })) as IDataObject];
		default:
			return [await sendRequest(sender, { spec, request })].flat().filter(isObject);
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
