import { FAULT_KINDS, type Fault } from '../../sandbox/http/faults';
import { setAlarm } from '../support/alarm';
import { person, useSandbox, type Reply } from './client';

const client = useSandbox({ people: 30, teams: 4, courses: 5 });
afterEach(() => client.sandbox.clearFaults());

const list = (): Promise<Reply> => client.call('GET', '/users', { query: { limit: '10' } });
const create = (userName: string): Promise<Reply> =>
	client.call('POST', '/users', { body: person(userName) });
const exists = (userName: string): boolean => client.sandbox.state.userNames.has(userName);

describe('faults that answer something else', () => {
	it.each<[Fault, number, string, RegExp]>([
		[
			{ kind: '503limit', retryAfter: 7 },
			503,
			'application/json',
			/^\{"Detail":"Service Unavailable\. The API rating limit/,
		],
		[{ kind: '503plain' }, 503, 'text/html', /^((?!rating limit)[\s\S])*$/],
		[{ kind: '429', retryAfter: 7 }, 429, 'application/json', /rating limit/],
		[{ kind: '500page' }, 500, 'text/html', /Request Error/],
		[{ kind: '401' }, 401, 'application/json', /not enabled for API access/],
		[{ kind: '403' }, 403, 'application/json', /proper permissions/],
		[{ kind: 'html200' }, 200, 'text/html', /Sign in/],
		[{ kind: 'xml' }, 200, 'application/xml', /^<Users /],
	])('%j', async (fault, status, type, text) => {
		client.sandbox.addFault(fault);
		const reply = await list();
		expect([reply.status, reply.headers.get('retry-after')]).toEqual([
			status,
			fault.retryAfter ? '7' : null,
		]);
		expect(reply.headers.get('content-type')).toContain(type);
		expect(reply.text).toMatch(text);
		expect((await list()).status).toBe(200);
	});

	it('redirect', async () => {
		client.sandbox.addFault({ kind: 'redirect', location: 'https://login.example.com/' });
		const reply = await list();
		expect([reply.status, reply.headers.get('location')]).toEqual([
			302,
			'https://login.example.com/',
		]);
	});

	it('empty', async () => {
		client.sandbox.addFault({ kind: 'empty' });
		const reply = await list();
		expect([reply.status, reply.text, reply.headers.get('content-length')]).toEqual([200, '', '0']);
	});

	it('overfull', async () => {
		client.sandbox.addFault({ kind: 'overfull', rows: 4 });
		expect(JSON.parse((await list()).text)).toHaveLength(14);
	});

	it('entities', async () => {
		client.sandbox.addFault({ kind: 'entities' });
		const reply = await client.call('GET', '/teams', { query: { search: "Hoa's" } });
		expect(JSON.parse(reply.text)[0].Name).toBe('Hoa&#39;s Team');
	});
});

describe('faults that break the connection', () => {
	it.each([false, true])('reset, carried out: %s', async (carriedOut) => {
		client.sandbox.addFault({ kind: 'reset', carriedOut });
		await expect(create(`reset.${carriedOut}@example.com`)).rejects.toThrow();
		expect(exists(`reset.${carriedOut}@example.com`)).toBe(carriedOut);
		expect(client.sandbox.log().slice(-1)).toMatchObject([
			{ status: null, because: 'fault reset' },
		]);
	});

	it.each([false, true])('hang, carried out: %s', async (carriedOut) => {
		client.sandbox.addFault({ kind: 'hang', ms: 60, carriedOut });
		// Timers that are set on a busy machine may be early by some milliseconds.
		const isOver = setAlarm(30);
		await expect(create(`hang.${carriedOut}@example.com`)).rejects.toThrow();
		expect(isOver()).toBe(true);
		expect(exists(`hang.${carriedOut}@example.com`)).toBe(carriedOut);
	});

	it('slowBody', async () => {
		client.sandbox.addFault({ kind: 'slowBody', ms: 80 });
		const isOver = setAlarm(40);
		expect(JSON.parse((await list()).text)).toHaveLength(10);
		expect(isOver()).toBe(true);
	});

	it('truncatedGzip', async () => {
		client.sandbox.addFault({ kind: 'truncatedGzip' });
		// fetch hands out what it could unpack; what is missing shows only when the text is read.
		const reply = await list();
		expect([reply.status, reply.headers.get('content-encoding')]).toEqual([200, 'gzip']);
		expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
	});
});

describe('when a fault happens', () => {
	it('to the requests it names, after those to leave alone, as often as it says', async () => {
		client.sandbox.addFault({
			kind: '500page',
			match: { method: 'get', path: '^/teams$' },
			after: 1,
			times: 2,
		});
		const statuses: number[] = [];
		for (let sent = 0; sent < 4; sent += 1) {
			statuses.push((await client.call('GET', '/users')).status);
			statuses.push((await client.call('GET', '/teams')).status);
		}
		expect(statuses).toEqual([200, 200, 200, 500, 200, 500, 200, 200]);
	});

	it('takes the path with /v1.svc, too, and times 0 as every time', async () => {
		client.sandbox.addFault({ kind: '403', match: { path: '^/v1.svc/teams' }, times: 0 });
		for (let sent = 0; sent < 3; sent += 1)
			expect((await client.call('GET', '/teams')).status).toBe(403);
	});

	it('leaves the tenant alone unless it was carried out', async () => {
		for (const [kind, carriedOut] of [
			['503plain', false],
			['500page', true],
		] as const) {
			client.sandbox.addFault({ kind, carriedOut });
			await create(`${kind}@example.com`);
			expect(exists(`${kind}@example.com`)).toBe(carriedOut);
		}
	});

	it('refuses a fault it does not know', () => {
		const unknown = { kind: 'earthquake' } as unknown as Fault;
		expect(() => client.sandbox.addFault(unknown)).toThrow(FAULT_KINDS.join(', '));
	});
});
