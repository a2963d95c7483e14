import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SessionRecord } from '../../../sandbox/ilt/records';
import { newDay } from '../../../sandbox/ilt/body';
import type { CourseRecord, UserRecord } from '../../../sandbox/state/records';
import { addIltModule } from '../../../sandbox/seed/ilt';
import type { State } from '../../../sandbox/state/state';
import { assignCourse } from '../../../sandbox/state/state';
import { by } from './locatorValue';

const DAY_MS = 86_400_000;

const inModule = {
	courseId: by('id', '={{ $json.course }}'),
	moduleId: by('id', '={{ $json.iltModule }}'),
};

export const ILT_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'iltModule: delete': inModule,
	'iltModule: update': { ...inModule, updateFields: { Name: '={{ $json.name }}' } },
	'module: addToCourse': {
		courseId: by('id', '={{ $json.newCourse }}'),
		moduleAs: 'link',
	},
	'module: create': {
		ContentURL: 'https://files.example.com/first-aid.zip',
	},
	'module: setResult': {
		UpdatedAt: '2026-01-31T09:00:00Z',
	},
	'module: update': { updateFields: { Name: '={{ $json.name }}' } },
	'session: create': {
		...inModule,
		InstructorUserId: by('id', '={{ $json.instructor }}'),
		SessionType: 1,
		TimeZone: by('id', 'GMT Standard Time'),
		Location: 'Room 4',
		days: { day: [{ date: '2027-01-31' }] },
		additionalFields: { Slots: 12 },
	},
	'session: delete': inModule,
	'session: get': inModule,
	'session: getAll': inModule,
	'session: getByTime': { time: 'future', returnAll: true },
	'session: update': { ...inModule, updateFields: { Name: '={{ $json.name }}' } },
	'sessionParticipant: getAttendance': inModule,
	'sessionParticipant: getRegistrations': inModule,
	'sessionParticipant: getRollCall': inModule,
	'sessionParticipant: markAttendance': {
		...inModule,
		sessionDayId: by('id', '={{ $json.sessionDay }}'),
	},
	'sessionParticipant: register': { ...inModule, userId: by('id', '={{ $json.newcomer }}') },
	'sessionParticipant: submitRollCall': { ...inModule, Score: 90 },
};

/** Requests of one item, where it is not one. */
export const ILT_REQUESTS: Readonly<Record<string, number>> = {
	'iltModule: update': 2,
	'sessionParticipant: submitRollCall': 2,
};

/** A session of so many days that nobody is registered for, in a module of its own. */
export function addSession(state: State, { Id }: { Id: string }, days = 1): SessionRecord {
	const tomorrow = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
	const [place] = state.ilt.locations;
	const session: SessionRecord = {
		Id: state.random.shortId(),
		moduleId: Id,
		Name: `Session & day ${state.ilt.sessions.size}`,
		InstructorUserId: [...state.ilt.instructors][0],
		SessionType: 1,
		TimeZone: 'GMT Standard Time',
		Location: place.Location,
		LocationId: place.LocationId,
		Slots: 500,
		EnableWaitList: false,
		Details: '',
		days: Array.from({ length: days }, (_, index) => newDay(state, tomorrow + index * DAY_MS)),
		people: new Map(),
	};
	state.ilt.sessions.set(session.Id, session);
	return session;
}

/** What the operations of live training are tried on, for one item: its person is registered, the newcomer could be. */
export function iltItem(
	state: State,
	{ person, newcomer, own }: { person: UserRecord; newcomer: UserRecord; own: CourseRecord },
): IDataObject {
	const [file] = own.modules;
	const named = { Code: '', Name: 'In the Classroom', Description: '' };
	const module = addIltModule(state, own, named);
	const session = addSession(state, module);
	session.people.set(person.Id, { score: 0, completed: false });
	assignCourse(state, { userId: newcomer.Id, courseId: own.Id, source: 'direct' }, 0);
	return {
		module: file.Id,
		iltModule: module.Id,
		session: session.Id,
		sessionDay: session.days[0].Id,
		instructor: session.InstructorUserId,
		newcomer: newcomer.Id,
	};
}
