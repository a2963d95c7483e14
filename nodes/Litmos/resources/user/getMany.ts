import type { RequestOperation } from '../../../shared/operation/types';
import { activeOnlyField, directionField, filters, keepActive, searchField } from '../fields';
import { USER_COLUMNS } from './record';

export const getMany: RequestOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: 'List the users of the account',
	fields: [
		{
			displayName: 'Detail',
			name: 'detail',
			type: 'options',
			options: [
				{
					name: 'Summary',
					value: 'summary',
					description: 'Name, email, access level and whether active',
				},
				{ name: 'All Details', value: 'details', description: 'The whole profile' },
			],
			default: 'summary',
			description:
				'How much to return for each user. Both options use the same number of requests.',
		},
		filters([
			activeOnlyField,
			{
				displayName: 'Created Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				displayOptions: { show: { '/detail': ['details'] } },
				description: 'Only users added at this time or later, in UTC',
			},
			{
				...searchField,
				description:
					'Text to search for in names, usernames and emails. Litmos also returns loose matches.',
			},
		]),
		{
			displayName: 'Sort',
			name: 'sorting',
			type: 'collection',
			placeholder: 'Add sorting',
			default: {},
			options: [
				directionField,
				{
					displayName: 'Sort By',
					name: 'sort',
					type: 'options',
					options: [
						{ name: 'Email', value: 'Email' },
						{ name: 'First Name', value: 'FirstName' },
						{ name: 'Last Name', value: 'LastName' },
						{ name: 'Username', value: 'UserName' },
					],
					default: 'LastName',
				},
			],
		},
	],
	derive: ({ activeOnly }) => (activeOnly === true ? { showInactive: 'false' } : {}),
	request: {
		method: 'GET',
		path: { by: 'detail', paths: { summary: '/users', details: '/users/details' } },
		query: ['search', 'showInactive', { wire: 'since', as: 'queryDate' }, 'sort', 'dir'],
	},
	output: { kind: 'list', key: 'Id', simplify: USER_COLUMNS, keep: keepActive },
};
