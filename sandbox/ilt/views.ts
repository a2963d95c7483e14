import type { IltModule } from './find';
import type { ModuleFileRecord, RollCallEntry, SessionRecord } from './records';
import type { CourseRecord, ModuleRecord, UserRecord } from '../state/records';
import type { State } from '../state/state';
import { Decimal, type WireRecord } from '../http/wireFormat';

/** A session (P, D); unknown: what Accepted holds, the number of people registered is assumed. */
export function sessionView(
	state: State,
	{ course, module }: IltModule,
	session: SessionRecord,
): WireRecord {
	const instructor = state.users.get(session.InstructorUserId);
	const moments = session.days.flatMap(({ start, end }) => [start, end]);
	return {
		Id: session.Id,
		Name: session.Name,
		InstructorUserId: session.InstructorUserId,
		InstructorName: instructor?.FullName ?? '',
		SessionType: session.SessionType,
		Days: session.days.map((day) => ({
			Id: day.Id,
			StartDate: new Date(day.start),
			EndDate: new Date(day.end),
			StartTime: day.StartTime,
			EndTime: day.EndTime,
			SendReminder: day.SendReminder,
			ReminderValue: day.ReminderValue,
			ReminderMetric: day.ReminderMetric,
		})),
		TimeZone: session.TimeZone,
		Location: session.Location,
		LocationId: session.LocationId,
		ResourceId: '',
		Resources: '',
		StartDate: new Date(Math.min(...moments)),
		EndDate: new Date(Math.max(...moments)),
		CourseName: course.Name,
		ModuleName: module.Name,
		Slots: session.Slots,
		Accepted: String(session.people.size),
		EnableWaitList: session.EnableWaitList,
		Details: session.Details,
	};
}

/** D: a course around its modules with sessions. */
export const sessionCourseView = (course: CourseRecord): WireRecord => ({
	Id: course.Id,
	Code: course.Code,
	Name: course.Name,
	Description: course.Description,
	Active: course.Active,
	ForSale: course.ForSale,
	OriginalId: course.OriginalId,
	Price: new Decimal(course.price, 2),
});

/** A person in a session (P, S); unknown: what the numbers of EventStatus mean, 1 is the only one seen. */
export const eventUser = (user: UserRecord, { score, completed }: RollCallEntry): WireRecord => ({
	Id: user.Id,
	EventStatus: 1,
	FirstName: user.FirstName,
	LastName: user.LastName,
	Email: user.Email,
	CompanyName: user.CompanyName,
	Score: score,
	Completed: completed,
});

/** D in the lists of sessions; unknown: the members in the list of a course's modules, the same are assumed. */
export const iltModuleView = ({ Id, Code, Name, Description }: ModuleRecord): WireRecord => ({
	Id,
	Code,
	Name,
	Description,
});

/** A module with the state of its file (D). */
export const moduleFileView = (file: ModuleFileRecord): WireRecord => ({
	Id: file.module.Id,
	ModuleType: file.ModuleType,
	Name: file.module.Name,
	Description: file.module.Description,
	Active: file.Active,
	ModuleRefCode: file.ModuleRefCode,
	HideDescription: file.HideDescription,
	NewWindow: file.NewWindow,
	ReviewMode: file.ReviewMode,
	Status: file.Status,
});
