// What the lists behind "From List" cost, however often they are opened: counted at the sandbox.
import type { IDataObject } from 'n8n-workflow';
import { API_KEY, freshBench, startBench } from './support/bench';
import { until } from './support/waiting';

const bench = freshBench({ apiKeys: [API_KEY, 'second-key'] });

const MINUTE_MS = 60_000;
const now = performance.now.bind(performance);
/** Never set back: what one test leaves in memory is old when the next one begins. */
let aheadMs = 0;

beforeEach(() => {
	aheadMs += 10 * MINUTE_MS;
	jest.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
});
afterEach(() => jest.restoreAllMocks());

const open = async (method = 'searchTeams', filter?: string, engine = bench().engine) =>
	(await engine.listSearch({ method, filter })).results;
const openWith = async (fields: IDataObject) =>
	await open('searchTeams', undefined, bench().engineWith(fields));
const count = () => bench().requests().length;

describe('a list that is opened again', () => {
	it.each(['searchUsers', 'searchTeams', 'searchCourses'])(
		'by %s costs nothing for a minute, then one request',
		async (method) => {
			const first = await open(method);
			expect(first.length).toBeGreaterThan(0);
			expect(await open(method)).toEqual(first);
			aheadMs += MINUTE_MS - 5_000;
			expect(await open(method)).toEqual(first);
			expect(count()).toBe(1);
			bench().sandbox.state.teams.clear();
			bench().sandbox.state.users.clear();
			bench().sandbox.state.courses.clear();
			aheadMs += 6_000;
			expect(await open(method)).toEqual([]);
			expect(count()).toBe(2);
		},
	);

	it('costs a request of its own for each filter and each list, spaces around it aside', async () => {
		const filters = [undefined, 'te', 'tea', 'Tea'];
		for (const filter of filters) await open('searchTeams', filter);
		await open('searchCourses', 'te');
		expect(
			bench()
				.log()
				.map(({ path, query }) => [path.slice('/v1.svc'.length), query.search]),
		).toEqual([...filters.map((filter) => ['/teams', filter]), ['/courses', 'te']]);
		for (const filter of [...filters, '', '  ', ' tea ']) await open('searchTeams', filter);
		expect(count()).toBe(5);
	});

	it('shares one request with whoever opens it at the same time', async () => {
		const all = await Promise.all([open(), open(), open('searchTeams', ' '), open('searchUsers')]);
		expect(all[1]).toEqual(all[0]);
		expect(all[2]).toEqual(all[0]);
		expect(bench().requests().sort()).toEqual(['GET /teams', 'GET /users']);
	});

	it('shares it however long the answer takes, and is young when it comes', async () => {
		bench().sandbox.addFault({ kind: 'slowBody', ms: 300 });
		const slow = open();
		await until(() => count() === 1, 'the request');
		// After a minute without a sign it would be given up.
		aheadMs += 50_000;
		expect(await open()).toEqual(await slow);
		aheadMs += 50_000;
		await open();
		expect(count()).toBe(1);
	});

	it('asks again after a failure, which all who shared it were told', async () => {
		bench().sandbox.addFault({ kind: '500page' });
		const told = await Promise.allSettled([open(), open()]);
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(count()).toBe(1);
		expect(await open()).toHaveLength(8);
		expect(count()).toBe(2);
	});

	it('remembers no more than 50 lists, and lets the oldest go', async () => {
		for (let index = 0; index < 50; index++) await open('searchTeams', `t${index}`);
		await open('searchTeams', 't0');
		expect(count()).toBe(50);
		await open('searchTeams', 't50');
		await open('searchTeams', 't1');
		expect(count()).toBe(51);
		await open('searchTeams', 't0');
		expect(count()).toBe(52);
	});
});

describe('what is remembered', () => {
	it('belongs to the key, the host and the path of the Base URL', async () => {
		await open();
		await openWith({ apiKey: 'second-key' });
		expect(count()).toBe(2);
		await expect(openWith({ apiKey: 'wrong-key' })).rejects.toThrow(/did not accept/);
		await openWith({ baseUrl: bench().sandbox.baseUrl.replace('v1', 'V1') });
		expect(count()).toBe(4);
		const elsewhere = await startBench({ teams: 3 });
		expect(await openWith({ baseUrl: elsewhere.sandbox.baseUrl })).toHaveLength(3);
		expect(await openWith({ requestsPerMinute: 50 })).toHaveLength(8);
		expect([count(), elsewhere.requests().length]).toEqual([4, 1]);
	});

	it('is shown only once the credential has been read and checked', async () => {
		await open();
		await expect(openWith({ source: '' })).rejects.toThrow(/Application Name .* is empty/);
		await expect(openWith({ requestsPerMinute: 0 })).rejects.toThrow(/Requests per Minute/);
	});

	it('is kept under a hash of the key, never the key itself, and holds names and IDs only', async () => {
		const kept = jest.spyOn(Map.prototype, 'set');
		await open('searchUsers', 'a');
		const lists = kept.mock.calls.filter(([name]) => /^http.*\/users 200 a$/.test(String(name)));
		kept.mockRestore();
		expect(lists).toHaveLength(1);
		expect(String(lists[0][0])).toMatch(/ [0-9a-f]{64} /);
		expect(String(lists[0][0])).not.toContain(API_KEY);
		const entries = await (lists[0][1] as { entries: Promise<object[]> }).entries;
		expect(new Set(entries.flatMap((entry) => Object.keys(entry)))).toEqual(
			new Set(['name', 'value']),
		);
	});
});
