import type { CourseRecord, ModuleRecord } from './records';
import { enrolmentsOf, type State } from './state';

interface Reached {
	userId: string;
	course: CourseRecord;
	module: ModuleRecord;
	score: number;
	completed: boolean;
	at: number;
	attempts?: number;
}

/** Notes a result; a course whose modules are all complete is complete. False: the course is not assigned. */
export function recordResult(state: State, reached: Reached): boolean {
	const { course, module, score, completed, at } = reached;
	const enrolment = enrolmentsOf(state, reached.userId).get(course.Id);
	if (enrolment === undefined) return false;
	const before = enrolment.modules.get(module.Id);
	enrolment.started ??= at;
	enrolment.modules.set(module.Id, {
		score,
		completed,
		attempt: reached.attempts ?? (before?.attempt ?? 0) + 1,
		updated: at,
		resultId: before?.resultId ?? state.random.longId(),
	});
	const isDone = course.modules.every(({ Id }) => enrolment.modules.get(Id)?.completed);
	if (!isDone) enrolment.completed = null;
	else enrolment.completed ??= at;
	return true;
}
