import type { Resource } from '../../shared/operation/types';
import { listAt } from './requests';

export const location: Resource = {
	option: { name: 'Location', value: 'location' },
	first: 'getAll',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many locations',
			description: 'List the locations for sessions, with their addresses',
			fields: [],
			...listAt('/locations', { key: 'LocationId' }),
		},
	],
};
