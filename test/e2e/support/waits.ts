import type { LogEntry } from '../../../sandbox/server';
import { sleep, until } from './processes';
import type { Credential, Execution } from './rest';
import { outcomeOf } from './rest';
import type { Stage } from './stage';
import { createCredential } from './stage';
import { byId, chain, httpRequest, items, litmos, manual, type Workflow } from './workflow';

/** API Keys of their own, so that each of the runs here has its own limit and none disturbs another. */
export const KEYS = ['key-hint', 'key-shared', 'key-stop', 'key-stop-1', 'key-stop-5'] as const;

type Key = (typeof KEYS)[number];

/** n8n does not tell when the HTTP Request node has begun; it does so at once. */
const BEGUN_MS = 1_500;
const SECONDS = 120;
const URL_OF_LIST = 'https://api.litmos.com/v1.svc/users?limit=1&format=json';

/** Runs that wait for the limit, begun together so that they wait at the same time. */
export interface Waits {
	/** Three requests of the Litmos node, two allowed. */
	hint: Promise<Execution>;
	/** Three of the HTTP Request node, then three of the Litmos node; three allowed. */
	shared: Promise<Execution>;
	/** The Litmos node, cancelled when one of its three requests was sent and two waited. */
	stopped: Promise<Execution>;
	/** The HTTP Request node, cancelled while one, and while five of its requests waited. */
	stoppedHttp: Promise<Execution>;
	stoppedHttps: Promise<Execution>;
}

/** The requests that arrived with a key. */
export function arrivals({ sandbox }: Stage, key: Key): LogEntry[] {
	// The stage has its good key before these.
	return sandbox.log().filter((entry) => entry.key === KEYS.indexOf(key) + 1);
}

export function beginWaits(stage: Stage): Waits {
	const { rest } = stage.n8n;
	const [id] = stage.sandbox.state.users.keys();
	const read = (credential: Credential) =>
		litmos(credential, { resource: 'user', operation: 'get', userId: byId(id) });

	async function begin(apiKey: Key, requestsPerMinute: number, parts: (c: Credential) => Workflow) {
		const credential = await createCredential(stage, apiKey, { apiKey, requestsPerMinute });
		const workflow = await rest.createWorkflow({ name: apiKey, ...parts(credential) });
		return await rest.startRun(workflow, 'Start');
	}

	async function stopAfter(apiKey: Key, sent: number, execution: Promise<string>) {
		const executionId = await execution;
		await until(`${apiKey}: ${sent} arrived`, () => arrivals(stage, apiKey).length === sent);
		await sleep(BEGUN_MS);
		await rest.stop(executionId);
		return await rest.execution(executionId);
	}

	const readMany = (count: number) => (c: Credential) => chain(manual(), items(count), read(c));
	const readThenAsk = (count: number) => (c: Credential) =>
		chain(manual(), items(count), read(c), httpRequest(c, URL_OF_LIST));
	const askThenRead = (c: Credential) =>
		chain(manual(), items(3), httpRequest(c, URL_OF_LIST), read(c));
	const end = async (execution: Promise<string>) => await rest.execution(await execution, SECONDS);
	const waits: Waits = {
		hint: end(begin('key-hint', 2, readMany(3))),
		shared: end(begin('key-shared', 3, askThenRead)),
		stopped: stopAfter('key-stop', 1, begin('key-stop', 1, readMany(3))),
		stoppedHttp: stopAfter('key-stop-1', 1, begin('key-stop-1', 1, readThenAsk(1))),
		stoppedHttps: stopAfter('key-stop-5', 5, begin('key-stop-5', 5, readThenAsk(5))),
	};
	// Who fails before somebody asks is not unheard: the tests below ask.
	Object.values<Promise<Execution>>({ ...waits }).forEach((run) => void run.catch(() => undefined));
	return waits;
}

/** What comes of them. Asked for last, when most of the time has passed with other tests. */
export function itWaits(waits: () => Waits & { stage: Stage }): void {
	it('and says above the output how many requests waited, and how long', async () => {
		const { hints, items } = outcomeOf(await waits().hint, 'Litmos');
		expect(items).toHaveLength(3);
		expect(hints).toEqual([
			expect.stringMatching(
				/^Litmos takes 2 requests per minute from this API Key\. This node sent 3; 1 of them had to wait, 6\d s in all\.$/,
			),
		]);
	});

	it('together with the HTTP Request node, if that uses the credential', async () => {
		expect(await waits().shared).toMatchObject({ status: 'success' });
		const times = arrivals(waits().stage, 'key-shared').map(({ atMono }) => atMono);
		expect(times).toHaveLength(6);
		expect(times[2] - times[0]).toBeLessThan(10_000);
		expect(times[3] - times[2]).toBeGreaterThan(60_000);
	});

	it('but sends nothing any more once the run is cancelled', async () => {
		expect((await waits().stopped).status).toBe('canceled');
		await Promise.all([waits().hint, waits().shared]);
		expect(arrivals(waits().stage, 'key-stop')).toHaveLength(1);
	});

	it('and lets go of what a cancelled HTTP Request node waited with, which n8n does not tell', async () => {
		expect((await waits().stoppedHttp).status).toBe('canceled');
		expect((await waits().stoppedHttps).status).toBe('canceled');
		await Promise.all([waits().hint, waits().shared]);
		const [one, five] = [
			arrivals(waits().stage, 'key-stop-1'),
			arrivals(waits().stage, 'key-stop-5'),
		];
		// Once more for each item that waited, whether it should or not.
		expect(one).toHaveLength(1 + 1);
		expect(five).toHaveLength(5 + 5);
	});
}
