import type { IDataObject } from 'n8n-workflow';
import { readList, readParts } from './pages';
import type { PageReader } from './pages';
import type { Call, Output, RequestSpec } from './types';

/** What a page is asked for by, where a list has its own way. */
const PAGING = { all: ['start', 'limit'], limit: ['limit'], none: [] } as const;

/** Reads a list as far as the person wants it. */
export async function listRows(
	call: Call,
	{ request, output }: { request: RequestSpec; output: Extract<Output, { kind: 'list' }> },
	values: IDataObject,
): Promise<IDataObject[]> {
	const { key, keep, inside, paging, parts, noneIs404: missing } = output;
	const spec = { ...request, query: [...(request.query ?? []), ...PAGING[paging ?? 'all']] };
	const reader =
		(part: IDataObject): PageReader =>
		async (start, limit) =>
			await call(spec, { ...values, ...part, start, limit }, { missing });
	const options = {
		key,
		limit: values.returnAll === true ? undefined : Number(values.limit ?? 50),
		keep: keep?.(values),
		inside,
		maxPages: paging && 1,
	};
	if (parts) return await readParts(parts(values).map(reader), options);
	return (await readList(reader({}), options)).rows;
}
