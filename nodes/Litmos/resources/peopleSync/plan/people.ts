import { isSame, plainCell, textOf } from './cells';
import type { ManagerBook } from './managers';
import { userNameIn } from './match';
import type { Person, Wanted } from './types';

export type Fields = Record<string, readonly [before: unknown, after: unknown]>;

/** How the manager is called in a plan. */
export const MANAGER = 'Manager';

/** Protected from being deactivated, unless they are named. */
const PROTECTED = /^(?:account ?owner|administrator)$/;

export function isProtected({ AccessLevel, UserName }: Person, unprotected: ReadonlySet<string>) {
	const level = plainCell(AccessLevel).replace(/_/g, ' ');
	return PROTECTED.test(level) && !unprotected.has(plainCell(UserName));
}

/** Whether the row wants the person to be able to sign in: later, where their time has not come. */
export function wishFor(
	{ active, from, values }: Wanted,
	now: number,
): 'active' | 'inactive' | 'later' {
	const until = Date.parse(values.ExpirationDate ?? '');
	if (active === false || until <= now) return 'inactive';
	return from !== undefined && from > now ? 'later' : 'active';
}

/** The columns that differ, and those that Litmos does not show. */
export function differences(person: Person, row: Wanted): { fields: Fields; hidden: string[] } {
	const fields: Fields = {};
	const hidden: string[] = [];
	for (const [column, after] of Object.entries(valuesFor(person, row))) {
		const before = person[column];
		if (before === undefined) hidden.push(column);
		else if (!isSame(column, before, after)) fields[column] = [before, after];
	}
	return { fields, hidden };
}

/** What the row gives the person. Whose username is the email address gets the new one as both. */
function valuesFor(person: Person, { values }: Wanted): Readonly<Record<string, string>> {
	const isByEmail =
		plainCell(person.UserName) === plainCell(person.Email) && plainCell(person.Email) !== '';
	return values.UserName === undefined && values.Email && isByEmail
		? { ...values, UserName: values.Email }
		: values;
}

/** All that a new person gets. */
export function fieldsOfNew(row: Wanted): Fields {
	const values = { ...row.values, UserName: userNameIn(row) };
	const given = Object.entries(values).filter(([, value]) => value !== '');
	return Object.fromEntries(given.map(([column, value]) => [column, ['', value] as const]));
}

interface Managed {
	fields: Fields;
	waitsFor?: string;
	leftOut?: string;
}

/** The change of the manager, by usernames. */
export function managerOf(
	{ row, person }: { row: Wanted; person?: Person },
	book: ManagerBook,
): Managed {
	if (row.manager === undefined) return { fields: {} };
	const id = textOf(person?.ManagerId);
	const before = id === '0' ? '' : id;
	const nameOf = (one: string) => book.byId.get(one)?.UserName ?? one;
	if (row.manager === '') return { fields: before ? { [MANAGER]: [nameOf(before), ''] } : {} };
	const found = book.find(row.manager);
	if (typeof found === 'string') return { fields: {}, leftOut: found };
	const name = 'person' in found ? found.person.UserName : found.isNew;
	const isSelf = person
		? 'person' in found && found.person.Id === person.Id
		: plainCell(name) === plainCell(userNameIn(row));
	if (isSelf) return { fields: {}, leftOut: `"${name}" cannot be their own manager` };
	if ('isNew' in found) return { fields: { [MANAGER]: [nameOf(before), name] }, waitsFor: name };
	return found.person.Id === before
		? { fields: {} }
		: { fields: { [MANAGER]: [nameOf(before), name] } };
}
