/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLimiter } from '../../nodes/shared/limiter/limiter';
import { issueTicket, acquire } from '../../nodes/shared/limiter/limiters';
import { perItem } from './engineCost';
import { PER_MINUTE } from './contenders/session';

/** What the package itself costs. */
export interface Costs {
	/** For each permit, while the limit is used up. */
	permitMicroseconds: number;
	waiting: { requests: number; megabytes: number; timers: number };
	/** The node for each item, but for the network and n8n itself: how many items, microseconds for each. */
	items: Array<{ count: number; microseconds: number }>;
	loadMilliseconds: number;
}

const PERMITS = 20_000;
const WAITING = 10_000;
const ITEMS = [1_000, 10_000, 100_000];
const ROOT = join(__dirname, '../..');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function permitCost(): Promise<number> {
	let now = 0;
	const limiter = createLimiter({ now: () => now, sleep: async () => {} });
	const began = performance.now();
	for (let count = 0; count < PERMITS; count++) {
		const permit = await limiter.acquire({
			lane: 'run',
			flow: 'bulk',
			limit: PER_MINUTE,
			reportsOutcome: true,
		});
		permit.release('answered');
		now += 620;
	}
	return ((performance.now() - began) * 1_000) / PERMITS;
}

/** Has so many requests wait with a key of their own; says what they hold, options objects included. */
async function waitingCost(): Promise<Costs['waiting']> {
	const { setTimeout: plain } = globalThis;
	let timers = 0;
	collectGarbage();
	const before = process.memoryUsage().heapUsed;
	globalThis.setTimeout = ((act: () => void, ms?: number) => {
		timers++;
		return plain(() => {
			timers--;
			act();
		}, ms);
	}) as typeof plain;
	const keyLimit = {
		origin: 'https://bench.test',
		limitKey: 'waiting',
		requestsPerMinute: 1,
		processes: 1,
	};
	const controller = new AbortController();
	const sender = { lane: 'run' as const, flow: 'bulk', signal: controller.signal };
	for (let count = 0; count <= WAITING; count++) {
		const options = {};
		issueTicket(options, sender);
		acquire(options, keyLimit, sender).catch(() => undefined);
	}
	await new Promise((resolve) => plain(resolve, 2_500));
	collectGarbage();
	const megabytes = (process.memoryUsage().heapUsed - before) / 1_048_576;
	const waiting = { requests: WAITING, megabytes, timers };
	controller.abort();
	globalThis.setTimeout = plain;
	return waiting;
}

/** What n8n waits for when it loads the package; n8n-workflow is there already. */
function loadTime(): number {
	const script = `
		require('n8n-workflow');
		const began = performance.now();
		for (const file of Object.values(require('./package.json').n8n).flat())
			if (String(file).endsWith('.js')) require('./' + file);
		console.log(performance.now() - began);`;
	const times = Array.from({ length: 5 }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' })),
	);
	return times.sort((a, b) => a - b)[2];
}

/** The best of five: whatever else the machine does only makes it slower. */
async function best(measure: () => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < 5; round++) {
		collectGarbage();
		times.push(await measure());
	}
	return Math.min(...times);
}

export async function measureCosts(): Promise<Costs> {
	await permitCost();
	const permitMicroseconds = await best(permitCost);
	const waiting = await waitingCost();
	const items: Costs['items'] = [];
	await perItem(ITEMS[1]);
	for (const count of ITEMS) {
		items.push({ count, microseconds: await best(async () => await perItem(count)) });
	}
	return { permitMicroseconds, waiting, items, loadMilliseconds: loadTime() };
}
