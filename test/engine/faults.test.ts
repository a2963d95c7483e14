/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// What goes wrong between n8n and Litmos, and what becomes of the items then.
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Socket } from 'node:net';
import { startSandbox } from '../../sandbox/server';
import { setAlarm } from '../support/alarm';
import { PROJECT_ROOT } from '../support/loadedPackage';
import { fieldsFor, freshBench, jsonOf, startBench } from './support/bench';
import { by } from './support/locatorValue';
import { plainly, startStub } from './support/stub';
import { until } from './support/waiting';

const bench = freshBench();
const state = () => bench().sandbox.state;
const people = () => [...state().users.values()];
const NEW = { UserName: 'grace@example.com', FirstName: 'Grace', LastName: 'Hopper' };
const EXISTS = /the record may already exist or be changed/;
const accepted = (method: string) =>
	bench()
		.log()
		.filter((entry) => entry.method === method && entry.status !== null && entry.status < 300);

describe('while other systems use up the limit', () => {
	it('every item ends done, in order, and none is written twice', async () => {
		const fault = { match: { method: 'POST' }, kind: '503limit', retryAfter: 1 } as const;
		bench().sandbox.addFault({ ...fault, after: 2, times: 4 });
		const items = Array.from({ length: 9 }, (_, index) => ({ n: index }));
		const parameters = { ...NEW, UserName: '=person{{ $json.n }}@new.example.com' };
		const run = await bench().run('user: create', parameters, { items });
		expect(run.error).toBeUndefined();
		expect(jsonOf(run.items).map(({ UserName }) => UserName)).toEqual(
			items.map(({ n }) => `person${n}@new.example.com`),
		);
		expect(people()).toHaveLength(49);
		expect(accepted('POST')).toHaveLength(9);
		expect(
			bench()
				.log()
				.filter(({ status }) => status === 503),
		).toHaveLength(4);
		expect(run.hints).toEqual([
			expect.stringMatching(
				/^The rate limit of this API Key is 1000 requests per minute.* Litmos refused 4, which/,
			),
		]);
	});

	it('a 429 is waited out as long as it says', async () => {
		const order: number[] = [];
		async function refusedFor(seconds: number): Promise<void> {
			const own = await startBench();
			own.sandbox.addFault({ kind: '429', retryAfter: seconds });
			const [userId] = own.sandbox.state.users.keys();
			await own.records('user: get', { userId: by('id', userId) });
			order.push(seconds);
			const [refused, answered] = own.log();
			expect([refused.status, answered.status]).toEqual([429, 200]);
			expect(answered.atMono - refused.atMono).toBeGreaterThanOrEqual(seconds * 1000);
		}

		// By itself it would wait five seconds.
		await Promise.all([8, 3, 1].map(refusedFor));
		expect(order).toEqual([1, 3, 8]);
	});

	it('an item gives up after Maximum Wait, and says that nothing was carried out', async () => {
		bench().sandbox.addFault({ kind: '429', retryAfter: 20, times: 0 });
		const parameters = { ...NEW, options: { maxWaitMinutes: 0.1 } };
		const { error } = await bench().run('user: create', parameters);
		expect(error?.message).toMatch(
			/^The Litmos rate limit stayed used up: gave up after \d+ s \(Create user\)$/,
		);
		expect(error?.description).toMatch(/^Litmos refused it once: something else uses up /);
		expect(error?.description).toMatch(/did not carry out this request\. .* increase Maximum Wait/);
		expect(bench().requests()).toHaveLength(1);
	});

	it('an item that never gets its turn gives up after Maximum Wait as well', async () => {
		const narrow = bench().engineWith({ requestsPerMinute: 1 });
		const parameters = { resource: 'user', operation: 'getAll', limit: 1 };
		expect((await narrow.runNode({ parameters })).error).toBeUndefined();
		const isOver = setAlarm(1_800);
		const limited = { ...parameters, options: { maxWaitMinutes: 0.03 } };
		const { error } = await narrow.runNode({ parameters: limited });
		expect(isOver()).toBe(true);
		expect(error?.message).toMatch(/used up: gave up after \d+ s \(Get many users\)$/);
		expect(error?.description).toMatch(/^Other requests with this API Key .* ahead of it\. /);
		expect(bench().requests()).toHaveLength(1);
	});
});

