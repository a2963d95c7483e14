// Several accounts in one n8n: each API Key has a limit of its own, and no credential sends with the key of another.
import { startSandbox } from '../../sandbox/server';
import type { WorkflowJson } from '../support/engineTypes';
import { createEngine } from '../support/engine';
import { fieldsFor, startBench } from './support/bench';
import { closeAfterTest } from './support/closing';
import { QUIET_MS, until, wait } from './support/waiting';

const PER_MINUTE = 10;
/** Of ten slots, one is kept for a person in the editor. */
const FIRST = PER_MINUTE - 1;
const KEYS = ['sandbox-key', 'key-of-another-account'] as const;

const items = (count: number) => Array.from({ length: count }, () => ({}));

/** Runs of one account that need so many requests. */
function startRun(bench: Awaited<ReturnType<typeof startBench>>, apiKey: string, count: number) {
	const stop = new AbortController();
	const engine = bench.engineWith({ apiKey });
	let isOver = false;
	const done = engine
		.runNode({
			parameters: { resource: 'user', operation: 'getAll', limit: 1 },
			items: items(count),
			signal: stop.signal,
		})
		.catch((error: unknown) => error)
		.finally(() => (isOver = true));
	return {
		done,
		isOver: () => isOver,
		stop: async () => {
			stop.abort();
			await done;
		},
	};
}

describe('the limit of several accounts', () => {
	const open = async () =>
		await startBench({ apiKeys: [...KEYS] }, { requestsPerMinute: PER_MINUTE });

	it('is one for each key: an account that waits holds up no other', async () => {
		const bench = await open();
		const busy = startRun(bench, KEYS[0], 3 * PER_MINUTE);
		await until(() => bench.log().length >= FIRST, 'the first account uses up its limit');
		await wait(QUIET_MS);
		const used = bench.log().length;
		expect(used).toBeLessThanOrEqual(PER_MINUTE);
		const other = startRun(bench, KEYS[1], FIRST);
		expect(await other.done).toMatchObject({ error: undefined });
		expect(bench.log()).toHaveLength(used + FIRST);
		expect(busy.isOver()).toBe(false);
		await busy.stop();
	});

	it('is one for two credentials with the same key', async () => {
		const bench = await open();
		const busy = startRun(bench, KEYS[0], 3 * PER_MINUTE);
		await until(() => bench.log().length >= FIRST, 'the first run uses up the limit');
		await wait(QUIET_MS);
		const used = bench.log().length;
		const same = startRun(bench, KEYS[0], FIRST);
		await wait(QUIET_MS);
		expect([same.isOver(), bench.log().length]).toEqual([false, used]);
		await Promise.all([busy.stop(), same.stop()]);
	});
});

describe('two nodes with a credential each', () => {
	const node = (name: string, index: number) => ({
		id: name,
		name,
		type: 'n8n-nodes-litmos.litmos',
		typeVersion: 1,
		position: [240, 200 * index] as [number, number],
		parameters: { resource: 'user', operation: 'getAll', limit: 1 },
		credentials: { litmosApi: { id: name, name } },
	});
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const workflow: WorkflowJson = {
		nodes: [start, node('North', 0), node('South', 1)],
		connections: {
			Start: {
				main: [['North', 'South'].map((name) => ({ node: name, type: 'main', index: 0 }))],
			},
		},
	};

	it('read their own accounts at once, in one run', async () => {
		const accounts = await Promise.all(
			['north', 'south'].map(async (key) => {
				const sandbox = await startSandbox({ people: 5, teams: 1, courses: 1, apiKeys: [key] });
				closeAfterTest(sandbox.close);
				return sandbox;
			}),
		);
		const [north, south] = accounts.map((sandbox, index) =>
			fieldsFor(sandbox, {
				apiKey: ['north', 'south'][index],
				requestsPerMinute: PER_MINUTE,
			}),
		);
		const engine = createEngine({
			credentials: { 'litmosApi/North': north!, 'litmosApi/South': south! },
		});
		const run = await engine.run(workflow, { input: items(FIRST) });
		expect(run.error).toBeUndefined();
		// Together more than one limit.
		expect(accounts.map(({ log }) => log().length)).toEqual([FIRST, FIRST]);
		for (const { log } of accounts)
			expect(log().filter(({ status }) => status !== 200)).toEqual([]);
	});
});
