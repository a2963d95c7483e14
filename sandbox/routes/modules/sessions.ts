import { done, record, HttpError, type Answer } from '../../http/answers';
import type { Call, Route } from '../../http/call';
import {
	ILT_TEXT,
	iltModuleOf,
	iltModules,
	moduleOfSession,
	sessionOf,
	sessionsIn,
	type IltModule,
} from '../../ilt/find';
import type { SessionRecord } from '../../ilt/records';
import { iltModuleView, sessionCourseView, sessionView } from '../../ilt/views';
import { sessionFrom } from '../../ilt/body';
import { list, searched, sinceOf, sorted } from '../../http/lists';
import { usersIn } from '../find';
import { userSummary } from '../../people/views';
import type { WireRecord } from '../../http/wireFormat';
import type { CourseRecord } from '../../state/records';
import { userTexts } from '../users/users';

const LONGEST_MS = 7 * 86_400_000;
// S: the 406 of the two lists.
const BAD_PERIOD = 'Please provide a valid since and to query string parameters';

const startOf = ({ days }: SessionRecord): number => Math.min(...days.map(({ start }) => start));
const endOf = ({ days }: SessionRecord): number => Math.max(...days.map(({ end }) => end));

/** The asked-for period, both ends or none; unknown: which moment of a session counts, its start is assumed. */
function periodOf(call: Call): (session: SessionRecord) => boolean {
	const momentOf = (text?: string) => {
		try {
			return sinceOf({ ...call, query: { since: text ?? '' } });
		} catch {
			// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the sandbox is no node
			throw new HttpError(406, BAD_PERIOD);
		}
	};
	const [since, to] = [momentOf(call.query.since), momentOf(call.query.to)];
	if (since === null && to === null) return () => true;
	if (since === null || to === null || to < since || to - since > LONGEST_MS)
		throw new HttpError(406, BAD_PERIOD);
	return (session) => startOf(session) >= since && startOf(session) <= to;
}

/** D: courses hold modules, modules hold sessions; unknown: what a page counts. Courses are assumed. */
function listByTime(call: Call, isFuture: boolean): Answer {
	const isInPeriod = periodOf(call);
	const isWanted = (session: SessionRecord) =>
		endOf(session) > call.now === isFuture && isInPeriod(session);
	const courses = new Map<CourseRecord, WireRecord[]>();
	for (const iltModule of iltModules(call.state)) {
		const { course, module } = iltModule;
		const found = searched(call, sessionsIn(call.state, module.Id), ({ Name }) => [Name])
			.filter(isWanted)
			.map((session) => sessionView(call.state, iltModule, session));
		if (found.length === 0) continue;
		const view = { ...iltModuleView(module), Sessions: sorted(call, found) };
		courses.set(course, [...(courses.get(course) ?? []), view]);
	}
	return list(call, {
		rows: [...courses],
		root: 'Courses',
		show: ([course, Modules]) => ({ ...sessionCourseView(course), Modules }),
	});
}

const listOf = (
	call: Call,
	rows: Array<{ iltModule: IltModule; session: SessionRecord }>,
): Answer =>
	list(call, {
		rows,
		root: 'Sessions',
		show: ({ iltModule, session }) => sessionView(call.state, iltModule, session),
	});

function listSessions(call: Call): Answer {
	const iltModule = iltModuleOf(call);
	const sessions = sessionsIn(call.state, iltModule.module.Id);
	return listOf(
		call,
		sessions.map((session) => ({ iltModule, session })),
	);
}

function create(call: Call): Answer {
	const { module } = iltModuleOf(call);
	const session = { ...sessionFrom(call.state, call.body), moduleId: module.Id, people: new Map() };
	call.state.ilt.sessions.set(session.Id, session);
	// S: 201. unknown: whether there is a body; none is assumed.
	return done(201);
}

function update(call: Call): Answer {
	const { session } = sessionOf(call);
	const { moduleId, people } = session;
	const next = { ...sessionFrom(call.state, call.body, session), moduleId, people };
	call.state.ilt.sessions.set(session.Id, next);
	return done();
}

function remove(call: Call): Answer {
	const { session } = sessionOf(call, ILT_TEXT.noSessionHere);
	call.state.ilt.sessions.delete(session.Id);
	return done();
}

function get(call: Call): Answer {
	const { session, ...iltModule } = sessionOf(call, ILT_TEXT.noSessionGet);
	return record('Session', sessionView(call.state, iltModule, session));
}

function listInstructors(call: Call): Answer {
	const people = usersIn(call, call.state.ilt.instructors);
	return list(call, { rows: searched(call, people, userTexts), root: 'Users', show: userSummary });
}

function listOfInstructor(call: Call): Answer {
	const { instructorId } = call.params;
	if (!call.state.ilt.instructors.has(instructorId))
		throw new HttpError(404, ILT_TEXT.noInstructor);
	const own = [...call.state.ilt.sessions.values()].filter(
		({ InstructorUserId }) => InstructorUserId === instructorId,
	);
	const rows = own.flatMap((session) => {
		const iltModule = moduleOfSession(call.state, session);
		return iltModule === undefined ? [] : [{ iltModule, session }];
	});
	return listOf(call, rows);
}

const ONE = '/courses/{courseId}/modules/{moduleId}/sessions/{sessionId}';

export const sessionRoutes: readonly Route[] = [
	{ method: 'GET', path: '/sessions/future', handle: (call) => listByTime(call, true) },
	{ method: 'GET', path: '/sessions/past', handle: (call) => listByTime(call, false) },
	{ method: 'GET', path: '/courses/{courseId}/modules/{moduleId}/sessions', handle: listSessions },
	{ method: 'POST', path: '/courses/{courseId}/modules/{moduleId}/sessions', handle: create },
	{ method: 'GET', path: ONE, handle: get },
	{ method: 'PUT', path: ONE, handle: update },
	{ method: 'DELETE', path: ONE, handle: remove },
	{ method: 'GET', path: '/instructors', handle: listInstructors },
	{ method: 'GET', path: '/instructors/{instructorId}/sessions', handle: listOfInstructor },
	{
		method: 'GET',
		path: '/locations',
		handle: (call) =>
			list(call, {
				rows: call.state.ilt.locations,
				root: 'Locations',
				show: (row) => ({ ...row }),
			}),
	},
];
