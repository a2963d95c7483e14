import { rowsOf } from '../../operation/rows';
import type { Call, RequestOperation, RequestSpec } from '../../operation/types';
import { isoDate } from '../../values';
import type { Page } from './scan';
import type { Span } from './spans';

const DAY_MS = 86_400_000;

/** The way to Litmos, and the time that counts (see `settledTime`). */
export interface TimedApi {
	call: Call;
	now: () => number;
}

/** The call that asks for one page of a feed. */
export const pageCall = ({ request }: RequestOperation): RequestSpec => ({
	...request,
	query: [...(request.query ?? []), 'start', 'limit'],
});

/** One page of a feed. */
export function pageReader(
	operation: RequestOperation,
	{ call, now }: TimedApi,
): (span: Span, start: number, limit: number) => Promise<Page> {
	const { output } = operation;
	const spec = pageCall(operation);
	const missing = output.kind === 'list' ? output.noneIs404 : undefined;
	return async ({ since, to }, start, limit) => {
		const span = { since: isoDate(new Date(since)), to: isoDate(new Date(to)) };
		const answer = await call(spec, { ...span, start, limit }, { missing });
		return { rows: rowsOf(answer), serverMs: now() };
	};
}

/** The time that counts. Asks for one row, because only an answer tells. */
export async function askTime(readPage: ReturnType<typeof pageReader>): Promise<number> {
	const here = Date.now();
	const { serverMs } = await readPage({ since: here - DAY_MS, to: here + DAY_MS }, 0, 1);
	return serverMs;
}
