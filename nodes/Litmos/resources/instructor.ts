import { instructorField } from '../../shared/locators/instructor';
import type { Resource } from '../../shared/operation/types';
import { searchFilter } from './fields';
import { SESSION_COLUMNS } from './session/record';

export const instructor: Resource = {
	option: { name: 'Instructor', value: 'instructor' },
	operations: [
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many instructors',
				description: 'List the people who can teach sessions',
			},
			fields: [searchFilter],
			request: { method: 'GET', path: '/instructors', query: ['search'] },
			output: { kind: 'list', key: 'Id' },
		},
		{
			option: {
				name: 'Get Sessions',
				value: 'getSessions',
				action: 'Get sessions of instructor',
				description: 'List the sessions that a person teaches',
			},
			fields: [instructorField],
			request: { method: 'GET', path: '/instructors/{instructorId}/sessions' },
			output: { kind: 'list', key: 'Id', simplify: SESSION_COLUMNS },
		},
	],
};
