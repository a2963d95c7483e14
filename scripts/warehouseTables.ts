import { readContract } from '../contract/schema';
import { columnsIn, ROW_KEY, tables } from '../nodes/LitmosReport/warehouse/tables';
import type { Table } from '../nodes/LitmosReport/warehouse/tables';
import { tabulate } from './tabulate';

const { endpoints, schemas } = readContract();

/** Types of PostgreSQL, by those of the contract. */
const TYPES: Readonly<Record<string, string>> = {
	string: 'text',
	boolean: 'boolean',
	integer: 'bigint',
	number: 'double precision',
};

/** A column as it comes out, and what PostgreSQL calls its type. */
export interface Column {
	name: string;
	type: string;
}

/** `Result: Course Results` as a name that every database takes. */
export const databaseName = ({ name }: Pick<Table, 'name'>): string =>
	`litmos_${name.toLowerCase().replace(/[^a-z]+/g, '_')}`;

/** The columns of a table with their types, the key first. @throws Error for a column that the contract does not know. */
export function typedColumns({ feed }: Table): Column[] {
	const { names = {} } = feed as { names?: Readonly<Record<string, string>> };
	const columns = columnsIn(feed).map((column) => ({
		name: names[column] ?? column,
		type: typeOf(feed.path, column),
	}));
	return [{ name: ROW_KEY, type: 'text' }, ...columns];
}

function typeOf(path: string, column: string): string {
	const endpoint = endpoints.find((one) => one.path === path && one.method === 'GET');
	const { schema = '' } = endpoint?.answers.find(({ status }) => status === 200) ?? {};
	const field = schemas[schema]?.find(({ name }) => name === column);
	if (!field) throw new Error(`The contract knows no ${column} in ${path}`);
	const isDate = field.format === 'msDate' || field.format === 'isoDate';
	const type = isDate ? 'timestamptz' : TYPES[String(field.type)];
	if (!type) throw new Error(`There is no type for ${column} in ${path}: ${String(field.type)}`);
	return type;
}

/** What makes the table in PostgreSQL. */
export function createTable(table: Table): string {
	const lines = typedColumns(table).map(
		({ name, type }) => `  "${name}" ${type}${name === ROW_KEY ? ' primary key' : ''}`,
	);
	return `create table if not exists ${databaseName(table)} (\n${lines.join(',\n')}\n);`;
}

/** Which table has which key, and what one of its rows is. */
export function tabulateTables(): string {
	return tabulate([
		['Table', 'RowKey is made of', 'In the examples below'],
		...tables.map((table) => {
			const { key, names = {} } = table.feed as Table['feed'];
			const parts = key.map((column) => `\`${names[column] ?? column}\``);
			return [
				table.name,
				parts.length > 0 ? parts.join(', ') : 'the whole row',
				`\`${databaseName(table)}\``,
			];
		}),
	]);
}

/** All tables as PostgreSQL makes them. */
export const listTables = (): string =>
	['```sql', tables.map(createTable).join('\n\n'), '```'].join('\n');
