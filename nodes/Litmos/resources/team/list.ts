import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, RequestSpec } from '../../../shared/operation/types';
import { wellSpelled } from '../../../shared/values';
import { readAll } from '../requests';

/** It holds the teams of all levels with their parents, so nobody has to climb down level by level (contract: teams.list). */
export const LIST: RequestSpec = { method: 'GET', path: '/teams', query: ['start', 'limit'] };

/** All teams with their parents. `instead`: what to do where Litmos leaves the parents out. */
export async function readTeams(
	call: Call,
	{ instead, once }: { instead: string; once?: true },
): Promise<IDataObject[]> {
	const teams = await readAll(call, { spec: LIST, once });
	if (teams.length > 0 && teams.every(({ ParentTeamId }) => ParentTeamId === undefined)) {
		throw new FieldError('Litmos returned the teams without their parents', instead);
	}
	return teams.map(wellSpelled);
}
