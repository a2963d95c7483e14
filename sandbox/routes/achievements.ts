import type { Answer } from '../http/answers';
import type { Call, Route } from '../http/call';
import { list, searched, sinceOf, sorted } from '../http/lists';
import { Decimal, type WireRecord } from '../http/wireFormat';
import {
	achievementsOf,
	compliantTill,
	FIRST_ACHIEVEMENT_ID,
	type Achievement,
} from '../state/achievements';
import type { Enrolment } from '../state/records';

function scoreOf({ modules }: Enrolment): number {
	const scores = [...modules.values()].map(({ score }) => score);
	return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** P, D: the keys; W has the words of Result and Type. */
const show = (achievement: Achievement, id: number): WireRecord => ({
	UserId: achievement.user.Id,
	Title: achievement.course.Name,
	Description: achievement.course.Description,
	AchievementDate: new Date(achievement.at),
	CourseId: achievement.course.Id,
	CompliantTillDate: compliantTill(achievement),
	Score: new Decimal(scoreOf(achievement.enrolment), 1),
	Result: 'Completed',
	Type: 'Course Completed',
	FirstName: achievement.user.FirstName,
	LastName: achievement.user.LastName,
	AchievementId: id,
	CertificateId: achievement.enrolment.resultId,
});

function achievements(call: Call): Answer {
	const since = sinceOf(call);
	const { userid } = call.query;
	// Numbered in the order of time, so that a number stays with its achievement.
	const numbered = achievementsOf(call.state)
		.sort((one, other) => one.at - other.at)
		.map((achievement, index) => ({
			achievement,
			row: show(achievement, FIRST_ACHIEVEMENT_ID + index),
		}))
		// P, D: the newest first.
		.reverse()
		.filter(({ achievement }) => since === null || achievement.at >= since)
		// unknown: whether userid takes a user name; it does not.
		.filter(({ achievement }) => !userid || achievement.user.Id === userid);
	const found = searched(call, numbered, ({ achievement }) => [
		achievement.course.Name,
		achievement.user.FullName,
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
