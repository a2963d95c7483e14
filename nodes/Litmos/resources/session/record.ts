import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import { rowsOf } from '../../../shared/operation/rows';
import { isObject, jsonDate, parseTime } from '../../../shared/values';

/** A day as the person entered it. */
interface EnteredDay {
	date?: unknown;
	startTime?: unknown;
	endTime?: unknown;
	reminder?: unknown;
	reminderUnit?: unknown;
}

const CLOCK = /^(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*([ap])?\.?m?\.?$/i;
const MINUTE_MS = 60_000;
/** What stands for the instructor of a session that has more than one (contract: schema Session). */
const SEVERAL_INSTRUCTORS = '0';

/** Minutes since midnight of `9:00AM`, `9 am` or `17:30`. */
function readClock(value: unknown, label: string): number {
	const [, hours, minutes = '0', half] = CLOCK.exec(String(value ?? '').trim()) ?? [];
	const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
	if (hours !== undefined && hour < 24 && Number(minutes) < 60) return hour * 60 + Number(minutes);
	throw new FieldError(
		`The field "${label}" of a day is not a time: ${String(value)}`,
		'Enter a time such as 9:00AM or 17:30.',
	);
}

/** `9:00AM`: what Litmos takes (contract: schema Day). */
function writeClock(minutes: number): string {
	const hour = Math.floor(minutes / 60);
	const rest = String(minutes % 60).padStart(2, '0');
	return `${hour % 12 || 12}:${rest}${hour < 12 ? 'AM' : 'PM'}`;
}

/** The time on the clock, written as if it were UTC: Litmos' own sample has 09:00 beside 9:00AM. */
function writeDay(day: EnteredDay): IDataObject {
	// A zone in it would move the day.
	const midnight = parseTime(String(day.date ?? '').slice(0, 10));
	if (!midnight) {
		throw new FieldError(
			`The field "Date" of a day is not a date: ${String(day.date ?? '')}`,
			'Use a date such as 2027-01-31.',
		);
	}
	const [start, end] = [
		readClock(day.startTime ?? '9:00AM', 'Day Begins At'),
		readClock(day.endTime ?? '5:00PM', 'Day Ends At'),
	];
	if (end <= start) {
		throw new FieldError(
			'A day of the session ends before it starts',
			'Correct the times of this day.',
		);
	}
	const at = (minutes: number) => jsonDate(new Date(midnight.getTime() + minutes * MINUTE_MS));
	const reminder = Number(day.reminder ?? 0);
	return {
		Id: '',
		StartDate: at(start),
		EndDate: at(end),
		StartTime: writeClock(start),
		EndTime: writeClock(end),
		SendReminder: reminder > 0,
		ReminderValue: reminder,
		ReminderMetric: (day.reminderUnit as string | undefined) ?? 'days',
	};
}

function millisecondsOf({ StartDate }: IDataObject): number {
	return Number(/\d+/.exec(String(StartDate))?.[0]);
}

/** The days as Litmos wants them, and the span from the first to the last. */
export function deriveSession({ days, LocationId }: IDataObject): IDataObject {
	const entered = isObject(days) ? (days.day as EnteredDay[] | undefined) : undefined;
	const written = (entered ?? [])
		.map(writeDay)
		.sort((a, b) => millisecondsOf(a) - millisecondsOf(b));
	const place = LocationId === undefined ? {} : { LocationId: Number(LocationId) };
	if (written.length === 0) return place;
	return {
		...place,
		Days: written,
		StartDate: written[0].StartDate,
		EndDate: written[written.length - 1].EndDate,
	};
}

export function checkLocation({ LocationId }: IDataObject): string | undefined {
	return Number.isNaN(LocationId)
		? 'The field "Location" must be the number of a location in Litmos'
		: undefined;
}

/** A date in a request must come without the offset that it has in an answer (contract: conventions). */
function withoutOffsets(record: IDataObject): IDataObject {
	const text = JSON.stringify(record).replace(/(\/Date\(-?\d+)[+-]\d{4}(\)\/)/g, '$1$2');
	return JSON.parse(text) as IDataObject;
}

/** New days keep the IDs of those whose place they take, and with them who attended. */
export function mergeSession(record: IDataObject, laid: IDataObject): IDataObject {
	if (JSON.stringify(record) === JSON.stringify(laid)) return record;
	if (laid.InstructorUserId === SEVERAL_INSTRUCTORS) {
		throw new FieldError(
			'This session has several instructors, and Litmos does not say who they are',
			'Nothing was changed. Also set Instructor, who then replaces all of them, or change the session in Litmos.',
		);
	}
	const before = rowsOf(record.Days);
	const days = rowsOf(laid.Days);
	const Days = days.map((day, index) => ({
		...before[index],
		...day,
		Id: day.Id || (before[index]?.Id ?? ''),
	}));
	const merged = withoutOffsets({ ...laid, Days });
	return JSON.stringify(merged) === JSON.stringify(withoutOffsets(record)) ? record : merged;
}
