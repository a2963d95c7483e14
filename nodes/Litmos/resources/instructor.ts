import { SESSION_COLUMNS } from '../../shared/feeds/sessions';
import { instructorLocator } from '../../shared/locators/instructor';
import type { Resource } from '../../shared/operation/types';
import { searchFilter } from './fields';
import { listAt, searchAt } from './requests';

export const instructor: Resource = {
	option: { name: 'Instructor', value: 'instructor' },
	first: 'getAll',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many instructors',
			description: 'List the users who can teach sessions',
			fields: [searchFilter],
			...searchAt('/instructors', { key: 'Id' }),
		},
		{
			name: 'Get Sessions',
			value: 'getSessions',
			action: 'Get sessions of instructor',
			description: 'List the sessions that an instructor teaches',
			fields: [instructorLocator.field],
			...listAt('/instructors/{instructorId}/sessions', { key: 'Id', simplify: SESSION_COLUMNS }),
		},
	],
};
