import { done, HttpError, type Answer } from '../../http/answers';
import { idsOf } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { teamOf, usersIn } from '../find';
import { list, searched } from '../../http/lists';
import { addMember, removeMember, setRole } from '../../state/teams';
import { teamUser, userSummary } from '../../people/views';
import { userTexts } from '../users/users';

type Role = 'leaders' | 'admins';

function members(call: Call): Answer {
	// S: 404 "Not Found". D, K, S: active people only.
	const team = teamOf(call, 'Not Found');
	const active = usersIn(call, team.members).filter((user) => user.Active);
	return list(call, { rows: searched(call, active, userTexts), root: 'Users', show: teamUser });
}

function add(call: Call): Answer {
	// S: one text for an unknown team and for an empty list.
	const refusal = 'No team with this id exists in your organization, or the user list is empty.';
	const team = teamOf(call, refusal);
	const ids = idsOf(call.body);
	if (ids.length === 0) throw new HttpError(404, refusal);
	// D: unknown ids and people already in the team are ignored.
	const known = ids.filter((id) => call.state.users.has(id));
	const joined = known.filter((userId) => addMember(call.state, { team, userId }, call.now));
	// D, S: mail only with sendmessage=true.
	if (wantsMail(call, false)) joined.forEach((userId) => recordMail(call, userId, 'added to team'));
	// C: recorded 201 with an empty body.
	return done(201);
}

function remove(call: Call): Answer {
	const { teamId, userId } = call.params;
	const refusal = `No team with this id ${teamId} exists in your organization, or no user exists with this id`;
	const team = teamOf(call, refusal);
	if (!call.state.users.has(userId)) throw new HttpError(404, refusal);
	// unknown: a person who is not in the team; nothing to do is taken as done.
	removeMember(call.state, team, userId);
	return done();
}

function holders(call: Call, role: Role): Answer {
	const people = usersIn(call, teamOf(call)[role]);
	return list(call, { rows: searched(call, people, userTexts), root: 'Users', show: userSummary });
}

function change(call: Call, role: Role, given: boolean): Answer {
	const { teamId, userId } = call.params;
	// S: with a full stop for promotion, without for demotion.
	const refusal = `User: ${userId} does not exist on the team: ${teamId}${given ? '.' : ''}`;
	const team = teamOf(call, refusal);
	if (!team.members.has(userId)) throw new HttpError(404, refusal);
	setRole(call.state, { team, userId, role }, given);
	// C: recorded 200, empty, both ways.
	return done();
}

const roleRoutes = (role: Role): Route[] => [
	{ method: 'GET', path: `/teams/{teamId}/${role}`, handle: (call) => holders(call, role) },
	{
		method: 'PUT',
		path: `/teams/{teamId}/${role}/{userId}`,
		handle: (call) => change(call, role, true),
	},
	{
		method: 'DELETE',
		path: `/teams/{teamId}/${role}/{userId}`,
		handle: (call) => change(call, role, false),
	},
];

export const teamMemberRoutes: readonly Route[] = [
	{ method: 'GET', path: '/teams/{teamId}/users', handle: members },
	{ method: 'POST', path: '/teams/{teamId}/users', handle: add },
	{ method: 'DELETE', path: '/teams/{teamId}/users/{userId}', handle: remove },
	...roleRoutes('leaders'),
	...roleRoutes('admins'),
];
