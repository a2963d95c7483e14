import type { IDataObject } from 'n8n-workflow';
import { COURSES, readStandings } from '../../LitmosReport/resources/complianceRows';
import { readList, rowsOf } from '../../shared/operation/pages';
import type { Call, RequestOperation, RequestSpec } from '../../shared/operation/types';
import { isoDate } from '../../shared/values';
import type { StandingEvent } from '../events/types';
import type { Chosen } from './chosen';
import type { Page } from './pass';
import { timeIn } from './rows';
import type { Span } from './spans';
import type { Standing } from './standingPoll';

const DAY_MS = 86_400_000;

const SESSIONS: RequestSpec = {
	method: 'GET',
	path: '/sessions/future',
	query: ['start', 'limit'],
};

/** The way to Litmos in one poll, and its clock. */
export interface Door {
	call: Call;
	now: () => number;
}

/** One page of a feed. */
export function pageReader(
	{ request, output }: RequestOperation,
	{ call, now }: Door,
): (span: Span, start: number, limit: number) => Promise<Page> {
	const spec = { ...request, query: [...(request.query ?? []), 'start', 'limit'] };
	const missing = output.kind === 'list' ? output.noneIs404 : undefined;
	return async ({ since, to }, start, limit) => {
		const span = { since: isoDate(new Date(since)), to: isoDate(new Date(to)) };
		const answer = await call(spec, { ...span, start, limit }, { missing });
		return { rows: rowsOf(answer), serverMs: now() };
	};
}

/** The time by the clock of Litmos. Asks for one row, because only an answer tells. */
export async function askTime(readPage: ReturnType<typeof pageReader>): Promise<number> {
	const here = Date.now();
	const { serverMs } = await readPage({ since: here - DAY_MS, to: here + DAY_MS }, 0, 1);
	return serverMs;
}

/** All that holds as of now. */
export async function readHolding(
	chosen: Chosen & { standing: true },
	door: Door,
): Promise<Standing[]> {
	return chosen.event.looksAt === 'sessions'
		? await readSessions(chosen.event, door)
		: await readCompliance(chosen, door);
}

async function readSessions(event: StandingEvent, { call }: Door): Promise<Standing[]> {
	const { watches, without = [] } = event;
	const pages = async (start: number, limit: number) => await call(SESSIONS, { start, limit });
	const { rows } = await readList(pages, { key: 'Id', inside: ['Modules', 'Sessions'] });
	return rows.map((row) => {
		const columns = watches ?? Object.keys(row).filter((column) => !without.includes(column));
		const watched = columns.map((column) => [column, row[column]]);
		return { row, name: JSON.stringify([row.Id, watched]), since: 0 };
	});
}

async function readCompliance(
	{ event, filters, expiringDays }: Chosen & { standing: true },
	{ call, now }: Door,
): Promise<Standing[]> {
	const { status, date = '' } = event;
	const values = { ...filters, lookBack: 'none', status: [status], expiringDays } as IDataObject;
	const standings = await readStandings(COURSES, call, values);
	const beginsEarlierMs = status === 'Expiring' ? expiringDays * DAY_MS : 0;
	return standings(now()).map((row) => {
		const at = timeIn(row[date]);
		const name = JSON.stringify([row.UserId, row.ContentId, Number.isNaN(at) ? status : at]);
		return { row, name, since: Number.isNaN(at) ? 0 : at - beginsEarlierMs };
	});
}
