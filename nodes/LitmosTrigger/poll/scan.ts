import type { IDataObject } from 'n8n-workflow';
import { LitmosError } from '../../shared/transport/errors';
import { isShortOf } from '../../shared/operation/pages';

/** A page, and what the clock of Litmos showed then. */
export interface Page {
	rows: IDataObject[];
	serverMs: number;
}

export type ReadPage = (start: number, limit: number) => Promise<Page>;

interface ScanOptions {
	pageSize: number;
	/** More pages than this are not read. */
	maxPages: number;
}

/** So often it is begun anew, where rows move up under our hands. */
const TRIES = 4;

/** Each page begins with so many rows of the one before, one in this many. */
const OVERLAP_ONE_IN = 20;

/**
 * Reads all rows of a span; undefined where there are more pages than wanted. `serverMs` is that of the first page.
 * While it reads, rows may move up because others went out of the span, and a row could slip from
 * the next page to the one that was read before. So pages overlap, and each must begin with a row
 * that is known already; if one does not, it is all read again.
 */
export async function scanPages(
	readPage: ReadPage,
	options: ScanOptions,
): Promise<Page | undefined> {
	for (let tries = 0; tries < TRIES; tries++) {
		const scan = await scanOnce(readPage, options);
		if (scan !== 'torn') return scan;
	}
	throw new LitmosError(
		'The list in Litmos kept changing while it was read',
		'It is read again with the next poll.',
	);
}

async function scanOnce(
	readPage: ReadPage,
	{ pageSize, maxPages }: ScanOptions,
): Promise<Page | 'torn' | undefined> {
	const rows = new Map<string, IDataObject>();
	let serverMs: number | undefined;
	let start = 0;
	for (let count = 0; count < maxPages; count++) {
		const page = await readPage(start, pageSize);
		serverMs ??= page.serverMs;
		if (start > 0 && !rows.has(JSON.stringify(page.rows[0]))) return 'torn';
		for (const row of page.rows) rows.set(JSON.stringify(row), row);
		const received = page.rows.length;
		if (isShortOf(pageSize, received)) return { rows: [...rows.values()], serverMs };
		start += received - Math.ceil(received / OVERLAP_ONE_IN);
	}
	return undefined;
}
