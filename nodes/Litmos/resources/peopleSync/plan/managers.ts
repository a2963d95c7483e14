import { indexBy, plainCell } from './cells';
import { userNameIn } from './match';
import type { Match, PeopleIndex } from './match';
import type { Person } from './types';

/** Who a manager is: somebody in Litmos, or a new person of the list by username. */
export type Manager = { person: Person } | { isNew: string };

export interface ManagerBook {
	/** Who is meant, or why nobody is. */
	find: (text: string) => Manager | string;
	byId: ReadonlyMap<string, Person>;
	hasUserName: (userName: string) => boolean;
}

/** People by all that may name them as a manager: what Litmos has of them, then what `listed` rows say of them. */
export function createManagerBook(
	people: readonly Person[],
	there: PeopleIndex,
	listed: readonly Match[],
): ManagerBook {
	const byId = new Map(people.map((person) => [person.Id, person]));
	const columns = ['UserName', 'ExternalEmployeeId', 'Email'] as const;
	// Most managers are in Litmos, so the list is looked through only for one who is not.
	let known: ReadonlyArray<ReadonlyMap<string, readonly Match[]>> | undefined;
	const coming = () =>
		(known ??= columns.map((column) =>
			indexBy(listed, ({ row }) =>
				plainCell(column === 'UserName' ? userNameIn(row) : row.values[column]),
			),
		));

	function find(text: string): Manager | string {
		const isId = byId.get(text.trim());
		if (isId) return { person: isId };
		const key = plainCell(text);
		for (const column of columns) {
			const found = there[column].get(key) ?? [];
			if (found.length > 1) return `${found.length} users in Litmos are called "${text}"`;
			if (found.length === 1) return { person: found[0] };
		}
		const next = coming()
			.map((index) => index.get(key))
			.find((some) => some !== undefined);
		if (!next)
			return `The manager "${text}" is not in Litmos, and no row of the list adds this user now`;
		if (next.length > 1) return `${next.length} users in the list are called "${text}"`;
		const [{ row, person }] = next;
		return person ? { person } : { isNew: userNameIn(row) };
	}

	return { find, byId, hasUserName: (userName) => there.UserName.has(plainCell(userName)) };
}
