import { rowAt, type Feed, type FeedRow } from './feed';
import {
	attemptsOf,
	changed,
	pathAttemptsOf,
	made,
	timestampsOfAttempt,
	timestampsOfPathAttempt,
	progressOf,
	SYSTEM,
	type CourseAttempt,
	type PathAttempt,
} from './attempts';
import type { ModuleRecord, ModuleResult } from '../state/records';
import type { State } from '../state/state';
import { progress } from '../views/assignments';
import { optionalDate, Decimal, type WireRecord } from '../http/wireFormat';

/** A row of /org/results/details (S). unknown: what DueDate is without one; null. */
function courseResult(attempt: CourseAttempt, now: number): WireRecord {
	const { user, course, enrolment } = attempt;
	const { due, compliantTill, ...state } = progress({ course, enrolment, now });
	const { CreatedDate, UpdatedDate, CreatedBy, UpdatedBy } = changed(timestampsOfAttempt(attempt));
	return {
		Id: course.Id,
		UserId: user.Id,
		OriginalCourseId: course.OriginalId,
		OriginalUserId: user.OriginalId,
		Name: course.Name,
		Active: course.Active,
		CreatedDate,
		UpdatedDate,
		StartedDate: optionalDate(enrolment.started),
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompletedDate: optionalDate(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTillDate: compliantTill,
		DueDate: due,
		LastAttemptDate: optionalDate(enrolment.completed ?? enrolment.started),
		CreatedBy,
		UpdatedBy,
		Code: course.Code,
		UserName: user.UserName,
		LearningPathAssignment: [...enrolment.sources].some((source) => source.startsWith('path:')),
		TeamAssignment: [...enrolment.sources].some((source) => source.startsWith('team:')),
	};
}

/** A row of /results/details (P: its members and their order). */
export function namedCourseResult(attempt: CourseAttempt, now: number): WireRecord {
	const { user, course, enrolment } = attempt;
	const state = progress({ course, enrolment, now });
	return {
		Id: user.Id,
		UserOriginalId: user.OriginalId,
		Username: user.UserName,
		FirstName: user.FirstName,
		LastName: user.LastName,
		Active: user.Active,
		Email: user.Email,
		AccessLevel: user.AccessLevel,
		LoginKey: user.LoginKey,
		CourseId: course.Id,
		CourseOriginalId: course.OriginalId,
		UpdatedDate: new Date(timestampsOfAttempt(attempt).updated),
		Code: course.Code,
		CourseName: course.Name,
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompletedDate: optionalDate(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTillDate: state.compliantTill,
	};
}

/** A row of /org/modules/results (S). */
function moduleResult(
	{ user, course, enrolment }: CourseAttempt,
	{ module, result }: { module: ModuleRecord; result: ModuleResult },
): WireRecord {
	const at = new Date(result.updated ?? enrolment.assigned);
	return {
		Id: module.Id,
		UserId: user.Id,
		OriginalModuleId: module.OriginalId,
		OriginalUserId: user.OriginalId,
		ModuleResultId: result.resultId,
		Active: course.Active,
		Name: module.Name,
		Passmark: module.passmark,
		Score: result.score,
		UserName: user.UserName,
		Completed: result.completed,
		AttemptNumber: result.attempt,
		CreatedBy: SYSTEM,
		FinishedDate: result.completed ? at : null,
		CreatedDate: optionalDate(enrolment.started ?? enrolment.assigned),
		StartedDate: optionalDate(enrolment.started),
		// unknown: its form; hours, minutes and seconds.
		TimeTaken: '00:10:00',
		UpdatedDate: at,
		Code: module.Code,
	};
}

function moduleResults(attempt: CourseAttempt): FeedRow[] {
	return attempt.course.modules.flatMap((module) => {
		const result = attempt.enrolment.modules.get(module.Id);
		if (!result) return [];
		const at = result.updated ?? attempt.enrolment.assigned;
		return [rowAt(at, () => moduleResult(attempt, { module, result }))];
	});
}

/** A row of /org/learningpaths/results (S). */
function pathResult(pathAttempt: PathAttempt): WireRecord {
	const { user, path } = pathAttempt;
	const { percentage, started, finished } = progressOf(pathAttempt);
	return {
		Id: path.Id,
		UserId: user.Id,
		OriginalLearningPathId: 0,
		OriginalUserId: user.OriginalId,
		Active: true,
		Name: path.Name,
		PercentageComplete: new Decimal(percentage, 1),
		Completed: finished !== null,
		...made(timestampsOfPathAttempt(pathAttempt)),
		CompliantTillDate: null,
		StartDate: optionalDate(started),
		FinishDate: optionalDate(finished),
	};
}

/** unknown: what counts as an achievement; each completed course does. */
function achievement(attempt: CourseAttempt, at: number): WireRecord {
	const { user, course, enrolment } = attempt;
	const { compliantTill } = progress({ course, enrolment, now: at });
	return {
		Id: enrolment.resultId,
		UserId: user.Id,
		CourseId: course.Id,
		LearningPathId: null,
		OriginalAchievementId: 0,
		OriginalUserId: user.OriginalId,
		OriginalCourseId: course.OriginalId,
		OriginalLearningPathId: 0,
		CompliantTillDate: compliantTill,
		Title: course.Name,
		AchievementDate: new Date(at),
		Type: 'Course Completed',
		CertificateId: null,
		...changed({ created: at, updated: at }),
	};
}

const achievements = (state: State): FeedRow[] =>
	attemptsOf(state).flatMap((attempt) => {
		const { completed } = attempt.enrolment;
		return completed === null ? [] : [rowAt(completed, () => achievement(attempt, completed))];
	});

/** S: the members of rows, and their order. */
export const resultFeeds: readonly Feed[] = [
	{
		path: '/org/results/details',
		root: 'Results',
		rows: (state, isWanted) =>
			attemptsOf(state)
				.filter((attempt) => isWanted(timestampsOfAttempt(attempt)))
				.map((attempt) => ({
					...timestampsOfAttempt(attempt),
					show: () => courseResult(attempt, state.clock()),
				})),
	},
	{
		path: '/org/modules/results',
		root: 'ModuleResults',
		rows: (state) => attemptsOf(state).flatMap(moduleResults),
	},
	{
		path: '/org/learningpaths/results',
		root: 'LearningPathResults',
		rows: (state) =>
			pathAttemptsOf(state).map((pathAttempt) => ({
				...timestampsOfPathAttempt(pathAttempt),
				show: () => pathResult(pathAttempt),
			})),
	},
	{ path: '/org/achievements', root: 'Achievements', rows: achievements },
];
