import type { IDataObject } from 'n8n-workflow';
import { userLocator } from '../../../shared/locators/user';
import { idOf } from '../../../shared/operation/names/matching';
import type { AwaitsSpec } from '../../../shared/operation/names/finder';
import type { RecordListSpec } from '../../../shared/operation/records/recordList';
import type { FieldMapping, RequestSpec } from '../../../shared/operation/types';

/** Client order of a user (contract: schema User). */
const USER_BODY: readonly FieldMapping[] = [
	'Id',
	'UserName',
	'FirstName',
	'LastName',
	'FullName',
	'Email',
	'AccessLevel',
	'DisableMessages',
	'Active',
	'Skype',
	'PhoneWork',
	'PhoneMobile',
	'LastLogin',
	'LoginKey',
	'IsCustomUsername',
	'Password',
	'SkipFirstLogin',
	'TimeZone',
	'SalesforceId',
	'Street1',
	'Street2',
	'City',
	'State',
	'PostalCode',
	'Country',
	'CompanyName',
	'JobTitle',
	...Array.from({ length: 10 }, (_, index) => `CustomField${index + 1}`),
	'Culture',
	'SalesforceContactId',
	'SalesforceAccountId',
	'Brand',
	'ManagerId',
	'EnableTextNotification',
	'Website',
	'Twitter',
	{ wire: 'ExpirationDate', as: 'isoDate' },
	'JobRole',
	'ExternalEmployeeId',
	'ProfileType',
];

/** Given when a user is made, and by Litmos. */
const LASTING = ['Id', 'UserName', 'FullName', 'LastLogin', 'LoginKey', 'IsCustomUsername'];

/** What may change in an existing user. */
export const USER_CHANGES: readonly FieldMapping[] = USER_BODY.filter(
	(mapping) => typeof mapping !== 'string' || !LASTING.includes(mapping),
);

/** The same with another username, which S and L take Litmos to accept (contract: users.update). */
export const USER_RENAMES: readonly FieldMapping[] = [
	['UserName', 'newUserName'],
	...USER_CHANGES.slice(0, USER_CHANGES.indexOf('Password')),
	'IsCustomUsername',
	...USER_CHANGES.slice(USER_CHANGES.indexOf('Password')),
];

/** Elements that must be there though they may be empty (contract: users.create). */
const USER_DEFAULTS: IDataObject = {
	Id: '',
	FullName: '',
	Email: '',
	AccessLevel: 'Learner',
	DisableMessages: false,
	Active: true,
	LastLogin: '',
	LoginKey: '',
	SkipFirstLogin: false,
	TimeZone: '',
};

/** A new hire need not wait for a manager who is not there yet. */
export const MANAGER = { ManagerId: 'managerMissing' };

/** The manager may be a new hire of the same run. */
export const NEW_MANAGER: AwaitsSpec = {
	field: 'ManagerId',
	called: 'manager',
	by: { userName: 'UserName', email: 'newEmail', id: 'ExternalEmployeeId' },
};

/** Columns of the simplified output. */
export const USER_COLUMNS = [
	'Id',
	'UserName',
	'FirstName',
	'LastName',
	'Email',
	'Active',
	'AccessLevel',
	'LastLogin',
	'CreatedDate',
] as const;

/** What Litmos makes of other fields follows them; else the full name and the manager's name would be the old ones. */
export function mergeUser(record: IDataObject, laid: IDataObject): IDataObject {
	const merged = { ...laid };
	const fullName = ({ FirstName, LastName }: IDataObject) =>
		`${String(FirstName ?? '')} ${String(LastName ?? '')}`;
	if (record.FullName === fullName(record)) merged.FullName = fullName(merged);
	// Where there is no manager, Litmos has 0.
	if (merged.ManagerId === '' && String(record.ManagerId) === '0')
		merged.ManagerId = record.ManagerId;
	if ('ManagerName' in record && merged.ManagerId !== record.ManagerId) merged.ManagerName = '';
	return merged;
}

/** Spaces around it would be part of a username, and make no address of an email. */
const trimmed = (text: IDataObject[string]): IDataObject[string] =>
	typeof text === 'string' ? text.trim() : text;

/** A name without @ needs the mark of a custom one; an e-mail address serves as Email of a new user too. */
export function deriveNames(values: IDataObject): IDataObject {
	const [UserName, Email] = [trimmed(values.UserName), trimmed(values.Email)];
	const isEmail = String(UserName ?? '').includes('@');
	const newEmail = Email ?? (isEmail ? UserName : '');
	return { UserName, Email, IsCustomUsername: !isEmail, newEmail };
}

/** The mark of a custom name follows the new username, where there is one. */
export function deriveNewName({ newUserName }: IDataObject): IDataObject {
	return newUserName === undefined ? {} : { IsCustomUsername: !String(newUserName).includes('@') };
}

/** The same without spaces around it, nor around the email. */
export function deriveChanges(values: IDataObject): IDataObject {
	const [newUserName, Email] = [trimmed(values.newUserName), trimmed(values.Email)];
	return { newUserName, Email, ...deriveNewName({ newUserName }) };
}

/** Complains about changes Litmos is known to refuse. */
export function checkChanges({ newUserName, Email }: IDataObject): string | undefined {
	return newUserName === undefined
		? checkEmail({ Email })
		: checkNames({ UserName: newUserName, Email }, 'New Username');
}

/** Complains about names Litmos is known to refuse (contract: users.create, 409). */
export function checkNames(
	{ UserName, Email }: IDataObject,
	label = 'Username',
): string | undefined {
	if (String(UserName ?? '').length <= 3) {
		return `The field "${label}" must have more than 3 characters: ${String(UserName)}`;
	}
	return checkEmail({ Email });
}

/** Complains about what cannot be an e-mail address. */
export function checkEmail({ Email }: IDataObject): string | undefined {
	if (Email === undefined || isAddress(String(Email))) return undefined;
	return `The field "Email" is not an email address: ${String(Email)}`;
}

function isAddress(text: string): boolean {
	const [name, domain = '', ...more] = text.split('@');
	const isWhole = name !== '' && more.length === 0 && !/\s/.test(text);
	return isWhole && domain.slice(1, -1).includes('.');
}

/** Adds a user; silent unless told otherwise. */
export const GET_USER: RequestSpec = { method: 'GET', path: '/users/{userId}' };

export const CHANGE_USER: RequestSpec = {
	method: 'PUT',
	path: '/users/{userId}',
	body: USER_RENAMES,
	xml: 'User',
};

export const CREATE_USER: RequestSpec = {
	method: 'POST',
	path: '/users',
	// Recordings show SkipFirstLogin of the body ignored; the parameter is documented beside it.
	query: [
		['sendmessage', 'sendEmail'],
		['skipfirstlogin', 'SkipFirstLogin'],
	],
	body: USER_BODY.map((mapping) =>
		mapping === 'Email' ? (['Email', 'newEmail'] as const) : mapping,
	),
	xml: 'User',
	defaults: USER_DEFAULTS,
};

/** The list whose rows are whole profiles (contract: users.listDetails). */
const path = '/users/details';

const finder = userLocator.finder!;

/** Where the profiles of many are read that a person picks or names. */
export const USERS_BY_LOCATOR: RecordListSpec = {
	path,
	field: 'userId',
	modes: [idOf(finder), finder.modes.userName],
};

/** The same, for people who are known by their username alone. */
export const USERS_BY_USERNAME: RecordListSpec = {
	path,
	field: 'UserName',
	modes: [finder.modes.userName],
};
