// Where the next poll goes on in a list that was too long for one.
import type { IDataObject } from 'n8n-workflow';
import { freshIn } from '../../nodes/shared/feeds/changes/fresh';
import { scanPages } from '../../nodes/shared/feeds/changes/scan';
import type { Place, Scan } from '../../nodes/shared/feeds/changes/scan';
import type { PollSource } from '../../nodes/shared/feeds/changes/source';

const NOW = Date.UTC(2026, 10, 26, 12);
const PAGE_SIZE = 100;

/** A list that changes between polls. */
function startList(count: number) {
	const rows = Array.from({ length: count }, (_, id): IDataObject => ({ Id: String(id) }));
	const asked: number[] = [];
	const scan = async (mostPages: number, from?: Place): Promise<Scan | undefined> => {
		let pages = 0;
		const readPage = async (start: number, limit: number) => {
			pages += 1;
			asked.push(start);
			return await Promise.resolve({ rows: rows.slice(start, start + limit), serverMs: NOW });
		};
		const mayGoOn = () => pages < mostPages;
		return await scanPages(readPage, { pageSize: PAGE_SIZE, maxPages: Infinity, mayGoOn, from });
	};
	return { rows, asked, scan };
}

describe('a list that was cut', () => {
	it('is read on from the row where it was cut', async () => {
		const { asked, scan } = startList(450);
		const first = await scan(2);
		expect(first).toMatchObject({ end: 'cut', next: { start: 190 } });
		const second = await scan(9, first?.next);
		expect(second?.rows.at(0)).toEqual({ Id: '190' });
		expect(second?.rows.at(-1)).toEqual({ Id: '449' });
		expect(asked).toEqual([0, 95, 190, 285, 380]);
	});

	it.each([1, 5, 50])(
		'is read from its beginning where %i rows before that one went out of it meanwhile',
		async (gone) => {
			const { rows, asked, scan } = startList(450);
			const first = await scan(2);
			rows.splice(0, gone);
			const second = await scan(9, first?.next);
			const seen = new Set([...first!.rows, ...second!.rows].map(({ Id }) => Id));
			expect(seen.size).toBe(450);
			expect(asked.slice(2, 4)).toEqual([190, 0]);
		},
	);
});

describe('where events of a list that was cut', () => {
	const source = {
		eventIn: (row) => ({ at: NOW - 1000, dedupKey: String(row.Id), row }),
		changedAt: () => NOW - 1000,
	} as Partial<PollSource> as PollSource;
	const before: Place = { start: 95, row: 'before' };
	const next: Place = { start: 9_500, row: 'next' };

	const resume = (count: number) =>
		freshIn(source, {
			reach: { since: NOW - 3_600_000, isWide: true },
			span: { since: NOW - 3_600_000, to: NOW + 3_600_000 },
			isCurrent: true,
			scan: { end: 'cut', next, serverMs: NOW, rows: startList(count).rows },
			state: {
				watermark: NOW - 3_600_000,
				dedupFloor: NOW - 3_600_000,
				span: 3_600_000,
				now: NOW,
				seen: {},
				resume: { since: NOW - 3_600_000, isWide: true, from: before },
			},
			ownNow: NOW,
		}).resume?.from;

	it('have room, the next poll goes on behind them', () => {
		expect(resume(1_000)).toEqual(next);
	});

	it('have none, they are read again', () => {
		expect(resume(10_000)).toEqual(before);
	});
});
