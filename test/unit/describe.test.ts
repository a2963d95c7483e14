/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import type { INodeProperties } from 'n8n-workflow';
import { catalogResources as catalog, resources as everyday } from '../../nodes/Litmos/resources';
import { resources as reports } from '../../nodes/LitmosReport/resources';
import {
	describe as describePanel,
	fieldsOf,
	requestsOf,
	subtitleOf,
} from '../../nodes/shared/operation/describe';
import { isForTools } from '../../nodes/shared/operation/tool/panel';
import { rows } from '../../scripts/operationList';
import type {
	CodedOperation,
	Operation,
	Output,
	RequestSpec,
	Resource,
} from '../../nodes/shared/operation/types';

/** What the editor shows for one operation, without the placement that shows it there. */
function visible(panel: readonly INodeProperties[], resource: string, operation: string) {
	return panel
		.filter(({ name, displayOptions }) => {
			const show = displayOptions?.show ?? {};
			const isIn = (names: unknown[] | undefined, one: string) => !names || names.includes(one);
			const isField = name !== 'resource' && name !== 'operation';
			return isField && isIn(show.resource, resource) && isIn(show.operation, operation);
		})
		.map(({ displayOptions, ...field }) => {
			const show = { ...displayOptions?.show };
			delete show.resource;
			delete show.operation;
			const own = { ...displayOptions, show };
			if (Object.keys(show).length > 0) return { ...field, displayOptions: own };
			return displayOptions?.hide
				? { ...field, displayOptions: { hide: displayOptions.hide } }
				: field;
		});
}

const text: INodeProperties = { displayName: 'Name', name: 'Name', type: 'string', default: '' };
const more: INodeProperties = { ...text, name: 'more', type: 'collection', default: {} };

function operation(value: string, output: Output, fields = [text, more]): Operation {
	const entry = { name: 'Do', value, action: 'Do it', description: 'Does it' };
	return { ...entry, fields, request: { method: 'GET', path: '/x' }, output };
}

const namesOf = (of: Operation) => fieldsOf(of).map(({ name }) => name);
const list: Output = { kind: 'list', key: 'Id', simplify: ['Id'] };

describe('the parameters of an operation', () => {
	it('are its own, with collections last', () => {
		expect(namesOf(operation('a', { kind: 'record' }, [more, text]))).toEqual(['Name', 'more']);
	});

	it('have paging for a list, and Simplify where there are columns', () => {
		expect(namesOf(operation('a', list))).toEqual([
			'Name',
			'returnAll',
			'limit',
			'simplify',
			'output',
			'outputFields',
			'more',
		]);
		expect(namesOf(operation('a', { kind: 'list', key: 'Id' }))).not.toContain('simplify');
		expect(namesOf(operation('a', { kind: 'updated', simplify: ['Id'] }))).toContain('simplify');
		expect(namesOf(operation('a', { kind: 'done', json: {} }))).toEqual(['Name', 'more']);
	});

	it('have Simplify for an operation with code too', () => {
		const entry = { name: 'Do', value: 'a', action: 'Do it', description: 'Does it' };
		const coded: CodedOperation = {
			kind: 'coded',
			...entry,
			fields: [],
			run: async () => await Promise.resolve([]),
			calls: [],
		};
		expect(namesOf(coded)).toEqual([]);
		expect(namesOf({ ...coded, simplify: ['Id'] })).toEqual(['simplify', 'output', 'outputFields']);
	});
});

