import type { IDataObject } from 'n8n-workflow';
import { isPathSafe } from '../../../shared/locators/user';
import { indexRows } from '../../../shared/operation/names/matching';
import { fill } from '../../../shared/operation/plan';
import { changesIn } from '../../../shared/operation/records/changes';
import { NO_LIST } from '../../../shared/operation/records/recordList';
import type {
	Call,
	CodedOperation,
	ItemContext,
	RequestSpec,
} from '../../../shared/operation/types';
import { FieldError } from '../../../shared/operation/readTyped';
import { PAGE_SIZE } from '../../../shared/operation/pages';
import { readForUpdate, writeBack } from '../../../shared/operation/records/update';
import { onlyOne } from '../../../shared/operation/records/wholeList';
import { rowsOf } from '../../../shared/operation/rows';
import { plain, wellSpelled } from '../../../shared/values';
import { additionalFields, sendEmailField } from '../fields';
import { changeFields, nameFields } from './names';
import { CHANGE_USER, CREATE_USER, GET_USER, MANAGER, NEW_MANAGER, USER_COLUMNS } from './record';
import {
	checkMatch,
	deriveMatch,
	isByUserName,
	matchByField,
	mergeMatch,
	usersByMatch,
	wayOf,
} from './matchBy';

const BY_NAME: RequestSpec = { method: 'GET', path: '/users/{UserName}' };
const SEARCH: RequestSpec = {
	method: 'GET',
	path: '/users',
	query: [['search', 'UserName'], 'limit'],
};
const BY_EMAIL: RequestSpec = {
	method: 'GET',
	path: '/users',
	query: [['search', 'matchKey'], 'limit'],
};

/** The user with just this name; one request, two where the name cannot stand in a path. */
export async function findUser(call: Call, values: IDataObject): Promise<IDataObject | undefined> {
	const wanted = plain(values.UserName);
	const isWanted = (row: IDataObject) => plain(wellSpelled(row).UserName) === wanted;
	if (isPathSafe(wanted)) {
		return rowsOf(await call(BY_NAME, values, { missing: true })).find(isWanted);
	}
	const rows = rowsOf(await call(SEARCH, { ...values, limit: PAGE_SIZE }));
	const row = rows.find(isWanted);
	return row && (await readProfile(call, row));
}

/** A user who is listed is there: without the profile, nobody is made anew. */
async function readProfile(call: Call, { Id: userId }: IDataObject): Promise<IDataObject> {
	return (await call(GET_USER, { userId }, { record: true })) as IDataObject;
}

/** The one user with just this email. Litmos' search matches parts of it, and users who have it elsewhere. */
async function findByEmail(call: Call, values: IDataObject): Promise<IDataObject | undefined> {
	const { mode, noun } = wayOf(values);
	const key = String(values.Email);
	const rows = rowsOf(await call(BY_EMAIL, { ...values, limit: PAGE_SIZE }));
	const row = onlyOne(indexRows(rows)(mode, key), { noun, word: mode.word, key });
	return row && (await readProfile(call, row));
}

/** The record of the user who is meant. `row`: known from a list, or made by an item before this one. */
async function readUser(
	call: Call,
	values: IDataObject,
	row?: IDataObject,
): Promise<IDataObject | undefined> {
	if (row?.Id) return await readProfile(call, row);
	if (row || isByUserName(values)) return await findUser(call, row ?? values);
	return await findByEmail(call, values);
}

/** No path leads to such a user: without the ID it is that of all users. */
function withoutId(record: IDataObject): FieldError {
	return new FieldError(
		`Litmos returned the user "${String(wellSpelled(record).UserName)}" without an ID`,
		'Nothing was changed for this item. Use User: Update, and choose the user From List.',
	);
}

async function createOrUpdate(
	call: Call,
	values: IDataObject,
	{ list = NO_LIST }: Partial<ItemContext> = {},
): Promise<IDataObject[]> {
	const change = { request: CHANGE_USER, merge: mergeMatch };
	const read = async (row?: IDataObject) => await readUser(call, values, row);
	const found = await readForUpdate(list, { ...change, read }, values);
	if (!found) {
		const created = (await call(CREATE_USER, values, { record: true })) as IDataObject;
		list.noteMade?.(values, created);
		const changes = changesIn(undefined, fill(CREATE_USER, values).body as IDataObject);
		return [{ ...created, result: 'created', changes }];
	}
	if (!found.Id) throw withoutId(found);
	const written = await writeBack(
		call,
		{ ...change, record: found },
		{ ...values, userId: found.Id },
	);
	const { record, changes, isChanged } = written;
	return [{ ...record, result: isChanged ? 'updated' : 'unchanged', changes }];
}

export const upsert: CodedOperation = {
	kind: 'coded',
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update user',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		matchByField,
		...nameFields,
		{
			...sendEmailField,
			description:
				'Whether Litmos sends a new user the welcome email. Otherwise no one is emailed.',
		},
		additionalFields(changeFields),
	],
	dispensable: MANAGER,
	awaits: NEW_MANAGER,
	derive: deriveMatch,
	check: checkMatch,
	sameRecord: ['matchKey'],
	recordList: usersByMatch,
	run: createOrUpdate,
	calls: [BY_NAME, SEARCH, BY_EMAIL, GET_USER, CHANGE_USER, CREATE_USER],
	cost: '2 or 3 (reads first)',
	// With the result and the changes beside them, ten at most.
	simplify: [...USER_COLUMNS.filter((column) => column !== 'LastLogin'), 'result'],
	adds: ['result', 'changes'],
};
