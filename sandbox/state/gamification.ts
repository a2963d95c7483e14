import type { CourseRecord, UserRecord } from './records';
import { enrolmentsOf, type State } from './state';
import type { WireRecord } from '../http/wireFormat';

/** unknown: what a course is worth, which every account sets for itself. */
const POINTS_PER_COURSE = 100;

/** Something that earned points and a badge: here that is every course completed since the last reset. */
interface Earned {
	course: CourseRecord;
	id: string;
	at: number;
}

function earnedBy(state: State, userId: string): Earned[] {
	const since = state.gamificationResets.get(userId) ?? 0;
	return [...enrolmentsOf(state, userId).values()].flatMap(({ courseId, completed, resultId }) => {
		const course = state.courses.get(courseId);
		if (course === undefined || completed === null || completed <= since) return [];
		return [{ course, id: resultId, at: completed }];
	});
}

const badgeOf = (course: CourseRecord): WireRecord => ({
	// P: ID in capitals, where other records have Id.
	ID: `B${course.Id.slice(1)}`,
	Title: `${course.Name} badge`,
	Description: `For completing ${course.Name}`,
	Icon: 'fa-star',
	IconBgColor: '#f0b323',
});

const pointsOf = (state: State, userId: string): number =>
	earnedBy(state, userId).length * POINTS_PER_COURSE;

/** Brings the points of the profile in step with the completed courses. */
export function countPoints(state: State, user: UserRecord): void {
	user.Points = pointsOf(state, user.Id);
}

/** Every badge of a person. */
export const badgesOf = (state: State, userId: string): WireRecord[] =>
	earnedBy(state, userId).map(({ course }) => badgeOf(course));

/** P spells both members in the singular, S in the plural. */
export const summaryOf = (state: State, userId: string): WireRecord => ({
	TotalBadgeEarned: earnedBy(state, userId).length,
	TotalPointEarned: pointsOf(state, userId),
});

/** What a person has earned something for (P). */
export const itemsOf = (state: State, userId: string): WireRecord[] =>
	earnedBy(state, userId).map(({ course, id, at }) => ({
		ID: id,
		ItemID: course.Id,
		ItemName: course.Name,
		EarnedPoint: POINTS_PER_COURSE,
		EarnedBadgeID: badgeOf(course).ID,
		DateCompleted: new Date(at),
		Badge: badgeOf(course),
		GamificationCourseItemList: [{ ID: id, CourseID: course.Id, CourseName: course.Name }],
		GamificationLearningPathItemList: [],
	}));

/** Takes everything; what is earned later counts anew. */
export function resetOf(state: State, userId: string, now: number): void {
	state.gamificationResets.set(userId, now);
}