describe('while Litmos is out of order', () => {
	const STEPS: ReadonlyArray<[string, string, IDataObject]> = [
		['GET', 'user: get', {}],
		['PUT', 'user: update', { updateFields: { City: 'Port Example' } }],
		['DELETE', 'user: delete', {}],
	];
	const KINDS = ['503plain', 'reset', 'truncatedGzip'] as const;

	it.each(STEPS)('a %s is sent again and succeeds', async (method, operation, parameters) => {
		const given = { userId: by('id', people()[9].Id), ...parameters };
		await Promise.all(
			KINDS.map(async (kind) => {
				const own = await startBench();
				own.sandbox.addFault({ match: { method }, kind });
				const run = await own.run(operation, given as never);
				expect(run.error).toBeUndefined();
				// A cut-off answer to PUT or DELETE cannot be told: these answers are empty.
				const isEmpty = kind === 'truncatedGzip' && method !== 'GET';
				const sent = own.log().filter((entry) => entry.method === method);
				expect({ kind, sent: sent.length }).toEqual({ kind, sent: isEmpty ? 1 : 2 });
			}),
		);
	});

	it.each([502, 504])('a GET that was answered with %i is sent again', async (status) => {
		const user = { Id: 'u1', UserName: 'ada' };
		const stub = await startStub((request, response, count) => {
			if (count === 1)
				plainly(status, '<html><body>Bad Gateway</body></html>')(request, response, 1);
			else response.end(JSON.stringify(user));
		});
		const engine = bench().engineWith({ baseUrl: `${stub.origin}/v1.svc` });
		const parameters = {
			resource: 'user',
			operation: 'get',
			userId: by('id', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
		};
		const run = await engine.runNode({ parameters });
		expect(jsonOf(run.items)).toEqual([user]);
		expect(stub.seen).toHaveLength(2);
	});

	it.each([
		['reset', true, EXISTS],
		['reset', false, EXISTS],
		['truncatedGzip', true, /^Litmos returned unreadable text instead of data/],
	] as const)(
		'a POST that ended with %s is not sent again (carried out: %s)',
		async (kind, carriedOut, message) => {
			bench().sandbox.addFault({ match: { method: 'POST' }, kind, carriedOut });
			const { error } = await bench().run('user: create', NEW);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/Check in Litmos before you run this item again/);
			expect(bench().requests()).toEqual(['POST /users']);
			expect(people()).toHaveLength(carriedOut ? 41 : 40);
		},
	);

	it('a POST that a plain 503 answered is not sent again', async () => {
		bench().sandbox.addFault({ match: { method: 'POST' }, kind: '503plain', carriedOut: true });
		const { error } = await bench().run('user: create', NEW);
		expect(error?.message).toBe('Litmos is temporarily unavailable (Create user)');
		expect(error?.description).toMatch(/record may already exist.* Litmos: "Service Unavailable/);
		expect(bench().requests()).toEqual(['POST /users']);
	});

	it('a POST that found nobody listening is sent again', async () => {
		const before = await startSandbox();
		const { port } = new URL(before.origin);
		const engine = bench().engineWith(fieldsFor(before));
		await before.close();
		const parameters = { resource: 'user', operation: 'create', ...NEW };
		const connect = jest.spyOn(Socket.prototype, 'connect');
		const running = engine.runNode({ parameters });
		await until(() => connect.mock.calls.length > 0, 'the first try');
		connect.mockRestore();
		const sandbox = await startSandbox({ port: Number(port), people: 3 });
		const { error } = await running;
		expect(error).toBeUndefined();
		expect(sandbox.state.users.size).toBe(4);
		await sandbox.close();
	});

	it.each([404, 403] as const)(
		'a DELETE that was carried out before the answer got lost counts as done (%i)',
		async (unknownUserDelete) => {
			const own = await startBench({ unknownUserDelete });
			own.sandbox.addFault({ match: { method: 'DELETE' }, kind: 'reset', carriedOut: true });
			const userId = by('id', [...own.sandbox.state.users.keys()][9]);
			expect(await own.records('user: delete', { userId })).toEqual([{ deleted: true }]);
			expect(own.log().map(({ status }) => status)).toEqual([null, unknownUserDelete]);
			const again = await own.run('user: delete', { userId });
			expect(again.error?.message).toMatch(
				unknownUserDelete === 404 ? /was not found/ : /not allow/,
			);
		},
	);
});

describe('when no answer comes in time', () => {
	/** Watches the requests on their way, and shortens their time-outs. */
	function shortenTimeouts(timeout: number): number[] {
		const { LitmosApi } = jest.requireActual<{
			LitmosApi: { prototype: { authenticate: (...values: unknown[]) => Promise<unknown> } };
		}>(`${PROJECT_ROOT}/dist/credentials/LitmosApi.credentials.js`);
		const original = LitmosApi.prototype.authenticate;
		const timeouts: number[] = [];
		jest.spyOn(LitmosApi.prototype, 'authenticate').mockImplementation(async function (
			this: unknown,
			...values
		) {
			const options = values[1] as IHttpRequestOptions;
			timeouts.push(Number(options.timeout));
			options.timeout = timeout;
			return await original.apply(this, values);
		});
		return timeouts;
	}

	afterEach(() => jest.restoreAllMocks());

	it('a GET is sent again, a POST is not; a minute is given, five to custom calls', async () => {
		const timeouts = shortenTimeouts(300);
		bench().sandbox.addFault({ kind: 'hang', ms: 1000, match: { method: 'GET' } });
		await bench().records('user: get', { userId: by('id', people()[0].Id) });
		expect(bench().requests()).toHaveLength(2);
		bench().sandbox.addFault({ kind: 'hang', ms: 1000, match: { method: 'POST' } });
		const { error } = await bench().run('user: create', NEW);
		expect(error?.message).toMatch(EXISTS);
		expect(error?.description).toContain('Network: "time-out"');
		await bench().records('customApiCall: send', { path: '/users' });
		expect(timeouts).toEqual([60_000, 60_000, 60_000, 300_000]);
	});
});

describe('when the answer is not what was asked for', () => {
	const get = async () => await bench().run('user: get', { userId: by('id', people()[0].Id) });

	it.each([
		[
			'500page',
			/^Litmos could not process the request \(Get user\)$/,
			/cannot read a value, such as a date/,
		],
		['html200', /^Litmos returned a web page instead of data/, /check the Region or the Base URL/],
		['xml', /^Litmos returned XML instead of data/, /check the Region or the Base URL/],
		['empty', /^Litmos returned no record/, /Check User "/],
		[
			'403',
			/^Litmos does not allow this operation/,
			/Litmos: "You do not have the proper permissions/,
		],
	] as const)('%s is told in words', async (kind, message, description) => {
		bench().sandbox.addFault({ kind });
		const { error } = await get();
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error?.description).not.toMatch(/<\w+|PADDING|xxxx/i);
		expect(bench().requests()).toHaveLength(1);
	});

	it('a web page in answer to a POST leaves open whether the record exists', async () => {
		bench().sandbox.addFault({ kind: 'html200' });
		const { error } = await bench().run('user: create', NEW);
		expect(error?.description).toMatch(/record may already exist/);
		expect(bench().requests()).toEqual(['POST /users']);
	});

	it('an empty list is no error, and an empty answer to a new record neither', async () => {
		bench().sandbox.addFault({ kind: 'empty', times: 0 });
		expect(await bench().records('user: getAll', { returnAll: true })).toEqual([]);
		const additionalFields = { Password: 'Tr0ub4dor&3' };
		const made = await bench().records('user: create', {
			...NEW,
			additionalFields,
			simplify: false,
		});
		expect(made).toMatchObject([NEW]);
		expect(JSON.stringify(made)).not.toContain('Tr0ub4dor');
	});

	it('a slow answer is waited for', async () => {
		bench().sandbox.addFault({ kind: 'slowBody', ms: 400 });
		expect((await get()).error).toBeUndefined();
	});

	it.each([undefined, 1500])('over-full pages lose and repeat nobody (limit %s)', async (limit) => {
		const own = await startBench({ people: 2300, overfull: 3 });
		const parameters = limit ? { limit } : { returnAll: true };
		const rows = await own.records('user: getAll', parameters);
		const all = [...own.sandbox.state.users.keys()];
		expect(rows.map(({ Id }) => Id)).toEqual(all.slice(0, limit));
		expect(own.log().map(({ query }) => query.start)).toEqual(
			limit ? ['0', '1003'] : ['0', '1003', '2006'],
		);
	});
});

describe('a POST that only reads', () => {
	it('is sent again after an outage, as any reading is', async () => {
		const [person] = state().users.keys();
		bench().sandbox.addFault({ kind: '503plain', match: { path: '^/users/courses$' } });
		const parameters = { userId: by('id', person!) };
		const run = await bench().run('userCourse: getAllForUsers', parameters);
		expect(run.error).toBeUndefined();
		expect(bench().requests()).toEqual(['POST /users/courses', 'POST /users/courses']);
	});

	it('is not told as if it had made something', async () => {
		const [person] = state().users.keys();
		bench().sandbox.addFault({ kind: '500page', times: 0 });
		const parameters = { userId: by('id', person!) };
		const { error } = await bench().run('userCourse: getAllForUsers', parameters);
		expect(error?.description).not.toContain('may already exist');
	});
});
