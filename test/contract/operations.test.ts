/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { Litmos } from '../../nodes/Litmos/Litmos.node';
import { fieldsOf, requestsOf } from '../../nodes/shared/operation/describe';
import { targetsOf } from '../support/rowContract';
import {
	asksLitmos,
	insertTable,
	printed,
	rows,
	tabulateOperations,
} from '../../scripts/operationList';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('what is generated from the operations (npm run accept)', () => {
	it.each(printed)('is fresh in $page: $name', ({ page, name, print }) => {
		const text = read(page);
		expect(insertTable(text, print(), name)).toBe(text);
	});
});

describe('an operation', () => {
	it('names every address that it reaches', () => {
		const lines = rows.flatMap(({ name, operation }) =>
			requestsOf(operation).flatMap(({ method, path: target }) =>
				targetsOf(target).map(({ template }) => `${name} ${method} ${template}`),
			),
		);
		// What a custom call reaches is the person's choice.
		expect([...new Set(lines.map((line) => line.split(' ')[0]))]).toEqual(
			rows
				.filter(asksLitmos)
				.map(({ name }) => name)
				.filter((name) => name !== 'customApiCall:send'),
		);
		expect(lines).toEqual(
			expect.arrayContaining([
				'team:update GET /teams/{teamId}',
				'team:update PUT /teams/{teamId}',
				'teamRole:promote PUT /teams/{teamId}/admins/{userId}',
				'user:upsert GET /users/{UserName}',
				'user:upsert POST /users',
				'user:getLoginLink GET /courses/{courseId}',
			]),
		);
	});
});

it.each(rows.map(({ name, operation }) => [name, operation] as const))(
	'%s says in the menu what it does, and its fields what they are for',
	(_name, operation) => {
		const texts = [operation.name, operation.value, operation.action, operation.description];
		const labels = fieldsOf(operation).flatMap(
			({ displayName, name, type, description = 'none' }) => [displayName, name, type, description],
		);
		expect([...texts, ...labels].filter((text) => !/\w/.test(text ?? ''))).toEqual([]);
	},
);

it('has placeholders of one style: an example, or what a button adds or chooses', () => {
	const fields = rows.flatMap(({ operation }) => fieldsOf(operation));
	const placeholders = [...JSON.stringify(fields).matchAll(/"placeholder":"((?:[^"\\]|\\.)*)"/g)];
	const style = /^(e\.g\. .|Add [a-z ]+$|(Select|All) [a-z .]+$|name@email\.com$)/;
	expect(placeholders.length).toBeGreaterThan(100);
	expect(placeholders.map(([, text = '']) => text).filter((text) => !style.test(text))).toEqual([]);
});

describe('the table', () => {
	const table = tabulateOperations().split('\n');
	const costOf = (operation: string) =>
		table
			.find((line) => line.replace(/ +/g, ' ').startsWith(`| ${operation} |`))
			?.split(' | ')
			.at(-1);

	it.each([
		['Team | Get', '1'],
		['Team | Get Many', '1 per 1,000 rows'],
		['Team | Update', '2 (reads first)'],
		['Team Member | Add', '1 per 100 items'],
		['User | Create or Update', '2 or 3 (reads first), fewer from 8 items on'],
		['User | Get Login Link', '1 or 2'],
		['Custom API Call | Send', '1'],
		['Litmos Catalog: Collection | Remove Course', '1'],
	])('says what %s costs', (operation, cost) => {
		expect(costOf(operation)?.replace(/[ |]+$/, '')).toBe(cost);
	});

	it.each([
		['team', 'update', /^.+\. Requests per item: 2 \(reads first\)\.$/],
		['teamMember', 'add', /\. Requests: 1 per 100 items\.$/],
		['user', 'deactivate', /\. Requests per item: 2 \(reads first\), fewer from 8 items on\.$/],
	])('says it in the panel as well: %s %s', (resource, operation, words) => {
		const menus = new Litmos().description.properties.filter(({ name }) => name === 'operation');
		const [menu] = menus.filter((one) => one.displayOptions?.show?.resource?.[0] === resource);
		const option = menu.options?.find((one) => 'value' in one && one.value === operation);
		expect((option as INodePropertyOptions).description).toMatch(words);
	});

	it('has a line for every operation, all of one width', () => {
		expect(table).toHaveLength(rows.length + 2);
		expect(new Set(table.map((line) => line.length)).size).toBe(1);
	});

	it('stands between its markers and leaves the rest alone', () => {
		const markers = ['<!-- operations:start -->', '<!-- operations:end -->'];
		const readme = `# A\n\n${markers.join('\nold\n')}\n\nB $1\n`;
		expect(insertTable(readme, '| $& |')).toBe(
			`# A\n\n${markers.join('\n\n| $& |\n\n')}\n\nB $1\n`,
		);
		expect(insertTable('# A\n', '| T |')).toBeUndefined();
	});
});
