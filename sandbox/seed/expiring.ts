import type { CourseRecord, Enrolment, TeamRecord } from '../state/records';
import { enrolmentsOf, type State } from '../state/state';

const DAY_MS = 86_400_000;
/** By default, reports and the trigger call expiring what expires within 30 days. */
const MOST_DAYS = 30;
/** What expires sooner could have expired before the day is over. */
const LEAST_DAYS = 2;

/** What a member of a team has completed, and when that expires. */
interface Completion {
	enrolment: Enrolment;
	expires: number;
}

function completionOf(
	enrolment: Enrolment,
	course: CourseRecord | undefined,
): readonly Completion[] {
	const { completed } = enrolment;
	const days = course?.Active ? course.compliantDays : null;
	return completed === null || days === null
		? []
		: [{ enrolment, expires: completed + days * DAY_MS }];
}

const completionsIn = (state: State, { members }: TeamRecord): Completion[] =>
	[...members]
		.filter((id) => state.users.get(id)?.Active)
		.flatMap((id) => [...enrolmentsOf(state, id).values()])
		.flatMap((enrolment) => completionOf(enrolment, state.courses.get(enrolment.courseId)));

/** Lets all of it have been so many days earlier, or later by less than nothing. */
function moveBack(enrolment: Enrolment, days: number): void {
	const earlier = (at: number | null): number | null => at && at - days * DAY_MS;
	enrolment.assigned -= days * DAY_MS;
	enrolment.started = earlier(enrolment.started);
	enrolment.completed = earlier(enrolment.completed);
	for (const result of enrolment.modules.values()) result.updated = earlier(result.updated);
}

/**
 * Lets something expire soon in each team, if anybody there has completed what expires. Of overdue people there are
 * enough. Draws nothing at random: that would change the tenant.
 */
export function seedExpiring(state: State, today: number): void {
	const daysLeft = ({ expires }: Completion): number => (expires - today) / DAY_MS;
	[...state.teams.values()].forEach((team, index) => {
		const completions = completionsIn(state, team);
		const left = completions.map(daysLeft);
		if (left.some((days) => days > LEAST_DAYS && days < MOST_DAYS)) return;
		const last = completions.at(-1);
		if (last) moveBack(last.enrolment, Math.round(daysLeft(last)) - (5 + ((index * 7) % 20)));
	});
}
