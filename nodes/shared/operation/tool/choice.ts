import type { IDataObject } from 'n8n-workflow';
import { plain } from '../../values';
import { columnsOf, mayWrite } from '../describe';
import { CHANGES } from '../records/changes';
import { FieldError } from '../readTyped';
import type { Operation } from '../types';

/** Which columns come out, by the toggle that people have or the choice for an AI agent. */
export function choiceOf({ simplify, output }: IDataObject): 'simplified' | 'raw' | 'fields' {
	if (output === 'simplified' || output === 'fields') return output;
	return simplify === true ? 'simplified' : 'raw';
}

/** Names as a model may write them: `due date` and `DueDate` are one. */
const bare = (name: unknown): string => plain(name).replace(/[\s_]+/g, '');

/**
 * The rows with the named columns only; null where a row has no such column, as Litmos leaves out what is empty.
 * @throws FieldError for a name that no row has. After a write it is too late for that.
 */
export function selectFields(
	rows: readonly IDataObject[],
	operation: Operation,
	{ outputFields }: IDataObject,
): IDataObject[] {
	if (rows.length === 0) return [];
	const known = knownColumns(rows, operation);
	const named = String(outputFields)
		.split(/[,;\n]/)
		.map((name) => name.trim())
		.filter(Boolean);
	const wanted = named.map((name) => known.get(bare(name)));
	const unknown = named.filter((_, index) => wanted[index] === undefined);
	if ((unknown.length > 0 || named.length === 0) && !mayWrite(operation)) {
		throw noFields(unknown, [...new Set([...known.values()].map(({ called }) => called))]);
	}
	return rows.map((row) => {
		const cells = wanted.flatMap((one) => (one ? [[one.called, cellOf(row, one.column)]] : []));
		const changes = Object.hasOwn(row, CHANGES) ? { [CHANGES]: row[CHANGES] } : {};
		return { ...(Object.fromEntries(cells) as IDataObject), ...changes };
	});
}

interface Column {
	column: string;
	/** By a plainer name, in a table. */
	called: string;
}

/** The columns that there are, by either of their names. */
function knownColumns(rows: readonly IDataObject[], operation: Operation): Map<string, Column> {
	const { output } = operation;
	const names = (output?.kind === 'list' && output.table) || {};
	const known = new Map<string, Column>();
	const columns = [...(columnsOf(operation) ?? []), ...rows.flatMap((row) => Object.keys(row))];
	for (const column of new Set(columns)) {
		const one = { column, called: Object.hasOwn(names, column) ? names[column] : column };
		for (const name of [column, one.called]) known.set(bare(name), one);
	}
	return known;
}

const cellOf = (row: IDataObject, column: string): unknown =>
	Object.hasOwn(row, column) ? row[column] : null;

function noFields(unknown: readonly string[], all: readonly string[]): FieldError {
	const names = unknown.slice(0, 10).join(', ');
	return new FieldError(
		`"Output Fields" names ${names ? `fields that the result does not have: ${names}` : 'no field'}`,
		`Use some of these: ${all.slice(0, 100).join(', ')}.`,
	);
}
