import type { IDataObject } from 'n8n-workflow';
import { isPathSafe } from '../../../shared/locators/user';
import { PAGE_SIZE } from '../../../shared/operation/pages';
import type { Caller, PlainOperation, RequestSpec } from '../../../shared/operation/types';
import { wellSpelled } from '../../../shared/values';
import { additionalFields, sendEmailField } from '../fields';
import {
	changeFields,
	emailField,
	firstNameField,
	lastNameField,
	sorted,
	userNameField,
} from './names';
import {
	checkNames,
	CREATE_USER,
	deriveNames,
	mergeUser,
	USER_CHANGES,
	USER_COLUMNS,
} from './record';

const BY_NAME: RequestSpec = { method: 'GET', path: '/users/{UserName}' };
const BY_ID: RequestSpec = { method: 'GET', path: '/users/{Id}' };
const SEARCH: RequestSpec = {
	method: 'GET',
	path: '/users',
	query: [['search', 'UserName'], 'limit'],
};

/** The user with just this name; one request, two where the name cannot stand in a path. */
async function findUser(call: Caller, values: IDataObject): Promise<IDataObject | undefined> {
	const wanted = String(values.UserName).toLowerCase();
	const isWanted = (row: IDataObject) => String(wellSpelled(row).UserName).toLowerCase() === wanted;
	if (isPathSafe(wanted)) {
		const found = (await call(BY_NAME, values, { missing: true })) as
			IDataObject | null | undefined;
		return found && isWanted(found) ? found : undefined;
	}
	const rows = ((await call(SEARCH, { ...values, limit: PAGE_SIZE })) ?? []) as IDataObject[];
	const row = rows.find(isWanted);
	return row && ((await call(BY_ID, { Id: row.Id })) as IDataObject);
}

export const upsert: PlainOperation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update user',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: [
		userNameField,
		firstNameField,
		lastNameField,
		emailField,
		{
			...sendEmailField,
			description:
				'Whether Litmos sends a new person the welcome email; nobody is written to otherwise',
		},
		additionalFields(sorted(changeFields)),
	],
	derive: deriveNames,
	check: checkNames,
	sameRecord: ['UserName'],
	read: findUser,
	reads: [BY_NAME, SEARCH, BY_ID],
	merge: mergeUser,
	request: {
		method: 'PUT',
		path: '/users/{Id}',
		body: USER_CHANGES,
		readFirst: true,
		orCreate: CREATE_USER,
	},
	output: { kind: 'sent', simplify: [...USER_COLUMNS, 'result'] },
};
