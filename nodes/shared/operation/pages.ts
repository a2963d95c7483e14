import type { IDataObject } from 'n8n-workflow';
import { FieldError } from './readTyped';
import { rowsInside, rowsOf } from './rows';
import type { Inside } from './rows';

/** The most rows Litmos gives in one answer (contract: conventions). */
export const PAGE_SIZE = 1000;

/** What Litmos gives where an endpoint ignores `limit` (contract: conventions). */
const DEFAULT_PAGE_SIZE = 100;

/** Reads one page: rows from position `start`, `limit` at most, though Litmos may send a few more. */
export type PageReader = (start: number, limit: number) => Promise<unknown>;

export interface ListOptions {
	/** What tells rows apart: a column, several together, or the whole row where none is named. */
	key: string | readonly string[];
	/** Stop after this many rows; all rows where it is undefined. */
	limit?: number;
	keep?: (row: IDataObject) => boolean;
	inside?: readonly Inside[];
	/** Stop after this many pages, whether or not there is more. */
	maxPages?: number;
	/** Ask for whole pages though fewer rows are wanted: they cost the same, and often tell how many there are. */
	wholePages?: boolean;
}

/** What was read of a list, and whether that is certainly all. */
export interface ReadRows {
	rows: IDataObject[];
	isComplete: boolean;
	/** How many there are as far as was read, and whether that was to the end. */
	count: number;
	isEnd: boolean;
}

/** More than any account has. A list that goes on beyond it has no end. */
const MOST_ROWS = 1_000_000;

/**
 * Reads a list page by page; 1,000 rows cost one request.
 * Goes on by the rows received, since pages may be over-full, and leaves out rows seen before. A page
 * that brings nothing new is the last: Litmos did not heed where it was to start.
 * @throws FieldError for a list without end.
 */
export async function readList(
	readPage: PageReader,
	{ key, limit, keep, inside = [], maxPages = Infinity, wholePages }: ListOptions,
): Promise<ReadRows> {
	const rows: IDataObject[] = [];
	const freshOf = createKnownRows(key);
	const freshAround = createKnownRows([]);
	const wanted = limit ?? Infinity;
	// With a filter of our own the number of rows to ask for is not known.
	const pageSize = keep || wholePages ? PAGE_SIZE : Math.min(PAGE_SIZE, wanted);
	let start = 0;
	for (let page = 0; page < maxPages; page++) {
		const received = rowsOf(await readPage(start, pageSize));
		const found = rowsInside(received, inside);
		const fresh = freshOf(found);
		for (const row of fresh ?? []) if (keep?.(row) !== false) rows.push(row);
		// Where none stand inside, the next page may have some all the same.
		const isNew = fresh ?? (inside.length > 0 && freshAround(received));
		// Nobody has published which of the two Litmos counts where rows stand inside of others.
		const count = received.length >= pageSize ? received.length : found.length;
		start += count;
		const isLast = !isNew || isShortOf(pageSize, count);
		if (isLast || rows.length >= wanted) {
			return read(rows, { wanted, isEnd: isLast });
		}
		if (start >= MOST_ROWS) throw endless(start);
	}
	return read(rows, { wanted, isEnd: false });
}

function read(
	rows: IDataObject[],
	{ wanted, isEnd }: { wanted: number; isEnd: boolean },
): ReadRows {
	const count = rows.length;
	return { rows: rows.slice(0, wanted), isComplete: isEnd && count <= wanted, count, isEnd };
}

function endless(count: number): FieldError {
	return new FieldError(
		`Litmos returned a list without an end (${count} rows so far)`,
		'Set a Limit, or choose a shorter period or a filter.',
	);
}

/** Keeps account of the rows that have come. What has no key is compared as a whole, and always kept. */
function createKnownRows(key: string | readonly string[]) {
	const seen = new Set<unknown>();

	/** The rows of a page that have not come before; undefined where it brings nothing new. */
	function freshOf(page: readonly IDataObject[]): IDataObject[] | undefined {
		let isNew = false;
		const fresh = page.filter((row) => {
			const identity = identityOf(row, key);
			const isFirstTime = isFirst(isNone(identity) ? JSON.stringify(row) : identity, seen);
			isNew ||= isFirstTime;
			return isFirstTime || isNone(identity);
		});
		return isNew ? fresh : undefined;
	}

	return freshOf;
}

/**
 * Reads several lists, one after the other, as if they were one. A row that came with an earlier one is left out,
 * but does not end the list it is in: where two lists meet, whole pages may be the same.
 */
export async function readParts(
	parts: readonly PageReader[],
	{ key, limit = Infinity, keep }: Omit<ListOptions, 'maxPages' | 'wholePages'>,
): Promise<ReadRows> {
	let rows: IDataObject[] = [];
	let isComplete = true;
	let count = 0;
	let isEnd = true;
	const seen = new Set<unknown>();
	for (const part of parts) {
		if (rows.length >= limit) return { rows, isComplete: false, count, isEnd: false };
		const more = await readList(part, {
			key,
			limit: limit - rows.length,
			keep: (row) => keep?.(row) !== false && isFresh(identityOf(row, key), seen),
		});
		count = rows.length + more.count;
		rows = rows.concat(more.rows);
		isComplete &&= more.isComplete;
		isEnd = more.isEnd;
	}
	return { rows, isComplete, count, isEnd };
}

/** A short page is the last one, unless it has just the size Litmos falls back to. */
export function isShortOf(asked: number, received: number): boolean {
	return received < asked && received !== DEFAULT_PAGE_SIZE;
}

/** Where a column of several is missing, which says that it is named otherwise, the whole row stands in for them. */
export function identityOf(row: IDataObject, key: string | readonly string[]): unknown {
	if (typeof key === 'string') return row[key];
	const cells = key.map((column) => row[column]);
	const isKnown = cells.length > 0 && cells.every((cell) => cell !== undefined && cell !== null);
	return JSON.stringify(isKnown ? cells : row);
}

const isNone = (key: unknown): boolean => key === undefined || key === null || key === '';

function isFresh(key: unknown, seen: Set<unknown>): boolean {
	return isNone(key) || isFirst(key, seen);
}

function isFirst(key: unknown, seen: Set<unknown>): boolean {
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}
