import type { Resource } from '../../shared/operation/types';

export const location: Resource = {
	option: { name: 'Location', value: 'location' },
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many locations',
			description: 'List the places for sessions, with their addresses',
			fields: [],
			request: { method: 'GET', path: '/locations' },
			output: { kind: 'list', key: 'LocationId' },
		},
	],
};
