import { randomUUID } from 'node:crypto';
import { busiestMinute, type LogEntry } from '../../../sandbox/http/log';
import { saidBy, until } from './processes';
import type { Credential, Execution } from './rest';
import { outcomeOf } from './rest';
import type { Stage } from './stage';
import { createCredential } from './stage';
import { byId, chain, httpRequest, items, litmos, manual } from './workflow';
import type { Workflow, WorkflowNode } from './workflow';

/** API Keys of their own, so that each of the runs here has its own limit and none disturbs another. */
export const KEYS = [
	'key-hint',
	'key-shared',
	'key-stop',
	'key-stop-1',
	'key-stop-5',
	'key-between',
] as const;

type Key = (typeof KEYS)[number];

/** n8n's log says when a node begins only if it says everything. */
export const TELLS_NODES = { N8N_LOG_LEVEL: 'debug' };

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

const hasBegun = ({ n8n }: Stage, node: string): boolean =>
	saidBy(n8n.process).includes(`Running node "${node}" started`);

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

	const answered = async (apiKey: Key, count: number): Promise<boolean> =>
		await until(`${apiKey}: ${count} answered`, () => {
			const arrived = arrivals(stage, apiKey);
			return arrived.length === count && arrived.every(({ status }) => status !== null);
		});

	/**
	 * What was on its way in n8n before this has got as far as it can: this goes all the way, twice.
	 * By searches: n8n mixes up credentials that it tests at the same time.
	 */
	async function goBetween(): Promise<void> {
		const between = await createCredential(stage, 'between', { apiKey: 'key-between' });
		for (let times = 0; times < 2; times++) {
			const search = { method: 'searchUsers', filter: randomUUID() };
			await rest.listSearch(read(between), 'userId', search);
		}
	}

	/** Cancels when so many requests have been answered, and the last node has others that wait. */
	async function stopAfter(apiKey: Key, sent: number, parts: (c: Credential) => Workflow) {
		const executionId = await begin(apiKey, sent, parts);
		await answered(apiKey, sent);
		await until(`${apiKey}: the last node has begun`, () => hasBegun(stage, apiKey));
		await goBetween();
		await rest.stop(executionId);
		return await rest.execution(executionId);
	}

	const named = (name: string, node: WorkflowNode): WorkflowNode => ({ ...node, name });
	const readMany = (c: Credential) => chain(manual(), items(3), read(c));
	const readThenAsk = (count: number) => (c: Credential) =>
		chain(manual(), items(count), read(c), named(c.name, httpRequest(c, URL_OF_LIST)));
	const askThenRead = (c: Credential) =>
		chain(manual(), items(3), httpRequest(c, URL_OF_LIST), read(c));
	const end = async (execution: Promise<string>) => await rest.execution(await execution);
	const stopped = stopAfter('key-stop', 1, (c) =>
		chain(manual(), items(3), named(c.name, read(c))),
	);
	const waits: Waits = {
		// Its minute begins later than that of the other, so it is over later.
		hint: end(answered('key-stop', 1).then(async () => await begin('key-hint', 2, readMany))),
		shared: end(begin('key-shared', 3, askThenRead)),
		stopped,
		stoppedHttp: stopAfter('key-stop-1', 1, readThenAsk(1)),
		stoppedHttps: stopAfter('key-stop-5', 5, readThenAsk(5)),
	};
	// Who fails before somebody asks is not unheard: the tests below ask.
	Object.values<Promise<Execution>>({ ...waits }).forEach((run) => void run.catch(() => undefined));
	return waits;
}

/** What comes of them. Asked for last, when most of the time has passed with other tests. */
export function itWaits(waits: () => Waits & { stage: Stage }): void {
	it('and says above the output how many requests waited, and how long', async () => {
		const run = await waits().hint;
		const { hints, items } = outcomeOf(run, 'Litmos');
		expect(items).toHaveLength(3);
		expect(hints).toEqual([
			expect.stringMatching(
				/^The rate limit of this API Key is 2 requests per minute\. This node sent 3; 1 of them had to wait, \d+ s in all\.$/,
			),
		]);
		const waited = 1_000 * Number(/(\d+) s in all/.exec(hints[0] ?? '')?.[1]);
		expect(waited).toBeGreaterThanOrEqual(60_000);
		// Said in whole seconds.
		expect(waited).toBeLessThan((run.runs.Litmos?.[0]?.executionTime ?? 0) + 1_000);
	});

	it('together with the HTTP Request node, if that uses the credential', async () => {
		expect(await waits().shared).toMatchObject({ status: 'success' });
		const arrived = arrivals(waits().stage, 'key-shared');
		const times = arrived.map(({ atMono }) => atMono);
		expect(times).toHaveLength(6);
		expect(busiestMinute(arrived)).toBe(3);
		// Three at once, then the wait, then the others.
		expect(times[2] - times[0]).toBeLessThan(times[3] - times[2]);
	});

	it('but sends nothing any more once the run is cancelled', async () => {
		expect((await waits().stopped).status).toBe('canceled');
		await Promise.all([waits().hint, waits().shared]);
		expect(arrivals(waits().stage, 'key-stop')).toHaveLength(1);
	});

	it('and lets go of what a cancelled HTTP Request node waited with, which n8n does not tell', async () => {
		expect((await waits().stoppedHttp).status).toBe('canceled');
		expect((await waits().stoppedHttps).status).toBe('canceled');
		const one = () => arrivals(waits().stage, 'key-stop-1').length;
		const five = () => arrivals(waits().stage, 'key-stop-5').length;
		// Once more for each item that waited, whether it should or not.
		await until('the minute of both is over', () => one() >= 1 + 1 && five() >= 5 + 5);
		await Promise.all([waits().hint, waits().shared]);
		expect(one()).toBe(1 + 1);
		expect(five()).toBe(5 + 5);
	});
}
