import type { Enrolment, LearningPathRecord, Source, TeamRecord } from './records';
import { enrolmentsOf, assignCourse, unassignCourse, type State } from './state';

const sourceOf = (path: LearningPathRecord): Source => `path:${path.Id}`;

/** Whether one of the person's teams has the path. */
export const comesByTeam = (state: State, path: LearningPathRecord, userId: string): boolean =>
	[...path.teams].some((teamId) => state.teams.get(teamId)?.members.has(userId));

/** Gives a path with its courses, by hand or through a team; true when the person did not have it before. */
export function assignPath(
	state: State,
	at: { path: LearningPathRecord; userId: string; isDirect: boolean },
	now: number,
): boolean {
	const { path, userId } = at;
	const present = path.people.get(userId);
	const isDirect = at.isDirect || present?.isDirect === true;
	path.people.set(userId, { assigned: present?.assigned ?? now, isDirect });
	for (const courseId of path.courses)
		assignCourse(state, { userId, courseId, source: sourceOf(path) }, now);
	return present === undefined;
}

/** Takes a path with its courses, once there is neither a hand nor a team that gave it. */
export function unassignPath(state: State, path: LearningPathRecord, userId: string): void {
	const isKept = path.people.get(userId)?.isDirect || comesByTeam(state, path, userId);
	if (isKept || !path.people.delete(userId)) return;
	for (const courseId of path.courses)
		unassignCourse(state, { userId, courseId, source: sourceOf(path) });
}

/** The learning paths of a team. */
export const pathsOf = (state: State, team: TeamRecord): LearningPathRecord[] =>
	[...state.learningPaths.values()].filter((path) => path.teams.has(team.Id));

/** Removes a path, and the courses that people have through it alone. */
export function removePath(state: State, path: LearningPathRecord): void {
	const people = [...path.people.keys()];
	path.teams.clear();
	for (const userId of people) {
		Object.assign(path.people.get(userId) ?? {}, { isDirect: false });
		unassignPath(state, path, userId);
	}
	state.learningPaths.delete(path.Id);
}

/** A person's way through a path. */
export interface PathProgress {
	assigned: number;
	started: number | null;
	completed: number | null;
	percentage: number;
}

/** D: whole courses count, half of one counts nothing. */
export function pathProgress(
	state: State,
	path: LearningPathRecord,
	userId: string,
): PathProgress | null {
	const assignment = path.people.get(userId);
	if (assignment === undefined) return null;
	const mine = enrolmentsOf(state, userId);
	const courses = path.courses
		.map((courseId) => mine.get(courseId))
		.filter((enrolment): enrolment is Enrolment => enrolment !== undefined);
	const dates = (of: (enrolment: Enrolment) => number | null): number[] =>
		courses.map(of).filter((at): at is number => at !== null);
	const started = dates((enrolment) => enrolment.started);
	const completed = dates((enrolment) => enrolment.completed);
	const isComplete = path.courses.length > 0 && completed.length === path.courses.length;
	return {
		assigned: assignment.assigned,
		started: started.length > 0 ? Math.min(...started) : null,
		completed: isComplete ? Math.max(...completed) : null,
		percentage: path.courses.length === 0 ? 0 : (100 * completed.length) / path.courses.length,
	};
}
