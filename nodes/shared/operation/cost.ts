import { ITEMS_PER_PAGE } from './records/recordList';
import type { Operation } from './types';

/** Where the list is read in place of each record. */
const FOR_MANY = `fewer from ${ITEMS_PER_PAGE} items on`;

/** How many requests the operation takes of the limit, for one item unless it says otherwise. */
export function costOf(operation: Operation): string {
	const cost = costOfOne(operation);
	return operation.recordList ? `${cost}, ${FOR_MANY}` : cost;
}

/** The same, for a person who chooses the operation. */
export function tellCost(operation: Operation): string {
	const cost = costOf(operation);
	return costOfOne(operation).includes(' per ')
		? `Requests: ${cost}.`
		: `Requests per item: ${cost}.`;
}

function costOfOne(operation: Operation): string {
	const { request, output } = operation;
	if (!request) return operation.cost ?? costOfCode(operation.calls.length);
	if (output.kind === 'list') {
		return output.paging ? '1' : `1 per ${output.parts ? 'week and ' : ''}1,000 rows`;
	}
	if (request.batch && request.batch.max > 1) return `1 per ${request.batch.max} items`;
	return output.kind === 'updated' ? '2 (reads first)' : '1';
}

/** By how many calls it may make. */
function costOfCode(calls: number): string {
	// What more of them cost depends on the fields: the description says how.
	if (calls > 3) return 'several';
	return calls > 1 ? `1 or ${calls}` : '1';
}
