import * as fc from 'fast-check';
import type { Mutation } from './support/copies';
import { loadCopy } from './support/copies';
import { histories, play } from './support/history';

/** Plays made-up histories; fails at the first in which an event was not emitted once. */
async function check(mutation?: Mutation, numRuns = 150): Promise<void> {
	const copy = loadCopy(mutation);
	const property = fc.asyncProperty(histories, async (history) => {
		expect(await play(copy, history)).toEqual({});
	});
	await fc.assert(property, { numRuns, seed: 20261124, endOnFailure: true });
}

const NOW = 'wholeSeconds(page.serverMs - LATENESS_MS - SKEW_MS)';

const TORN = "if (start > 0 && !rows.has(JSON.stringify(page.rows[0]))) return 'torn';";

/** Well-known mistakes; each must be found. */
const MISTAKES: ReadonlyArray<{ name: string } & Mutation> = [
	{
		name: 'the cursor is set to now',
		file: 'feedPoll',
		changes: [
			['wholeSeconds(scan.serverMs - LATENESS_MS - SKEW_MS)', 'wholeSeconds(scan.serverMs)'],
		],
	},
	{
		name: 'only what is later than the latest event counts',
		file: 'feedPoll',
		changes: [
			[
				'event.at <= state.dedupFloor',
				'event.at <= Math.max(state.dedupFloor, ...Object.keys(state.seen).map((name) => parseInt(name, 36) * 1000))',
			],
		],
	},
	{
		name: 'nothing is read again',
		file: 'feedPoll',
		changes: [['LATENESS_MS = 60 * MINUTE_MS', 'LATENESS_MS = 0']],
	},
	{
		name: 'the clocks of Litmos are taken to agree',
		file: 'feedPoll',
		changes: [['SKEW_MS = 10 * MINUTE_MS', 'SKEW_MS = 0']],
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
		file: 'feedPoll',
		changes: [[': state.dedupFloor;', ': watermark;']],
	},
	{
		name: 'a span of the past may end at any time',
		file: 'spans',
		changes: [['const PAST_MS = DAY_MS + HOUR_MS;', 'const PAST_MS = 0;']],
	},
	{
		name: 'the keys that are kept are not looked at',
		file: 'feedPoll',
		changes: [['known.has(event.dedupKey)', 'false']],
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
