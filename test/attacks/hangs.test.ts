// Nothing hangs, whatever an answer does: each request has a time in all, and each item an end.
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { jsonOf, naming } from '../engine/support/bench';
import { by } from '../engine/support/locatorValue';
import { until } from '../engine/support/waiting';
import type { NodeRun } from '../support/engine';
import { createEngine } from '../support/engine';
import { PROJECT_ROOT } from '../support/loadedPackage';
import { chain, itemsNode, nodeUnderTest } from '../support/workflowParts';
import { attacks } from './hangs.cases';
import type { RawAnswer, RawRequest, RawServer } from './support/rawServer';
import { plainAnswer, startRawServer } from './support/rawServer';
import { named } from './support/named';

/** Of silence; a request may take twice that. */
const TIMEOUT_MS = 500;

const all = attacks['C13 An answer that never ends'];
const servers: RawServer[] = [];

beforeAll(() => {
	const { LitmosApi } = jest.requireActual<{
		LitmosApi: { prototype: { authenticate: (...values: unknown[]) => Promise<unknown> } };
	}>(`${PROJECT_ROOT}/dist/credentials/LitmosApi.credentials.js`);
	const original = LitmosApi.prototype.authenticate;
	jest.spyOn(LitmosApi.prototype, 'authenticate').mockImplementation(async function (
		this: unknown,
		...values
	) {
		(values[1] as IHttpRequestOptions).timeout = TIMEOUT_MS;
		return await original.apply(this, values);
	});
});
afterAll(async () => {
	jest.restoreAllMocks();
	await Promise.all(servers.map(async ({ close }) => await close()));
});

const RECORD = { Id: 'Oe4zZK7ZntpWn8FLGZTxuw2', UserName: 'ada', Email: 'ada@example.com' };

function proper({ method, path }: RawRequest): RawAnswer {
	if (method === 'GET') return plainAnswer(200, /^\/users(\?|$)/.test(path) ? [RECORD] : RECORD);
	return method === 'POST' ? plainAnswer(201, { Id: 'a', Name: 'b' }) : plainAnswer(200, undefined);
}

/** A server that answers the first request of a method in that way, and all others properly. */
async function startServer(method: string, answer: RawAnswer, times = 1): Promise<RawServer> {
	let count = 0;
	const server = await startRawServer((request) =>
		request.method === method && (count += 1) <= times ? answer : proper(request),
	);
	servers.push(server);
	return server;
}

const engineFor = ({ baseUrl }: RawServer, fields: IDataObject = {}) =>
	createEngine({
		credentials: {
			litmosApi: { apiKey: 'key-1', region: 'custom', baseUrl, requestsPerMinute: 1000, ...fields },
		},
	});

interface Ended {
	run: NodeRun;
	server: RawServer;
}

describe('C13 An answer that never ends', () => {
	let ended: Map<string, Ended>;

	// Side by side, as each of them takes seconds.
	beforeAll(async () => {
		ended = new Map(
			await Promise.all(
				all.map(async ({ name, operation, parameters, method, answer }) => {
					const server = await startServer(method, answer);
					const run = await engineFor(server).runNode({
						parameters: { ...naming(operation), ...parameters },
						continueOnFail: true,
					});
					return [name, { run, server }] as const;
				}),
			),
		);
	});

	it.each(named(all))('is cut: %s', async (name, { ends, method }) => {
		const { run, server } = ended.get(name)!;
		const [output] = jsonOf(run.items);
		const sent = server.seen.filter((request) => request.method === method);
		if (ends === 'done') {
			expect(output).not.toHaveProperty('error');
			// On a busy machine the proper answer may be cut as well, and asked for once more.
			expect(sent.length).toBeGreaterThanOrEqual(2);
			expect(sent.length).toBeLessThanOrEqual(4);
		} else {
			expect(output!.error).toMatch(/may already exist/);
			expect(output!.details).toMatch(
				/may already exist.*time-out|may already exist.*invalid response/,
			);
			expect(sent).toHaveLength(1);
		}
		await until(() => server.open() === 0, 'the connection is closed');
	});
});

describe('C13 Who else waits for such an answer', () => {
	const dripping = all.find(({ name }) => name === 'a read: a chunk now and then')!.answer;

	it('has a dropdown that opens all the same', async () => {
		const server = await startServer('GET', dripping);
		const { results } = await engineFor(server).listSearch({ method: 'searchUsers' });
		expect(results).toHaveLength(1);
	});

	it('can stop the run at once', async () => {
		const server = await startServer('GET', dripping, Infinity);
		const node = nodeUnderTest({
			parameters: { ...naming('user: get'), userId: by('list', RECORD.Id) },
			type: 'n8n-nodes-litmos.litmos',
		});
		const run = engineFor(server).start(chain([itemsNode(), node]), { input: [{}] });
		await until(() => server.seen.length === 1, 'the request');
		run.cancel();
		expect((await run.done).status).toBe('canceled');
		await until(() => server.open() === 0, 'the connection is closed');
		expect(server.seen).toHaveLength(1);
	});

	it('polls again: the poll ends, with its error', async () => {
		const server = await startServer('GET', dripping, Infinity);
		const parameters = { event: 'userCreated' };
		const node = nodeUnderTest({ parameters, type: 'n8n-nodes-litmos.litmosTrigger' });
		const poller = await engineFor(server).poller(chain([node]), { budgetMs: 3_000 });
		await poller.tick();
		const { length } = server.seen;
		await poller.tick();
		expect(poller.failures).toHaveLength(2);
		expect(server.seen.length).toBeGreaterThan(length);
	});
});
