import { done, HttpError, type Answer } from '../../http/answers';
import { recordsOf, textOf } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { teamOf } from '../find';
import { assignPath, unassignPath, pathsOf } from '../../state/learningPaths';
import { list, searched } from '../../http/lists';
import { learningPathRecord } from '../../views/learningPaths';
import type { LearningPathRecord } from '../../state/records';

function listPaths(call: Call): Answer {
	const team = teamOf(call, `The team ${call.params.teamId} does not exist`);
	const rows = searched(call, pathsOf(call.state, team), ({ Name }) => [Name]);
	return list(call, { rows, root: 'LearningPaths', show: learningPathRecord });
}

/** K names the key Id, S names it LearningPathId; ids that lead nowhere are passed over (unknown). */
function pathsIn(call: Call, refusal: string): LearningPathRecord[] {
	const paths = recordsOf(call.body)
		.map((fields) => textOf(fields, 'Id') || textOf(fields, 'LearningPathId'))
		.map((id) => call.state.learningPaths.get(id))
		.filter((path): path is LearningPathRecord => path !== undefined);
	if (paths.length === 0) throw new HttpError(404, refusal);
	return paths;
}

function assign(call: Call): Answer {
	// S: one text for an unknown team and for no path that exists.
	const refusal =
		'No team with this id exists in your organization, or there was no valid Learning Path Id in the body of the request.';
	const team = teamOf(call, refusal);
	const reached = pathsIn(call, refusal).flatMap((path) => {
		path.teams.add(team.Id);
		return [...team.members].filter((userId) =>
			assignPath(call.state, { path, userId, isDirect: false }, call.now),
		);
	});
	// K names sendmessage. unknown: the default; no mail is assumed.
	if (wantsMail(call, false))
		new Set(reached).forEach((userId) => recordMail(call, userId, 'team learning paths assigned'));
	return done();
}

function unassign(call: Call): Answer {
	// S: the text of the assignment without its comma.
	const refusal =
		'No team with this id exists in your organization or there was no valid Learning Path Id in the body of the request.';
	const team = teamOf(call, refusal);
	for (const path of pathsIn(call, refusal)) {
		path.teams.delete(team.Id);
		team.members.forEach((userId) => unassignPath(call.state, path, userId));
	}
	return done();
}

export const teamLearningPathRoutes: readonly Route[] = [
	{ method: 'GET', path: '/teams/{teamId}/learningpaths', handle: listPaths },
	{ method: 'POST', path: '/teams/{teamId}/learningpaths', handle: assign },
	{ method: 'DELETE', path: '/teams/{teamId}/learningpaths', handle: unassign },
];
