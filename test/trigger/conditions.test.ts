// What begins with time: told of once for each date, or once for as long as it holds.
import type { Condition } from '../../nodes/LitmosTrigger/poll/conditionPoll';
import { beginConditions, compareConditions } from '../../nodes/LitmosTrigger/poll/conditionPoll';
import { dedupKeysIn } from '../../nodes/shared/feeds/changes/dedupKeys';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 2, 3);

const condition = (name: string, since = 0): Condition => ({ row: { name }, name, since });

/** A trigger that looks whenever it is told what holds; answers the names that are new. */
function startLooking(from?: number) {
	let state = beginConditions(from, NOW);
	return {
		state: () => state,
		look: (current: readonly Condition[], now = NOW): string[] => {
			const progress = compareConditions(current, now, state);
			({ state } = progress);
			return progress.fresh.map(({ name }) => name);
		},
	};
}

describe('what has a date', () => {
	it.each([
		['of the last 30 days', undefined, NOW - 30 * DAY_MS],
		['later than that at which it was to begin', NOW - 60 * DAY_MS, NOW - 60 * DAY_MS],
	])('is told of if the date is one %s', (_what, from, limit) => {
		const names = startLooking(from).look([condition('old', limit), condition('new', limit + 1)]);
		expect(names).toEqual(['new']);
	});

	it('is told of once, also where it comes twice at once, and again for another date', () => {
		const { look } = startLooking();
		const one = condition('one', NOW - DAY_MS);
		expect(look([one, one])).toEqual(['one']);
		expect(look([one])).toEqual([]);
		expect(look([])).toEqual([]);
		expect(look([one, condition('one, renewed', NOW - 1)])).toEqual(['one, renewed']);
	});

	it('needs no key any more once its date is 30 days old', () => {
		const { look, state } = startLooking();
		look([condition('one', NOW - DAY_MS), condition('two', NOW - 2 * DAY_MS)]);
		expect(dedupKeysIn(state().seen).size).toBe(2);
		const later = NOW + 28 * DAY_MS;
		look([], later);
		expect(state()).toMatchObject({ dedupFloor: later - 30 * DAY_MS, now: later });
		expect(dedupKeysIn(state().seen).size).toBe(1);
	});

	it('is told of however many there are, with the oldest keys evicted', () => {
		const { look, state } = startLooking();
		const many = Array.from({ length: 12_000 }, (_, index) =>
			condition(String(index), NOW - 20 * DAY_MS + 500 * index),
		);
		expect(look(many)).toHaveLength(12_000);
		expect(JSON.stringify(state()).length).toBeLessThan(100_000);
		expect(state().dedupFloor).toBeGreaterThan(NOW - 20 * DAY_MS);
		expect(look(many)).toEqual([]);
	});
});

describe('what has no date', () => {
	it('is told of once for as long as it holds', () => {
		const { look } = startLooking();
		expect(look([condition('one')])).toEqual(['one']);
		expect(look([condition('one'), condition('two')], NOW + 90 * DAY_MS)).toEqual(['two']);
	});

	it('may be missing in one look, as a long list leaves rows out, but not in two', () => {
		const { look, state } = startLooking();
		look([condition('one')]);
		look([]);
		expect(look([condition('one')])).toEqual([]);
		look([]);
		look([]);
		expect(state().seen).toEqual({});
		expect(look([condition('one')])).toEqual(['one']);
	});

	it('must not be more than can be kept, with what was there the last time', () => {
		const many = (from: number) =>
			Array.from({ length: 6_000 }, (_, index) => condition(String(from + index)));
		const { look } = startLooking();
		expect(look(many(0))).toHaveLength(6_000);
		expect(() => look(many(6_000))).toThrow(/Too many records in Litmos match/);
		expect(look(many(100))).toHaveLength(100);
	});
});

describe('the state of a record', () => {
	const seats = (count: number, record = 'one'): Condition => ({
		...condition(`${record} ${count}`),
		record,
		isQuietAtFirst: count === 0,
	});

	it('is news again where it comes back after another one', () => {
		const { look } = startLooking();
		expect(look([seats(3)])).toEqual(['one 3']);
		expect(look([seats(4)])).toEqual(['one 4']);
		expect(look([seats(3)])).toEqual(['one 3']);
	});

	it('is none where the record was missing in one look', () => {
		const { look } = startLooking();
		look([seats(3), seats(1, 'two')]);
		expect(look([seats(1, 'two')])).toEqual([]);
		expect(look([seats(3), seats(1, 'two')])).toEqual([]);
	});

	it('may be no news of a record that was not there before', () => {
		const { look } = startLooking();
		look([seats(3)]);
		expect(look([seats(3), seats(0, 'two')])).toEqual([]);
		expect(look([seats(3), seats(1, 'two'), seats(2, 'three')])).toEqual(['two 1', 'three 2']);
		expect(look([seats(0), seats(0, 'two')])).toEqual(['one 0', 'two 0']);
	});
});
