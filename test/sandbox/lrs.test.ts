// The learning record store of the sandbox, by the standard that it follows.
import { useSandbox } from './client';

const client = useSandbox({
	people: 5,
	teams: 2,
	courses: 2,
	lrs: { username: 'ada', password: 'secret', pageCap: 2 },
});
const ID = '0b1c0a6e-3a55-5d21-9d1a-6b6b5f1f7a10';
const statement = {
	actor: { mbox: 'mailto:ada@example.com' },
	verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
	object: { id: 'https://example.com/a' },
};

interface Sent {
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string | undefined>;
	path?: string;
}

async function call(method: string, { query = {}, body, headers = {}, path }: Sent = {}) {
	const all = {
		Authorization: `Basic ${btoa('ada:secret')}`,
		'X-Experience-API-Version': '1.0.3',
		'Content-Type': 'application/json',
		...headers,
	};
	const given = Object.entries(all).filter(([, value]) => value !== undefined);
	const search = new URLSearchParams(query).toString();
	const url = path ? client.sandbox.origin + path : `${client.sandbox.lrsEndpoint}?${search}`;
	const response = await fetch(url, {
		method,
		headers: Object.fromEntries(given) as Record<string, string>,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text };
}

describe('the store', () => {
	it.each([
		['another password', 'GET', { headers: { Authorization: `Basic ${btoa('ada:other')}` } }, 401],
		[
			'the API Key in place of a login',
			'GET',
			{ headers: { Authorization: undefined, apikey: 'sandbox-key' } },
			401,
		],
		['no version', 'GET', { headers: { 'X-Experience-API-Version': undefined } }, 400],
		[
			'a version of another standard',
			'GET',
			{ headers: { 'X-Experience-API-Version': '2.0.0' } },
			400,
		],
		['a parameter that it does not know', 'GET', { query: { source: 'n8n' } }, 400],
		['a list beside an ID', 'GET', { query: { statementId: ID, limit: '1' } }, 400],
		['no ID to put it under', 'PUT', { body: statement }, 400],
		[
			'another ID than the one it has',
			'PUT',
			{ query: { statementId: ID }, body: { ...statement, id: ID.replace('0b', '0c') } },
			400,
		],
		['no statement', 'POST', { body: { id: ID } }, 400],
		['one bad statement of two', 'POST', { body: [statement, { ...statement, verb: {} }] }, 400],
		[
			'one ID twice',
			'POST',
			{
				body: [
					{ ...statement, id: ID },
					{ ...statement, id: ID },
				],
			},
			400,
		],
		[
			'another type than JSON',
			'POST',
			{ body: statement, headers: { 'Content-Type': 'text/plain' } },
			400,
		],
		['an ID that it does not know', 'GET', { query: { statementId: ID } }, 404],
		['another path', 'GET', { path: '/TCAPI/demo/1/statement' }, 404],
	] as const)('refuses %s', async (_what, method, sent, status) => {
		expect((await call(method, sent)).status).toBe(status);
		expect(client.sandbox.lrs.all()).toEqual([]);
	});

	it('says its version with every answer', async () => {
		for (const query of [{ limit: '1' }, { statementId: ID }] as Array<Record<string, string>>) {
			const { headers } = await call('GET', { query });
			expect(headers.get('X-Experience-API-Version')).toBe('1.0.3');
		}
	});

	it('stores once, takes the same again, and answers another one with 409', async () => {
		const put = async (body: object) =>
			(await call('PUT', { query: { statementId: ID }, body })).status;
		expect(await put(statement)).toBe(204);
		expect(await put(statement)).toBe(204);
		expect(await put({ ...statement, result: { success: true } })).toBe(409);
		const again = await call('POST', { body: [{ ...statement, id: ID }, statement] });
		expect(again.status).toBe(200);
		expect((JSON.parse(again.text) as string[])[0]).toBe(ID);
		expect(client.sandbox.lrs.all()).toHaveLength(2);
	});

	it('names the next page by an address of its own host', async () => {
		await call('POST', { body: [statement, statement, statement] });
		const { text } = await call('GET');
		const { statements, more } = JSON.parse(text) as { statements: unknown[]; more: string };
		expect(statements).toHaveLength(2);
		expect(more).toMatch(/^\/TCAPI\/demo\/1\/statements\/more\//);
		const next = JSON.parse((await call('GET', { path: more })).text) as { more: string };
		const last = JSON.parse((await call('GET', { path: next.more })).text) as { more: string };
		expect(last.more).toBe('');
	});
});
