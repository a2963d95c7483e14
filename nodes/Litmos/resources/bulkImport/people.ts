import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type {
	Call,
	JointOperation,
	ItemResult,
	RequestSpec,
} from '../../../shared/operation/types';
import { sendEmailField } from '../fields';
import { PERSON_COLUMNS, readRow } from './columns';
import { columnsField } from './columnMapping';
import {
	GET_ERRORS,
	GET_IMPORT,
	idIn,
	otherErrors,
	readErrors,
	splitItems,
	afterImport,
	waitUntilDone,
} from './job';
import type { RowErrors } from './job';

/** About as many people as Litmos takes in one import (contract: bulkImports.importUsers). */
export const PEOPLE_PER_IMPORT = 2000;

/** A longer one is not taken in an import (contract: bulkImports.importUsers). */
export const LONGEST_USERNAME = 50;

export const IMPORT = {
	method: 'POST',
	path: '/bulkimports',
	query: [
		['sendmessage', 'sendEmail'],
		['skipfirstlogin', 'skipFirstLogin'],
	],
	body: PERSON_COLUMNS.map(({ id }) => id),
	xml: 'UserImport',
	batch: { max: PEOPLE_PER_IMPORT },
} satisfies RequestSpec;

/** What decides how an import is carried out: items that differ in it cannot share one. */
const WAY = ['sendEmail', 'skipFirstLogin', 'waitUntilDone', 'waitMinutes'];

const nameIn = ({ row }: IDataObject) => String((row as IDataObject).Username);

async function importPeople(call: Call, items: readonly IDataObject[]): Promise<ItemResult[]> {
	const [way] = items;
	const rows = items.map(({ row }) => row as IDataObject);
	const begun = (await call(IMPORT, way, { rows, needed: 'toRead' })) as IDataObject | null;
	const importId = idIn(begun, 'Id');
	if (way.waitUntilDone !== true) {
		return items.map((item) => [
			{ UserName: nameIn(item), importId, status: begun?.Status, imported: false },
		]);
	}
	return await afterImport(importId, async () => {
		const job = await waitUntilDone(call, importId, {
			minutes: Number(way.waitMinutes ?? 10),
			isSet: true,
		});
		const errors = await readErrors(call, importId);
		return resultsOf(items, errors, { ...job, Id: importId });
	});
}

/** Puts what Litmos says about a row back on the item that it came from. */
function resultsOf(
	items: readonly IDataObject[],
	errors: RowErrors,
	{ Id: importId, Status: status, Failed }: IDataObject,
): ItemResult[] {
	// Otherwise nobody would hear of rows that Litmos gives another name, or none.
	const notice = otherErrors(errors, items.map(nameIn), Failed);
	return items.map((item) => {
		const name = nameIn(item);
		const why = errors.byName.get(name.toLowerCase());
		if (why === undefined) {
			const done = { UserName: name, importId, status, imported: true };
			return [notice ? { ...done, otherErrors: notice } : done];
		}
		return new FieldError(
			`Litmos could not import "${name}"${why ? `: ${why}` : ''}`,
			`Correct what Litmos reports, then run this item again. The other users of the import ${String(importId)} are not affected.`,
		);
	});
}

export const importPeopleOperation: JointOperation = {
	kind: 'joint',
	name: 'Import Users',
	value: 'importPeople',
	action: 'Import users',
	description:
		'Create or update up to 2,000 users at once: all incoming items become one import. Users are matched by username; empty columns keep their value.',
	fields: [
		{
			...columnsField('people', 'getPersonColumns'),
			description:
				'Enter the import codes of teams and courses (see Team: Get and Course: Get), not their names. When mapped automatically, column names ignore case and spaces.',
		},
		{ ...sendEmailField, description: 'Whether Litmos emails new users how to sign in' },
		{
			displayName: 'Skip First Login',
			name: 'skipFirstLogin',
			type: 'boolean',
			default: false,
			description: 'Whether new users skip the password step, useful with single sign-on',
		},
		{
			displayName: 'Wait Until Done',
			name: 'waitUntilDone',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until Litmos has finished, and report errors on the items they belong to. Otherwise the output only says that the import has started.',
		},
		{
			displayName: 'Wait up to (Minutes)',
			name: 'waitMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10,
			displayOptions: { show: { waitUntilDone: [true] } },
			description:
				'How long to wait. After that, the items fail, but the import continues in Litmos.',
		},
	],
	derive: ({ people }) => ({ ...readRow(PERSON_COLUMNS, people) }),
	check: ({ row, complaint }) =>
		complaint === undefined && String((row as IDataObject).Username).length > LONGEST_USERNAME
			? `The column "Username" can have at most ${LONGEST_USERNAME} characters in an import`
			: (complaint as string | undefined),
	together: (items) => splitItems(items, { max: PEOPLE_PER_IMPORT, alike: WAY }),
	cost: '1, or 3 and more, per 2,000 items',
	run: importPeople,
	calls: [IMPORT, GET_IMPORT, GET_ERRORS],
};
