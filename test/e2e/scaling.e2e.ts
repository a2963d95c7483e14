/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import path from 'node:path';
import { busiestMinute, type LogEntry } from '../../sandbox/http/log';
import { ask } from './support/ask';
import { startGateway, type Gateway } from './support/gateway';
import { until } from './support/processes';
import { openQueue, webhookKnown, type Queue } from './support/queue';
import {
	BY_HAND,
	callAtOnce,
	CALLS,
	callsByWorker,
	carriedOut,
	figuresOf,
	REQUESTS,
} from './support/queueCalls';
import { workerOf } from './support/queueLoss';
import { manyPeople } from './support/queueWorkflows';
import { outcomeOf } from './support/rest';
import { createCredential } from './support/stage';

const KEYS = ['key-of-the-latecomer', 'key-behind-the-gateway'];
const LIMIT = 100;

let queue: Queue;
const figures: Record<string, unknown> = {};

beforeAll(async () => {
	queue = await openQueue('scaling', {
		sandbox: {
			apiKeys: KEYS,
			latencyMs: [50, 150],
			limit: { model: 'slidingLog', perMinute: LIMIT },
		},
		workers: 1,
		// So that a second run goes to the second worker.
		workerArgs: ['--concurrency=1'],
	});
});

afterAll(async () => {
	await queue?.close();
	// What docs/scaling.md quotes.
	process.stdout.write(`\n${JSON.stringify(figures)}\n`);
});

const logOf = (key: number): LogEntry[] => queue.sandbox.log().filter((one) => one.key === key);

describe('a worker that starts while another is busy', () => {
	const RUNS = [
		{ name: 'first', people: 150 },
		{ name: 'second', people: 110 },
	] as const;

	/** Publishes a run of its own source, whose people are added one by one. */
	async function publish({ name, people }: (typeof RUNS)[number]) {
		const { rest } = queue.n8n;
		const fields = { apiKey: KEYS[0]!, requestsPerMinute: LIMIT, processes: 3, source: name };
		const credential = await createCredential(queue, name, fields);
		const workflow = await rest.createWorkflow(manyPeople(credential, name, people));
		await rest.publish(workflow);
		await webhookKnown(queue, name);
		return workflow;
	}

	async function begin(id: string, name: string) {
		const { rest } = queue.n8n;
		await ask(`${queue.webhooks.base}/webhook/${name}`, { method: 'POST' });
		const [run] = await until(`the ${name} run begins`, async () => {
			const runs = await rest.executions(id);
			return runs.length > 0 ? runs : undefined;
		});
		return { id: run!.id, worker: await workerOf(queue, run!.id) };
	}

	const ended = async (id: string) =>
		await until(`execution ${id} ends`, async () => {
			const { status } = await queue.n8n.rest.stored(id);
			return ['new', 'running'].includes(status) ? undefined : status;
		});

	it('finds room soon, and both add all their people', async () => {
		const workflows = [await publish(RUNS[0]), await publish(RUNS[1])];
		const first = await begin(workflows[0]!.id, 'first');
		await queue.addWorker('latecomer', { N8N_REINSTALL_MISSING_PACKAGES: 'true' });
		await until('20 seconds have passed since the first request', () => {
			const [earliest] = logOf(0);
			return earliest && performance.now() - earliest.atMono >= 20_000;
		});
		const beganAt = performance.now();
		const second = await begin(workflows[1]!.id, 'second');
		expect(second.worker.name).not.toBe(first.worker.name);
		expect(await Promise.all([first, second].map(async ({ id }) => await ended(id)))).toEqual([
			'success',
			'success',
		]);
		const log = logOf(0);
		const done = carriedOut(log);
		const of = (source: string, entries = done) =>
			entries.filter(({ client }) => client.source === source);
		const names = [...queue.sandbox.state.userNames.keys()];
		for (const { name, people } of RUNS) {
			expect(of(name)).toHaveLength(people);
			expect(names.filter((one) => one.startsWith(`${name}-`))).toHaveLength(people);
		}
		const lastOf = (source: string) => Math.max(...of(source).map(({ atMono }) => atMono));
		const bothMs = Math.min(lastOf('first'), lastOf('second')) - beganAt;
		const during = done.filter(({ atMono }) => atMono >= beganAt && atMono < beganAt + bothMs);
		figures.latecomer = {
			'seconds between the starts': Math.round((beganAt - of('first')[0]!.atMono) / 1_000),
			'seconds until the tenth request': Math.round((of('second')[9]!.atMono - beganAt) / 1_000),
			'seconds of both': Math.round(bothMs / 1_000),
			'accepted of each while both sent': RUNS.map(({ name }) => of(name, during).length),
			refused: log.length - done.length,
			requests: done.length,
		};
		expect(of('second', during).length).toBeGreaterThan(of('first', during).length / 2);
		expect(of('first', during).length).toBeGreaterThan(of('second', during).length / 2);
		expect(log.length - done.length).toBeLessThan(0.1 * log.length);
	});
});

describe('the gateway of docs/scaling.md', () => {
	let gateway: Gateway;

	beforeAll(async () => {
		gateway = await startGateway(path.join(queue.folder, 'gateway'), queue.sandbox.origin);
	});
	afterAll(async () => await gateway?.stop());

	it('keeps all processes and another program below the limit, and nothing is refused', async () => {
		const apiKey = KEYS[1]!;
		const other = Array.from({ length: 10 }, async () => {
			const url = `${gateway.baseUrl}/teams?source=another&format=json`;
			return (await ask(url, { headers: { apikey: apiKey } })).status;
		});
		const limits = { requestsPerMinute: LIMIT, processes: 1 };
		const place = { region: 'custom', baseUrl: gateway.baseUrl };
		const outcome = await callAtOnce(queue, { name: 'gateway', apiKey, ...limits, ...place });
		expect(await Promise.all(other)).toEqual(Array(10).fill(200));
		expect(outcome.answers).toEqual(Array(CALLS).fill(200));
		expect(outcomeOf(outcome.byHand, 'Litmos').items).toHaveLength(BY_HAND);
		const names = [...queue.sandbox.state.userNames.keys()];
		expect(names.filter((name) => name.startsWith('gateway-')).sort()).toEqual(
			[...outcome.wanted].sort(),
		);
		const log = logOf(1);
		const byWorker = callsByWorker(queue, outcome);
		figures.gateway = { ...limits, ...figuresOf(outcome, log, byWorker) };
		expect(log).toHaveLength(REQUESTS + 10);
		expect(carriedOut(log)).toHaveLength(log.length);
		expect(busiestMinute(log)).toBeLessThanOrEqual(LIMIT);
		expect(gateway.log()).toContain('delaying request');
		expect(gateway.log()).not.toContain(apiKey);
	});
});
