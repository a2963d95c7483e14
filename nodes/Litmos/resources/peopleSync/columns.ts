import type { IDataObject } from 'n8n-workflow';
import { isObject, parseTime, plain } from '../../../shared/values';
import { cellsOf, columnNames, readRow } from '../bulkImport/columns';
import type { Column } from '../bulkImport/columns';
import { checkEmail } from '../user/record';
import { textOf } from './plan/cells';
import type { Wanted } from './plan/types';

const text = (id: string, label: string, ...also: string[]): Column => ({ id, label, also });

/** Who is meant. They are read first: a row whose other columns cannot be read names somebody all the same. */
const NAMES: readonly Column[] = [
	text('UserName', 'Username', 'Login', 'Login Name', 'User Principal Name', 'UPN'),
	text('Email', 'Email', 'Email Address', 'Work Email', 'Mail', 'Primary Email'),
	text(
		'ExternalEmployeeId',
		'External Employee ID',
		'Employee ID',
		'Employee Number',
		'Personnel Number',
		'Staff ID',
	),
	text('FirstName', 'First Name', 'Given Name', 'Forename', 'Preferred First Name'),
	text('LastName', 'Last Name', 'Surname', 'Family Name'),
];

/** The rest of a profile, by the columns of Litmos. */
const PROFILE: readonly Column[] = [
	text('JobTitle', 'Job Title', 'Title', 'Position'),
	text('CompanyName', 'Company Name', 'Company', 'Organization'),
	text('PhoneWork', 'Work Phone', 'Phone', 'Phone Number', 'Telephone'),
	text('PhoneMobile', 'Mobile Phone', 'Mobile', 'Mobile Number', 'Cell Phone'),
	text('Street1', 'Street 1', 'Street', 'Address', 'Address 1'),
	text('Street2', 'Street 2', 'Address 2'),
	text('City', 'City', 'Town'),
	text('State', 'State', 'Province'),
	text('PostalCode', 'Postal Code', 'Zip', 'Zip Code', 'Postcode'),
	text('Country', 'Country'),
	...Array.from({ length: 10 }, (_, at) => text(`CustomField${at + 1}`, `Custom Field ${at + 1}`)),
	text('Culture', 'Language', 'Locale'),
	text('TimeZone', 'Time Zone'),
	text('Brand', 'Brand'),
	text('JobRole', 'Job Role'),
	text('Skype', 'Skype'),
	text('Website', 'Website'),
	text('Twitter', 'Twitter'),
	{
		...text('ExpirationDate', 'Active Until', 'Inactivate Date', 'End Date', 'Termination Date'),
		type: 'dateTime',
	},
];

const MANAGER = text(
	'Manager',
	'Manager',
	'Supervisor',
	'Manager Email',
	'Manager Username',
	'Manager ID',
);

const ACTIVE: Column = { ...text('Active', 'Active', 'Is Active', 'Enabled'), type: 'boolean' };

const FROM: Column = {
	...text('ActiveFrom', 'Active From', 'Start Date', 'Hire Date'),
	type: 'dateTime',
};

const TEAMS: readonly Column[] = [
	text('Teams', 'Teams', 'Team', 'Department', 'Team 1', 'Team Code'),
	...[2, 3, 4, 5].map((number) => text(`Team${number}`, `Team ${number}`, `Team Code ${number}`)),
];

/** What stands in a profile as it is: those that may also say whom the list speaks for. */
export const SCOPE_COLUMNS: readonly Column[] = PROFILE.filter(({ type }) => type === undefined);

/** What a list may have, in the order of the mapper. */
export const SYNC_COLUMNS: readonly Column[] = [
	...NAMES,
	MANAGER,
	...TEAMS,
	...PROFILE,
	ACTIVE,
	FROM,
];

/** They are not emptied: Litmos needs them, or knows the person by them. */
const KEPT = new Set(NAMES.map(({ id }) => id));

export interface Reading {
	position: number;
	/** Whether an empty text empties the column. */
	clears: boolean;
	/** Between teams in one column. */
	separator: string;
	/** Number of the custom field by what the list calls it. */
	labels: ReadonlyMap<string, string>;
}

