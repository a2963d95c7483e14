/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// The credential: what its test says, where its key goes, and where it never goes.
import { inspect } from 'node:util';
import type { NodeApiError } from 'n8n-workflow';
import type { Bench } from './support/bench';
import { API_KEY, fieldsFor, freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';
import { plainly, startStub } from './support/stub';
import { until } from './support/waiting';

const bench = freshBench();
const test = async (fields = {}, own: Bench = bench()) =>
	await own.engine.credentialTest(fieldsFor(own.sandbox, fields));
const GET_USERS = { resource: 'user', operation: 'getAll' };

/** All that an error carries, however deep. */
function everythingIn(error: unknown): string {
	const { cause, context } = error as { cause?: unknown; context?: unknown };
	const options = { depth: Infinity, showHidden: true, maxStringLength: Infinity };
	const parts = [error, cause, context].map((part) => inspect(part, options));
	return parts.join() + JSON.stringify([error, cause, context]);
}

describe('the credential test', () => {
	it('costs one request when all is well', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		expect(bench().requests()).toEqual(['GET /users']);
		expect(bench().log()[0].query).toEqual({ source: 'n8n', limit: '1', format: 'json' });
	});

	it('costs one request when the key is wrong, and names key and region', async () => {
		const { status, message } = await test({ apiKey: 'wrong-key' });
		expect(status).toBe('Error');
		expect(message).toMatch(/did not accept the API Key for the Region Custom \(127\.0\.0\.1/);
		expect(message).not.toContain('wrong-key');
		expect(bench().requests()).toEqual(['GET /users']);
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it.each([
		[{ kind: '403' }, /must belong to an Account Owner/],
		[{ kind: '429' }, /limit .* is used up. Wait a minute/],
		[{ kind: '503limit' }, /is not accepting requests right now \(503\)/],
		[{ kind: '503plain' }, /is not accepting requests right now \(503\)/],
		[{ kind: 'html200' }, /This address returns a web page/],
		[{ kind: 'xml' }, /This address returns a web page/],
	] as const)('says what to do after %j', async (fault, message) => {
		bench().sandbox.addFault({ ...fault, times: 0 });
		const result = await test();
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(bench().requests()).toHaveLength(1);
	});

	it('says that another address is no Litmos', async () => {
		const stub = await startStub(plainly(404, '<html><body>Nothing here</body></html>'));
		const { message } = await test({ baseUrl: `${stub.origin}/v2` });
		expect(message).toMatch(/no Litmos API at this address \(404\)\. Check the Region/);
		const engine = bench().engineWith({ baseUrl: `${stub.origin}/v2` });
		const { error } = await engine.runNode({ parameters: GET_USERS });
		expect(error?.description).toMatch(/check the Region or the Base URL .* \(now 127\.0\.0\.1:/);
		expect(stub.seen.map(({ url }) => url.split('?')[0])).toEqual(['/v2/users', '/v2/users']);
	});

	it.each([
		[{ apiKey: '' }, /API Key .* is empty/],
		[{ apiKey: 'two words' }, /API Key .* contains a space/],
		[{ apiKey: `${API_KEY}\n` }, /API Key .* contains a space or a line break/],
		[{ apiKey: 'schlüssel' }, /API Key .* contains an invalid character/],
		[{ source: '' }, /Application Name .* is empty/],
		[{ source: 'x'.repeat(51) }, /Application Name .* has 51 characters\. .* at most 50/],
		[{ requestsPerMinute: 0 }, /Requests per Minute .* from 1 to 1000/],
		[{ requestsPerMinute: 2.5 }, /Requests per Minute .* whole number/],
		[{ baseUrl: 'litmos' }, /Base URL .* is not a URL/],
		[{ baseUrl: 'http://litmos.example.com/v1.svc' }, /Base URL .* must begin with https:/],
	])('and every run refuse %j before anything is sent', async (fields, message) => {
		const result = await test(fields);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		const engine = bench().engineWith(fields);
		const { error } = await engine.runNode({ parameters: GET_USERS });
		expect(error?.message).toMatch(message);
		const url = `${bench().sandbox.baseUrl}/users`;
		expect((await engine.httpRequestNode({ url })).error).toBeDefined();
		expect(bench().requests()).toEqual([]);
	});

	it('and every run take an application name of 50 characters', async () => {
		const source = 'x'.repeat(50);
		expect(await test({ source })).toMatchObject({ status: 'OK' });
		await bench().engineWith({ source }).runNode({ parameters: GET_USERS });
		expect(
			bench()
				.log()
				.map(({ client }) => client.source),
		).toEqual([source, source]);
	});
});

describe('the HTTP Request node', () => {
	it('gets the key, the source and a slot of the limit', async () => {
		const url = `${bench().sandbox.baseUrl}/users?limit=2`;
		const { items } = await bench().engine.httpRequestNode({ url });
		expect(items[0].json).toMatchObject({ statusCode: 200 });
		const own = `${bench().sandbox.baseUrl}/users?limit=2&source=mine`;
		await bench().engine.httpRequestNode({ url: own });
		expect(
			bench()
				.log()
				.map(({ client }) => client.source),
		).toEqual(['n8n', 'mine']);
	});

	it.each(['', 'us'])(
		'is refused another host before anything is sent (region %s)',
		async (region) => {
			const stub = await startStub(plainly(200, '{}'));
			const engine = bench().engineWith(region ? { region } : {});
			const { error } = await engine.httpRequestNode({ url: `${stub.origin}/v1.svc/users` });
			const told = region ? /United States/ : /Region: Custom/;
			expect(`${error?.message} ${error?.description}`).toMatch(told);
			expect(everythingIn(error)).not.toContain(API_KEY);
			expect(stub.seen).toEqual([]);
		},
	);
});

describe('a redirect to another host', () => {
	it('never takes the key along, whoever sends', async () => {
		const stub = await startStub(plainly(200, '[]'));
		const location = `${stub.origin}/v1.svc/users`;
		bench().sandbox.addFault({ kind: 'redirect', location, times: 0 });
		const { error } = await bench().run('user: getAll');
		expect(error?.message).toMatch(/redirects this request to another address/);
		expect(error?.description).toContain(location);
		expect(await test()).toMatchObject({ status: 'Error' });
		const url = `${bench().sandbox.baseUrl}/users`;
		const { items } = await bench().engine.httpRequestNode({
			url,
			onError: 'continueRegularOutput',
		} as never);
		expect(items[0]?.json.statusCode ?? 302).toBe(302);
		await expect(bench().engine.listSearch({ method: 'searchUsers' })).rejects.toThrow();
		expect(bench().requests()).toHaveLength(4);
		expect(stub.seen).toEqual([]);
	});
});

describe('the key', () => {
	const ways: ReadonlyArray<[string, (own: Bench) => Promise<unknown>]> = [
		['a wrong key', async (own) => own.sandbox.addFault({ kind: '401', times: 0 })],
		['a 500', async (own) => own.sandbox.addFault({ kind: '500page', times: 0 })],
		['a web page', async (own) => own.sandbox.addFault({ kind: 'html200', times: 0 })],
		['a refusal', async (own) => own.sandbox.addFault({ kind: '429', retryAfter: 99, times: 0 })],
		['a reset', async (own) => own.sandbox.addFault({ kind: 'reset', times: 0 })],
		['a redirect', async (own) => own.sandbox.addFault({ kind: 'redirect', times: 0 })],
	];

	it.each(ways)('is in no error after %s', async (_way, arrange) => {
		await arrange(bench());
		const parameters = { UserName: 'new@example.com', FirstName: 'A', LastName: 'B' };
		const options = { options: { maxWaitMinutes: 0.1 } };
		const { error } = await bench().run('user: create', { ...parameters, ...options });
		expect(error?.message).toBeTruthy();
		expect(everythingIn(error)).not.toContain(API_KEY);
		expect(bench().requests()).toHaveLength(1);
	});

	it('is in no error of a list, nor of an execution that was stopped', async () => {
		bench().sandbox.addFault({ kind: '500page', times: 0 });
		const failed = bench().engine.listSearch({ method: 'searchUsers' });
		const error: unknown = await failed.catch((reason: unknown) => reason);
		expect((error as NodeApiError).message).toMatch(/could not process/);
		expect(everythingIn(error)).not.toContain(API_KEY);
		const tight = await startBench({}, { requestsPerMinute: 2 });
		const stop = new AbortController();
		const items = [{}, {}, {}, {}];
		const userId = by('id', [...tight.sandbox.state.users.keys()][0]);
		const running = tight.run('user: get', { userId }, { items, signal: stop.signal });
		await until(() => tight.log().length === 2, 'two requests');
		stop.abort();
		const ended = await running.catch((reason: unknown) => reason);
		expect(everythingIn(ended)).not.toContain(API_KEY);
	});

	it('stops an action node after one request when Litmos does not take it', async () => {
		const engine = bench().engineWith({ apiKey: 'wrong-key' });
		const { error } = await engine.runNode({ parameters: GET_USERS });
		expect(error?.message).toBe('Litmos did not accept the API Key for the Region Custom');
		expect(error?.description).toMatch(
			/check the API Key .*, the Region, and that API access is on/,
		);
		expect(bench().requests()).toHaveLength(1);
		expect(everythingIn(error)).not.toContain('wrong-key');
	});
});
