import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../operation/list';
import { FieldError } from '../operation/readTyped';
import type { Call, RequestSpec } from '../operation/types';
import { wellSpelled } from '../values';

/** It holds the teams of all levels with their parents, so nobody has to climb down level by level (contract: teams.list). */
export const TEAM_LIST: RequestSpec = { method: 'GET', path: '/teams', query: ['start', 'limit'] };

/** The error of a list that does not say which team is below which. `instead`: what to do then. */
export function withoutParents(instead: string): FieldError {
	return new FieldError('Litmos returned the teams without their parents', instead);
}

/** All teams with their parents. `instead`: what to do where Litmos leaves the parents out. */
export async function readTeams(
	call: Call,
	{ instead, once }: { instead: string; once?: true },
): Promise<IDataObject[]> {
	const teams = await readAll(call, { spec: TEAM_LIST, once });
	if (teams.length > 0 && teams.every(({ ParentTeamId }) => ParentTeamId === undefined)) {
		throw withoutParents(instead);
	}
	return teams.map(wellSpelled);
}

/** By ID the teams directly below it, and by an empty one those at the top. A team whose parent is not in the list counts as one at the top. */
export function teamsBelow(teams: readonly IDataObject[]): Map<string, IDataObject[]> {
	const known = new Set(teams.map(({ Id }) => String(Id)));
	const below = new Map<string, IDataObject[]>();
	for (const team of teams) {
		const parent = String(team.ParentTeamId ?? '');
		const key = known.has(parent) ? parent : '';
		const siblings = below.get(key);
		if (siblings) siblings.push(team);
		else below.set(key, [team]);
	}
	return below;
}
