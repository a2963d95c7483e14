import { HttpError } from '../http/answers';
import type { Call } from '../http/call';
import type {
	CourseRecord,
	Enrolment,
	LearningPathRecord,
	TeamRecord,
	UserRecord,
} from '../state/records';
import { enrolmentsOf } from '../state/state';

/** The user of the path, by Id; writes and sub-paths do not take a UserName (T). */
export function userOf(call: Call, missing?: string): UserRecord {
	const { userId } = call.params;
	const user = call.state.users.get(userId);
	// S: the text of GET /users/{userId}; other texts are given by the route.
	if (user === undefined) throw new HttpError(404, missing ?? `User - ${userId} was not found`);
	return user;
}

/** The team of the path. */
export function teamOf(call: Call, missing?: string): TeamRecord {
	const { teamId } = call.params;
	const team = call.state.teams.get(teamId);
	// S: the text of GET /teams/{teamId}.
	if (team === undefined)
		throw new HttpError(404, missing ?? `No team with this ${teamId} exists in your organization`);
	return team;
}

/** The course of the path. */
export function courseOf(call: Call, missing?: string): CourseRecord {
	const { courseId } = call.params;
	const course = call.state.courses.get(courseId);
	// S: the text of GET /courses/{courseId}.
	if (course === undefined)
		throw new HttpError(404, missing ?? `The course ${courseId} does not exist.`);
	return course;
}

/** The learning path of the path. */
export function pathOf(call: Call, missing?: string): LearningPathRecord {
	const path = call.state.learningPaths.get(call.params.learningpathId);
	// S: the text of GET /learningpaths/{learningpathId}.
	if (path === undefined) throw new HttpError(404, missing ?? 'The learning path does not exist.');
	return path;
}

/** The assignment of the path's course to the path's user. */
export function enrolmentOf(call: Call): {
	user: UserRecord;
	course: CourseRecord;
	enrolment: Enrolment;
} {
	const user = userOf(call);
	const course = courseOf(call);
	const enrolment = enrolmentsOf(call.state, user.Id).get(course.Id);
	// unknown: a course that exists but is not assigned; B's simulator says 404 as well.
	if (enrolment === undefined) throw new HttpError(404, `The course ${course.Id} does not exist.`);
	return { user, course, enrolment };
}

/** The people with these ids, in the order of the tenant. */
export const usersIn = (call: Call, ids: ReadonlySet<string>): UserRecord[] =>
	[...ids]
		.map((id) => call.state.users.get(id))
		.filter((user): user is UserRecord => user !== undefined);
