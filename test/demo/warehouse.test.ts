/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The example and the documentation of a warehouse say the same as the node; test/e2e/warehouse.e2e.ts runs it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tables } from '../../nodes/LitmosReport/warehouse/tables';
import { createTable, databaseName, typedColumns } from '../../scripts/warehouseTables';
import type { WorkflowJson } from '../support/engineTypes';

const FILE = path.resolve(__dirname, '../../examples/warehouse.json');
const { nodes } = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowJson;
const parametersOf = (node: string) => nodes.find(({ name }) => name === node)!.parameters;

describe('the example warehouse', () => {
	const table = tables.find(({ value }) => value === parametersOf('Get Changes').table)!;

	it('makes the table that the documentation has for it, and saves to it by RowKey', () => {
		expect(parametersOf('Create Table').query).toBe(createTable(table));
		expect(parametersOf('Save Rows')).toMatchObject({
			operation: 'upsert',
			table: { value: databaseName(table) },
			columns: { mappingMode: 'autoMapInputData', matchingColumns: ['RowKey'] },
		});
	});
});

describe('the tables of a warehouse', () => {
	it.each(tables.map((table) => [table.name, table] as const))(
		'have columns that the contract knows, each name once: %s',
		(_, table) => {
			const names = typedColumns(table).map(({ name }) => name.toLowerCase());
			expect(new Set(names).size).toBe(names.length);
			expect(names[0]).toBe('rowkey');
		},
	);

	it('have names of their own in the database', () => {
		expect(new Set(tables.map(databaseName)).size).toBe(tables.length);
	});
});
