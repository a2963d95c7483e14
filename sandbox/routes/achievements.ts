import type { Answer } from '../http/answers';
import type { Call, Route } from '../http/call';
import { list, searched, sinceOf, sorted } from '../http/lists';
import type { CourseRecord, Enrolment, UserRecord } from '../state/records';
import { Decimal, type WireRecord } from '../http/wireFormat';

const DAY_MS = 86_400_000;

export interface Achievement {
	user: UserRecord;
	course: CourseRecord;
	enrolment: Enrolment;
	at: number;
}

export const FIRST_ID = 7_400_000;

function scoreOf({ modules }: Enrolment): number {
	const scores = [...modules.values()].map(({ score }) => score);
	return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

export const compliantTill = ({ course, at }: Achievement): Date | null =>
	course.compliantDays === null ? null : new Date(at + course.compliantDays * DAY_MS);

/** P, D: the keys; W has the words of Result and Type. */
const show = (achieved: Achievement, id: number): WireRecord => ({
	UserId: achieved.user.Id,
	Title: achieved.course.Name,
	Description: achieved.course.Description,
	AchievementDate: new Date(achieved.at),
	CourseId: achieved.course.Id,
	CompliantTillDate: compliantTill(achieved),
	Score: new Decimal(scoreOf(achieved.enrolment), 1),
	Result: 'Completed',
	Type: 'Course Completed',
	FirstName: achieved.user.FirstName,
	LastName: achieved.user.LastName,
	AchievementId: id,
	CertificateId: achieved.enrolment.resultId,
});

/** unknown: whether a reset takes the achievement away; here it does, as it is made from the completion. */
export function achievementsOf({ state }: Pick<Call, 'state'>): Achievement[] {
	return [...state.users.values()].flatMap((user) =>
		[...(state.enrolments.get(user.Id)?.values() ?? [])].flatMap((enrolment) => {
			const course = state.courses.get(enrolment.courseId);
			if (course === undefined || enrolment.completed === null) return [];
			return [{ user, course, enrolment, at: enrolment.completed }];
		}),
	);
}

function achievements(call: Call): Answer {
	const since = sinceOf(call);
	const { userid } = call.query;
	// Numbered in the order of time, so that a number stays with its achievement.
	const numbered = achievementsOf(call)
		.sort((one, other) => one.at - other.at)
		.map((achieved, index) => ({ achieved, row: show(achieved, FIRST_ID + index) }))
		// P, D: the newest first.
		.reverse()
		.filter(({ achieved }) => since === null || achieved.at >= since)
		// unknown: whether userid takes a user name; it does not.
		.filter(({ achieved }) => !userid || achieved.user.Id === userid);
	const found = searched(call, numbered, ({ achieved }) => [
		achieved.course.Name,
		achieved.user.FullName,
	]);
	const rows = sorted(
		call,
		found.map(({ row }) => row),
	);
	return list(call, { rows, root: 'Achievements', show: (row) => row });
}

export const achievementRoutes: readonly Route[] = [
	{ method: 'GET', path: '/achievements', handle: achievements },
];
