import {
	achievementsOf,
	compliantTill,
	FIRST_ACHIEVEMENT_ID,
	type Achievement,
} from '../state/achievements';
import type { State } from '../state/state';

/** D: the envelope of every event. */
export interface WebhookEvent {
	id: number;
	/** D: UTC, with milliseconds and without a Z. */
	created: string;
	/** D has achievement.earned only. unknown: how the other events are called. */
	type: string;
	object: 'event';
	/** D: of achievement.earned. unknown: of the others. */
	data: Record<string, unknown>;
}

export const FIRST_EVENT_ID = 91_000_000;

/** D: a time without a Z. */
export const eventTime = (at: number): string => new Date(at).toISOString().replace('Z', '');

/** D: the members, their order and their spelling. */
function achievementData({ user, course, enrolment, at }: Achievement, id: number) {
	const till = compliantTill({ user, course, enrolment, at });
	return {
		userId: user.Id,
		userName: user.UserName,
		courseId: course.Id,
		title: course.Name,
		code: course.Code,
		achievementDate: eventTime(at),
		compliantTilldate: till && eventTime(till.getTime()),
		result: 'Completed',
		type: 'Course Completed',
		firstName: user.FirstName,
		lastName: user.LastName,
		achievementId: id,
		certificateId: enrolment.resultId,
	};
}

/** The achievements of the tenant as events, the oldest first; the same event has the same id each time. */
export function achievementEvents(state: State): WebhookEvent[] {
	return achievementsOf(state)
		.sort((one, other) => one.at - other.at)
		.map((achievement, index) => ({
			id: FIRST_EVENT_ID + index,
			created: eventTime(achievement.at),
			type: 'achievement.earned',
			object: 'event',
			data: achievementData(achievement, FIRST_ACHIEVEMENT_ID + index),
		}));
}
