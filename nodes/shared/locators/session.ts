import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import { readDate } from '../values';
import { listSearch } from './listSearch';
import type { ListSearch } from './listSearch';
import { locator } from './locator';
import { byId } from './modes';
import { textIn, within } from './module';
import type { PlaceFinders } from '../operation/names/finder';
import { readPlace } from '../operation/names/matching';
import { fillPath } from '../operation/plan';
import { rowsInside, rowsOf } from '../operation/rows';
import type { Inside } from '../operation/rows';

/** `2027-01-31`. */
function dayOf(moment: unknown): string {
	return readDate(String(moment ?? '')).slice(0, 10);
}

/** `First Aid, 2027-01-31 to 2027-02-01` */
function entry({ Id, Name, StartDate, EndDate }: IDataObject): INodeListSearchItems {
	const days = [...new Set([dayOf(StartDate), dayOf(EndDate)])].filter(Boolean).join(' to ');
	return { name: [String(Name), days].filter(Boolean).join(', '), value: String(Id) };
}

const SESSIONS = '/courses/{courseId}/modules/{moduleId}/sessions';

/** The sessions of a module, past ones too. */
const ofModule = listSearch(within(SESSIONS), entry, 'paged');

/** Where the sessions stand in the lists of those of all courses. */
export const SESSIONS_INSIDE: readonly Inside[] = [
	{ list: 'Modules', owner: 'CourseId' },
	{ list: 'Sessions', owner: 'ModuleId' },
];

const FUTURE = '/sessions/future';

/** A session says where it is: with its ID alone, the lists of all sessions do. */
export const sessionPlaces: PlaceFinders = {
	sessionId: {
		noun: 'session',
		fields: ['courseId', 'moduleId', 'sessionId'],
		columns: ['CourseId', 'ModuleId', 'Id'],
		paths: [FUTURE, '/sessions/past'],
		inside: SESSIONS_INSIDE,
	},
};

/** The upcoming sessions of all courses, each with the IDs of its course and module: `course/module/session`. */
const upcoming = listSearch(
	FUTURE,
	(course) =>
		rowsInside([course], SESSIONS_INSIDE).map((session) => {
			const { name, value } = entry(session);
			const { CourseId, ModuleId } = session;
			// Without the two, the lists of sessions are asked where it is once it is used.
			const place = CourseId && ModuleId ? `${String(CourseId)}/${String(ModuleId)}/` : '';
			return { name: `${String(course.Name)}: ${name}`, value: `${place}${value}` };
		}),
	'long',
);

/** Those of the module or of the course that is chosen, else of all courses. */
const searchSessions: ListSearch = async function (filter) {
	const isChosen = (field: string) => textIn(this, field) !== '';
	if (isChosen('moduleId')) return await ofModule.call(this, filter);
	const { results } = await upcoming.call(this, filter);
	if (!isChosen('courseId')) return { results };
	const course = within('{courseId}/')(this);
	return { results: results.filter(({ value }) => String(value).startsWith(course)) };
};

export const sessionLocator = locator({
	field: {
		displayName: 'Session',
		name: 'sessionId',
		required: true,
		description: 'The date or set of dates on which the training is held',
	},
	list: {
		method: 'searchSessions',
		placeholder: 'Select a session...',
		hint: 'Shows upcoming sessions. To see past ones as well, choose their course and module below.',
		search: searchSessions,
	},
	standsIn: ['courseId', 'moduleId'],
	modes: { id: byId('kLq0yrtFBjw1') },
});

/** The session by itself, or with its course and module. */
const pathOfSession = (ctx: ILoadOptionsFunctions) => {
	const place = readPlace(sessionPlaces.sessionId, textIn(ctx, 'sessionId'));
	const path = `${SESSIONS}/{sessionId}` as const;
	return place ? fillPath(path, place) : within(path)(ctx);
};

export const sessionDayLocator = locator({
	field: {
		displayName: 'Session Day',
		name: 'sessionDayId',
		description: 'The day to mark. Leave empty for all days of the session (one more request).',
	},
	list: {
		method: 'searchSessionDays',
		placeholder: 'Select a day...',
		hint: 'Shows the days of the session chosen above',
		/** `2027-01-31, 9:00AM to 5:00PM` */
		search: listSearch(
			pathOfSession,
			({ Days }) =>
				rowsOf(Days).map(({ Id, StartDate, StartTime, EndTime }) => ({
					name: `${dayOf(StartDate)}, ${String(StartTime)} to ${String(EndTime)}`,
					value: String(Id),
				})),
			'whole',
		),
	},
	standsIn: ['courseId', 'moduleId', 'sessionId'],
	modes: { id: byId('qKxoLm3Vp0s1') },
});