describe('the panel', () => {
	const resources: Resource[] = [
		{
			option: { name: 'User', value: 'user' },
			first: 'get',
			operations: [operation('get', { kind: 'record' }), operation('getAll', list)],
		},
		{
			option: { name: 'Team', value: 'team' },
			first: 'get',
			operations: [operation('get', list, [])],
		},
	];
	const panel = describePanel(resources, 'team');

	it('begins with the resources and a menu of operations for each, and ends with the options', () => {
		expect(panel[0]).toMatchObject({ name: 'resource', default: 'team' });
		expect(panel.filter(({ name }) => name === 'operation')).toMatchObject([
			{ default: 'get', displayOptions: { show: { resource: ['user'] } } },
			{ default: 'get', displayOptions: { show: { resource: ['team'] } } },
		]);
		expect(panel.at(-1)).toMatchObject({ name: 'options', type: 'collection' });
		expect(panel.at(-1)?.displayOptions).toBeUndefined();
	});

	it('shows each parameter for its operation only, and keeps what it depends on itself', () => {
		const placed = panel
			.filter(({ name }) => name === 'limit')
			.map((field) => field.displayOptions);
		expect(placed).toEqual([
			{ show: { resource: ['user'], operation: ['getAll'], returnAll: [false] } },
			{ show: { resource: ['team'], operation: ['get'], returnAll: [false] } },
		]);
	});

	it('offers a resource that moved only to who has it, and no action of it', () => {
		const [user, team] = resources;
		const [resource, ...rest] = describePanel([user!], 'user', [team!]);
		expect(resource?.options).toEqual([
			{ name: 'User', value: 'user' },
			{ name: 'Team', value: 'team', displayOptions: { show: { resource: ['team'] } } },
		]);
		expect(rest.filter(({ name }) => name === 'operation')).toMatchObject([
			{ displayOptions: { show: { resource: ['user'] } } },
			{ displayOptions: { show: { '/resource': ['team'] } } },
		]);
		const moves = visible(panel, 'team', 'get').filter((field) => !isForTools(field));
		expect(visible([resource!, ...rest], 'team', 'get')).toEqual(moves);
	});

	it('leaves the rows as they are', () => {
		expect(text.displayOptions).toBeUndefined();
		expect(resources[0]?.operations[0]?.fields[0]).toBe(text);
	});
});

describe('the options of what writes', () => {
	const entry = { name: 'Do', value: 'a', action: 'Do it', description: 'Does it' };
	const post = { method: 'POST', path: '/x', body: ['Name'], xml: 'Team' } as const;
	const plain = (request: RequestSpec): Operation => ({
		...entry,
		fields: [],
		request,
		output: { kind: 'done', json: {} },
	});
	const coded = (calls: RequestSpec[]): Operation => ({
		kind: 'coded',
		...entry,
		fields: [],
		run: async () => await Promise.resolve([]),
		calls,
	});
	const text = { contentType: 'application/xml', field: 'x' } as const;

	const read = { method: 'GET', path: '/x' } as const;
	const both = ['previewOnly', 'requestFormat'];

	it.each<[string[], Operation]>([
		[both, plain(post)],
		[both, plain({ ...post, defaults: { Active: true } })],
		[both, plain({ ...post, method: 'PUT' })],
		[both, coded([read, post])],
		[['previewOnly'], plain({ method: 'POST', path: '/x' })],
		[['previewOnly'], coded([read, { method: 'DELETE', path: '/x' }])],
		[['previewOnly'], coded([{ method: 'POST', path: '/x', text }])],
		[['previewOnly'], coded([])],
		[[], plain(read)],
		[[], coded([read])],
	])('are there where they mean something: %j', (wanted, shown) => {
		const resources = [{ option: { name: 'X', value: 'x' }, first: 'a', operations: [shown] }];
		const names = (describePanel(resources, 'x').at(-1)?.options ?? []).map(({ name }) => name);
		expect(names).toEqual(['maxWaitMinutes', ...wanted]);
	});

	it('stand in one collection, each for the operations that have it', () => {
		const operations = [
			{ ...plain(post), value: 'write' },
			{ ...plain(read), value: 'read' },
		];
		const resources = [{ option: { name: 'X', value: 'x' }, first: 'read', operations }];
		const panel = describePanel(resources, 'x');
		expect(panel.filter(({ name }) => name === 'options')).toHaveLength(1);
		const show = { '/resource': ['x'], '/operation': ['write'] };
		expect(panel.at(-1)?.options).toMatchObject([
			{ name: 'maxWaitMinutes' },
			{ name: 'previewOnly', displayOptions: { show } },
			{ name: 'requestFormat', displayOptions: { show } },
		]);
	});
});

