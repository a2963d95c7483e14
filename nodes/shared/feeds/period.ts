import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isoDate, parseTime } from '../values';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** The longest span that Litmos accepts in one request (contract: conventions, spans). */
export const WEEK_MS = 7 * DAY_MS;

/**
 * Nobody has published whether the ends belong to a span, and `since` and `to` know no fractions of a
 * second. So spans overlap by one: no row falls between two, and what comes with both is left out once.
 */
const OVERLAP_MS = SECOND_MS;

/** A day and a month count from here, in whole steps: `[-1, 0]` is the last one, `[0, 1]` this one. */
type Steps = readonly [
	unit: 'day' | 'week' | 'month' | 'quarter' | 'year',
	from: number,
	to: number,
];

/** In the order of the alphabet, but 7 before 12: apart from the field, whose linter would have it the other way. */
const PERIODS: ReadonlyArray<{ name: string; value: string; steps?: Steps }> = [
	{ name: 'Between Two Dates', value: 'between' },
	{ name: 'Last 7 Days', value: 'last7Days', steps: ['day', -6, 1] },
	{ name: 'Last 12 Months', value: 'last12Months', steps: ['month', -11, 1] },
	{ name: 'Last 30 Days', value: 'last30Days', steps: ['day', -29, 1] },
	{ name: 'Last 90 Days', value: 'last90Days', steps: ['day', -89, 1] },
	{ name: 'Last Month', value: 'lastMonth', steps: ['month', -1, 0] },
	{ name: 'Last Quarter', value: 'lastQuarter', steps: ['quarter', -1, 0] },
	{ name: 'Last Week', value: 'lastWeek', steps: ['week', -1, 0] },
	{ name: 'Last Year', value: 'lastYear', steps: ['year', -1, 0] },
	{ name: 'Since a Date', value: 'since' },
	{ name: 'This Month', value: 'thisMonth', steps: ['month', 0, 1] },
	{ name: 'This Quarter', value: 'thisQuarter', steps: ['quarter', 0, 1] },
	{ name: 'This Week', value: 'thisWeek', steps: ['week', 0, 1] },
	{ name: 'This Year', value: 'thisYear', steps: ['year', 0, 1] },
	{ name: 'Today', value: 'today', steps: ['day', 0, 1] },
	{ name: 'Yesterday', value: 'yesterday', steps: ['day', -1, 0] },
];

/** What is reported on. In UTC, as Litmos counts. */
export const periodFields: readonly INodeProperties[] = [
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: PERIODS.map(({ name, value }) => ({ name, value })),
		default: 'last7Days',
		required: true,
		description:
			'When it happened, in UTC days. Periods that end now include today. Uses one request per week and per 1,000 rows.',
	},
	{
		displayName: 'From',
		name: 'since',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { period: ['between', 'since'] } },
		description: 'Start of the period, in UTC',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { period: ['between'] } },
		description: 'End of the period, in UTC. To include today, choose a time in the future.',
	},
];

/** The query of a request for a span. */
export const SPAN = [
	{ wire: 'since', as: 'queryDate' },
	{ wire: 'to', as: 'queryDate' },
] as const;

/** Both ends of the period. What has not happened yet is not asked for, but for the rest of today. */
export function deriveSpan({ period, since, to }: IDataObject, now = Date.now()): IDataObject {
	const tomorrow = startOf('day', now, 1);
	const steps = PERIODS.find(({ value }) => value === period)?.steps;
	if (!steps) return { since, to: to === undefined ? isoDate(new Date(tomorrow)) : endIn(to) };
	const [unit, from, until] = steps;
	return {
		since: isoDate(new Date(startOf(unit, now, from))),
		to: isoDate(new Date(Math.min(startOf(unit, now, until), tomorrow))),
	};
}

/** The last second of a minute, as `endOf('month')` gives it, is meant to its end. */
function endIn(to: unknown): string {
	const end = String(to);
	return end.endsWith(':59Z') ? isoDate(new Date(Date.parse(end) + SECOND_MS)) : end;
}

/**
 * The same for what was completed in it: `from` and `until`. It is read until now, because a result that was
 * changed again stands in a later span.
 */
export function deriveCompletedSpan(values: IDataObject, now = Date.now()): IDataObject {
	const { since, to } = deriveSpan(values, now);
	const times = [parseTime(to)?.getTime() ?? 0, startOf('day', now, 1)];
	return { since, to: isoDate(new Date(Math.max(...times))), from: since, until: to };
}

/** Complains about a period that ends before it begins. */
export function checkSpan({ since, to, until = to }: IDataObject): string | undefined {
	const [begin, end] = [parseTime(since), parseTime(until)];
	if (!begin || !end || begin < end) return undefined;
	return `The period ends before it begins: from ${String(since)} to ${String(until)}`;
}

/**
 * The spans that Litmos accepts, oldest first: what is changed meanwhile turns up again in a later one. Of the future
 * at most a week is asked for: nothing has happened there yet, but clocks may differ.
 */
export function spansOf({ since, to }: IDataObject, now = Date.now()): IDataObject[] {
	const from = parseTime(since)?.getTime() ?? 0;
	const until = Math.min(parseTime(to)?.getTime() ?? 0, Math.max(from, now) + WEEK_MS);
	const spans: IDataObject[] = [];
	for (let start = from, end = from; end < until; start = end - OVERLAP_MS) {
		end = until <= start + WEEK_MS ? until : seamAfter(start, now);
		spans.push({ since: isoDate(new Date(start)), to: isoDate(new Date(end)) });
	}
	return spans;
}

/**
 * Where the next span meets the one that begins here. Of a span that ends today Litmos leaves today out, and where
 * today begins is not published; so none ends around now but the last.
 */
function seamAfter(start: number, now: number): number {
	const seam = start + WEEK_MS;
	const isAroundNow = seam > now - 3 * DAY_MS && seam < now + 2 * DAY_MS;
	return isAroundNow ? startOf('day', now, -3) : seam;
}

/** The beginning of the day, week and so on, so many of them from now. Weeks begin on Monday. */
function startOf(unit: Steps[0], now: number, steps: number): number {
	const today = new Date(now);
	const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
	const monday = day - ((today.getUTCDay() + 6) % 7);
	return {
		day: () => Date.UTC(year, month, day + steps),
		week: () => Date.UTC(year, month, monday + 7 * steps),
		month: () => Date.UTC(year, month + steps),
		quarter: () => Date.UTC(year, 3 * (Math.floor(month / 3) + steps)),
		year: () => Date.UTC(year + steps, 0),
	}[unit]();
}
