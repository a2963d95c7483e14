// One poll of a feed: how far it reads, what it keeps, and what it leaves to the next.
import type { IDataObject } from 'n8n-workflow';
import {
	addKeys,
	dedupKeyOf,
	dedupKeysIn,
	evictionTime,
	evictUntil,
	laterThan,
	sizeOf,
} from '../../nodes/shared/feeds/changes/dedupKeys';
import {
	baselineOf,
	beginAt,
	beginFeed,
	pollFeed,
} from '../../nodes/shared/feeds/changes/feedPoll';
import type { PollSource } from '../../nodes/shared/feeds/changes/source';
import type { FeedState } from '../../nodes/shared/feeds/changes/state';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const START = Date.UTC(2026, 2, 3);

/** As if all that there was by then had been read. */
const fromNow = (now: number): FeedState => ({
	...beginAt(now - 30 * HOUR_MS, now),
	begun: undefined,
});

/** A feed that can be added to, and polls of it that keep their state. */
function startPolling(parts: Partial<PollSource> & { now?: number; state?: FeedState } = {}) {
	const { now = START, state = fromNow(now), ...others } = parts;
	const rows: Array<{ id: number; at: number }> = [];
	const spans: Array<{ since: number; to: number; start: number }> = [];
	const polling = { now, state, rows, spans, poll, add, sourceAt };
	const source: PollSource = {
		eventIn: ({ id, at }) => ({
			row: { id, at },
			dedupKey: dedupKeyOf(String(id)),
			at: Number(at),
		}),
		changedAt: ({ at }) => Number(at),
		ownNow: () => polling.now,
		ownDate: false,
		pageSize: 1000,
		mayGoOn: () => true,
		isOutOfTime: () => false,
		readPage: async ({ since, to }, start, limit) => {
			spans.push({ since, to, start });
			const inside = rows.filter(({ at }) => at >= since && at <= Math.min(to, polling.now));
			return { rows: inside.slice(start, start + limit) as IDataObject[], serverMs: polling.now };
		},
		...others,
	};

	/** The same, with another time in each answer. */
	function sourceAt(time: () => Promise<number>): PollSource {
		const readPage: PollSource['readPage'] = async (...given) => ({
			...(await source.readPage(...given)),
			serverMs: await time(),
		});
		return { ...source, readPage };
	}

	function add(count: number, at: number): void {
		for (let index = 0; index < count; index++) rows.push({ id: rows.length, at });
	}

	async function poll(): Promise<{ ids: number[]; isLate: boolean }> {
		const { events, isLate, state: next } = await pollFeed(source, polling.state);
		polling.state = next;
		return { ids: events.map(({ row }) => Number(row.id)), isLate };
	}

	return polling;
}

describe('keys that are kept', () => {
	it.each([
		['30 hours', false, 30 * HOUR_MS],
		['30 days and 30 hours, where people set dates back', true, 30 * DAY_MS + 30 * HOUR_MS],
	])('are evicted when they are older than %s', async (_what, ownDate, ageMs) => {
		const polling = startPolling({ ownDate });
		polling.add(3, START);
		await polling.poll();
		expect(dedupKeysIn(polling.state.seen).size).toBe(3);
		polling.now = START + ageMs - SECOND_MS;
		await polling.poll();
		expect(dedupKeysIn(polling.state.seen).size).toBe(3);
		polling.now = START + ageMs;
		await polling.poll();
		expect(polling.state).toEqual({
			watermark: polling.now - 30 * HOUR_MS,
			dedupFloor: START,
			span: WEEK_MS,
			now: polling.now,
			seen: {},
			narrowUntil: 0,
		});
	});

	it('are of the second up to whose end they are needed', () => {
		const key = dedupKeyOf('x');
		const seen = addKeys({}, [{ dedupKey: key, at: 1_500 }]);
		expect(evictUntil(seen, 1_999)).toEqual(seen);
		expect(evictUntil(seen, 2_000)).toEqual({});
		expect(laterThan(seen, 1_999)).toEqual(seen);
		expect(laterThan(seen, 2_000)).toEqual({});
		expect(addKeys({}, [{ dedupKey: key, at: 2_000 }])).toEqual(seen);
	});

	it('stay without a date, and do not count as later than anything', () => {
		const seen = { '0': 'AAAAAAAA', '00': 'BBBBBBBB' };
		expect(evictUntil(seen, Infinity)).toEqual(seen);
		expect(laterThan(seen, 0)).toEqual({});
		expect(evictionTime({ ...seen, '0': 'A'.repeat(90_000) }, Infinity)).toBeUndefined();
	});

	it('are evicted as far as there is no room, oldest first, and never beyond what may change', () => {
		const second = (index: number) => (index + 10_000).toString(36);
		const seen = Object.fromEntries(
			Array.from({ length: 5_000 }, (_, index) => [second(index), 'AAAAAAAA']).reverse(),
		);
		// 17 characters for each second.
		expect(sizeOf(seen)).toBe(5_000 * 17);
		const tooMany = Math.ceil((5_000 * 17 - 80_000) / 17);
		expect(evictionTime(seen, Infinity)).toBe((9_999 + tooMany) * SECOND_MS);
		expect(evictionTime(seen, 10_005 * SECOND_MS)).toBe(10_005 * SECOND_MS);
		expect(evictionTime(seen, 9_999 * SECOND_MS)).toBeUndefined();
	});
});

