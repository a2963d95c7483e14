import type { IDataObject } from 'n8n-workflow';
import { LitmosError } from '../../shared/transport/errors';
import { isShortOf } from '../../shared/operation/pages';

/** A page, and the time that counts (see `settledTime`) when it came. */
export interface Page {
	rows: IDataObject[];
	serverMs: number;
}

/**
 * The rows of a span, in their order. `cut`: this poll may read no more of it; `stale`: Litmos answers
 * with the same rows again and again.
 */
export interface Scan extends Page {
	end: 'whole' | 'cut' | 'stale';
}

export type ReadPage = (start: number, limit: number) => Promise<Page>;

interface ScanOptions {
	pageSize: number;
	/** More pages than this are not read, as a shorter span can be. */
	maxPages: number;
	/** Whether this poll may send another request. */
	mayGoOn?: () => boolean;
	/** Whether the next poll can go on after these rows. */
	canResume?: (rows: readonly IDataObject[]) => boolean;
}

/** So often it is begun anew, where rows move up under our hands. */
const TRIES = 4;

/** Each page begins with so many rows of the one before, one in this many. */
const OVERLAP_ONE_IN = 20;

/** Rows may come in before those that were read, so one page without a new row is not the end; two are. */
const MOST_STALE = 2;

/** A list that cannot be left to the next poll in parts may take so many pages, though the others of the key wait. */
const MOST_PAGES = 100;

/**
 * Reads all rows of a span, or as many as this poll may; undefined where there are more pages than wanted.
 * `serverMs` is that of the first page. While it reads, rows may move up because others went out of
 * the span, and a row could slip from the next page to the one that was read before. So pages
 * overlap, and each must begin with a row that is known already; if one does not, it is all read again.
 */
export async function scanPages(
	readPage: ReadPage,
	options: ScanOptions,
): Promise<Scan | undefined> {
	for (let tries = 0; tries < TRIES; tries++) {
		const scan = await scanOnce(readPage, options);
		if (scan !== 'torn') return scan;
		if (options.mayGoOn?.() === false) break;
	}
	throw new LitmosError(
		'The list in Litmos kept changing while it was read',
		'It is read again with the next poll.',
	);
}

async function scanOnce(
	readPage: ReadPage,
	{ pageSize, maxPages, mayGoOn, canResume }: ScanOptions,
): Promise<Scan | 'torn' | undefined> {
	const rows = new Map<string, IDataObject>();
	let serverMs: number | undefined;
	let start = 0;
	let stale = 0;
	const read = (end: Scan['end']): Scan => ({
		rows: [...rows.values()],
		serverMs: serverMs ?? 0,
		end,
	});
	for (let count = 0; count < maxPages; count++) {
		if (count > 0 && mayGoOn?.() === false) {
			if (maxPages < Infinity) return undefined;
			if (canResume?.([...rows.values()])) return read('cut');
			if (count >= MOST_PAGES) throw endless(rows.size);
		}
		const page = await readPage(start, pageSize);
		serverMs ??= page.serverMs;
		if (start > 0 && !rows.has(JSON.stringify(page.rows[0]))) return 'torn';
		const before = rows.size;
		for (const row of page.rows) rows.set(JSON.stringify(row), row);
		const received = page.rows.length;
		if (isShortOf(pageSize, received)) return read('whole');
		stale = rows.size > before ? 0 : stale + 1;
		if (stale >= MOST_STALE) return read('stale');
		start += received - Math.ceil(received / OVERLAP_ONE_IN);
	}
	return undefined;
}

function endless(count: number): LitmosError {
	return new LitmosError(
		`The list in Litmos does not end: ${count} rows were read`,
		'Litmos, or a proxy before it, answers with further rows for ever. If this goes on, tell the support of Litmos which event this trigger waits for.',
	);
}
