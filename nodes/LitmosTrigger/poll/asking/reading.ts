import type { IDataObject } from 'n8n-workflow';
import { COURSES, readComplianceRows } from '../../../shared/feeds/compliance';
import { sessionsByTime } from '../../../shared/feeds/sessions';
import { readList } from '../../../shared/operation/pages';
import { rowsOf } from '../../../shared/operation/rows';
import type { Call, RequestOperation } from '../../../shared/operation/types';
import { isoDate, timeIn } from '../../../shared/values';
import type { ConditionEvent } from '../../events/types';
import type { ChosenCondition } from '../chosen';
import type { Page } from '../scan';
import type { Span } from '../spans';
import type { Condition } from '../conditionPoll';

const DAY_MS = 86_400_000;

/** The way to Litmos in one poll, and the time that counts (see `settledTime`). */
export interface PollApi {
	call: Call;
	now: () => number;
}

/** One page of a feed. */
export function pageReader(
	{ request, output }: RequestOperation,
	{ call, now }: PollApi,
): (span: Span, start: number, limit: number) => Promise<Page> {
	const spec = { ...request, query: [...(request.query ?? []), 'start', 'limit'] };
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

/** All that holds as of now. */
export async function readConditions(chosen: ChosenCondition, api: PollApi): Promise<Condition[]> {
	return chosen.event.looksAt === 'sessions'
		? await readSessions(chosen.event, api)
		: await readCompliance(chosen, api);
}

async function readSessions(event: ConditionEvent, { call }: PollApi): Promise<Condition[]> {
	const { watches, without = [] } = event;
	const { request, output } = sessionsByTime;
	const spec = { ...request, query: ['start', 'limit'] };
	const { rows } = await readList(
		async (start, limit) => await call(spec, { time: 'future', start, limit }),
		output,
	);
	return rows.map((row) => {
		const columns = watches ?? Object.keys(row).filter((column) => !without.includes(column));
		const watched = columns.map((column) => [column, row[column]]);
		return { row, name: JSON.stringify([row.Id, watched]), since: 0 };
	});
}

async function readCompliance(
	{ event, filters, expiringDays }: ChosenCondition,
	{ call, now }: PollApi,
): Promise<Condition[]> {
	const { status, date = '' } = event;
	const values = { ...filters, lookBack: 'none', status: [status], expiringDays } as IDataObject;
	const rowsAt = await readComplianceRows(COURSES, call, values);
	const beginsEarlierMs = status === 'Expiring' ? expiringDays * DAY_MS : 0;
	return rowsAt(now()).map((row) => {
		const at = timeIn(row[date]);
		const name = JSON.stringify([row.UserId, row.ContentId, Number.isNaN(at) ? status : at]);
		return { row, name, since: Number.isNaN(at) ? 0 : at - beginsEarlierMs };
	});
}
