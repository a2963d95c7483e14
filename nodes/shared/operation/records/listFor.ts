import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../types';
import { createRecordList, ITEMS_PER_PAGE, NO_LIST } from './recordList';
import type { RecordList } from './recordList';
import { createWholeList } from './wholeList';

type Read = (path: string, query: { start: number; limit: number }) => Promise<unknown>;

/** Where the items of a run have their records from. */
export function listFor(
	{ recordList }: Operation,
	items: readonly IDataObject[],
	read: Read,
): RecordList {
	const spec = typeof recordList === 'function' ? items[0] && recordList(items[0]) : recordList;
	if (!spec?.whole) return createRecordList(spec, items, read);
	const { path, whole } = spec;
	if (whole.searchable && items.length < ITEMS_PER_PAGE) return NO_LIST;
	return createWholeList(
		{ ...spec, whole },
		items,
		async (start, limit) => await read(path, { start, limit }),
	);
}
