import type { IDataObject } from 'n8n-workflow';
import { USER_LIST } from '../../shared/feeds/users';
import { personName } from '../../shared/locators/listSearch';
import { readAll } from '../../shared/operation/list';
import { FieldError } from '../../shared/operation/readTyped';
import type { Call } from '../../shared/operation/types';
import { isObject, plain, wellSpelled } from '../../shared/values';

type Users = ReadonlyMap<unknown, IDataObject>;

/** All users by ID: one request for each 1,000, once for all items. */
export async function readUsers(call: Call): Promise<Users> {
	const users = await readAll(call, { spec: USER_LIST, once: true });
	return new Map(users.map((user) => [user.Id, wellSpelled(user)]));
}

/** What the list of users says of one of them; null where it says nothing. */
export function userColumns(users: Users, id: unknown): IDataObject {
	const user = users.get(id);
	const managerId = textIn(user?.ManagerId);
	// Recordings have "0" where there is none.
	const ManagerId = managerId === '0' ? null : managerId;
	const manager = users.get(ManagerId);
	return {
		ManagerId,
		ManagerName: manager
			? personName(manager) || textIn(manager.UserName)
			: textIn(user?.ManagerName),
		// A digest must not go to somebody who has left.
		ManagerEmail: manager?.Active === false ? null : textIn(manager?.Email),
		Email: textIn(user?.Email),
		Active: user?.Active ?? null,
	} as IDataObject;
}

/** Whether a user is one of those that the filters ask for; undefined where they ask nothing of users. */
export function wantedUsers(
	users: Users,
	{ manager, profileField }: IDataObject,
): ((id: unknown) => boolean) | undefined {
	const managerId = manager === undefined ? undefined : managerNamed(users, String(manager));
	const fields = isObject(profileField) ? ((profileField.match ?? []) as IDataObject[]) : [];
	const empty = fields.find(({ value }) => value === undefined);
	if (empty) {
		throw new FieldError(
			`The filter Profile Field has no value for ${String(empty.name)}`,
			'Fill it in, or check its expression, which is empty for this item.',
		);
	}
	if (manager === undefined && fields.length === 0) return undefined;
	return (id) => {
		const user = users.get(id) ?? {};
		const isManaged = manager === undefined || user.ManagerId === managerId;
		return isManaged && fields.every(({ name, value }) => isSame(user[String(name)], value));
	};
}

/** A username is nobody else's. Of others with the email or name, only who manages somebody can be meant. */
function managerNamed(users: Users, manager: string): unknown {
	const all = [...users.values()];
	// Spaces alone are nobody's name, though many have no email.
	const called = (namesOf: (user: IDataObject) => unknown[]) =>
		all.filter((user) => namesOf(user).some((name) => plain(name) && isSame(name, manager)));
	const [byUserName] = called(({ UserName }) => [UserName]);
	if (byUserName) return byUserName.Id;
	const found = called((user) => [user.Email, personName(user)]);
	if (found.length === 0) {
		throw new FieldError(
			`No user in Litmos has the username, email or name "${manager}"`,
			'Correct the filter Manager.',
		);
	}
	const managing = new Set(all.map(({ ManagerId }) => ManagerId));
	const [first = found[0], ...more] = found.filter(({ Id }) => managing.has(Id));
	if (more.length === 0) return first.Id;
	const candidates = [first, ...more].slice(0, 10).map(({ UserName }) => String(UserName));
	throw new FieldError(
		`${more.length + 1} managers in Litmos have the email or name "${manager}"`,
		`Enter the username under the filter Manager. Theirs are: ${candidates.join(', ')}.`,
	);
}

const isSame = (cell: unknown, wanted: unknown): boolean => plain(cell) === plain(wanted);

const textIn = (cell: unknown): string | null =>
	cell === undefined || cell === null || cell === '' ? null : String(cell);
