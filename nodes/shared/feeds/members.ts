import type { IDataObject } from 'n8n-workflow';
import { readList } from '../operation/pages';
import { FieldError } from '../operation/readTyped';
import type { Call, CallOptions, RequestSpec } from '../operation/types';

const PAGE = ['start', 'limit'] as const;

const USERS: RequestSpec = { method: 'GET', path: '/teams/{teamId}/users', query: PAGE };

/** The teams of all levels with their parents (contract: teams.list). */
const TEAMS: RequestSpec = { method: 'GET', path: '/teams', query: PAGE };

/** The call that the teams below a team take. */
export const TEAM_CALLS: readonly RequestSpec[] = [TEAMS];

/** The calls that the members of teams may take. */
export const MEMBER_CALLS: readonly RequestSpec[] = [TEAMS, USERS];

/**
 * The IDs of the active users of the team that `teamId` names, with `includeSubTeams` also of the teams below it:
 * one request for each 1,000 users of a team, and one for each 1,000 teams of the account.
 */
export async function readMembers(call: Call, values: IDataObject): Promise<Set<unknown>> {
	const members = new Set<unknown>();
	// Litmos may say 404 of a team without users. A team that the list of teams has is there.
	const options: CallOptions = values.includeSubTeams === true ? { missing: true } : {};
	for (const teamId of await readTeamIds(call, values)) {
		const { rows } = await readList(
			async (start, limit) => await call(USERS, { ...values, teamId, start, limit }, options),
			{ key: 'Id' },
		);
		rows.forEach(({ Id }) => members.add(Id));
	}
	return members;
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
	const { rows: teams } = await readList(
		async (start, limit) => await call(TEAMS, { start, limit }, { once: true }),
		{ key: 'Id' },
	);
	if (!teams.some(({ Id }) => Id === top)) {
		throw new FieldError(`Litmos does not list the team ${top}`, 'Choose the team From List.');
	}
	if (teams.every(({ ParentTeamId }) => ParentTeamId === undefined)) {
		throw new FieldError(
			'Litmos returned the teams without their parents',
			'Remove Include Sub-Teams, and report on each team.',
		);
	}
	const below = new Map<string, string[]>();
	for (const { Id, ParentTeamId } of teams) {
		const parent = String(ParentTeamId ?? '');
		below.set(parent, [...(below.get(parent) ?? []), String(Id)]);
	}
	const found = new Set([top]);
	// What is added meanwhile is visited as well.
	for (const id of found) below.get(id)?.forEach((child) => found.add(child));
	return [...found];
}
