import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { ListOptions } from '../../nodes/shared/operation/pages';
import { PAGE_SIZE, readList } from '../../nodes/shared/operation/pages';

const rowsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ Id: `r${index}`, isEven: index % 2 === 0 }));

interface Server {
	/** Rows beyond `limit` that a page has, by the number of the page. */
	extra?: (page: number) => number;
	ignores?: 'limit' | 'start';
}

/** A list of so many rows, read as the options say; the answer tells what was asked for. */
async function read(count: number, options: Partial<ListOptions> = {}, server: Server = {}) {
	const all = rowsOf(count);
	const asked: string[] = [];
	const list = await readList(
		async (start, limit) => {
			const from = server.ignores === 'start' ? 0 : start;
			const size = server.ignores === 'limit' ? 100 : limit + (server.extra?.(asked.length) ?? 0);
			asked.push(`${start}+${limit}`);
			return await Promise.resolve(all.slice(from, from + size));
		},
		{ key: 'Id', ...options },
	);
	return { ...list, ids: list.rows.map(({ Id }) => Id), asked, all: all.map(({ Id }) => Id) };
}

/** The rows of just one answer. */
const readAnswer = async (answer: unknown) =>
	(await readList(async () => await Promise.resolve(answer), { key: 'Id', limit: 50 })).rows;

describe('a list', () => {
	it('ends with a page that is not full', async () => {
		const { ids, all, asked, isComplete } = await read(PAGE_SIZE + 1);
		expect(ids).toEqual(all);
		expect(asked).toEqual(['0+1000', '1000+1000']);
		expect(isComplete).toBe(true);
	});

	it('goes on after a full page, to an empty one if need be', async () => {
		const { ids, all, asked, isComplete } = await read(2 * PAGE_SIZE);
		expect(ids).toEqual(all);
		expect(asked).toEqual(['0+1000', '1000+1000', '2000+1000']);
		expect(isComplete).toBe(true);
	});

	it.each([0, 1, 99, 101, 999])('of %i rows costs one request', async (count) => {
		const { ids, all, asked } = await read(count);
		expect(ids).toEqual(all);
		expect(asked).toEqual(['0+1000']);
	});

	it('goes on by the rows received where pages are over-full', async () => {
		const { ids, all, asked } = await read(2500, {}, { extra: () => 7 });
		expect(ids).toEqual(all);
		expect(asked).toEqual(['0+1000', '1007+1000', '2014+1000']);
	});

	it('leaves out rows that come twice', async () => {
		const pages = [rowsOf(1000), [...rowsOf(1000).slice(990), { Id: 'new' }], []];
		const { rows } = await readList(async () => await Promise.resolve(pages.shift()), {
			key: 'Id',
		});
		expect(rows).toHaveLength(1001);
		expect(rows.at(-1)).toEqual({ Id: 'new' });
	});

	it('keeps rows without the column that tells them apart', async () => {
		expect(await readAnswer([{}, { Id: '' }, { Id: null }, { Id: 'a' }, { Id: 'a' }])).toEqual([
			{},
			{ Id: '' },
			{ Id: null },
			{ Id: 'a' },
		]);
	});

	it.each([100, 250, 400])(
		'of %i rows is read to its end by the hundred where limit is ignored',
		async (count) => {
			const { ids, all, asked } = await read(count, {}, { ignores: 'limit' });
			expect(ids).toEqual(all);
			expect(asked).toHaveLength(Math.floor(count / 100) + 1);
		},
	);

	it('ends where start is ignored and the same page comes again', async () => {
		const { ids, all, asked, isComplete } = await read(1000, {}, { ignores: 'start' });
		expect(ids).toEqual(all);
		expect(asked).toHaveLength(2);
		expect(isComplete).toBe(true);
	});

	it.each([
		['a list in Items', { Pagination: { TotalCount: 2 }, Items: [{ Id: 'a' }, { Id: 'b' }] }, 2],
		['a list in Item', { Pagination: { TotalCount: 1 }, Item: [{ Id: 'a' }] }, 1],
		['one row in Item', { Item: { Id: 'a' } }, 1],
		['an empty list in Items', { Items: [] }, 0],
		['one row', { Id: 'a' }, 1],
		['nothing', null, 0],
		['nothing at all', undefined, 0],
		['a text', 'OK', 0],
		['a list with holes', [null, 'a', { Id: 'a' }], 1],
	])('is also read from %s', async (_what, answer, count) => {
		const rows = await readAnswer(answer);
		expect(rows).toHaveLength(count);
		expect(rows.every((row) => 'Id' in row)).toBe(true);
	});
});

describe('a limit', () => {
	it('asks for no more rows than wanted, and gives no more', async () => {
		const { ids, all, asked, isComplete } = await read(200, { limit: 50 }, { extra: () => 3 });
		expect(ids).toEqual(all.slice(0, 50));
		expect(asked).toEqual(['0+50']);
		expect(isComplete).toBe(false);
	});

	it('above one page reads as many pages as it takes', async () => {
		const { ids, asked } = await read(5000, { limit: 1500 });
		expect(ids).toHaveLength(1500);
		expect(asked).toEqual(['0+1000', '1000+1000']);
	});

	it('above what there is gives all', async () => {
		const { ids, all, isComplete } = await read(30, { limit: 50 });
		expect(ids).toEqual(all);
		expect(isComplete).toBe(true);
	});

	it('of pages ends the list early and says so', async () => {
		const { ids, asked, isComplete } = await read(5000, { maxPages: 2 });
		expect(ids).toHaveLength(2000);
		expect(asked).toHaveLength(2);
		expect(isComplete).toBe(false);
	});
});

describe('a filter of our own', () => {
	const keep = ({ isEven }: IDataObject) => isEven === true;

	it('keeps the rows it likes and asks for whole pages', async () => {
		const { rows, asked } = await read(1500, { keep });
		expect(rows).toHaveLength(750);
		expect(rows.every(keep)).toBe(true);
		expect(asked).toEqual(['0+1000', '1000+1000']);
	});

	it('is applied before the limit, over as many pages as it takes', async () => {
		const { rows, asked } = await read(5000, { keep, limit: 600 });
		expect(rows.map(({ Id }) => Id).at(-1)).toBe('r1198');
		expect(rows).toHaveLength(600);
		expect(asked).toHaveLength(2);
	});

	it('that likes none of a full page goes on to the next', async () => {
		const { rows, asked } = await read(1500, { keep: ({ Id }) => Id === 'r1400' });
		expect(rows).toHaveLength(1);
		expect(asked).toHaveLength(2);
	});
});

describe('paging', () => {
	const split = { count: fc.nat(6000), extras: fc.infiniteStream(fc.nat(40)) };

	it('gives every row exactly once, whatever pages are over-full', async () => {
		await fc.assert(
			fc.asyncProperty(split.count, split.extras, async (count, extras) => {
				const { ids, all } = await read(count, {}, { extra: () => extras.next().value });
				expect(ids).toEqual(all);
			}),
		);
	});

	it('gives the first rows up to the limit, each once, whatever pages are over-full', async () => {
		const limits = fc.integer({ min: 1, max: 3000 });
		await fc.assert(
			fc.asyncProperty(split.count, split.extras, limits, async (count, extras, limit) => {
				const { ids, all } = await read(count, { limit }, { extra: () => extras.next().value });
				expect(ids).toEqual(all.slice(0, limit));
			}),
		);
	});
});
