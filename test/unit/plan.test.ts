import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../nodes/shared/operation/readTyped';
import { choosePath, fill, plan } from '../../nodes/shared/operation/plan';
import { targetsOf } from '../support/rowContract';
import type { ItemValues } from '../../nodes/shared/operation/readValues';
import type { RequestSpec } from '../../nodes/shared/operation/types';

const itemsOf = (...all: IDataObject[]): ItemValues[] =>
	all.map((values, item) => ({ item, values, modes: {}, subjects: [] }));

const refuse = (_: number, problem: unknown) => {
	throw problem;
};

const POST = { method: 'POST', path: '/users' } as const;
const ROLE: RequestSpec = {
	method: 'PUT',
	path: {
		by: 'role',
		paths: { leaders: '/teams/{t}/leaders/{u}', admins: '/teams/{t}/admins/{u}' },
	},
};
const ADD: RequestSpec = {
	method: 'POST',
	path: '/teams/{teamId}/users',
	query: [['sendmessage', 'sendEmail']],
	body: [['Id', 'userId']],
	xml: 'User',
	batch: { max: 3 },
};
const add = (teamId: string, userId: string, sendEmail = false) => ({ teamId, userId, sendEmail });

/** What a reviewer would look at: the path, the members and the IDs of each request. */
const batches = (...all: IDataObject[]) =>
	plan(ADD, itemsOf(...all), refuse).map(({ members, request }) => ({
		at: `${request.path}?${String(request.qs.sendmessage)}`,
		members,
		ids: (request.body as IDataObject[]).map(({ Id }) => Id),
	}));

describe('the path of a request', () => {
	const pathFor = (x: string) => fill({ method: 'GET', path: '/a/{x}/b' }, { x }).path;

	it.each([
		['-Ab_1', '/a/-Ab_1/b'],
		['ada@example.com', '/a/ada%40example.com/b'],
		['50 ä', '/a/50%20%C3%A4/b'],
		['a+b&c=d', '/a/a%2Bb%26c%3Dd/b'],
		['{x}', '/a/%7Bx%7D/b'],
	])('has the value %s encoded', (value, path) => {
		expect(pathFor(value)).toBe(path);
	});

	// A server may resolve what is encoded before it looks for parts of the path.
	it.each(['a/b', '../users', 'a?b', 'c#d', 'a\\b', '50%', 'a%2Fb', 'a\nb', 'a\u0000'])(
		'holds no value that could be more than one segment: %j',
		(value) => {
			expect(() => pathFor(value)).toThrow(FieldError);
		},
	);

	it('has the value as one segment, which gives back just that value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
				fc.pre(!/[/\\%?#\p{Cc}]/u.test(value));
				const segments = pathFor(value).split('/');
				expect(segments).toHaveLength(4);
				expect(decodeURIComponent(segments[2] ?? '')).toBe(value);
			}),
		);
	});

	it('is the one that the field chooses', () => {
		expect(fill(ROLE, { role: 'admins', t: 't1', u: 'u1' }).path).toBe('/teams/t1/admins/u1');
		expect(fill(ROLE, { role: 'leaders', t: 't1', u: 'u1' }).path).toBe('/teams/t1/leaders/u1');
		expect(choosePath(ROLE.path, { role: 'admins' })).toBe('/teams/{t}/admins/{u}');
		expect(targetsOf(ROLE.path).map(({ template }) => template)).toEqual([
			'/teams/{t}/leaders/{u}',
			'/teams/{t}/admins/{u}',
		]);
		expect(targetsOf('/users')).toEqual([{ template: '/users' }]);
	});
});

