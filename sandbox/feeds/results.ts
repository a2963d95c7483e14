import { happened, type Feed, type FeedRow } from './feed';
import {
	attemptsOf,
	changed,
	journeysOf,
	made,
	momentOfAttempt,
	momentOfJourney,
	progressOf,
	SYSTEM,
	type Attempt,
	type Journey,
} from './attempts';
import type { ModuleRecord, ModuleResult } from '../state/records';
import type { State } from '../state/state';
import { progress } from '../views/records';
import { Decimal, type WireRecord } from '../http/wireFormat';

const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** A row of /org/results/details (S). unknown: what DueDate is without one; null. */
function courseResult(attempt: Attempt, now: number): WireRecord {
	const { user, course, enrolment } = attempt;
	const { due, compliantTill, ...state } = progress({ course, enrolment, now });
	const { CreatedDate, UpdatedDate, CreatedBy, UpdatedBy } = changed(momentOfAttempt(attempt));
	return {
		Id: course.Id,
		UserId: user.Id,
		OriginalCourseId: course.OriginalId,
		OriginalUserId: user.OriginalId,
		Name: course.Name,
		Active: course.Active,
		CreatedDate,
		UpdatedDate,
		StartedDate: moment(enrolment.started),
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompletedDate: moment(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTillDate: compliantTill,
		DueDate: due,
		LastAttemptDate: moment(enrolment.completed ?? enrolment.started),
		CreatedBy,
		UpdatedBy,
		Code: course.Code,
		UserName: user.UserName,
		LearningPathAssignment: [...enrolment.sources].some((source) => source.startsWith('path:')),
		TeamAssignment: [...enrolment.sources].some((source) => source.startsWith('team:')),
	};
}

/** A row of /results/details (P: its members and their order). */
export function namedCourseResult(attempt: Attempt, now: number): WireRecord {
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
		UpdatedDate: new Date(momentOfAttempt(attempt).updated),
		Code: course.Code,
		CourseName: course.Name,
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompletedDate: moment(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTillDate: state.compliantTill,
	};
}

/** A row of /org/modules/results (S). */
function moduleResult(
	{ user, course, enrolment }: Attempt,
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
		CreatedDate: moment(enrolment.started ?? enrolment.assigned),
		StartedDate: moment(enrolment.started),
		// unknown: its form; hours, minutes and seconds.
		TimeTaken: '00:10:00',
		UpdatedDate: at,
		Code: module.Code,
	};
}

function moduleResults(attempt: Attempt): FeedRow[] {
	return attempt.course.modules.flatMap((module) => {
		const result = attempt.enrolment.modules.get(module.Id);
		if (!result) return [];
		const at = result.updated ?? attempt.enrolment.assigned;
		return [happened(at, () => moduleResult(attempt, { module, result }))];
	});
}

/** A row of /org/learningpaths/results (S). */
function pathResult(journey: Journey): WireRecord {
	const { user, path } = journey;
	const { percentage, started, finished } = progressOf(journey);
	return {
		Id: path.Id,
		UserId: user.Id,
		OriginalLearningPathId: 0,
		OriginalUserId: user.OriginalId,
		Active: true,
		Name: path.Name,
		PercentageComplete: new Decimal(percentage, 1),
		Completed: finished !== null,
		...made(momentOfJourney(journey)),
		CompliantTillDate: null,
		StartDate: moment(started),
		FinishDate: moment(finished),
	};
}

/** unknown: what counts as an achievement; each completed course does. */
function achievement(attempt: Attempt, at: number): WireRecord {
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
		return completed === null ? [] : [happened(completed, () => achievement(attempt, completed))];
	});

/** S: the members of rows, and their order. */
export const resultFeeds: readonly Feed[] = [
	{
		path: '/org/results/details',
		root: 'Results',
		rows: (state, isWanted) =>
			attemptsOf(state)
				.filter((attempt) => isWanted(momentOfAttempt(attempt)))
				.map((attempt) => ({
					...momentOfAttempt(attempt),
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
			journeysOf(state).map((journey) => ({
				...momentOfJourney(journey),
				show: () => pathResult(journey),
			})),
	},
	{ path: '/org/achievements', root: 'Achievements', rows: achievements },
];
