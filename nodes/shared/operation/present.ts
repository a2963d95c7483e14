import type { IDataObject } from 'n8n-workflow';
import { withoutSecrets } from '../secrets/named';
import { mapTexts, shownDate, wellSpelled } from '../values';
import { columnsOf } from './describe';
import { CHANGES } from './records/changes';
import { FieldError } from './readTyped';
import { choiceOf, selectFields } from './tool/choice';
import type { Operation } from './types';

/** What comes out for one item: dates as ISO 8601, no sign-in secrets, and only the useful columns if wanted. */
export function present(
	records: readonly IDataObject[],
	operation: Operation,
	values: IDataObject,
): IDataObject[] {
	const { output } = operation;
	if (output?.kind === 'done') return [{ ...echo(output.echo, values), ...output.json }];
	const owner = output?.kind === 'portion' ? echo(output.echo, values) : {};
	const rows = output?.kind === 'portion' ? output.of(records, values) : records;
	if (!rows) throw nothingAbout(owner, operation);
	const choice = choiceOf(values);
	const columns = choice === 'simplified' ? columnsOf(operation) : undefined;
	const all = rows.map((record) => ({ ...owner, ...shown(record, operation, columns) }));
	return choice === 'fields' ? selectFields(all, operation, values) : all;
}

function shown(
	record: IDataObject,
	operation: Operation,
	columns: readonly string[] | undefined,
): IDataObject {
	const isOpen = operation.kind === 'coded' && operation.showsLoginKey;
	const open = isOpen ? record : (withoutSecrets(record) as IDataObject);
	const isAsIs = !operation.request && operation.verbatim;
	const row = isAsIs ? open : wellSpelled(mapTexts(open, shownDate) as IDataObject);
	if (!columns) return row;
	const { output } = operation;
	if (output?.kind === 'list' && output.table) return cellsOf(row, columns, output.table);
	const cells = [...columns, CHANGES].filter((column) => Object.hasOwn(row, column));
	return Object.fromEntries(cells.map((column) => [column, row[column]]));
}

/** A row of a table: files made of it have the same columns each time, whatever Litmos left out. */
function cellsOf(
	row: IDataObject,
	columns: readonly string[],
	names: Readonly<Record<string, string>>,
): IDataObject {
	const isEmpty = (cell: unknown) => cell === undefined || cell === '';
	return Object.fromEntries(
		columns.map((column) => [names[column] ?? column, isEmpty(row[column]) ? null : row[column]]),
	);
}

/** Fields that the next node will want beside what Litmos sent. */
export function echo(fields: readonly string[] = [], values: IDataObject): IDataObject {
	const given = fields.filter((field) => values[field] !== undefined);
	return Object.fromEntries(given.map((field) => [field, values[field]]));
}

function nothingAbout(owner: IDataObject, { action }: Operation): FieldError {
	return new FieldError(
		`Litmos returned nothing about ${Object.values(owner).join(', ')} (${action})`,
		'Check whether it exists in Litmos, or choose it From List.',
	);
}
