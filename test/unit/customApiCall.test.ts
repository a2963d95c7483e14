import type { IDataObject } from 'n8n-workflow';
import { customApiCall } from '../../nodes/Litmos/resources/customApiCall';
import type { PlannedRequest } from '../../nodes/shared/operation/plan';
import { fill } from '../../nodes/shared/operation/plan';
import type { CallOptions, CodedOperation, RequestSpec } from '../../nodes/shared/operation/types';

const operation = customApiCall.operations[0] as CodedOperation;

/** What the call becomes, and what becomes of its answer. */
async function send(values: IDataObject, answer: unknown = null) {
	let sent: PlannedRequest & { spec: RequestSpec; options?: CallOptions };
	const given = {
		method: 'GET',
		path: '/users',
		bodyFormat: 'none',
		answerFormat: 'json',
		...values,
	};
	const items = await operation.run(async (spec, own, options) => {
		sent = { ...fill(spec, own), spec, options };
		return await Promise.resolve(answer);
	}, given);
	return { ...sent!, items };
}

const query = (...parameter: IDataObject[]) => ({ query: { parameter } });

describe('a custom call', () => {
	it.each([
		['/users', '/users'],
		['users', '/users'],
		[' /v1.svc/users ', '/users'],
		['v1.svc/users/u1', '/users/u1'],
		['/users?search=a', '/users?search=a'],
		['/a/{b}', '/a/%7Bb%7D'],
	])('to %s goes to %s', async (path, target) => {
		expect((await send({ path })).path).toBe(target);
	});

	it.each(['https://evil.example/users', ' HTTP://x', '//evil.example/users', 'ftp:x'])(
		'to a whole address is refused: %s',
		(path) => {
			expect(operation.check?.({ path })).toContain('"Path" contains a full URL');
		},
	);

	it('has the query parameters that were added, empty ones left out', async () => {
		const { qs } = await send(
			query({ name: 'since', value: '2027-01-31' }, { name: 'to', value: '' }),
		);
		expect(qs).toEqual({ since: '2027-01-31' });
	});

	it('is refused with a parameter that has no name, as an empty expression leaves it', () => {
		for (const parameter of [{ value: '1' }, { name: ' ', value: '1' }])
			expect(operation.check?.({ path: '/users', ...query(parameter) })).toContain('has no name');
	});

	it('has parameters without the spaces around their names, which Litmos would not know', async () => {
		const { qs, body } = await send({
			method: 'POST',
			bodyFormat: 'json',
			body: '{}',
			...query({ name: ' limit ', value: '5' }, { name: ' body', value: 'x' }),
		});
		expect([qs, body]).toEqual([{ limit: '5', body: 'x' }, '{}']);
	});

	it('has a body as it was written, though a query parameter is called body too', async () => {
		const { body, qs, spec } = await send({
			method: 'POST',
			bodyFormat: 'json',
			body: '{"a":1}',
			...query({ name: 'body', value: 'x' }),
		});
		expect(body).toBe('{"a":1}');
		expect(qs).toEqual({ body: 'x' });
		expect(spec.text?.contentType).toBe('application/json');
	});

	it('makes JSON of what an expression gives, and sends XML as XML', async () => {
		const json = await send({ method: 'PUT', bodyFormat: 'json', body: { a: [1] } });
		expect(json.body).toBe('{"a":[1]}');
		const xml = await send({ method: 'PUT', bodyFormat: 'xml', body: '<A/>' });
		expect(xml.spec.text?.contentType).toBe('application/xml');
	});

	it('has no body with GET, or where there is to be none', async () => {
		expect((await send({ bodyFormat: 'json', body: '{}' })).body).toBeUndefined();
		expect((await send({ method: 'DELETE', body: '{}' })).body).toBeUndefined();
	});

	it('is refused with a body that is no JSON', () => {
		const given = { path: '/users', method: 'POST', bodyFormat: 'json' };
		expect(operation.check?.({ ...given, body: '{a}' })).toContain('not valid JSON');
		expect(operation.check?.({ ...given, body: '{"a":1}' })).toBeUndefined();
		expect(operation.check?.({ ...given, bodyFormat: 'xml', body: '{a}' })).toBeUndefined();
		expect(operation.check?.({ ...given, body: { a: 1 } })).toBeUndefined();
	});

	it.each([
		[null, [{ success: true }]],
		[{ Id: 'u1' }, [{ Id: 'u1' }]],
		[
			[{ Id: 'u1' }, { Id: 'u2' }],
			[{ Id: 'u1' }, { Id: 'u2' }],
		],
		[
			['a', 1],
			[{ data: 'a' }, { data: 1 }],
		],
		[[], []],
		['<Users/>', [{ data: '<Users/>' }]],
	])('makes items of the answer %j', async (answer, items) => {
		expect((await send({}, answer)).items).toEqual(items);
	});

	it('asks for XML where XML is wanted', async () => {
		expect((await send({ answerFormat: 'xml' })).options?.answer).toBe('xml');
		expect((await send({})).options?.answer).toBeUndefined();
	});

	it('never shows a login key', () => {
		expect(operation.showsLoginKey).toBeUndefined();
	});
});
