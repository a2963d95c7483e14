import type { CourseRecord, Enrolment, UserRecord } from './records';
import type { State } from './state';

const DAY_MS = 86_400_000;

/** A course that somebody has completed. */
export interface Achievement {
	user: UserRecord;
	course: CourseRecord;
	enrolment: Enrolment;
	at: number;
}

/** The number of the oldest. */
export const FIRST_ACHIEVEMENT_ID = 7_400_000;

/** Until when it counts; null: for ever. */
export const compliantTill = ({ course, at }: Achievement): Date | null =>
	course.compliantDays === null ? null : new Date(at + course.compliantDays * DAY_MS);

/** unknown: whether a reset takes the achievement away; here it does, as it is made from the completion. */
export function achievementsOf(state: State): Achievement[] {
	return [...state.users.values()].flatMap((user) =>
		[...(state.enrolments.get(user.Id)?.values() ?? [])].flatMap((enrolment) => {
			const course = state.courses.get(enrolment.courseId);
			if (course === undefined || enrolment.completed === null) return [];
			return [{ user, course, enrolment, at: enrolment.completed }];
		}),
	);
}
