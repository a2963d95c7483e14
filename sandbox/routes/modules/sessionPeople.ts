import { done, record, HttpError, TEXT, UnreadableBody, type Answer } from '../../http/answers';
import { flagOf, idsOf, recordsOf, textOf } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { userOf } from '../find';
import { ILT_TEXT, iltModuleOf, sessionOf, sessionsIn } from '../../ilt/find';
import type { RollCallEntry, SessionDayRecord, SessionRecord } from '../../ilt/records';
import { eventUser } from '../../ilt/views';
import { list } from '../../http/lists';
import { recordResult } from '../../state/moduleResults';
import type { UserRecord } from '../../state/records';
import { enrolmentsOf } from '../../state/state';

/** M: at most 25 people in one registration. */
const MOST_PEOPLE = 25;

interface Participant {
	user: UserRecord;
	entry: RollCallEntry;
}

const participants = (call: Call, { people }: SessionRecord): Participant[] =>
	[...people].flatMap(([id, entry]) => {
		const user = call.state.users.get(id);
		return user === undefined ? [] : [{ user, entry }];
	});

const listPeople = (call: Call, rows: readonly Participant[]): Answer =>
	list(call, { rows, root: 'EventUsers', show: ({ user, entry }) => eventUser(user, entry) });

function listRegistrations(call: Call): Answer {
	const sessions = sessionsIn(call.state, iltModuleOf(call).module.Id);
	return listPeople(
		call,
		sessions.flatMap((session) => participants(call, session)),
	);
}

/** unknown: who is in the list of attendance, and where it says so; everybody, with Completed for all days, is assumed. */
function listAttendance(call: Call): Answer {
	const { session } = sessionOf(call, ILT_TEXT.noSessionGet);
	const rows = participants(call, session).map(({ user, entry }) => {
		const completed = session.days.every(({ attended }) => attended.has(user.Id));
		return { user, entry: { ...entry, completed } };
	});
	return listPeople(call, rows);
}

/** False: the course is not assigned, or no seat is left. */
function book(
	call: Call,
	courseId: string,
	to: { session: SessionRecord; userId: string },
): boolean {
	const { session, userId } = to;
	if (!enrolmentsOf(call.state, userId).has(courseId)) return false;
	if (session.people.has(userId)) return true;
	// unknown: what Litmos says when a session is full.
	if (session.people.size >= session.Slots && !session.EnableWaitList) return false;
	session.people.set(userId, { score: 0, completed: false });
	return true;
}

// unknown: whether mail goes out; none is assumed.
function registerOne(call: Call): Answer {
	const { course, session } = sessionOf(call, ILT_TEXT.noSessionHere);
	const { Id: userId } = userOf(call);
	if (!book(call, course.Id, { session, userId })) throw new HttpError(409, ILT_TEXT.notAssigned);
	return done();
}

/** unknown: when a list is refused as a whole; if nobody of it can be registered is assumed. */
function registerMany(call: Call): Answer {
	const { course, session } = sessionOf(call, ILT_TEXT.noSessionHere);
	const ids = idsOf(call.body);
	// unknown: how more than 25 are refused; the general 400 is assumed.
	if (ids.length === 0 || ids.length > MOST_PEOPLE) throw new HttpError(400, TEXT.badRequest);
	const booked = ids.filter((userId) => book(call, course.Id, { session, userId }));
	if (booked.length === 0) throw new HttpError(409, ILT_TEXT.notAssigned);
	return record('UserSessionRegistrationStatus', {
		TotalUsersRegistered: booked.length,
		Failed: ids.length - booked.length,
	});
}

/** S: the roll call completes the module; people who are not registered count for nothing (unknown). */
function submitRollCall(call: Call): Answer {
	const { course, module, session } = sessionOf(call);
	for (const fields of recordsOf(call.body)) {
		const userId = textOf(fields, 'Id');
		const [score, completed] = [Number(textOf(fields, 'Score')), flagOf(fields, 'Completed')];
		if (!Number.isInteger(score)) throw new UnreadableBody();
		if (!session.people.has(userId)) continue;
		session.people.set(userId, { score, completed });
		recordResult(call.state, { userId, course, module, score, completed, at: call.now });
	}
	return done();
}

function dayOf(call: Call, dayId: string): { session: SessionRecord; day: SessionDayRecord } {
	const sessions = sessionsIn(call.state, iltModuleOf(call).module.Id);
	const session = sessions.find(({ days }) => days.some(({ Id }) => Id === dayId));
	const day = session?.days.find(({ Id }) => Id === dayId);
	if (session === undefined || day === undefined) throw new HttpError(404, ILT_TEXT.noSession);
	return { session, day };
}

/** K, S: attended is true or false; unknown: other words, and people who are not registered. */
function mark(call: Call, { dayId, ids }: { dayId: string; ids: readonly string[] }): Answer {
	const { session, day } = dayOf(call, dayId);
	const attended = call.params.attended.toLowerCase();
	if (attended !== 'true' && attended !== 'false') throw new HttpError(400, TEXT.badRequest);
	for (const id of ids.filter((each) => session.people.has(each))) {
		if (attended === 'true') day.attended.add(id);
		else day.attended.delete(id);
	}
	return done();
}

function markMany(call: Call): Answer {
	// unknown: whether JSON works; only XML is known to, so JSON is refused.
	if (call.body.kind !== 'xml') throw new UnreadableBody();
	return mark(call, { dayId: call.params.sessionDayId, ids: idsOf(call.body) });
}

const SESSION = '/courses/{courseId}/modules/{moduleId}/sessions/{sessionId}';
const DAYS = '/courses/{courseId}/modules/{moduleId}/sessiondays';

export const sessionPeopleRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/courses/{courseId}/modules/{moduleId}/registration',
		handle: listRegistrations,
	},
	{ method: 'POST', path: `${SESSION}/users/{userId}/register`, handle: registerOne },
	{ method: 'POST', path: `${SESSION}/users/register`, handle: registerMany },
	{
		method: 'GET',
		path: `${SESSION}/rollcall`,
		handle: (call) => listPeople(call, participants(call, sessionOf(call).session)),
	},
	{ method: 'POST', path: `${SESSION}/rollcall`, handle: submitRollCall },
	{ method: 'GET', path: `${SESSION}/attendance`, handle: listAttendance },
	{
		method: 'POST',
		path: `${DAYS}/{sessiondayId}/users/{userId}/attended/{attended}`,
		handle: (call) => mark(call, { dayId: call.params.sessiondayId, ids: [userOf(call).Id] }),
	},
	{ method: 'POST', path: `${DAYS}/{sessionDayId}/attended/{attended}`, handle: markMany },
];
