import { HttpError, UnreadableBody } from '../http/answers';
import { flagOf, inOrder, textOf, type Fields, type RequestBody } from '../http/body';
import { ILT_TEXT } from './find';
import type { SessionDayRecord, SessionRecord } from './records';
import type { State } from '../state/state';
import type { XmlElement } from '../http/xml';

const HOUR_MS = 3_600_000;
const MS_DATE = /^\/Date\((-?\d+)\)\/$/;

/** Members of a session and of a day in wire order (S, D). */
const SESSION_ORDER = [
	'Id',
	'Name',
	'InstructorUserId',
	'InstructorName',
	'SessionType',
	'Days',
	'TimeZone',
	'Location',
	'LocationId',
	'ResourceId',
	'Resources',
	'StartDate',
	'EndDate',
	'CourseName',
	'ModuleName',
	'Slots',
	'Accepted',
	'EnableWaitList',
	// unknown: where it stands.
	'Details',
] as const;
const DAY_ORDER = [
	'Id',
	'StartDate',
	'EndDate',
	'StartTime',
	'EndTime',
	'SendReminder',
	'ReminderValue',
	'ReminderMetric',
] as const;

/** A day from nine to five. */
export const newDay = (state: State, midnight: number): SessionDayRecord => ({
	Id: state.random.shortId(),
	start: midnight + 9 * HOUR_MS,
	end: midnight + 17 * HOUR_MS,
	StartTime: '9:00AM',
	EndTime: '5:00PM',
	SendReminder: false,
	ReminderValue: 0,
	ReminderMetric: 'days',
	attended: new Set(),
});

/** C: in JSON a date must be /Date(ms)/, or it is a 500; D, M: in XML it is ISO. unknown: an offset, refused here. */
export function momentOf(text: string, isXml: boolean): number {
	const ms = isXml
		? Date.parse(/Z|[+-]\d{4}$/.test(text) ? text : `${text}Z`)
		: Number(MS_DATE.exec(text)?.[1] ?? NaN);
	if (Number.isNaN(ms)) throw new UnreadableBody();
	return ms;
}

function wholeOf(fields: Fields, key: string): number {
	const value = Number(textOf(fields, key));
	if (!Number.isInteger(value)) throw new UnreadableBody();
	return value;
}

const fieldsIn = (element: XmlElement, order: readonly string[]): Fields =>
	Object.fromEntries(inOrder(element.children, order).map(({ name, text }) => [name, text]));

/** The members of a session with its days, from either format. */
function sessionBody(body: RequestBody): { fields: Fields; days: Fields[]; isXml: boolean } {
	if (body.kind === 'xml') {
		const days = inOrder(body.root.children, SESSION_ORDER).find(({ name }) => name === 'Days');
		const read = (days?.children ?? []).map((day) => fieldsIn(day, DAY_ORDER));
		return { fields: fieldsIn(body.root, SESSION_ORDER), days: read, isXml: true };
	}
	if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null)
		throw new UnreadableBody();
	const fields = body.value as Fields;
	if (!Array.isArray(fields.Days)) throw new UnreadableBody();
	return { fields, days: fields.Days as Fields[], isXml: false };
}

function dayFrom(
	state: State,
	{ fields, isXml }: { fields: Fields; isXml: boolean },
	before: readonly SessionDayRecord[],
): SessionDayRecord {
	const known = before.find(({ Id }) => Id === textOf(fields, 'Id'));
	return {
		Id: known?.Id ?? state.random.shortId(),
		start: momentOf(textOf(fields, 'StartDate'), isXml),
		end: momentOf(textOf(fields, 'EndDate'), isXml),
		StartTime: textOf(fields, 'StartTime'),
		EndTime: textOf(fields, 'EndTime'),
		SendReminder: flagOf(fields, 'SendReminder'),
		ReminderValue: wholeOf(fields, 'ReminderValue'),
		ReminderMetric: textOf(fields, 'ReminderMetric'),
		attended: known?.attended ?? new Set(),
	};
}

/** A session as the body has it; unknown: what is left out, assumed to be emptied as with people. */
export function sessionFrom(
	state: State,
	body: RequestBody,
	before?: SessionRecord,
): Omit<SessionRecord, 'moduleId' | 'people'> {
	const { fields, days, isXml } = sessionBody(body);
	// S: Id in the body must be that of the path.
	if (before !== undefined && textOf(fields, 'Id') !== before.Id)
		throw new HttpError(404, ILT_TEXT.otherIds);
	const InstructorUserId = textOf(fields, 'InstructorUserId');
	if (!state.ilt.instructors.has(InstructorUserId))
		throw new HttpError(403, ILT_TEXT.badInstructor);
	// unknown: a session without a day, and a kind that is none; unreadable is assumed.
	const SessionType = wholeOf(fields, 'SessionType');
	if (days.length === 0 || SessionType < 1 || SessionType > 4) throw new UnreadableBody();
	return {
		Id: before?.Id ?? state.random.shortId(),
		Name: textOf(fields, 'Name'),
		InstructorUserId,
		SessionType,
		TimeZone: textOf(fields, 'TimeZone'),
		Location: textOf(fields, 'Location'),
		LocationId: wholeOf(fields, 'LocationId'),
		Slots: wholeOf(fields, 'Slots'),
		EnableWaitList: flagOf(fields, 'EnableWaitList'),
		Details: textOf(fields, 'Details'),
		days: days.map((day) => dayFrom(state, { fields: day, isXml }, before?.days ?? [])),
	};
}