describe('the query and the body of a request', () => {
	it('hold what was set, under the names of the wire and in their order', () => {
		const spec: RequestSpec = {
			...POST,
			query: ['search', ['sendmessage', 'sendEmail']],
			body: ['Name', ['ParentTeamId', 'teamId'], 'Code'],
			xml: 'User',
		};
		const values = { Code: 'c', teamId: 't1', Name: 'n', sendEmail: true, search: 's', other: 1 };
		const { qs, body } = fill(spec, values);
		expect(JSON.stringify(qs)).toBe('{"search":"s","sendmessage":true}');
		expect(JSON.stringify(body)).toBe('{"Name":"n","ParentTeamId":"t1","Code":"c"}');
	});

	it('do not hold empty fields, but false and 0', () => {
		const spec: RequestSpec = {
			...POST,
			query: ['a', 'b', 'c'],
			body: ['a', 'b', 'c', 'd', 'e'],
			xml: 'User',
		};
		const values = { a: '', b: null, c: undefined, d: false, e: 0 };
		expect(fill(spec, values)).toMatchObject({ qs: {}, body: { d: false, e: 0 } });
		expect(Object.keys(fill(spec, values).body as IDataObject)).toEqual(['d', 'e']);
		expect(fill({ ...POST, query: ['x'] }, { x: false }).qs).toEqual({ x: false });
	});

	it('are absent where the operation has none', () => {
		expect(fill(POST, { Name: 'n' })).toEqual({
			method: 'POST',
			path: '/users',
			qs: {},
			body: undefined,
		});
	});

	it('hold defaults where no field gives a value, at their place in the order', () => {
		const spec: RequestSpec = {
			...POST,
			body: ['Id', 'Name', 'Active', 'City'],
			xml: 'User',
			defaults: { Active: true, Id: '' },
		};
		expect(JSON.stringify(fill(spec, { Name: 'n' }).body)).toBe(
			'{"Id":"","Name":"n","Active":true}',
		);
		expect(fill(spec, { Name: 'n', Active: false }).body).toMatchObject({ Active: false });
	});

	it('empty the fields to clear, unless a value is given too, and no field that is not theirs', () => {
		const spec: RequestSpec = { ...POST, body: ['City', 'State', 'Name'], xml: 'User' };
		const values = { clearFields: ['City', 'State', 'Twitter'], State: 'NSW' };
		expect(fill(spec, values).body).toEqual({ City: '', State: 'NSW' });
		expect(fill({ ...POST, query: ['City'] }, values).qs).toEqual({});
	});

	it('hold dates in the form that the place wants', () => {
		const spec: RequestSpec = {
			...POST,
			query: [{ wire: 'since', as: 'queryDate' }],
			body: [
				{ wire: 'ExpirationDate', as: 'isoDate' },
				{ wire: 'UpdatedAt', as: 'jsonDate' },
			],
			xml: 'User',
		};
		const time = '2024-05-01T13:45:00Z';
		const values = { since: time, ExpirationDate: time, UpdatedAt: time };
		expect(fill(spec, values)).toMatchObject({
			qs: { since: '2024-05-01 13:45:00' },
			body: { ExpirationDate: time, UpdatedAt: '/Date(1714571100000)/' },
		});
		expect(fill(spec, {})).toMatchObject({ qs: {}, body: {} });
	});

	it('are text as the person wrote it where the operation says so', () => {
		const text = { contentType: 'application/xml', field: 'xml' } as const;
		expect(fill({ ...POST, text }, { xml: '<A/>' }).body).toBe('<A/>');
		expect(fill({ ...POST, text }, {}).body).toBeUndefined();
	});
});

describe('items', () => {
	it('have a request each, in their order, where the operation takes one record', () => {
		const spec: RequestSpec = { ...POST, body: ['Name'], xml: 'User' };
		const jobs = plan(spec, itemsOf({ Name: 'a' }, { Name: 'a' }, { Name: 'b' }), refuse);
		expect(jobs.map(({ members }) => members)).toEqual([[0], [1], [2]]);
		expect(jobs.map(({ request }) => request.body)).toEqual([
			{ Name: 'a' },
			{ Name: 'a' },
			{ Name: 'b' },
		]);
		expect(plan(spec, [], refuse)).toEqual([]);
	});

	it('travel together where path and query agree, wherever they stand', () => {
		expect(batches(add('t1', 'a'), add('t2', 'b'), add('t1', 'c'), add('t1', 'd', true))).toEqual([
			{ at: '/teams/t1/users?false', members: [0, 2], ids: ['a', 'c'] },
			{ at: '/teams/t2/users?false', members: [1], ids: ['b'] },
			{ at: '/teams/t1/users?true', members: [3], ids: ['d'] },
		]);
	});

	it('travel in as many requests as the maximum asks for', () => {
		const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => add('t1', id));
		expect(batches(...all)).toEqual([
			{ at: '/teams/t1/users?false', members: [0, 1, 2], ids: ['a', 'b', 'c'] },
			{ at: '/teams/t1/users?false', members: [3, 4, 5], ids: ['d', 'e', 'f'] },
			{ at: '/teams/t1/users?false', members: [6], ids: ['g'] },
		]);
	});

	it('that are the same travel once, and the request answers for all of them', () => {
		expect(batches(add('t1', 'a'), add('t1', 'a'), add('t1', 'b'), add('t1', 'a'))).toEqual([
			{ at: '/teams/t1/users?false', members: [0, 1, 2, 3], ids: ['a', 'b'] },
		]);
	});

	it('are each answered for by one request, and no request is over-full', () => {
		const some = fc.array(
			fc.record({ t: fc.constantFrom('t1', 't2'), u: fc.nat(9), mail: fc.boolean() }),
		);
		fc.assert(
			fc.property(some, (all) => {
				const jobs = batches(...all.map(({ t, u, mail }) => add(t, `u${u}`, mail)));
				const members = jobs.flatMap((job) => job.members).sort((a, b) => a - b);
				expect(members).toEqual(all.map((_, index) => index));
				for (const { at, ids, members: own } of jobs) {
					expect(ids.length).toBeLessThanOrEqual(3);
					expect(new Set(ids).size).toBe(ids.length);
					for (const member of own) {
						const { t, u, mail } = all[member] ?? { t: '', u: 0, mail: false };
						expect(at).toBe(`/teams/${t}/users?${mail}`);
						expect(ids).toContain(`u${u}`);
					}
				}
			}),
		);
	});
});