describe('a parameter that operations share', () => {
	const record: Output = { kind: 'record' };
	const named = (...names: string[]) => names.map((name) => ({ ...text, name }));
	const resource = (value: string, operations: Operation[]): Resource => ({
		option: { name: value, value },
		first: 'get',
		operations,
	});
	const panelOf = (resources: Resource[]) => describePanel(resources, 'a');
	const placesOf = (panel: INodeProperties[], wanted: string) =>
		panel.filter(({ name }) => name === wanted).map((field) => field.displayOptions?.show);

	it('stands there once, with all combinations of resource and operation that there are', () => {
		const panel = panelOf([
			resource('a', [operation('get', record, named('x')), operation('put', record, named('x'))]),
			resource('b', [operation('get', record, named('x')), operation('new', record, [])]),
		]);
		expect(placesOf(panel, 'x')).toEqual([{ resource: ['a', 'b'], operation: ['get', 'put'] }]);
	});

	it('stands there as often as it must where the combinations do not fit', () => {
		const panel = panelOf([
			resource('a', [operation('get', record, named('x')), operation('put', record, [])]),
			resource('b', [operation('get', record, []), operation('put', record, named('x'))]),
		]);
		expect(placesOf(panel, 'x')).toEqual([
			{ resource: ['a'], operation: ['get'] },
			{ resource: ['b'], operation: ['put'] },
		]);
	});

	it('is not shared by literals that differ', () => {
		const other = { ...text, name: 'x', description: 'Another one' };
		const get = operation('get', record, named('x'));
		const panel = panelOf([resource('a', [get, operation('put', record, [other])])]);
		expect(placesOf(panel, 'x')).toHaveLength(2);
	});

	it('finds an order that suits all operations, and is doubled where there is none', () => {
		const suits = [named('x'), named('y'), named('y', 'x')];
		const clashes = [named('x', 'y'), named('y', 'x')];
		for (const [lists, count] of [
			[suits, 2],
			[clashes, 3],
		] as const) {
			const operations = lists.map((fields, index) => operation(`o${index}`, record, fields));
			const panel = panelOf([resource('a', operations)]);
			expect(panel.filter(({ name }) => name === 'x' || name === 'y')).toHaveLength(count);
			lists.forEach((fields, index) => {
				const names = visible(panel, 'a', `o${index}`).map(({ name }) => name);
				expect(names).toEqual([...fields.map(({ name }) => name), 'options']);
			});
		}
	});

	const all = [...new Set(rows.map((row) => row.resource))].map((option) => ({
		option,
		first: '',
		operations: rows.filter((row) => row.resource === option).map((row) => row.operation),
	}));
	const whole = describePanel(all, String(all[0]?.option.value));

	it.each(rows.map((row) => [row.name, row] as const))(
		'leaves %s with its parameters, in their order',
		(_name, { resource: option, operation: shown }) => {
			const shownNow = visible(whole, option.value, shown.value);
			const seen = shownNow.filter(({ type }) => type !== 'notice');
			expect(seen.slice(0, -1)).toEqual(fieldsOf(shown));
			expect(seen.at(-1)?.name).toBe('options');
		},
	);
});

describe('a resource', () => {
	const actions = [...everyday, ...catalog];
	const all = [...actions, ...reports];
	// What a custom call does is chosen beside it; its method is GET at first.
	const fixed = all.filter(({ option }) => option.value !== 'customApiCall');

	it.each(fixed.map((one) => [one.option.name, one] as const))(
		'begins with an operation that only reads: %s',
		(_name, { first, operations }) => {
			const chosen = operations.find(({ value }) => value === first)!;
			expect(requestsOf(chosen).map(({ method }) => method)).not.toEqual([]);
			expect(new Set(requestsOf(chosen).map(({ method }) => method))).toEqual(new Set(['GET']));
		},
	);

	it('is named in words below the node', () => {
		const subtitle = subtitleOf(actions).slice(3, -2);
		const say = new Function('$parameter', `return ${subtitle}`) as (chosen: object) => string;
		expect(say({ resource: 'userCourse', operation: 'getAll' })).toBe('Get Many: User Course');
		expect(say({ resource: 'user', operation: 'upsert' })).toBe('Create or Update: User');
	});
});
