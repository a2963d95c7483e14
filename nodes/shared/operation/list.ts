import type { IDataObject } from 'n8n-workflow';
import { readList, readParts } from './pages';
import type { ListOptions, PageReader, ReadRows } from './pages';
import type { Call, CallOptions, Output, RequestSpec } from './types';

/** What a page is asked for by, where a list has its own way. */
const PAGING = { all: ['start', 'limit'], limit: ['limit'], none: [] } as const;

interface ListSpec extends Pick<ListOptions, 'wholePages'> {
	request: RequestSpec;
	output: Extract<Output, { kind: 'list' }>;
}

/** Reads a list as far as the person wants it. */
export async function listRows(
	call: Call,
	{ request, output, wholePages }: ListSpec,
	values: IDataObject,
): Promise<ReadRows> {
	const { key, keep, inside, paging, parts, noneIs404: missing } = output;
	const spec = { ...request, query: [...(request.query ?? []), ...PAGING[paging ?? 'all']] };
	const reader =
		(part: IDataObject): PageReader =>
		async (start, limit) =>
			await call(spec, { ...values, ...part, start, limit }, { missing });
	const options = {
		key,
		limit: values.returnAll === true ? undefined : limitOf(values),
		keep: await keep?.(values, call),
		inside,
		maxPages: paging && 1,
		wholePages,
	};
	if (parts) return await readParts(parts(values).map(reader), options);
	return await readList(reader({}), options);
}

/** How all rows of a list are read: `maxPages` where reading on would cost more than it saves. */
interface Reading extends Pick<CallOptions, 'once' | 'missing'> {
	spec: RequestSpec;
	maxPages?: number;
}

/** All rows of a list of records with an Id. */
export async function readAll(
	call: Call,
	{ spec, maxPages, ...options }: Reading,
	values: IDataObject = {},
): Promise<IDataObject[]> {
	const read: PageReader = async (start, limit) =>
		await call(spec, { ...values, start, limit }, options);
	return (await readList(read, { key: 'Id', maxPages })).rows;
}

/** Whether the Limit, and nothing else, may have left rows out. */
export function isCut({ rows, isComplete }: ReadRows, values: IDataObject): boolean {
	return values.returnAll !== true && !isComplete && rows.length >= limitOf(values);
}

/** What a run says whose Limit left rows out for so many of its items; undefined where it left out none. */
export function limitHint(cut: number, items: number): string | undefined {
	if (cut === 0) return undefined;
	const where = items > 1 ? ` for ${cut} of ${items} items` : '';
	return `The results stop at the Limit${where}, and Litmos may have more. To get all of them, turn on Return All.`;
}

const limitOf = ({ limit }: IDataObject): number => Number(limit ?? 50);
