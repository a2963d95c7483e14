import type { IDataObject } from 'n8n-workflow';
import type { About } from '../../../shared/feeds/feed';
import { readMembers } from '../../../shared/feeds/members';
import { readAll } from '../../../shared/operation/list';
import type { Call, RequestSpec } from '../../../shared/operation/types';
import type { Filters } from '../chosen';

/** The calls that the filters for people may make. */
const USER: RequestSpec = { method: 'GET', path: '/users/{userId}' };
const USERS: RequestSpec = { method: 'GET', path: '/users', query: ['start', 'limit'] };

/** Up to this many people are looked up one by one; for more, whole pages of 1,000 are cheaper. */
const FEW = 3;

/** Leaves out rows about people whom the filters do not want; asks Litmos only if there is a row. */
export async function filterPeople<T extends { row: IDataObject }>(
	found: readonly T[],
	{ about, filters }: { about: About; filters: Filters },
	call: Call,
): Promise<T[]> {
	const { person, team, saysActive } = about;
	const asksTeam = filters.teamId !== undefined && team === undefined;
	if (!person || found.length === 0) return [...found];
	// Litmos lists the active people of a team only.
	if (asksTeam) {
		const members = await readMembers(call, { teamId: filters.teamId });
		return found.filter(({ row }) => members.has(row[person]));
	}
	if (!filters.activeOnly || saysActive) return [...found];
	const ids = new Set(found.map(({ row }) => String(row[person])));
	const active = await readActive(ids, call);
	return found.filter(({ row }) => active.has(String(row[person])));
}

async function readActive(ids: ReadonlySet<string>, call: Call): Promise<Set<string>> {
	if (ids.size > FEW) {
		const users = await readAll(call, { spec: USERS });
		return new Set(users.filter(({ Active }) => Active === true).map(({ Id }) => String(Id)));
	}
	const active = new Set<string>();
	for (const userId of ids) {
		const user = (await call(USER, { userId }, { missing: true })) as IDataObject | undefined;
		if (user?.Active === true) active.add(userId);
	}
	return active;
}
