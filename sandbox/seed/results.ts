import type { CourseRecord, Enrolment } from '../state/records';
import { enrolmentsOf, type State } from '../state/state';

const DAY_MS = 86_400_000;
/** How long ago the latest change of such a result may be. */
const DAYS = 90;

/** A course completed at some time of the last days, assigned up to two months before that. */
function doneIn(state: State, courseId: string, today: number): Enrolment {
	const completed = today - state.random.between(1, DAYS * 24 - 1) * 3_600_000;
	const started = completed - state.random.between(1, 20) * DAY_MS;
	return {
		courseId,
		sources: new Set(['direct']),
		assigned: started - state.random.between(0, 40) * DAY_MS,
		started,
		completed,
		resultId: state.random.shortId(),
		// The results of modules are left out: they take most of the room, and nothing here reads them.
		modules: new Map(),
	};
}

const courseFor = (state: State, template: CourseRecord, index: number): CourseRecord => {
	state.lastOriginalId.course += 1;
	return {
		...template,
		Id: state.random.shortId(),
		OriginalId: state.lastOriginalId.course,
		Name: `Refresher ${index + 1}`,
		Code: `REF${index + 1}`,
		modules: [],
	};
};

/** Gives everybody so many courses more, all of them completed in the last 90 days. */
export function seedResults(state: State, perPerson: number, today: number): void {
	const [template] = state.courses.values();
	if (!template || perPerson === 0) return;
	const courses = Array.from({ length: perPerson }, (_, index) =>
		courseFor(state, template, index),
	);
	courses.forEach((course) => state.courses.set(course.Id, course));
	for (const { Id } of state.users.values()) {
		const mine = enrolmentsOf(state, Id);
		courses.forEach((course) => mine.set(course.Id, doneIn(state, course.Id, today)));
		state.enrolments.set(Id, mine);
	}
}