/** One row of the list; undefined where it says nothing at all. */
export function readWanted(given: unknown, reading: Reading): Wanted | undefined {
	const cells = renamed(isObject(given) ? given : {}, reading.labels);
	const isBlank = Object.values(cells).every((cell) => String(cell ?? '').trim() === '');
	if (isBlank) return undefined;
	const { row, complaint } = readRow([...NAMES, ...PROFILE, MANAGER, ACTIVE, FROM], trimmed(cells));
	const { Manager, Active, ActiveFrom, ...profile } = row;
	const values: Record<string, string> = {};
	for (const [column, cell] of Object.entries(profile)) values[column] = String(cell);
	const emptied = reading.clears ? emptiedBy(cells, row) : [];
	for (const column of emptied) if (column !== MANAGER.id) values[column] = '';
	const wrong =
		complaint ?? checkTeams(cells) ?? checkName(values) ?? checkEmail({ Email: values.Email });
	return {
		position: reading.position,
		values,
		manager: emptied.includes(MANAGER.id) ? '' : (Manager as string | undefined),
		teams: teamsIn(cells, reading),
		active: Active as boolean | undefined,
		from: ActiveFrom === undefined ? undefined : parseTime(ActiveFrom)?.getTime(),
		...(wrong !== undefined && { complaint: wrong }),
	};
}

/** Custom fields by their names in Litmos. Of two that get one name, the filled one counts, so it comes last. */
function renamed(cells: IDataObject, labels: Reading['labels']): IDataObject {
	if (labels.size === 0) return cells;
	const isFilled = (cell: unknown) => Number(String(cell ?? '').trim() !== '');
	const entries = Object.entries(cells).sort(([, a], [, b]) => isFilled(a) - isFilled(b));
	return Object.fromEntries(entries.map(([name, cell]) => [labels.get(plain(name)) ?? name, cell]));
}

function trimmed(cells: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(cells).map(([name, cell]) => [
			name,
			typeof cell === 'string' ? cell.trim() : cell,
		]),
	);
}

/**
 * Columns that are there with an empty text, and filled under none of their names. What is null was not filled in by
 * whoever mapped the columns.
 */
function emptiedBy(cells: IDataObject, filled: IDataObject): string[] {
	const empty = Object.entries(cells).filter(
		([, cell]) => typeof cell === 'string' && cell.trim() === '',
	);
	const named = cellsOf(Object.fromEntries(empty.map(([name]) => [name, true])));
	const isEmpty = (column: Column) => columnNames(column).some((name) => named.has(name));
	return [...PROFILE, MANAGER]
		.filter(isEmpty)
		.map(({ id }) => id)
		.filter((id) => !KEPT.has(id) && filled[id] === undefined);
}

/** Litmos refuses shorter ones (contract: users.create, 409). */
function checkName({ UserName }: Record<string, string>): string | undefined {
	return UserName !== undefined && UserName.length <= 3
		? `The username "${UserName}" must have more than 3 characters`
		: undefined;
}

/** Undefined where the row says nothing about teams; an empty column says "none" where empty columns count. */
function teamsIn(cells: IDataObject, { clears, separator }: Reading): string[] | undefined {
	const [filled, named] = [cellsOf(trimmed(cells)), cellsOf(cells, true)];
	const given = TEAMS.flatMap((column) => {
		const names = columnNames(column).filter((name) => named.has(name));
		const cell = names
			.map((name) => filled.get(name))
			.find((one) => namesIn(one, separator).length > 0);
		return names.length === 0 ? [] : [cell ?? named.get(names[0])];
	});
	const texts = given.flatMap((cell) => namesIn(cell, separator));
	if (texts.length > 0) return [...new Set(texts)];
	return clears && given.some((cell) => typeof cell === 'string' || Array.isArray(cell))
		? []
		: undefined;
}

/** The teams that a cell names. */
function namesIn(cell: unknown, separator: string): string[] {
	const parts = typeof cell === 'object' ? [cell].flat() : partsOf(String(cell ?? ''), separator);
	return parts.map((one) => textOf(nameOf(one))).filter((one) => one !== '');
}

/** HR systems give a department as a record: what names it there. */
function nameOf(team: unknown): unknown {
	if (!isObject(team)) return team;
	return [team.Name, team.name, team.Id].find((cell) => cell !== undefined);
}

/** A record without a name must pass neither for no team nor, as a text, for the name of a new one. */
function checkTeams(cells: IDataObject): string | undefined {
	const filled = cellsOf(cells);
	for (const column of TEAMS) {
		const given = columnNames(column).flatMap((name) => filled.get(name) ?? []);
		const wrong = given.find((one) => {
			const name = nameOf(one);
			return name === undefined || (typeof name === 'object' && name !== null);
		});
		if (wrong !== undefined)
			return `The column "${column.label}" has a team without a name: ${JSON.stringify(wrong)}`;
	}
	return undefined;
}

function partsOf(text: string, separator: string): string[] {
	return separator === '' ? [text] : text.split(separator);
}
