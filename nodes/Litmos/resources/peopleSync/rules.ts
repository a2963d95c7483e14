import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import { plain } from '../../../shared/values';
import { readWanted } from './columns';
import type { MatchColumn, Rules, Scope, Wanted } from './plan/types';
import { MOST_PERCENT, SHRINK_PERCENT } from './settings';

const SEPARATOR = ';';

const listIn = (text: unknown, separator: string): string[] =>
	String(text ?? '')
		.split(separator)
		.map((part) => part.trim())
		.filter(Boolean);

function scopeIn({ scopeBy, teamId, scopeField, scopeValue }: IDataObject): Scope {
	if (scopeBy === 'team') return { by: 'team', teamId: String(teamId) };
	if (scopeBy !== 'field') return { by: 'everybody' };
	return { by: 'field', field: String(scopeField), value: String(scopeValue) };
}

/** What the fields of the node say, which are the same for all items. `lastRows`: how long the list was before. */
export function rulesIn(values: IDataObject, lastRows: number | undefined): Rules {
	const { mostCount, mostPercent = MOST_PERCENT, shrinkPercent = SHRINK_PERCENT } = values;
	const most =
		mostCount === undefined ? { percent: Number(mostPercent) } : { count: Number(mostCount) };
	return {
		matchBy: values.matchBy as MatchColumn,
		scope: scopeIn(values),
		missing: values.missing as Rules['missing'],
		reactivates: values.reactivates !== false,
		teams: values.teamMode as Rules['teams'],
		managed: listIn(values.managedTeams, String(values.separator ?? SEPARATOR)),
		createsTeams: values.createsTeams === true,
		unprotected: listIn(values.unprotected, ','),
		safety: { most, shrinkPercent: Number(shrinkPercent), lastRows },
		now: Date.now(),
	};
}

interface FieldName {
	column?: unknown;
	field?: unknown;
}

/** @throws FieldError where there is no number: the values of its column would be lost. */
function customFieldOf({ column, field }: FieldName): string {
	if (typeof field === 'number') return `CustomField${field}`;
	throw new FieldError(
		`The field "Custom Field" for the column "${String(column ?? '')}" is empty`,
		'Fill it in under "Custom Field Names".',
	);
}

/** The rows of the list. An item without a single cell, which n8n makes where there are none, is no row. */
export function wantedIn(items: readonly IDataObject[]): Wanted[] {
	const [{ clears, separator = SEPARATOR, customFieldNames }] = items;
	const names = ((customFieldNames as IDataObject | undefined)?.name ?? []) as FieldName[];
	const labels = new Map(names.map((name) => [plain(name.column), customFieldOf(name)]));
	const reading = { clears: clears === true, separator: String(separator), labels };
	return items
		.map(({ people }, position) => readWanted(people, { ...reading, position }))
		.filter((row) => row !== undefined);
}
