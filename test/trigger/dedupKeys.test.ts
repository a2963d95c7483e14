import type { IDataObject } from 'n8n-workflow';
import type { Progress } from '../../nodes/shared/feeds/changes/feedPoll';
import { beginAt, pollFeed } from '../../nodes/shared/feeds/changes/feedPoll';
import {
	dedupKeyOf,
	dedupKeysIn,
	addKeys,
	sizeOf,
} from '../../nodes/shared/feeds/changes/dedupKeys';
import type { PollSource } from '../../nodes/shared/feeds/changes/source';
import type { FeedState } from '../../nodes/shared/feeds/changes/state';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 2, 3);

const EVENTS = 100_000;
const MOST_CHARACTERS = 100_000;

/** Litmos with this many events, at these times. */
function openSource(times: readonly number[], ownDate: boolean) {
	let now = START;
	const rows = times.map((at, id) => ({ id, at }));
	const source: PollSource = {
		eventIn: ({ id, at }) => ({
			row: { id, at },
			dedupKey: dedupKeyOf(String(id)),
			at: Number(at),
		}),
		changedAt: ({ at }) => Number(at),
		ownNow: () => now,
		ownDate,
		pageSize: 1000,
		mayGoOn: () => true,
		isOutOfTime: () => false,
		readPage: async (span, start, limit) => {
			// In the order of their times, as Litmos has them as well.
			const from = firstAt(times, span.since) + start;
			const end = Math.min(from + limit, firstAt(times, Math.min(now, span.to) + 1));
			return {
				rows: rows.slice(from, end) as IDataObject[],
				serverMs: now - (now % SECOND_MS),
			};
		},
	};
	return { source, until: (time: number) => void (now = time) };
}

/** The position of the first time that is not earlier. */
function firstAt(times: readonly number[], time: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? 0) < time) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Polls until all is emitted; the largest state, and how often each event came. */
async function pollAll(times: readonly number[], ownDate: boolean, everyMs: number) {
	const { source, until } = openSource(times, ownDate);
	const counts = new Map<unknown, number>();
	let state: FeedState = beginAt(START - MINUTE_MS, START);
	let largest = 0;
	const last = Math.max(...times);
	for (let now = START; now < last + 30 * MINUTE_MS; now += everyMs) {
		until(now);
		const progress: Progress = await pollFeed(source, state);
		for (const { row } of progress.events) counts.set(row.id, (counts.get(row.id) ?? 0) + 1);
		({ state } = progress);
		largest = Math.max(largest, JSON.stringify(state).length);
	}
	const notOnce = [...counts.values()].filter((count) => count !== 1).length;
	return { emitted: counts.size, notOnce, largest };
}

const spread = (overMs: number): number[] =>
	Array.from({ length: EVENTS }, (_, index) => START + Math.floor((index * overMs) / EVENTS));

describe('after 100,000 events, static data stays below 100 kB and each was emitted once,', () => {
	it.each([
		['over a day, with dates of their own', spread(DAY_MS), true, 60 * MINUTE_MS],
		['within a minute', spread(MINUTE_MS), false, MINUTE_MS],
		['all just before a poll', spread(0).map((at) => at + 59 * SECOND_MS), false, MINUTE_MS],
	])('%s', async (_name, times, ownDate, everyMs) => {
		const { emitted, notOnce, largest } = await pollAll(times, ownDate, everyMs);
		expect({ emitted, notOnce }).toEqual({ emitted: EVENTS, notOnce: 0 });
		expect(largest).toBeLessThan(MOST_CHARACTERS);
		expect(largest).toBeGreaterThan(500);
	});
});

describe('deduplication keys', () => {
	it('differ where texts differ, for all that a tenant may have', () => {
		const keys = new Set(Array.from({ length: 100_000 }, (_, index) => dedupKeyOf(`a ${index} z`)));
		expect(keys.size).toBe(100_000);
	});

	it('are found again, and their size is not underrated', () => {
		const keyed = Array.from({ length: 500 }, (_, index) => ({
			dedupKey: dedupKeyOf(String(index)),
			at: START + Math.floor(index / 3) * 700,
		}));
		const seen = addKeys({}, keyed);
		expect(dedupKeysIn(seen)).toEqual(new Set(keyed.map(({ dedupKey }) => dedupKey)));
		expect(sizeOf(seen)).toBeGreaterThanOrEqual(JSON.stringify(seen).length - 2);
	});
});
