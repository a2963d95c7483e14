/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// The one slow file: what only real minutes show. All of it runs side by side, for about 65 seconds.
import { inspect } from 'node:util';
import { setAlarm } from '../support/alarm';
import type { NodeRun } from '../support/engine';
import { API_KEY, startBench } from './support/bench';
import { by } from './support/locatorValue';
import { until } from './support/waiting';

const MINUTE = 60_000;

interface Timed {
	run: NodeRun;
	ms: number;
	/** Whether it took as long as it has to, at least. */
	isLong: boolean;
}

async function timed(running: Promise<NodeRun>, leastMs = 0): Promise<Timed> {
	const began = performance.now();
	const isOver = setAlarm(leastMs);
	return { run: await running, ms: performance.now() - began, isLong: isOver() };
}

/** Two runs with one key and 20 requests per minute: the second is short, and comes when all are spent. */
async function sharedMinute() {
	const bench = await startBench({}, { requestsPerMinute: 20 });
	const [long, short] = [...bench.sandbox.state.users.keys()];
	const get = async (id: string, count: number) => {
		const items = Array.from({ length: count }, () => ({}));
		return await timed(bench.run('user: get', { userId: by('id', id) }, { items }), MINUTE);
	};
	const first = get(long, 33);
	await until(() => bench.log().length === 18, 'all that may be sent at once');
	const second = get(short, 3);
	const runs = await Promise.all([first, second]);
	const paths = bench.log().map(({ path }) => (path.endsWith(short) ? 'short' : 'long'));
	return { runs, paths, busiest: bench.sandbox.busiestMinute() };
}

/** Litmos is out of order and stays so. */
async function lastingOutage() {
	const bench = await startBench();
	bench.sandbox.addFault({ kind: '503plain', times: 0 });
	const { run, ms, isLong } = await timed(bench.run('user: getAll'), 30_000);
	return { run, ms, isLong, requests: bench.requests().length };
}

/** Nobody listens at the address of the credential. */
async function nobodyThere() {
	const bench = await startBench();
	await bench.sandbox.close();
	return await timed(
		bench.run('user: create', { UserName: 'ada1', FirstName: 'A', LastName: 'B' }),
	);
}

/** Another system has used up the limit, and Litmos does not say for how long. */
async function refusedWithoutTime() {
	const bench = await startBench();
	bench.sandbox.addFault({ kind: '503limit' });
	const refused = bench.run('user: getAll', { limit: 3 });
	const { run, ms, isLong } = await timed(refused, 4_500);
	return { run, ms, isLong, requests: bench.requests().length };
}

it('waits in real time: for the limit, for a refusal without a time, and for an outage', async () => {
	const [minute, outage, nobody, refusal] = await Promise.all([
		sharedMinute(),
		lastingOutage(),
		nobodyThere(),
		refusedWithoutTime(),
	]);

	const [long, short] = minute.runs;
	expect(long.run.items).toHaveLength(33);
	expect(short.run.items).toHaveLength(3);
	// Never more than 20 in a minute, and the first 18 at once: two slots are kept for the editor.
	expect(minute.busiest).toBeLessThanOrEqual(20);
	expect(minute.paths.slice(0, 18)).toEqual(Array(18).fill('long'));
	expect(long.isLong).toBe(true);
	// The second minute is enough: the end of the outage's pauses, half a minute, is the measure.
	expect(long.ms / outage.ms).toBeLessThan(3);
	// The short run did not have to stand behind the 15 that were left of the long one.
	const positions = minute.paths
		.slice(18)
		.flatMap((who, index) => (who === 'short' ? [index] : []));
	expect(Math.max(...positions)).toBeLessThanOrEqual(9);
	const hint =
		/^The rate limit of this API Key is 20 requests per minute\. This node sent (\d+); (\d+) of them had to wait, (\d+) s in all\.$/;
	const [, sent, held, seconds] = hint.exec(long.run.hints[0] ?? '') ?? [];
	expect([Number(sent), Number(held)]).toEqual([33, expect.any(Number)]);
	expect(Number(held)).toBeGreaterThanOrEqual(5);
	// Nearly all of the time that the run took.
	expect((Number(seconds) * 1000) / long.ms).toBeGreaterThan(0.8);
	expect((Number(seconds) * 1000) / long.ms).toBeLessThan(1.1);

	// Six attempts, with pauses that double.
	expect(outage.requests).toBe(6);
	expect(outage.isLong).toBe(true);
	expect(outage.run.error?.message).toBe('Litmos is temporarily unavailable (Get many users)');
	expect(outage.run.error?.description).toContain('Run the item again later.');

	expect(nobody.run.error?.message).toMatch(/^Litmos could not be reached at 127\.0\.0\.1:\d+/);
	expect(nobody.run.error?.description).toMatch(/Region or the Base URL.* "connection refused"/);
	expect(inspect(nobody.run.error, { depth: Infinity, showHidden: true })).not.toContain(API_KEY);

	expect(refusal.run.items).toHaveLength(3);
	expect(refusal.requests).toBe(2);
	expect(refusal.isLong).toBe(true);
	expect(refusal.ms / long.ms).toBeLessThan(1);
	expect(refusal.run.hints).toEqual([
		expect.stringContaining('had to wait'),
		expect.stringContaining('stop at the Limit'),
	]);
});
