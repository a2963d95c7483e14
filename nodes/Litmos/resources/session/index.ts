import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { SESSION_COLUMNS, sessionsByTime } from '../../../shared/feeds/sessions';
import type { Resource } from '../../../shared/operation/types';
import { searchFilter, sortFields } from '../fields';
import { instructorUserField, newSessionFields, sessionChanges } from './fields';
import { inModule, inSession, SESSION_PATH, SESSIONS_PATH } from './path';
import { checkLocation, deriveSession, mergeSession } from './record';
import { deleteAt, listAt, recordAt } from '../requests';

const INSTRUCTOR = `The user may not be an instructor in Litmos. Choose the ${instructorUserField.displayName} from the list.`;

/** What can be set, in wire order. */
const BODY = [
	'Name',
	'InstructorUserId',
	'SessionType',
	'Days',
	'TimeZone',
	'Location',
	'LocationId',
	'StartDate',
	'EndDate',
	'Slots',
	'EnableWaitList',
	'Details',
] as const;

/** The entries of Days have a name of their own (contract: ilt.createSession). */
const XML = { record: 'Session', entries: { Days: 'SessionDay' } };

/** Of a single session the days are worth more than the last column of lists. */
const WITH_DAYS = [...SESSION_COLUMNS.slice(0, 9), 'Days'];

/** With the changes beside them, ten columns at most. */
const CHANGED = WITH_DAYS.filter((column) => column !== 'ModuleName');

/** A new session comes out as it was sent, if Litmos says nothing about it. */
const AS_SENT = [
	'Id',
	'Name',
	'InstructorUserId',
	'StartDate',
	'EndDate',
	'TimeZone',
	'Location',
	'Slots',
	'Accepted',
	'Days',
];

const SPAN_MS = 7 * 86_400_000;

/** S: since and to come together, seven days apart at most. */
function checkPeriod({ since, to }: IDataObject): string | undefined {
	if (since === undefined && to === undefined) return undefined;
	if (since === undefined || to === undefined) {
		return '"Since" and "Until" belong together. Fill in both, or leave both empty';
	}
	const span = Date.parse(String(to)) - Date.parse(String(since));
	return span >= 0 && span <= SPAN_MS
		? undefined
		: 'The period from "Since" to "Until" can be at most 7 days';
}

export const session: Resource = {
	option: { name: 'Session', value: 'session' },
	first: 'getByTime',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create session',
			description: 'Add a session of one or more days to an ILT module',
			fields: [...inModule, ...newSessionFields],
			derive: deriveSession,
			check: (values) =>
				values.Days
					? checkLocation(values)
					: 'A session needs at least one day. Add it under "Days"',
			advice: { 403: INSTRUCTOR },
			request: {
				method: 'POST',
				path: SESSIONS_PATH,
				body: ['Id', ...BODY],
				xml: XML,
				defaults: { Id: '', LocationId: 0 },
			},
			output: { kind: 'record', simplify: AS_SENT },
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete session',
			description: 'Permanently delete a session and its registrations',
			fields: inSession,
			...deleteAt(SESSION_PATH),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get session',
			description: 'Retrieve a session with its days, place and seats',
			fields: inSession,
			...recordAt(SESSION_PATH, { simplify: WITH_DAYS }),
		},
		{
			...sessionsByTime,
			fields: [
				{
					displayName: 'Time',
					name: 'time',
					type: 'options',
					options: [
						{ name: 'Future', value: 'future' },
						{ name: 'Past', value: 'past' },
					],
					default: 'future',
				},
				{
					...searchFilter,
					options: [
						...(searchFilter.options as INodeProperties[]),
						{
							displayName: 'Since',
							name: 'since',
							type: 'dateTime',
							default: '',
							description: 'Start of the period, in UTC. Requires Until.',
						},
						...sortFields,
						{
							displayName: 'Until',
							name: 'to',
							type: 'dateTime',
							default: '',
							description: 'End of the period, in UTC. At most 7 days after Since.',
						},
					],
				},
			],
			check: checkPeriod,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many sessions',
			description: 'List the sessions of a module',
			fields: inModule,
			...listAt(SESSIONS_PATH, { key: 'Id', simplify: SESSION_COLUMNS }),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update session',
			description: 'Change a session. Fields you do not set keep their value.',
			fields: [...inSession, sessionChanges],
			derive: deriveSession,
			check: checkLocation,
			advice: { 403: INSTRUCTOR },
			request: { method: 'PUT', path: SESSION_PATH, body: BODY, xml: XML },
			output: { kind: 'updated', simplify: CHANGED, merge: mergeSession },
		},
	],
};
