import { done, HttpError, type Answer } from '../../http/answers';
import { recordsOf, textOf } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { pathOf, userOf } from '../find';
import { comesByTeam, assignPath, unassignPath, pathProgress } from '../../state/learningPaths';
import { list, searched } from '../../http/lists';
import { userPath } from '../../views/learningPaths';
import type { LearningPathRecord } from '../../state/records';

function listPaths(call: Call): Answer {
	const { Id } = userOf(call);
	const rows = searched(call, [...call.state.learningPaths.values()], ({ Name }) => [Name]);
	const mine = rows.flatMap((path) => {
		const progress = pathProgress(call.state, path, Id);
		return progress === null ? [] : [{ path, progress }];
	});
	const show = ({ path, progress }: (typeof mine)[number]) => userPath(path, progress, Id);
	return list(call, { rows: mine, root: 'LearningPaths', show });
}

function assign(call: Call): Answer {
	// S: one text for an unknown user and for no path that exists; unknown: single ids that do not exist.
	const refusal =
		'The userid does not exist or no valid learning paths were included in the request. Check the body for the proper format.';
	const user = userOf(call, refusal);
	const ids = recordsOf(call.body).map((fields) => textOf(fields, 'Id'));
	if (ids.includes('')) {
		// S: the 400 of this call.
		throw new HttpError(
			400,
			"The LearningPath Id can't be null. Check the body for the proper format.",
		);
	}
	const paths = ids
		.map((id) => call.state.learningPaths.get(id))
		.filter((path): path is LearningPathRecord => path !== undefined);
	if (paths.length === 0) throw new HttpError(404, refusal);
	for (const path of paths)
		assignPath(call.state, { path, userId: user.Id, isDirect: true }, call.now);
	// unknown: whether mail goes out; none is assumed, for no switch is known that would hold it back.
	return done();
}

function unassign(call: Call): Answer {
	const { learningpathId } = call.params;
	const missing = `The Learning Path ${learningpathId} does not exist.`;
	const user = userOf(call, missing);
	const path = pathOf(call, missing);
	const assignment = path.people.get(user.Id);
	// unknown: a path that exists but is not assigned.
	if (assignment === undefined) throw new HttpError(404, missing);
	if (comesByTeam(call.state, path, user.Id)) {
		throw new HttpError(
			406,
			`The Learning Path ${path.Id} can't be removed because it was assigned via a Team. Remove the user from the team or remove the learning path from the team.`,
		);
	}
	assignment.isDirect = false;
	unassignPath(call.state, path, user.Id);
	return done();
}

export const userLearningPathRoutes: readonly Route[] = [
	{ method: 'GET', path: '/users/{userId}/learningpaths', handle: listPaths },
	{ method: 'POST', path: '/users/{userId}/learningpaths', handle: assign },
	{ method: 'DELETE', path: '/users/{userId}/learningpaths/{learningpathId}', handle: unassign },
];
