import { Decimal, optionalDate, type WireRecord, type WireValue } from '../http/wireFormat';
import type { CourseRecord, Enrolment, Source, UserRecord } from '../state/records';

const DAY_MS = 86_400_000;
const after = (at: number | null, days: number | null): Date | null =>
	at === null || days === null ? null : new Date(at + days * DAY_MS);

export interface Assignment {
	course: CourseRecord;
	enrolment: Enrolment;
	now: number;
}

/** The part of the modules that is completed, in percent. */
export function percentageComplete({
	course,
	enrolment,
}: Pick<Assignment, 'course' | 'enrolment'>): number {
	if (enrolment.completed !== null) return 100;
	const finished = course.modules.filter(
		(module) => enrolment.modules.get(module.Id)?.completed,
	).length;
	return course.modules.length === 0 ? 0 : (100 * finished) / course.modules.length;
}

export const progress = ({ course, enrolment, now }: Assignment) => {
	const due = after(enrolment.assigned, course.dueDays);
	const compliantTill = after(enrolment.completed, course.compliantDays);
	const isComplete = enrolment.completed !== null;
	return {
		due,
		compliantTill,
		isComplete,
		overdue: !isComplete && due !== null && due.getTime() < now,
		upToDate: isComplete && (compliantTill === null || compliantTill.getTime() > now),
		percentage: new Decimal(percentageComplete({ course, enrolment }), 1),
		accessTill: after(enrolment.assigned, course.accessDays),
	};
};

const isPath = (source: Source): boolean => source.startsWith('path:');

/** A row of /users/{id}/courses (P, S, D). */
export function userCourse(assignment: Assignment): WireRecord {
	const { course, enrolment } = assignment;
	const state = progress(assignment);
	return {
		Id: course.Id,
		Code: course.Code,
		Name: course.Name,
		Active: course.Active,
		Complete: state.isComplete,
		PercentageComplete: state.percentage,
		AssignedDate: optionalDate(enrolment.assigned),
		StartDate: optionalDate(enrolment.started),
		DateCompleted: optionalDate(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CompliantTill: state.compliantTill,
		// unknown: what the flag says; that the course came from a learning path is assumed.
		IsLearningPath: [...enrolment.sources].some(isPath),
		CourseCreatedDate: optionalDate(course.created),
		CourseCreator: course.createdBy,
		OriginalId: course.OriginalId,
		ResultId: enrolment.resultId,
		AccessTillDate: state.accessTill,
	};
}

function moduleResults({ course, enrolment }: Assignment): WireValue {
	return course.modules.map((module) => {
		const result = enrolment.modules.get(module.Id);
		return {
			Id: module.Id,
			Code: module.Code,
			Name: module.Name,
			Passmark: module.passmark,
			Score: result?.score ?? 0,
			Completed: result?.completed ?? false,
			LastUpdated: optionalDate(result?.updated ?? null),
			Attempt: result?.attempt ?? 0,
			OriginalId: module.OriginalId,
			ResultId: result?.resultId ?? null,
		};
	});
}

/** The answer of /users/{id}/courses/{courseId} (P; it lists no Id). */
export function userCourseDetail(assignment: Assignment): WireRecord {
	const { course, enrolment } = assignment;
	const state = progress(assignment);
	return {
		Code: course.Code,
		Name: course.Name,
		Active: course.Active,
		Complete: state.isComplete,
		PercentageComplete: state.percentage,
		AssignedDate: optionalDate(enrolment.assigned),
		StartDate: optionalDate(enrolment.started),
		DateCompleted: optionalDate(enrolment.completed),
		UpToDate: state.upToDate,
		Overdue: state.overdue,
		CourseDueDate: state.due,
		OriginalId: course.OriginalId,
		AccessTillDate: state.accessTill,
		ResultId: enrolment.resultId,
		Modules: moduleResults(assignment),
	};
}

/** A row of /courses/{id}/users (P, B). */
export function courseUser(user: UserRecord, assignment: Assignment): WireRecord {
	const state = progress(assignment);
	return {
		Id: user.Id,
		UserName: user.UserName,
		FirstName: user.FirstName,
		LastName: user.LastName,
		Completed: state.isComplete,
		PercentageComplete: state.percentage,
		CompliantTill: state.compliantTill,
		DueDate: state.due,
		AccessTillDate: state.accessTill,
	};
}
