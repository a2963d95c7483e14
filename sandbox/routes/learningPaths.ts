import { done, record, type Answer } from '../http/answers';
import type { Call, Route } from '../http/call';
import { pathOf } from './find';
import { pathProgress, removePath } from '../state/learningPaths';
import { list, searched } from '../http/lists';
import { learningPathRecord, pathCourse, pathUser } from '../views/learningPaths';
import type { CourseRecord, UserRecord } from '../state/records';
import { userTexts } from './users/users';

function listPaths(call: Call): Answer {
	const rows = searched(call, [...call.state.learningPaths.values()], ({ Name }) => [Name]);
	return list(call, { rows, root: 'LearningPaths', show: learningPathRecord });
}

function courses(call: Call): Answer {
	const all = pathOf(call)
		.courses.map((id) => call.state.courses.get(id))
		.filter((course): course is CourseRecord => course !== undefined);
	const rows = searched(call, all, ({ Name, Code }) => [Name, Code]);
	return list(call, { rows, root: 'Courses', show: pathCourse });
}

function users(call: Call): Answer {
	const path = pathOf(call);
	const people = [...path.people.keys()]
		.map((id) => call.state.users.get(id))
		.filter((user): user is UserRecord => user !== undefined);
	const rows = searched(call, people, userTexts).flatMap((user) => {
		const progress = pathProgress(call.state, path, user.Id);
		return progress === null ? [] : [{ user, progress }];
	});
	return list(call, {
		rows,
		root: 'Users',
		show: ({ user, progress }) => pathUser(user, progress),
	});
}

function remove(call: Call): Answer {
	// unknown: an id nobody has; S's only refusal of this call is about ids that differ.
	removePath(call.state, pathOf(call));
	return done();
}

export const learningPathRoutes: readonly Route[] = [
	{ method: 'GET', path: '/learningpaths', handle: listPaths },
	{
		method: 'GET',
		path: '/learningpaths/{learningpathId}',
		handle: (call) => record('LearningPath', learningPathRecord(pathOf(call))),
	},
	{ method: 'DELETE', path: '/learningpaths/{learningpathId}', handle: remove },
	{ method: 'GET', path: '/learningpaths/{learningpathId}/courses', handle: courses },
	{ method: 'GET', path: '/learningpaths/{learningpathId}/users', handle: users },
];
