/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The harness itself: that what it shows to the package is what n8n 2.41 was seen to show.
import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine } from './engine';
import { PROJECT_ROOT } from './loadedPackage';

const PEOPLE = [{ Id: 'u1', UserName: 'ada', FirstName: 'Ada', LastName: 'Example' }];

const hits: string[] = [];
let answerAfterMs = 0;
const server = createServer((request, response) => {
	hits.push(`${request.method} ${request.url?.split('?')[0]} ${request.headers.apikey}`);
	const status = request.headers.apikey === 'good-key-1' ? 200 : 401;
	setTimeout(() => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(status === 200 ? PEOPLE : {}));
	}, answerAfterMs);
});

beforeAll(async () => {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
beforeEach(() => {
	hits.length = 0;
	answerAfterMs = 0;
});

const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.svc`;
const fields = (apiKey = 'good-key-1') => ({ apiKey, region: 'custom', baseUrl: baseUrl() });
const engine = (apiKey?: string) => createEngine({ credentials: { litmosApi: fields(apiKey) } });
const GET_PEOPLE = { resource: 'user', operation: 'getAll', returnAll: false, limit: 1 };

function node(name: string, type: string, parameters: INode['parameters'] = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** Watches what reaches the credential, through the class that the engine has loaded as well. */
function watchAuthenticate(): IHttpRequestOptions[] {
	const { LitmosApi } = jest.requireActual<{
		LitmosApi: { prototype: { authenticate: (...values: unknown[]) => Promise<unknown> } };
	}>(`${PROJECT_ROOT}/dist/credentials/LitmosApi.credentials.js`);
	const original = LitmosApi.prototype.authenticate;
	const seen: IHttpRequestOptions[] = [];
	jest.spyOn(LitmosApi.prototype, 'authenticate').mockImplementation(async function (
		this: unknown,
		...values
	) {
		seen.push({ ...(values[1] as IHttpRequestOptions) });
		return await original.apply(this, values);
	});
	return seen;
}

describe('the engine', () => {
	afterEach(() => jest.restoreAllMocks());

	it('runs the built node over real HTTP and keeps items paired', async () => {
		const run = await engine().runNode({ parameters: GET_PEOPLE, items: [{}, {}] });
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ json }) => json.UserName)).toEqual(['ada', 'ada']);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(hits).toEqual(Array(2).fill('GET /v1.svc/users good-key-1'));
	});

	it('shows a failing node as n8n does: with its error, or as an item if told to go on', async () => {
		const failed = await engine('bad-key').runNode({ parameters: GET_PEOPLE });
		expect(failed).toMatchObject({ items: [], executionStatus: 'error' });
		expect(failed.error?.message).toBeTruthy();
		const options = { parameters: GET_PEOPLE, continueOnFail: true };
		const continued = await engine('bad-key').runNode(options);
		expect(continued.error).toBeUndefined();
		expect(continued.items).toHaveLength(1);
	});

	it('cancels a running execution, whose open request is given up', async () => {
		answerAfterMs = 1_000;
		const nodes = [node('Start', 'n8n-nodes-base.manualTrigger')];
		nodes.push(node('Litmos', 'n8n-nodes-litmos.litmos', GET_PEOPLE));
		const connections = {
			Start: { main: [[{ node: 'Litmos', type: 'main' as const, index: 0 }]] },
		};
		const started = engine().start({ nodes, connections }, { input: [{}, {}] });
		while (hits.length === 0) await new Promise((done) => setTimeout(done, 10));
		started.cancel();
		const { status, finished } = await started.done;
		expect({ status, finished }).toEqual({ status: 'canceled', finished: false });
	});

	it('hands the credential what n8n hands it, for a node and for the HTTP Request node', async () => {
		const seen = watchAuthenticate();
		await engine().runNode({ parameters: GET_PEOPLE });
		expect(seen[0]?.abortSignal).toBeInstanceOf(AbortSignal);
		const url = `${baseUrl()}/users`;
		const run = await engine().httpRequestNode({ url, items: [{}, {}] });
		expect(run.items.map(({ json }) => json.statusCode)).toEqual([200, 200]);
		expect(seen).toHaveLength(3);
		expect(seen[1]).not.toHaveProperty('abortSignal');
		expect(seen[1]).not.toHaveProperty('url');
		expect(seen[1]).toMatchObject({ uri: url, method: 'GET', timeout: 300_000, useStream: true });
	});

	it('searches a list and tests a credential as the editor does', async () => {
		const { results } = await engine().listSearch({ method: 'searchUsers', filter: 'a' });
		expect(results).toEqual([expect.objectContaining({ value: 'u1' })]);
		const good = await engine().credentialTest(fields());
		expect(good.status).toBe('OK');
		const bad = await engine().credentialTest(fields('bad-key'));
		expect(bad.status).toBe('Error');
	});

	it('runs a workflow with stand-ins for n8n nodes, expressions and pinned data', async () => {
		const conditions = {
			combinator: 'and',
			conditions: [{ leftValue: '={{ $json.n }}', rightValue: 1, operator: { operation: 'gt' } }],
		};
		const assignments = [{ id: 'a', name: 'limit', value: '={{ $json.n * 10 }}', type: 'number' }];
		const nodes = [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Keep', 'n8n-nodes-base.filter', { conditions }),
			node('Fields', 'n8n-nodes-base.set', { assignments: { assignments } }),
			node('People', 'n8n-nodes-litmos.litmos', { ...GET_PEOPLE, limit: '={{ $json.limit }}' }),
		];
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const connections = { Start: to('Keep'), Keep: to('Fields'), Fields: to('People') };
		const pinData = { Start: [{ json: { n: 1 } }, { json: { n: 2 } }] };
		const run = await engine().run({ nodes, connections, pinData });
		expect(run).toMatchObject({ finished: true, status: 'success' });
		expect(run.nodes.Fields?.[0]?.items).toEqual([
			{ json: { limit: 20 }, pairedItem: { item: 0 } },
		]);
		expect(run.nodes.People?.[0]?.items).toHaveLength(1);
	});
});
