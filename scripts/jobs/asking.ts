import type { Sandbox } from '../../sandbox/server';
import type { Tenant } from './ways';

export interface Person {
	Id: string;
	UserName: string;
	FirstName: string;
	LastName: string;
}

interface Named {
	Id: string;
	Name: string;
}

export const peopleOf = ({ sandbox }: Pick<Tenant, 'sandbox'>, count: number): Person[] =>
	[...sandbox.state.users.values()].slice(0, count);

/** The tenant has names that are there twice, as real ones do; these are not. */
export const once = <T extends Named>(records: Iterable<T>, count: number): T[] => {
	const all = [...records];
	const isAlone = ({ Name }: Named) => all.filter((other) => other.Name === Name).length === 1;
	return all.filter(isAlone).slice(0, count);
};
export const teamsOf = (sandbox: Sandbox) => once(sandbox.state.teams.values(), 5);
export const coursesOf = (sandbox: Sandbox) => once(sandbox.state.courses.values(), 3);

/** Pages of a list, until one is short (B, JE), or until one is empty (C, P). */
export async function readPages<T = Person>(
	{ http }: Tenant,
	path: string,
	{ limit, until = 'short' }: { limit: number; until?: 'short' | 'empty' },
): Promise<T[]> {
	const sign = path.includes('?') ? '&' : '?';
	const rows: T[] = [];
	for (;;) {
		const page = (await http('GET', `${path}${sign}start=${rows.length}&limit=${limit}`)) as T[];
		rows.push(...page);
		if (until === 'short' ? page.length < limit : page.length === 0) return rows;
	}
}

/** Looks a person up by username, as the first step of a loop over items that have nothing else. */
export async function find({ http }: Tenant, { UserName }: Person): Promise<string> {
	const rows = await http('GET', `/users?search=${encodeURIComponent(UserName)}`);
	return (rows as Person[]).find((row) => row.UserName === UserName)!.Id;
}

/** A choice in the panel that reads a column of the items. */
export const column = (mode: string, name: string) => ({
	__rl: true as const,
	mode,
	value: `={{ $json.${name} }}`,
});

/** A choice in the panel of one record. */
export const chosen = (Id: string) => ({ __rl: true as const, mode: 'id', value: Id });
