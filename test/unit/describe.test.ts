import type { INodeProperties } from 'n8n-workflow';
import { describe as describePanel, fieldsOf } from '../../nodes/shared/operation/describe';
import type { Operation, Output, Resource } from '../../nodes/shared/operation/types';

const text: INodeProperties = { displayName: 'Name', name: 'Name', type: 'string', default: '' };
const more: INodeProperties = { ...text, name: 'more', type: 'collection', default: {} };

function operation(value: string, output: Output, fields = [text, more]): Operation {
	const option = { name: 'Do', value, action: 'Do it', description: 'Does it' };
	return { option, fields, request: { method: 'GET', path: '/x' }, output };
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
			'more',
		]);
		expect(namesOf(operation('a', { kind: 'list', key: 'Id' }))).not.toContain('simplify');
		expect(namesOf(operation('a', { kind: 'sent', simplify: ['Id'] }))).toContain('simplify');
		expect(namesOf(operation('a', { kind: 'done', json: {} }))).toEqual(['Name', 'more']);
	});

	it('have Simplify for an operation with code too', () => {
		const option = { name: 'Do', value: 'a', action: 'Do it', description: 'Does it' };
		const coded: Operation = {
			option,
			fields: [],
			run: async () => await Promise.resolve([]),
			calls: [],
		};
		expect(namesOf(coded)).toEqual([]);
		expect(namesOf({ ...coded, simplify: ['Id'] })).toEqual(['simplify']);
	});
});

describe('the panel', () => {
	const resources: Resource[] = [
		{
			option: { name: 'User', value: 'user' },
			operations: [operation('get', { kind: 'record' }), operation('getAll', list)],
		},
		{ option: { name: 'Team', value: 'team' }, operations: [operation('get', list, [])] },
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

	it('leaves the rows as they are', () => {
		expect(text.displayOptions).toBeUndefined();
		expect(resources[0]?.operations[0]?.fields[0]).toBe(text);
	});
});
