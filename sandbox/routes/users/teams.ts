import { done, HttpError, type Answer } from '../../http/answers';
import { idsOf } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { userOf } from '../find';
import { list, searched } from '../../http/lists';
import { addMember, removeMember } from '../../state/teams';
import type { TeamRecord } from '../../state/records';
import { teamSummary } from '../../views/teams';

/** S: "Maximum TeamIds is 25". */
const MOST_TEAMS = 25;

const teamsOf = (call: Call, userId: string): TeamRecord[] =>
	[...call.state.teams.values()].filter((team) => team.members.has(userId));

function listTeams(call: Call): Answer {
	const rows = searched(call, teamsOf(call, userOf(call).Id), (team) => [team.Name]);
	return list(call, { rows, root: 'Teams', show: teamSummary });
}

function assign(call: Call): Answer {
	const user = userOf(call);
	const ids = idsOf(call.body);
	if (ids.length > MOST_TEAMS) throw new HttpError(404, 'Maximum TeamIds is 25');
	const teams = ids
		.map((id) => call.state.teams.get(id))
		.filter((team): team is TeamRecord => team !== undefined);
	// S: this call refuses the whole list, where others ignore single ids. unknown: an empty list.
	if (teams.length === 0 || teams.length < ids.length)
		throw new HttpError(404, 'Invalid Team Id found in the list');
	if (teams.some((team) => team.members.has(user.Id))) {
		throw new HttpError(409, 'The user already belongs to one or more of the teams');
	}
	for (const team of teams) addMember(call.state, { team, userId: user.Id }, call.now);
	// S: mail only with sendmessage=true.
	if (wantsMail(call, false)) recordMail(call, user.Id, 'added to teams');
	return done();
}

/** C: recorded 200, empty. */
function leaveAll(call: Call): Answer {
	const user = userOf(call, 'The userid does not exist.');
	for (const team of teamsOf(call, user.Id)) removeMember(call.state, team, user.Id);
	return done();
}

export const userTeamRoutes: readonly Route[] = [
	{ method: 'GET', path: '/users/{userId}/teams', handle: listTeams },
	{ method: 'POST', path: '/users/{userId}/teams', handle: assign },
	{ method: 'DELETE', path: '/users/{userId}/teams', handle: leaveAll },
];
