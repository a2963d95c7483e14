import * as fc from 'fast-check';
import type { Mutation } from '../support/copies';
import { loadCopy } from './support/triggerCopy';
import { edges, histories, play } from './support/history';

/** Plays made-up histories; fails at the first in which an event was not emitted once. */
async function check(mutation?: Mutation, numRuns = 150): Promise<void> {
	const copy = loadCopy(mutation);
	const property = fc.asyncProperty(histories, async (history) => {
		expect(await play(copy, history)).toEqual({});
	});
	const examples = edges.map((edge): [typeof edge] => [edge]);
	await fc.assert(property, { numRuns, seed: 20261124, endOnFailure: true, examples });
}

const NOW = 'wholeSeconds(page.serverMs - FURTHEST_MS)';

const TORN = "return 'torn';";

/** Well-known mistakes; each must be found. */
const MISTAKES: ReadonlyArray<{ name: string } & Mutation> = [
	{
		name: 'the cursor is set to now',
		file: 'settle',
		changes: [['wholeMinutes(scan.serverMs - FURTHEST_MS)', 'wholeMinutes(scan.serverMs)']],
	},
	{
		name: 'only what is later than the latest event counts',
		file: 'fresh',
		changes: [
			[
				'event.at <= state.dedupFloor',
				'event.at <= Math.max(state.dedupFloor, ...Object.keys(state.seen).map((name) => parseInt(name, 36) * 1000))',
			],
		],
	},
	{
		name: 'nothing is read again',
		file: 'clock',
		changes: [['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 0']],
	},
	{
		name: 'the clocks of Litmos are taken to agree',
		file: 'clock',
		changes: [['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 70 * MINUTE_MS']],
	},
	{
		name: 'the cursor is saved before anything is emitted',
		file: 'feedPoll',
		changes: [
			[
				'const page = await source.readPage(span, start, limit);',
				`const page = await source.readPage(span, start, limit); state.watermark = state.dedupFloor = ${NOW};`,
			],
		],
	},
	{
		name: 'the key of an event is its record alone',
		file: 'rows',
		changes: [
			['${String(identityOf(row, key))} ${String(cell)}', '${String(identityOf(row, key))}'],
		],
	},
	{
		name: 'pages do not overlap',
		file: 'scan',
		changes: [
			[TORN, ''],
			['received - Math.ceil(received / OVERLAP_ONE_IN)', 'received'],
		],
	},
	{
		name: 'nobody looks whether rows moved by more than pages overlap',
		file: 'scan',
		changes: [[TORN, '']],
	},
	{
		name: 'keys are evicted while the past is caught up',
		file: 'settle',
		changes: [[': state.dedupFloor;', ': watermark;']],
	},
	{
		name: 'a span of the past may end at any time',
		file: 'spans',
		changes: [['const PAST_MS = WRONG_MS + DAY_MS + HOUR_MS;', 'const PAST_MS = 0;']],
	},
	{
		name: 'the keys that are kept are not looked at',
		file: 'fresh',
		changes: [['known.has(event.dedupKey)', 'false']],
	},
	{
		name: 'a Date that is ahead is believed',
		file: 'clock',
		changes: [['Math.min(serverMs, ownMs + TOLERATED_MS)', 'serverMs']],
	},
	{
		name: 'only the last 70 minutes are ever read',
		file: 'reach',
		changes: [['const isNarrow = ownNow < narrowUntil &&', 'const isNarrow = !state.begun ||']],
	},
	{
		name: 'what was there before is known no further back than what counts as new',
		file: 'feedPoll',
		changes: [['now - 2 * FURTHEST_MS', 'now - FURTHEST_MS']],
	},
	{
		name: 'a list that was cut counts as read',
		file: 'settle',
		changes: [
			['const isWhole = resume === undefined;', 'const isWhole = true;'],
			['		resume,\n', ''],
		],
	},
	{
		name: 'the clock by which spans are read is taken to be right',
		file: 'spans',
		changes: [['const WRONG_MS = 28 * HOUR_MS;', 'const WRONG_MS = 0;']],
	},
	{
		name: 'a poll that hangs keeps its turn',
		file: 'turns',
		changes: [['Math.abs(now - other.began) < LONGEST_MS', 'now > 0']],
	},
	{
		name: 'a poll that was given up counts all the same',
		file: 'turns',
		changes: [['underWay.get(name) === mine', 'underWay.size >= 0']],
	},
	{
		name: 'a state that is broken is taken',
		file: 'state',
		changes: [['if (!isKnown || !isGood) return', 'if (!isKnown && !isGood) return']],
	},
	{
		name: 'after damage all that is there is emitted again',
		file: 'feedPoll',
		changes: [["if (state.begun !== 'quiet') progress", 'progress']],
	},
	{
		name: 'a Date that is far behind ends the first reading',
		file: 'feedPoll',
		changes: [[' || (isCurrent && !reachesNow(span, state.now))', '']],
	},
	{
		name: 'a list in which the same page comes again and again counts as read',
		file: 'fresh',
		changes: [
			["if (scan.end === 'whole') return undefined;", "if (scan.end !== 'cut') return undefined;"],
		],
	},
];

describe('whatever happens, and whenever it is asked for', () => {
	it('emits every event once', async () => {
		await check();
	});

	it.each(MISTAKES)('notices if $name', async (mutation) => {
		await expect(check(mutation)).rejects.toThrow(/Property failed/);
	});
});
