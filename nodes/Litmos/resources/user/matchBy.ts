import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { columnMode } from '../../../shared/locators/modes';
import type { RecordListSpec } from '../../../shared/operation/records/recordList';
import { checkNames, deriveNames, mergeUser, USERS_BY_USERNAME } from './record';

/** By the column of a user, which is also the field: what it is called in the panel. */
const COLUMNS: Readonly<Record<string, string>> = {
	Email: 'Email',
	ExternalEmployeeId: 'External Employee ID',
	UserName: 'Username',
};

const USER = 'user';

export const matchByField: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Email',
			value: 'Email',
			description: 'A user with this email is updated, even if the username has changed',
		},
		{
			name: 'External Employee ID',
			value: 'ExternalEmployeeId',
			description:
				'A user with this ID is updated, even if the username and the email have changed. Reads the list of users once per run: 1 request per 1,000 users.',
		},
		{
			name: 'Username',
			value: 'UserName',
			description: 'A user with this username is updated',
		},
	],
	default: 'UserName',
	description:
		'How to find out whether the user exists (not case-sensitive). If several users match, the item fails and nothing is changed.',
};

/** Where Litmos knows users by a column that several may have (contract: users.listDetails). */
export const wayOf = ({ matchBy }: IDataObject) => ({
	noun: USER,
	column: String(matchBy),
	mode: columnMode(String(matchBy), {
		word: matchBy === 'Email' ? 'email' : 'external employee ID',
		searchable: matchBy === 'Email',
		unique: false,
	}),
});

export const isByUserName = ({ matchBy }: IDataObject): boolean => matchBy === 'UserName';

/** The list by whose rows the users of a run are known. */
export function usersByMatch(values: IDataObject): RecordListSpec {
	if (isByUserName(values)) return USERS_BY_USERNAME;
	const { column, mode, noun } = wayOf(values);
	const whole = { noun, searchable: mode.searchable };
	return { path: USERS_BY_USERNAME.path, field: column, modes: [mode], whole };
}

/** A user who is known by something else gets the username as a change. */
export function deriveMatch(values: IDataObject): IDataObject {
	const { matchBy } = values;
	const matchKey = String(values[String(matchBy)] ?? '').trim();
	const names: IDataObject = { ...deriveNames(values), matchKey };
	return isByUserName(values) ? names : { ...names, newUserName: names.UserName };
}

/** Complains where there is nothing to match by. */
export function checkMatch(values: IDataObject): string | undefined {
	const label = COLUMNS[String(values.matchBy)];
	return values.matchKey === ''
		? `"Match By" is set to ${label}, but the field "${label}" is empty`
		: checkNames(values);
}

/** A username in other capitals is the same one: it stays, and so does what Litmos says of it. */
export function mergeMatch(record: IDataObject, laid: IDataObject): IDataObject {
	const merged = mergeUser(record, laid);
	const nameIn = ({ UserName }: IDataObject) => String(UserName).toLowerCase();
	if (nameIn(record) !== nameIn(merged)) return merged;
	const kept = ['UserName', 'IsCustomUsername'].map((column) => [column, record[column]] as const);
	const cells = Object.entries({ ...merged, ...Object.fromEntries(kept) });
	return Object.fromEntries(cells.filter(([, cell]) => cell !== undefined));
}
