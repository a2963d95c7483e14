// The spans that are asked for, and the pages of one: what Litmos would leave out must not be asked for.
import type { IDataObject } from 'n8n-workflow';
import type { Page } from '../../nodes/shared/feeds/changes/scan';
import { scanPages } from '../../nodes/shared/feeds/changes/scan';
import { isHeeded, nextSpan, reachesNow } from '../../nodes/shared/feeds/changes/spans';
import { WEEK_MS } from '../../nodes/shared/feeds/period';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 2, 3);
/** From here on Litmos leaves nothing out, though its clock be wrong by 28 hours. */
const PAST = NOW - 53 * HOUR_MS;
/** And here it takes today in. */
const AHEAD = NOW + 30 * HOUR_MS;

describe('the next span', () => {
	const spanFrom = (watermark: number, span = WEEK_MS) => {
		const { since, to } = nextSpan({ watermark, span, now: NOW });
		expect(since).toBe(watermark);
		return to;
	};

	it.each([
		['a week into the future, where it reaches that', NOW - HOUR_MS, NOW - HOUR_MS + WEEK_MS],
		['a week that ends in the future by all clocks', AHEAD - WEEK_MS, AHEAD],
		['the past alone, a second earlier', AHEAD - WEEK_MS - SECOND_MS, PAST],
		['a week of the past', NOW - 20 * DAY_MS, NOW - 13 * DAY_MS],
		['a week that ends just where the past ends', PAST - WEEK_MS, PAST],
	])('is %s', (_what, watermark, to) => {
		expect(spanFrom(watermark)).toBe(to);
	});

	it.each([
		['is a piece of the past while much happens', 3 * DAY_MS, NOW - 2.5 * DAY_MS],
		['is a piece of two seconds', 2 * SECOND_MS, NOW - 5.5 * DAY_MS + 2 * SECOND_MS],
		['reaches until now where the past has less', 1 * SECOND_MS, NOW + 1.5 * DAY_MS],
	])('%s', (_what, span, to) => {
		expect(spanFrom(NOW - 5.5 * DAY_MS, span)).toBe(to);
	});

	it('has whole seconds', () => {
		expect(nextSpan({ watermark: NOW - 20 * DAY_MS, span: 2_500, now: NOW }).to % 1000).toBe(0);
	});
});

describe('a span', () => {
	it.each([
		[AHEAD, true, true],
		[AHEAD - 1, false, false],
		[PAST + 1, false, false],
		[PAST, true, false],
	])('that ends at %i is heeded: %s, and reaches now: %s', (to, heeded, current) => {
		expect(isHeeded({ since: 0, to }, NOW)).toBe(heeded);
		expect(reachesNow({ to }, NOW)).toBe(current);
	});
});

describe('a scan', () => {
	const row = (id: number): IDataObject => ({ id });
	const list = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => row(from + index));

	/** Each answer is one page; the clock shows how many were given. */
	const answering = (...pages: IDataObject[][]) => {
		const asked: number[] = [];
		const readPage = async (start: number): Promise<Page> => {
			asked.push(start);
			return { rows: pages[asked.length - 1] ?? [], serverMs: asked.length };
		};
		return { asked, readPage };
	};

	it('goes on by pages that overlap by a twentieth, until one is short', async () => {
		const { asked, readPage } = answering(list(0, 40), list(38, 78), list(76, 90));
		const scan = await scanPages(readPage, { pageSize: 40, maxPages: Infinity });
		expect(asked).toEqual([0, 38, 76]);
		expect(scan).toEqual({ rows: list(0, 90), serverMs: 1, end: 'whole' });
	});

	it('reads no more pages than wanted', async () => {
		const { asked, readPage } = answering(list(0, 40), list(38, 78), list(76, 90));
		expect(await scanPages(readPage, { pageSize: 40, maxPages: 2 })).toBeUndefined();
		expect(asked).toHaveLength(2);
	});

	it('begins anew where the next page begins with a row that is not known', async () => {
		const { asked, readPage } = answering(list(0, 40), list(40, 80), list(2, 42), list(40, 60));
		const scan = await scanPages(readPage, { pageSize: 40, maxPages: 9 });
		expect(asked).toEqual([0, 38, 0, 38]);
		expect(scan).toEqual({ rows: list(2, 60), serverMs: 3, end: 'whole' });
	});

	it('begins anew where the next page is empty, for the rows have moved', async () => {
		const { asked, readPage } = answering(list(0, 40), [], list(0, 39));
		expect(await scanPages(readPage, { pageSize: 40, maxPages: 9 })).toMatchObject({
			rows: list(0, 39),
		});
		expect(asked).toEqual([0, 38, 0]);
	});

	it('gives up after four tries, and says that it is read again', async () => {
		const torn = Array.from({ length: 9 }, (_, index) => list(index * 50, index * 50 + 40));
		const { asked, readPage } = answering(...torn);
		await expect(scanPages(readPage, { pageSize: 40, maxPages: 9 })).rejects.toMatchObject({
			message: 'The list in Litmos kept changing while it was read',
			description: 'It is read again the next time.',
		});
		expect(asked).toHaveLength(8);
	});

	it('ends where two pages bring nothing new, as the same rows would come for ever', async () => {
		const { asked, readPage } = answering(...Array<IDataObject[]>(9).fill(list(0, 40)));
		const scan = await scanPages(readPage, { pageSize: 40, maxPages: Infinity });
		expect(asked).toEqual([0, 38, 76]);
		expect(scan).toEqual({ rows: list(0, 40), serverMs: 1, end: 'stale' });
		// A shorter span may fit on one page.
		expect(await scanPages(readPage, { pageSize: 40, maxPages: 9 })).toBeUndefined();
	});

	it('goes on after one page that brings nothing new: rows may have come in before', async () => {
		const { asked, readPage } = answering(list(0, 40), list(0, 40), list(36, 60));
		const scan = await scanPages(readPage, { pageSize: 40, maxPages: Infinity });
		expect(asked).toEqual([0, 38, 76]);
		expect(scan).toMatchObject({ rows: list(0, 60), end: 'whole' });
	});

	it('leaves to the next poll what this one may not ask for, which goes on there', async () => {
		const { readPage } = answering(list(0, 40), list(38, 78), list(76, 90));
		const options = { pageSize: 40, maxPages: Infinity };
		const scan = await scanPages(readPage, { ...options, mayGoOn: () => false });
		expect(scan).toMatchObject({ rows: list(0, 40), end: 'cut', next: { start: 38 } });
		const rest = answering(list(38, 78), list(76, 90));
		expect(await scanPages(rest.readPage, { ...options, from: scan?.next })).toMatchObject({
			rows: list(38, 90),
			end: 'whole',
		});
		expect(rest.asked).toEqual([38, 76]);
	});

	it('begins at the first row where another one stands at the place to go on', async () => {
		const { asked, readPage } = answering(list(40, 80), list(0, 30));
		const from = { start: 38, row: 'another' };
		const scan = await scanPages(readPage, { pageSize: 40, maxPages: Infinity, from });
		expect([asked, scan?.rows]).toEqual([[38, 0], list(0, 30)]);
	});

	it('that may ask no more is not read at all where the span can be shorter', async () => {
		const { asked, readPage } = answering(list(0, 40), list(38, 78), list(76, 90));
		const may = { mayGoOn: () => false };
		expect(await scanPages(readPage, { pageSize: 40, maxPages: 9, ...may })).toBeUndefined();
		expect(asked).toHaveLength(1);
	});
});
