import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../operation/list';
import { FieldError } from '../operation/readTyped';
import type { Call, RequestSpec } from '../operation/types';
import { readTeams, TEAM_LIST, teamsBelow } from './teams';

/** Active users only (contract: teamUsers.list). */
export const TEAM_MEMBERS: RequestSpec = {
	method: 'GET',
	path: '/teams/{teamId}/users',
	query: ['start', 'limit'],
};

/** The call that the teams below a team take. */
export const TEAM_CALLS: readonly RequestSpec[] = [TEAM_LIST];

/** The calls that the members of teams may take. */
export const MEMBER_CALLS: readonly RequestSpec[] = [TEAM_LIST, TEAM_MEMBERS];

/**
 * The IDs of the active users of the team that `teamId` names, with `includeSubTeams` also of the teams below it:
 * one request for each 1,000 users of a team, and one for each 1,000 teams of the account, once for all items.
 */
export async function readMembers(call: Call, values: IDataObject): Promise<Set<unknown>> {
	const members = new Set<unknown>();
	// Litmos may say 404 of a team without users. A team that the list of teams has is there.
	const missing = values.includeSubTeams === true || undefined;
	for (const teamId of await readTeamIds(call, values)) {
		const users = await readAll(
			call,
			{ spec: TEAM_MEMBERS, once: true, missing },
			{ ...values, teamId },
		);
		users.forEach(({ Id }) => members.add(Id));
	}
	return members;
}

/** A team as a row names it. */
export interface TeamName {
	id: string;
	name: string;
}

/**
 * By ID of a user the teams with the user as an active member: of those that `teamId` and `includeSubTeams` name,
 * or of all. It takes what `readMembers` takes.
 */
export async function readTeamNames(
	call: Call,
	values: IDataObject,
): Promise<Map<unknown, TeamName[]>> {
	const ids = values.teamId === undefined ? undefined : await readTeamIds(call, values);
	const chosen = ids && new Set(ids);
	const teams = await readAll(call, { spec: TEAM_LIST, once: true });
	const byUser = new Map<unknown, TeamName[]>();
	for (const { Id, Name } of teams) {
		const teamId = String(Id);
		if (chosen?.has(teamId) === false) continue;
		const reading = { spec: TEAM_MEMBERS, once: true, missing: true } as const;
		for (const user of await readAll(call, reading, { ...values, teamId })) {
			const team = { id: teamId, name: String(Name || Id) };
			const known = byUser.get(user.Id);
			if (known) known.push(team);
			else byUser.set(user.Id, [team]);
		}
	}
	return byUser;
}

/**
 * The ID of the team, and with `includeSubTeams` those of all teams below it.
 * @throws FieldError where Litmos does not say what stands below what.
 */
export async function readTeamIds(
	call: Call,
	{ teamId, includeSubTeams }: IDataObject,
): Promise<string[]> {
	const top = String(teamId);
	if (includeSubTeams !== true) return [top];
	const teams = await readTeams(call, {
		instead: 'Remove Include Sub-Teams, and report on each team.',
		once: true,
	});
	if (!teams.some(({ Id }) => Id === top)) {
		throw new FieldError(`Litmos does not list the team ${top}`, 'Choose the team From List.');
	}
	const below = teamsBelow(teams);
	const found = new Set([top]);
	// What is added meanwhile is visited as well.
	for (const id of found) below.get(id)?.forEach((child) => found.add(String(child.Id)));
	return [...found];
}
