import { SESSIONS_INSIDE } from '../locators/session';
import type { RequestOperation } from '../operation/types';
import { SPAN } from './period';

/** Columns of a simplified session. */
export const SESSION_COLUMNS = [
	'Id',
	'Name',
	'CourseName',
	'ModuleName',
	'InstructorName',
	'StartDate',
	'EndDate',
	'Location',
	'Slots',
	'Accepted',
] as const;

/** Of a session in the list of all courses, so that the next node can register for it. */
const TIMED_SESSION_COLUMNS = [
	'Id',
	'Name',
	'CourseId',
	'CourseName',
	'ModuleId',
	'ModuleName',
	'StartDate',
	'EndDate',
	'Slots',
	'Accepted',
] as const;

/** The sessions of all courses, as far as all who list them agree. */
export const sessionsByTime = {
	name: 'Get Future or Past',
	value: 'getByTime',
	action: 'Get future or past sessions',
	description: 'List the upcoming or past sessions of all courses',
	fields: [],
	request: {
		method: 'GET',
		path: { by: 'time', paths: { future: '/sessions/future', past: '/sessions/past' } },
		query: ['search', 'sort', 'dir', ...SPAN],
	},
	output: {
		kind: 'list',
		key: 'Id',
		inside: SESSIONS_INSIDE,
		simplify: TIMED_SESSION_COLUMNS,
	},
} satisfies RequestOperation;
