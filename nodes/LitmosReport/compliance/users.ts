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
	const managers = manager === undefined ? undefined : managersNamed(users, String(manager));
	const fields = isObject(profileField) ? ((profileField.match ?? []) as IDataObject[]) : [];
	if (!managers && fields.length === 0) return undefined;
	return (id) => {
		const user = users.get(id) ?? {};
		const isManaged = !managers || managers.has(user.ManagerId);
		return isManaged && fields.every(({ name, value }) => isSame(user[String(name)], value));
	};
}

function managersNamed(users: Users, manager: string): Set<unknown> {
	const found = [...users.values()].filter((user) =>
		[user.UserName, user.Email, personName(user)].some((name) => isSame(name, manager)),
	);
	if (found.length > 0) return new Set(found.map(({ Id }) => Id));
	throw new FieldError(
		`No user in Litmos has the username, email or name "${manager}"`,
		'Correct the filter Manager.',
	);
}

const isSame = (cell: unknown, wanted: unknown): boolean => plain(cell) === plain(wanted);

const textIn = (cell: unknown): string | null =>
	cell === undefined || cell === null || cell === '' ? null : String(cell);
