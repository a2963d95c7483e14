import type { IDataObject } from 'n8n-workflow';
import { readDate } from '../values';
import { listSearch } from './listSearch';
import { locator } from './locator';
import { byId } from './modes';
import { within } from './module';

/** `2027-01-31`. */
function dayOf(moment: unknown): string {
	return readDate(String(moment ?? '')).slice(0, 10);
}

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
		hint: 'Shows the sessions of the module chosen above',
		/** `First Aid, 2027-01-31 to 2027-02-01` */
		search: listSearch(
			within('/courses/{courseId}/modules/{moduleId}/sessions'),
			({ Id, Name, StartDate, EndDate }) => {
				const days = [...new Set([dayOf(StartDate), dayOf(EndDate)])].filter(Boolean).join(' to ');
				return { name: [String(Name), days].filter(Boolean).join(', '), value: String(Id) };
			},
			'paged',
		),
	},
	standsIn: ['courseId', 'moduleId'],
	modes: { id: byId('kLq0yrtFBjw1') },
});

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
			within('/courses/{courseId}/modules/{moduleId}/sessions/{sessionId}'),
			({ Days }) =>
				((Days ?? []) as IDataObject[]).map(({ Id, StartDate, StartTime, EndTime }) => ({
					name: `${dayOf(StartDate)}, ${String(StartTime)} to ${String(EndTime)}`,
					value: String(Id),
				})),
			'whole',
		),
	},
	standsIn: ['courseId', 'moduleId', 'sessionId'],
	modes: { id: byId('qKxoLm3Vp0s1') },
});
