import { HttpError, type Answer } from './answers';
import type { Call } from './call';
import type { WireValue } from './wireFormat';

const DEFAULT_LIMIT = 100;

const wholeNumber = (text: string | undefined, otherwise: number): number => {
	const value = Number(text ?? '');
	// unknown: a limit or start that is no number is taken as not given.
	return text !== undefined && text !== '' && Number.isInteger(value) && value >= 0
		? value
		: otherwise;
};

/** Where the asked-for page begins, and how many rows it may hold. */
export function windowOf(call: Call): { start: number; limit: number } {
	// D, K: 100 when not said; S: at most 1000. unknown: limit=0 means not given.
	const limit = wholeNumber(call.query.limit, DEFAULT_LIMIT) || DEFAULT_LIMIT;
	return { start: wholeNumber(call.query.start, 0), limit: Math.min(limit, call.settings.pageCap) };
}

/** One page of rows; a full page may carry a few rows too many (T). */
export function pageOf<T>(call: Call, rows: readonly T[]): readonly T[] {
	const { start, limit } = windowOf(call);
	const isFull = rows.length - start >= limit;
	const extra = isFull ? call.settings.overfull + call.extraRows : 0;
	return rows.slice(start, start + limit + extra);
}

interface Shown<T> {
	rows: readonly T[];
	root: string;
	show: (row: T) => WireValue;
}

/** A page of rows as a bare array, or as an XML root with one element per row. */
export const list = <T>(call: Call, { rows, root, show }: Shown<T>): Answer => ({
	status: 200,
	content: { value: pageOf(call, rows).map(show), root },
});

/** Rows in which one of the texts contains the search, in any case (C: a substring of names and e-mail). */
export function searched<T>(
	call: Call,
	rows: readonly T[],
	texts: (row: T) => readonly string[],
): readonly T[] {
	const wanted = (call.query.search ?? '').trim().toLowerCase();
	if (wanted === '') return rows;
	return rows.filter((row) => texts(row).some((text) => text.toLowerCase().includes(wanted)));
}

const isSortable = (value: unknown): value is string | number | boolean =>
	['string', 'number', 'boolean'].includes(typeof value);

function compare(a: unknown, b: unknown): number {
	if (!isSortable(a) || !isSortable(b)) return 0;
	if (typeof a === 'string' && typeof b === 'string') {
		const [left, right] = [a.toLowerCase(), b.toLowerCase()];
		return left < right ? -1 : Number(left > right);
	}
	return Number(a) - Number(b);
}

/** `sort` by a field, `dir=desc` downwards (S, KE); unknown: a field that is none changes nothing. */
export function sorted<T extends object>(call: Call, rows: readonly T[]): readonly T[] {
	const wanted = call.query.sort?.toLowerCase() ?? '';
	const key = rows.length > 0 && Object.keys(rows[0]).find((name) => name.toLowerCase() === wanted);
	if (!key) return rows;
	const read = (row: T): unknown => Reflect.get(row, key);
	const sign = call.query.dir?.toLowerCase().startsWith('desc') ? -1 : 1;
	return [...rows].sort((a, b) => sign * compare(read(a), read(b)));
}

const SINCE = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
// S: the 406 of /users/details.
const BAD_SINCE =
	'Please provide a valid since parameter. Valid formats are  - "yyyy-MM-dd HH:mm:ss" or "yyyy-MM-dd HH:mm" or "yyyy-MM-dd"';

/** A moment in a query (UTC), or null where it is none. */
export function readMoment(text: string): number | null {
	const [year, month, day, hour, minute, second] = (SINCE.exec(text) ?? [])
		.slice(1)
		.map((part) => Number(part ?? 0));
	const moment = Date.UTC(year, month - 1, day, hour, minute, second);
	// A date that rolls over (2025-02-31) is not a date.
	return Number.isNaN(moment) || new Date(moment).getUTCDate() !== day ? null : moment;
}

/** The moment of `since`, or null when it was not sent. */
export function sinceOf(call: Call): number | null {
	const { since } = call.query;
	if (since === undefined || since === '') return null;
	const moment = readMoment(since);
	if (moment === null) throw new HttpError(406, BAD_SINCE);
	return moment;
}
