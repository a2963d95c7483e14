import { done, record, HttpError, TEXT, type Answer } from '../../http/answers';
import { idsOf } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { enrolmentOf, userOf } from '../find';
import { list, searched } from '../../http/lists';
import type { UserRecord } from '../../state/records';
import { enrolmentsOf, assignCourse } from '../../state/state';
import { userCourse, userCourseDetail, type Assignment } from '../../views/assignments';

/** D, S: at most 25 users in POST /users/courses. */
const MOST_USERS = 25;

function assignmentsOf(call: Call, user: UserRecord): Assignment[] {
	return [...enrolmentsOf(call.state, user.Id).values()].flatMap((enrolment) => {
		const course = call.state.courses.get(enrolment.courseId);
		return course === undefined ? [] : [{ course, enrolment, now: call.now }];
	});
}

function listCourses(call: Call): Answer {
	const all = assignmentsOf(call, userOf(call));
	const rows = searched(call, all, ({ course }) => [course.Name, course.Code]);
	return list(call, { rows, root: 'Courses', show: userCourse });
}

function assign(call: Call): Answer {
	const user = userOf(call);
	const ids = idsOf(call.body);
	// S: the only documented refusal of this call; unknown: when it comes. An empty list is assumed.
	if (ids.length === 0) throw new HttpError(500, 'Create Course Bulk Import Failed');
	// K: unknown ids and courses already there are ignored.
	const known = ids.filter((courseId) => call.state.courses.has(courseId));
	const fresh = known.filter((courseId) =>
		assignCourse(call.state, { userId: user.Id, courseId, source: 'direct' }, call.now),
	);
	// K, M, JE: people who have logged in get a mail unless sendmessage=false.
	if (fresh.length > 0 && user.LastLogin !== '' && wantsMail(call, true))
		recordMail(call, user.Id, 'courses assigned');
	// S, B: 200 with an empty body.
	return done();
}

function unassign(call: Call): Answer {
	const { user, course, enrolment } = enrolmentOf(call);
	const sources = [...enrolment.sources];
	if (sources.some((source) => source.startsWith('path:'))) {
		// S: the 406 of this call.
		const reason = `The course - ${course.Id} can't be removed from ${user.Id} because it is part of a learning path.`;
		throw new HttpError(
			406,
			`${reason} Remove the user from the learning path or remove the course from the learning path.`,
		);
	}
	if (sources.some((source) => source.startsWith('team:'))) {
		// JE: refused for a team as well. unknown: the words; they follow S's text for learning paths of teams.
		const reason = `The course - ${course.Id} can't be removed from ${user.Id} because it was assigned via a Team.`;
		throw new HttpError(
			406,
			`${reason} Remove the user from the team or remove the course from the team.`,
		);
	}
	enrolmentsOf(call.state, user.Id).delete(course.Id);
	return done();
}

function reset(call: Call): Answer {
	const { enrolment } = enrolmentOf(call);
	enrolment.started = null;
	enrolment.completed = null;
	enrolment.modules.clear();
	return done();
}

function oneCourse(call: Call): Answer {
	const { course, enrolment } = enrolmentOf(call);
	return record('Course', userCourseDetail({ course, enrolment, now: call.now }));
}

function coursesOfUsers(call: Call): Answer {
	const ids = idsOf(call.body);
	// unknown: how more than 25 are refused; the general 400 is assumed.
	if (ids.length > MOST_USERS) throw new HttpError(400, TEXT.badRequest);
	const users = ids
		.map((id) => call.state.users.get(id))
		.filter((user): user is UserRecord => user !== undefined);
	// unknown: the shape; J has people, each with the courses.
	const value = users.map((user) => ({
		Id: user.Id,
		Courses: assignmentsOf(call, user).map(userCourse),
	}));
	return record('Users', value);
}

export const userCourseRoutes: readonly Route[] = [
	{ method: 'POST', path: '/users/courses', handle: coursesOfUsers },
	{ method: 'GET', path: '/users/{userId}/courses', handle: listCourses },
	{ method: 'POST', path: '/users/{userId}/courses', handle: assign },
	{ method: 'GET', path: '/users/{userId}/courses/{courseId}', handle: oneCourse },
	{ method: 'PUT', path: '/users/{userId}/courses/{courseId}/reset', handle: reset },
	{ method: 'DELETE', path: '/users/{userId}/courses/{courseId}', handle: unassign },
];
