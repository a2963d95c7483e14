// Feeds with very much in them, feeds that never end, and polls that do not: nothing is lost in silence, and none goes on for ever.
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { triggerWorkflow, startTriggerBench } from '../engine/support/triggerBench';
import { createEngine } from '../support/engine';
import type { Poller } from '../support/poller';
import type { Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import type { Endless } from './busyFeeds.cases';
import { attacks } from './busyFeeds.cases';
import { named } from './support/named';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const EVENT = { event: 'userCreated' };

let recorder: Recorder;
let rowsFor: (seen: SeenRequest) => IDataObject[];
beforeAll(async () => {
	recorder = await startRecorder((seen) => ({ status: 200, body: rowsFor(seen) }));
});
afterAll(async () => await recorder.stop());

/** A person who came then. */
const rowAt = (id: number, at: number): IDataObject => ({
	Id: `id-${id}`,
	CreatedDate: `/Date(${at}-0500)/`,
	UpdatedDate: `/Date(${at}-0500)/`,
});

const timeOf = (text: string | null) => Date.parse(`${String(text).replace(' ', 'T')}Z`);

/** As Litmos answers. */
function answerOf(rows: ReadonlyArray<readonly [number, IDataObject]>, { query }: SeenRequest) {
	const [since, to] = [timeOf(query.get('since')), timeOf(query.get('to'))];
	const [start, limit] = [Number(query.get('start')), Number(query.get('limit'))];
	const inside = rows.filter(([at]) => at >= since && at <= to);
	return inside.slice(start, start + limit).map(([, row]) => row);
}

/** A poller as after a restart, with a key of its own, as if a minute had passed. */
let keys = 0;
async function pollerWith(staticData: IDataObject | undefined, requestsPerMinute: number) {
	const apiKey = `key-${(keys += 1)}`;
	const credential = { apiKey, region: 'custom', baseUrl: recorder.baseUrl, requestsPerMinute };
	const engine = createEngine({ credentials: { litmosApi: credential } });
	return await engine.poller(triggerWorkflow(EVENT), { staticData });
}

const ids = (pollers: readonly Poller[]) =>
	pollers.flatMap(({ started }) => started.flat().map(({ Id }) => String(Id)));

describe('D21 More than can be kept track of', () => {
	it.each(named(attacks['D21 More than can be kept track of']))(
		'is emitted once, and somebody is told where late rows may be left out: %s',
		async (_name, { count, lateMinutes, isTold }) => {
			rowsFor = () => [];
			const poller = await pollerWith(undefined, 1000);
			await poller.publish();
			const now = Date.now();
			const all = Array.from({ length: count }, (_, index): [number, IDataObject] => {
				const at = Math.floor(now - HOUR_MS + (index * (HOUR_MS - 5 * MINUTE_MS)) / count);
				return [at, rowAt(index, at)];
			});
			rowsFor = (seen) => answerOf(all, seen);
			await poller.tick();
			await poller.tick();
			const lateAt = now - lateMinutes * MINUTE_MS - 2 * SECOND_MS;
			const late: [number, IDataObject] = [lateAt, rowAt(count, lateAt)];
			rowsFor = (seen) =>
				answerOf(
					[...all, late].sort(([a], [b]) => a - b),
					seen,
				);
			await poller.tick();
			await poller.tick();
			expect(poller.failures).toEqual([]);
			const emitted = ids([poller]);
			const isEmitted = emitted.includes(`id-${count}`);
			expect(emitted).toHaveLength(count + (isEmitted ? 1 : 0));
			expect(new Set(emitted).size).toBe(emitted.length);
			const told = poller.warnings.filter((text) => /for the trigger to keep track of/.test(text));
			expect(told.length > 0).toBe(isTold);
			// Nothing is left out without a word.
			expect(isEmitted || isTold).toBe(true);
			expect(JSON.stringify(poller.stored()).length).toBeLessThan(100_000);
		},
	);
});

describe('D21 Feeds that never end', () => {
	function answer({ heeds, page }: Endless, rows: IDataObject[], { query }: SeenRequest) {
		const since = heeds.includes('since') ? timeOf(query.get('since')) : 0;
		const start = heeds.includes('start') ? Number(query.get('start')) : 0;
		const limit = heeds.includes('limit') ? Number(query.get('limit')) : page;
		const from = rows.findIndex(({ at }) => Number(at) >= since);
		return from < 0 ? [] : rows.slice(from + start, from + start + limit);
	}

	it.each(named(attacks['D21 Feeds that never end']))(
		'is read as far as it can be, each poll within half of the limit, and once: %s',
		async (_name, feed) => {
			rowsFor = () => [];
			const first = await pollerWith(undefined, 20);
			await first.publish();
			const now = Date.now();
			const rows = Array.from({ length: feed.rows }, (_, index) => {
				const at = now - (feed.rows - index) * SECOND_MS - 2 * MINUTE_MS;
				return { ...rowAt(index, at), at };
			});
			rowsFor = (seen) => answer(feed, rows, seen);
			const pollers: Poller[] = [];
			let kept = first.stored();
			for (let polls = 0; polls < 8; polls++) {
				recorder.take();
				const poller = await pollerWith(kept, 20);
				await poller.publish();
				expect(recorder.take().length).toBeLessThanOrEqual(feed.requests);
				kept = poller.stored();
				pollers.push(poller);
			}
			const emitted = ids(pollers);
			expect(new Set(emitted).size).toBe(emitted.length);
			expect(emitted.length).toBe(feed.most);
		},
	);

	it('is left to the next poll for ever where there is always a further row, and is told of', async () => {
		rowsFor = () => [];
		const first = await pollerWith(undefined, 20);
		await first.publish();
		const now = Date.now();
		rowsFor = ({ query }) => {
			const start = Number(query.get('start'));
			return Array.from({ length: 1000 }, (_, index) =>
				rowAt(start + index, now - DAY_MS + start + index),
			);
		};
		recorder.take();
		const poller = await pollerWith(first.stored(), 20);
		await poller.tick();
		expect(recorder.take()).toHaveLength(10);
		expect(poller.failures).toEqual([]);
		expect(poller.warnings).toContainEqual(
			expect.stringMatching(/After 10 requests, this poll left/),
		);
	});
});

describe('D21 Polls that never end', () => {
	it.each(named(attacks['D21 Polls that never end']))(
		'is given up after a quarter of an hour, and what it brings then counts no more: %s',
		async (_name, { kind, afterMinutes, isTakenOver }) => {
			const bench = await startTriggerBench();
			const poller = await bench.published(EVENT);
			bench.sandbox.happen({ what: 'userCreated' });
			bench.sandbox.addFault({ kind, ms: 600 });
			const late = poller.tick();
			while (bench.requests().length < 3) await sleep(1);
			bench.skewOwnClock(afterMinutes * MINUTE_MS);
			await poller.tick();
			const before = poller.started.flat().length;
			expect(before).toBe(isTakenOver ? 1 : 0);
			bench.sandbox.happen({ what: 'userCreated' });
			if (isTakenOver) await poller.tick();
			const kept = JSON.stringify(poller.stored());
			await late;
			if (isTakenOver) expect(JSON.stringify(poller.stored())).toBe(kept);
			await poller.tick();
			const emitted = ids([poller]);
			expect([poller.failures, emitted.length]).toEqual([[], 2]);
			expect(new Set(emitted).size).toBe(2);
		},
	);
});
