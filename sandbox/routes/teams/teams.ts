import { done, record, HttpError, type Answer } from '../../http/answers';
import { recordOf, textOf } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { teamOf } from '../find';
import { list, searched } from '../../http/lists';
import { addTeam, removeTeam, withSubTeams } from '../../state/teams';
import type { TeamRecord } from '../../state/records';
import { createdTeam, teamRecord, teamSummary } from '../../views/teams';

// S: the 400 of POST /teams.
const BAD_BODY = 'Please check the xml/json included with this call';

const listOf = (call: Call, teams: readonly TeamRecord[]): Answer => {
	const rows = searched(call, teams, (team) => [team.Name]);
	return list(call, { rows, root: 'Teams', show: teamSummary });
};

function subTeams(call: Call): Answer {
	const { Id } = teamOf(call);
	return listOf(
		call,
		[...call.state.teams.values()].filter((team) => team.ParentTeamId === Id),
	);
}

/** S refuses a name twice, DK recorded it twice among root teams: refused here when making a new one. */
function checkFree(
	call: Call,
	wanted: Pick<TeamRecord, 'Name' | 'ParentTeamId'>,
	itself?: string,
): void {
	const taken = [...call.state.teams.values()].some(
		(team) =>
			team.Id !== itself &&
			team.ParentTeamId === wanted.ParentTeamId &&
			team.Name.toLowerCase() === wanted.Name.toLowerCase(),
	);
	if (taken) throw new HttpError(409, 'Team name already exists');
}

function create(call: Call, ParentTeamId: string): Answer {
	const fields = recordOf(call.body) ?? {};
	const Name = textOf(fields, 'Name');
	if (Name === '') throw new HttpError(400, BAD_BODY);
	checkFree(call, { Name, ParentTeamId });
	const team = addTeam(call.state, {
		Name,
		Description: textOf(fields, 'Description'),
		ParentTeamId,
	});
	// C: recorded 201 with three keys, for teams and for sub-teams (S says 200 for those).
	return record('Team', createdTeam(team), 201);
}

/** unknown: whether POST /teams heeds ParentTeamId; it makes a root team here, as in the recording (C). */
const createRoot = (call: Call): Answer => create(call, '');

const createSub = (call: Call): Answer => create(call, teamOf(call).Id);

function movedTo(call: Call, team: TeamRecord, parentId: string): string {
	// unknown: an absent ParentTeamId; the team stays where it is.
	if (parentId === '' || parentId === team.ParentTeamId) return team.ParentTeamId;
	const parent = call.state.teams.get(parentId);
	if (parent === undefined || withSubTeams(call.state, team).includes(parent)) {
		throw new HttpError(404, `No team with this ${parentId} exists in your organization`);
	}
	return parentId;
}

function update(call: Call): Answer {
	const team = teamOf(call);
	const fields = recordOf(call.body) ?? {};
	// K, D: the ids must match. unknown: the words; they follow S's text for users.
	if (textOf(fields, 'Id') !== team.Id) {
		throw new HttpError(
			404,
			'Please check the teamid in the xml/json and the teamid in the URL. They must match.',
		);
	}
	const Name = textOf(fields, 'Name');
	if (Name === '') throw new HttpError(400, BAD_BODY);
	const ParentTeamId = movedTo(call, team, textOf(fields, 'ParentTeamId'));
	const isRenamed = Name !== team.Name || ParentTeamId !== team.ParentTeamId;
	if (isRenamed) checkFree(call, { Name, ParentTeamId }, team.Id);
	Object.assign(team, { Name, Description: textOf(fields, 'Description'), ParentTeamId });
	return call.settings.teamUpdateAnswer === 'team' ? record('Team', teamRecord(team)) : done();
}

function remove(call: Call): Answer {
	removeTeam(call.state, teamOf(call));
	return done();
}

export const teamRoutes: readonly Route[] = [
	{ method: 'GET', path: '/teams', handle: (call) => listOf(call, [...call.state.teams.values()]) },
	{ method: 'POST', path: '/teams', handle: createRoot },
	{
		method: 'GET',
		path: '/teams/{teamId}',
		handle: (call) => record('Team', teamRecord(teamOf(call))),
	},
	{ method: 'PUT', path: '/teams/{teamId}', handle: update },
	{ method: 'DELETE', path: '/teams/{teamId}', handle: remove },
	{ method: 'GET', path: '/teams/{teamId}/teams', handle: subTeams },
	{ method: 'POST', path: '/teams/{teamId}/teams', handle: createSub },
];
