import type { Timestamps } from '../state/timestamps';
import type { CourseRecord, Enrolment, LearningPathRecord, UserRecord } from '../state/records';
import { enrolmentsOf, type State } from '../state/state';
import { percentageComplete } from '../views/assignments';
import type { WireRecord, WireValue } from '../http/wireFormat';

/** S: CreatedBy and UpdatedBy are numbers, -1 for the system, which did all of this here. */
export const SYSTEM = -1;

/** The four columns that most rows end with. */
export const changed = ({ created, updated }: Timestamps): WireRecord => ({
	CreatedDate: new Date(created),
	UpdatedDate: new Date(updated),
	CreatedBy: SYSTEM,
	UpdatedBy: SYSTEM,
});

/** The same without who changed it, as some feeds have it. */
export const made = ({ created, updated }: Timestamps): WireRecord => ({
	CreatedDate: new Date(created),
	UpdatedDate: new Date(updated),
	CreatedBy: SYSTEM,
});

/** A record that lacks some members of another. */
export function without(record: WireRecord, names: readonly string[]): WireRecord {
	const rest: Record<string, WireValue> = {};
	for (const name of Object.keys(record)) if (!names.includes(name)) rest[name] = record[name];
	return rest;
}

/** One person in one course. */
export interface CourseAttempt {
	user: UserRecord;
	course: CourseRecord;
	enrolment: Enrolment;
}

/** Everybody in every course. */
export function attemptsOf(state: State): CourseAttempt[] {
	const attempts: CourseAttempt[] = [];
	// Loops, since there may be hundreds of thousands.
	for (const user of state.users.values()) {
		for (const enrolment of enrolmentsOf(state, user.Id).values()) {
			const course = state.courses.get(enrolment.courseId);
			if (course !== undefined) attempts.push({ user, course, enrolment });
		}
	}
	return attempts;
}

/** unknown: whether a result is there from the assignment on; its Id is, so it is. */
export function timestampsOfAttempt({ enrolment }: CourseAttempt): Timestamps {
	const { assigned, started, completed, modules } = enrolment;
	let updated = Math.max(assigned, started ?? 0, completed ?? 0);
	for (const module of modules.values()) updated = Math.max(updated, module.updated ?? 0);
	return { created: assigned, updated };
}

/** One person in one learning path. */
export interface PathAttempt {
	user: UserRecord;
	path: LearningPathRecord;
	attempts: CourseAttempt[];
}

/** Everybody in every learning path: those who have a course from it. */
export const pathAttemptsOf = (state: State): PathAttempt[] =>
	[...state.learningPaths.values()].flatMap((path) =>
		[...state.users.values()].flatMap((user) => {
			const attempts = [...enrolmentsOf(state, user.Id).values()].flatMap((enrolment) => {
				const course = state.courses.get(enrolment.courseId);
				const isFrom = enrolment.sources.has(`path:${path.Id}`);
				return course === undefined || !isFrom ? [] : [{ user, course, enrolment }];
			});
			return attempts.length === 0 ? [] : [{ user, path, attempts }];
		}),
	);

export function timestampsOfPathAttempt({ attempts }: PathAttempt): Timestamps {
	const all = attempts.map(timestampsOfAttempt);
	return {
		created: Math.min(...all.map(({ created }) => created)),
		updated: Math.max(...all.map(({ updated }) => updated)),
	};
}

/** How far: the mean of the courses, and when it began and ended. */
export function progressOf({ attempts }: PathAttempt): {
	percentage: number;
	started: number | null;
	finished: number | null;
} {
	const all = attempts.map(percentageComplete);
	const started = attempts.flatMap(({ enrolment }) => enrolment.started ?? []);
	const completed = attempts.flatMap(({ enrolment }) => enrolment.completed ?? []);
	const isComplete = completed.length === attempts.length;
	return {
		percentage: all.reduce((sum, part) => sum + part, 0) / all.length,
		started: started.length > 0 ? Math.min(...started) : null,
		finished: isComplete ? Math.max(...completed) : null,
	};
}
