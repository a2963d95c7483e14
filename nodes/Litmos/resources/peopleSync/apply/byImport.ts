import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../../shared/operation/readTyped';
import { isObject, isoOf } from '../../../../shared/values';
import {
	afterImport,
	idIn,
	isUnderWay,
	readErrors,
	splitItems,
	waitUntilDone,
} from '../../bulkImport/job';
import { PERSON_COLUMNS } from '../../bulkImport/columns';
import { IMPORT, LONGEST_USERNAME, PEOPLE_PER_IMPORT } from '../../bulkImport/people';
import { readAll } from '../../../../shared/operation/list';
import { textOf } from '../plan/cells';
import type { Change } from '../plan/types';
import { LIST_IMPORTS } from './calls';
import { keyOf, openColumns } from './journal';
import type { Journal, Work } from './journal';

/** Columns that an import calls otherwise than a profile. */
const RENAMED: Readonly<Record<string, string>> = {
	UserName: 'Username',
	PhoneWork: 'Phone',
	PhoneMobile: 'Mobile',
	JobTitle: 'Title',
	Website: 'WebSite',
	Street1: 'Address1',
	Street2: 'Address2',
	PostalCode: 'Zip',
	ExpirationDate: 'InActiveDate',
};

const nameInImport = (column: string): string => RENAMED[column] ?? column;

const IMPORTED = new Set(PERSON_COLUMNS.map(({ id }) => id));

/** How long Litmos may take to carry out an import. */
const WAIT_MINUTES = 30;

/** An import that waits longer than this is not waited for. */
const RECENT_MS = 3_600_000;

/** Whether an import can do the whole of it: it empties nothing and renames nobody. */
export function isImportable(change: Change): boolean {
	const { fields, person, userName } = change;
	const isCleared = Object.values(fields).some(([, after]) => after === '');
	const isRenamed = person !== undefined && fields.UserName !== undefined;
	const { FirstName, LastName, Email } = rowOf(change, []);
	const isNamed = [FirstName, LastName, Email].every((cell) => textOf(cell) !== '');
	return isNamed && !isCleared && !isRenamed && userName.length <= LONGEST_USERNAME;
}

/** The columns that an import has, can be written now, and has not been given before. */
export function importColumns(change: Change, journal: Journal): string[] {
	const open = openColumns(change, journal, 'import');
	return open.filter((column) => IMPORTED.has(nameInImport(column)));
}

/** Names stand in every row, since Litmos wants them; else only what changes: it leaves alone what is not in a row. */
function rowOf({ fields, person, userName }: Change, columns: readonly string[]): IDataObject {
	const cell = (column: string) => fields[column]?.[1] ?? person?.[column];
	const names = {
		Username: userName,
		Email: textOf(cell('Email')) || (person || !userName.includes('@') ? '' : userName),
		FirstName: cell('FirstName'),
		LastName: cell('LastName'),
	};
	const rest = columns.map((column) => [nameInImport(column), fields[column][1]]);
	return { ...names, ...Object.fromEntries(rest) } as IDataObject;
}

/** Writes many people by as few imports as can be; what Litmos says about a row is that person's. */
export async function writeByImport(work: Work, changes: readonly Change[]): Promise<void> {
	const { call, values, journal } = work;
	const rows = changes.map((change) => ({ row: rowFor(work, change) }));
	const way = { sendEmail: values.sendEmail, skipFirstLogin: values.skipFirstLogin };
	const begun: Array<{ importId: string; members: readonly number[] }> = [];
	for (const members of splitItems(rows, { max: PEOPLE_PER_IMPORT, alike: [] })) {
		const some = members.map((member) => rows[member].row);
		const answer = await call(IMPORT, way, { rows: some });
		begun.push({ importId: idIn(answer, 'Id'), members });
	}
	for (const { importId, members } of begun) {
		const { byName: errors } = await afterImport(importId, async () => {
			await waitUntilDone(call, importId, { minutes: WAIT_MINUTES });
			return await readErrors(call, importId);
		});
		for (const change of members.map((member) => changes[member])) {
			const why = errors.get(change.userName.toLowerCase());
			if (why === undefined) journal.done.add(keyOf(change));
			else journal.failed.set(keyOf(change), `Litmos could not import this user: ${why}`);
		}
	}
}

function rowFor({ journal }: Work, change: Change): IDataObject {
	const columns = importColumns(change, journal);
	journal.note(change, 'import', columns);
	return rowOf(change, columns);
}

/**
 * Waits for imports that are under way, such as that of a run that was stopped: what they bring must not be
 * written once more. Returns whether there were any.
 */
export async function waitForOthers({
	call,
	rules,
}: Pick<Work, 'call' | 'rules'>): Promise<boolean> {
	const jobs = await readAll(call, { spec: LIST_IMPORTS, missing: true });
	const open = jobs.filter((job) => isObject(job) && isUnderWay(job) && isRecent(job, rules.now));
	for (const { Id } of open) await waitForOther(call, String(Id));
	return open.length > 0;
}

/** That it failed is for whoever began it: what it has brought is read all the same. */
async function waitForOther(call: Work['call'], importId: string): Promise<void> {
	try {
		await waitUntilDone(call, importId, { minutes: WAIT_MINUTES });
	} catch (error) {
		if (!(error instanceof FieldError)) throw error as Error;
	}
}

/** Where it is not known when it was begun, it counts as recent. */
function isRecent({ ImportDate }: IDataObject, now: number): boolean {
	const begunAt = Date.parse(isoOf(String(ImportDate ?? '')));
	return Number.isNaN(begunAt) || begunAt > now - RECENT_MS;
}
