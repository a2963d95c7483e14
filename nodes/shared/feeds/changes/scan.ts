import type { IDataObject } from 'n8n-workflow';
import { LitmosError } from '../../transport/errors';
import { isShortOf } from '../../operation/pages';
import { dedupKeyOf } from './dedupKeys';

/** A page, and the time that counts (see `settledTime`) when it came. */
export interface Page {
	rows: IDataObject[];
	serverMs: number;
}

/** A place in a list: how many rows come before it, and the key of the row that stands there. */
export interface Place {
	start: number;
	row: string;
}

/**
 * The rows of a span, in their order. `cut`: this poll may read no more of it, and the next one goes on
 * at `next`; `stale`: Litmos answers with the same rows again and again.
 */
export interface Scan extends Page {
	end: 'whole' | 'cut' | 'stale';
	next?: Place;
}

export type ReadPage = (start: number, limit: number) => Promise<Page>;

interface ScanOptions {
	pageSize: number;
	/** More pages than this are not read, as a shorter span can be. */
	maxPages: number;
	/** Whether this poll may send another request. */
	mayGoOn?: () => boolean;
	/** Where to begin; at the first row where that one does not stand there any more. */
	from?: Place;
}

/** So often it is begun anew, where rows move up under our hands. */
const TRIES = 4;

/** Each page begins with so many rows of the one before, one in this many. */
const OVERLAP_ONE_IN = 20;

/** Rows may come in before those that were read, so one page without a new row is not the end; two are. */
const MOST_STALE = 2;

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
		const from = tries === 0 ? options.from : undefined;
		const scan = await scanOnce(readPage, { ...options, from });
		if (scan !== 'torn') return scan;
		if (options.mayGoOn?.() === false) break;
	}
	throw new LitmosError(
		'The list in Litmos kept changing while it was read',
		'It is read again the next time.',
	);
}

async function scanOnce(
	readPage: ReadPage,
	{ pageSize, maxPages, mayGoOn, from }: ScanOptions,
): Promise<Scan | 'torn' | undefined> {
	const rows = new Map<string, IDataObject>();
	let next = from ?? { start: 0, row: '' };
	let serverMs = 0;
	let stale = 0;
	const read = (end: Scan['end']): Scan => ({ rows: [...rows.values()], serverMs, end });
	for (let count = 0; count < maxPages; count++) {
		if (count > 0 && mayGoOn?.() === false) {
			return maxPages < Infinity ? undefined : { ...read('cut'), next };
		}
		const page = await readPage(next.start, pageSize);
		serverMs ||= page.serverMs;
		if (next.start > 0 && keyOf(page.rows[0]) !== next.row && !rows.has(textOf(page.rows[0]))) {
			return 'torn';
		}
		const before = rows.size;
		for (const row of page.rows) rows.set(textOf(row), row);
		const received = page.rows.length;
		if (isShortOf(pageSize, received)) return read('whole');
		stale = rows.size > before ? 0 : stale + 1;
		// Where rows show other dates than they are found by, the last one does not tell how far that was.
		if (stale >= MOST_STALE) return maxPages < Infinity ? undefined : read('stale');
		const gone = received - Math.ceil(received / OVERLAP_ONE_IN);
		next = { start: next.start + gone, row: keyOf(page.rows[gone]) };
	}
	return undefined;
}

function textOf(row: IDataObject | undefined): string {
	return JSON.stringify(row) ?? '';
}

function keyOf(row: IDataObject | undefined): string {
	return dedupKeyOf(textOf(row));
}