describe('a poll', () => {
	it('emits the oldest first, and nothing that is done with', async () => {
		const polling = startPolling();
		polling.add(1, START - 30 * HOUR_MS);
		polling.add(1, START);
		polling.add(1, START - 30 * HOUR_MS + SECOND_MS);
		expect(await polling.poll()).toEqual({ ids: [2, 1], isLate: false });
	});

	it('begins anew with the time of Litmos where it was wrong, at the first page', async () => {
		const state = {
			...beginAt(START - 20 * DAY_MS, START + 20 * DAY_MS),
			now: START + 20 * DAY_MS,
		};
		const polling = startPolling({ state, pageSize: 10 });
		polling.now = START - 13.5 * DAY_MS;
		polling.add(50, START - 15 * DAY_MS);
		const { ids } = await polling.poll();
		expect(ids).toHaveLength(50);
		const [first, second] = polling.spans;
		expect(first).toEqual({ since: START - 20 * DAY_MS, to: START - 13 * DAY_MS, start: 0 });
		expect(second?.start).toBe(0);
		expect(second?.to).toBeLessThanOrEqual(polling.now - DAY_MS);
		expect(polling.state.now).toBe(polling.now);
	});

	/** The spans that are asked for where so many rows come every 42 minutes, in days. */
	const daysAsked = async (count: number) => {
		const from = START - 40 * DAY_MS;
		const polling = startPolling({ state: beginAt(from, START), pageSize: 10 });
		for (let index = 1; index <= count; index++) polling.add(1, from + index * 42 * MINUTE_MS);
		const { ids, isLate } = await polling.poll();
		expect([ids, isLate]).toEqual([polling.rows.map(({ id }) => id), false]);
		const asked = polling.spans.filter(({ start }) => start === 0);
		return { asked, days: asked.map(({ since, to }) => (to - since) / DAY_MS) };
	};

	it('halves a span of the past with more than ten pages, and widens it again', async () => {
		const { asked, days } = await daysAsked(120);
		expect(days.slice(0, 5)).toEqual([7, 3.5, 1.75, 3.5, 7]);
		expect(asked.slice(0, 3).map(({ since }) => since)).toEqual(Array(3).fill(asked[0]?.since));
		// Spans overlap by a second.
		expect(asked[3]?.since).toBe((asked[2]?.to ?? 0) - SECOND_MS);
	});

	it.each([
		[90, 7],
		[91, 3.5],
	])(
		'reads ten pages of ten rows as they are: after %i rows the next has %i days',
		async (count, next) => {
			expect((await daysAsked(count)).days[1]).toBe(next);
		},
	);

	it('does not go back where the clock of Litmos does', async () => {
		const polling = startPolling();
		await polling.poll();
		const { watermark, dedupFloor } = polling.state;
		polling.now = START - 5 * MINUTE_MS;
		await polling.poll();
		expect(polling.state).toMatchObject({ watermark, dedupFloor, now: polling.now });
	});

	it('reads a span until now to its end, however long it is', async () => {
		const polling = startPolling({ pageSize: 10 });
		polling.add(500, START);
		expect((await polling.poll()).ids).toHaveLength(500);
		expect(polling.spans.filter(({ start }) => start === 0)).toHaveLength(1);
	});

	it('stops between two spans if it may not go on, and says that there is more', async () => {
		let steps = 0;
		const state = beginAt(START - 40 * DAY_MS, START);
		const polling = startPolling({ state, mayGoOn: () => ++steps < 2 });
		polling.add(1, START - 39 * DAY_MS);
		polling.add(1, START - 30 * DAY_MS);
		polling.add(1, START - 20 * DAY_MS);
		expect(await polling.poll()).toEqual({ ids: [0, 1], isLate: true });
		expect(polling.state.watermark).toBe(START - 26 * DAY_MS - 2 * SECOND_MS);
		expect(await polling.poll()).toMatchObject({ ids: [2] });
	});

	/** The second span fails. */
	const failing = (isOutOfTime: boolean, failAt: number) => {
		let pages = 0;
		const polling = startPolling({
			state: beginAt(START - 40 * DAY_MS, START),
			isOutOfTime: () => isOutOfTime,
			readPage: async () => {
				if (++pages === failAt) throw new Error('no answer');
				return { rows: [{ id: 1, at: START - 39 * DAY_MS }], serverMs: START };
			},
		});
		return polling.poll();
	};

	it('keeps what it has read when its time is over, but nothing of a failure', async () => {
		expect(await failing(true, 2)).toEqual({ ids: [1], isLate: true });
		await expect(failing(true, 1)).rejects.toThrow('no answer');
		await expect(failing(false, 2)).rejects.toThrow('no answer');
	});

	it('leaves to the next what may still change and has no room for its key', async () => {
		const polling = startPolling();
		polling.add(5_000, START - 30 * SECOND_MS);
		const first = await polling.poll();
		// 80,000 characters, and at most 21 for each key.
		expect(first.ids).toHaveLength(Math.floor(80_000 / 21));
		polling.now = START + 2 * MINUTE_MS;
		const second = await polling.poll();
		expect([...first.ids, ...second.ids]).toEqual(polling.rows.map(({ id }) => id));
		polling.now += MINUTE_MS;
		expect((await polling.poll()).ids).toEqual([]);
	});

	it('reads no more from where keys were evicted', async () => {
		const polling = startPolling();
		for (let second = 0; second < 12_000; second++) {
			polling.add(1, START - 60 * MINUTE_MS + second * 250);
		}
		expect((await polling.poll()).ids).toHaveLength(12_000);
		const { dedupFloor, watermark, seen } = polling.state;
		expect(sizeOf(seen)).toBeLessThanOrEqual(80_000);
		expect(dedupFloor).toBeGreaterThan(START - 70 * MINUTE_MS);
		expect(watermark).toBe(dedupFloor + SECOND_MS);
		expect((await polling.poll()).ids).toEqual([]);
	});

	it.each([
		['as they are kept', 0],
		['14 hours ahead', 14 * HOUR_MS],
		['14 hours behind', -14 * HOUR_MS],
	])('goes on with a long list in the next poll, where rows show dates %s', async (_what, byMs) => {
		let before = 0;
		const polling = startPolling({
			pageSize: 100,
			mayGoOn: () => polling.spans.length - before < 3,
			changedAt: ({ at }) => Number(at) + byMs,
		});
		for (let index = 0; index < 2_000; index++) polling.add(1, START - 2_000_000 + index * 1000);
		const ids: number[] = [];
		for (let polls = 0; polls < 20; polls++) {
			before = polling.spans.length;
			const { ids: more } = await polling.poll();
			expect(polling.spans.length - before).toBeLessThanOrEqual(3);
			ids.push(...more);
		}
		expect(ids.sort((a, b) => a - b)).toEqual(polling.rows.map(({ id }) => id));
	});
});

describe('the first poll', () => {
	/** It begins by these times in turn, then by the right one; the spans that it asked for. */
	const begin = async (...times: number[]) => {
		const polling = startPolling({ state: undefined });
		const all = [...times];
		const next = async () => all.shift() ?? START;
		const progress = await beginFeed(polling.sourceAt(next), next, baselineOf);
		return { progress, spans: polling.spans };
	};

	it.each([
		['years behind, at first', [START - 3650 * DAY_MS]],
		['years behind, then', [START, START - 3650 * DAY_MS]],
		['a day behind, at first', [START - DAY_MS]],
	])('believes no single answer with a date %s', async (_what, times) => {
		const { progress, spans } = await begin(...times);
		expect(progress.state).toMatchObject({
			watermark: START - 30 * HOUR_MS,
			dedupFloor: START - 30 * HOUR_MS,
		});
		expect(spans.at(-1)?.since).toBe(START - 60 * HOUR_MS);
		expect(spans.length).toBeLessThanOrEqual(5);
	});

	it('gives up where no two answers agree', async () => {
		const times = Array.from({ length: 9 }, (_, index) => START - index * DAY_MS);
		await expect(begin(...times)).rejects.toThrow(
			'The responses from Litmos carry contradictory times',
		);
	});
});
