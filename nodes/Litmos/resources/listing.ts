import type { INodeProperties } from 'n8n-workflow';
import { collectionLocator } from '../../shared/locators/collection';
import { listingLocator } from '../../shared/locators/listing';
import { teamLocator } from '../../shared/locators/team';
import { userLocator } from '../../shared/locators/user';
import type { Resource } from '../../shared/operation/types';
import { additionalFields, searchFilter } from './fields';
import { deleteAt, idList, listAt, searchAt } from './requests';

const USERS = '/collectionlistings/{listingId}/users';

const createFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'Name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Partners 2027',
	},
	{
		displayName: 'Duration',
		name: 'DurationType',
		type: 'options',
		options: [
			{ name: 'Fixed Date', value: 'Fixed', description: 'Open until a set date' },
			{ name: 'Number of Days', value: 'dynamic', description: 'Open for a set number of days' },
			{ name: 'Unlimited', value: 'Unlimited' },
		],
		default: 'Unlimited',
		description: 'How long users keep access to the content',
	},
	{
		displayName: 'End Date',
		name: 'FixedDate',
		type: 'dateTime',
		required: true,
		default: '',
		displayOptions: { show: { DurationType: ['Fixed'] } },
		description: 'Last day of the listing, in UTC',
	},
	{
		displayName: 'Days',
		name: 'DurationDays',
		type: 'number',
		required: true,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 30,
		displayOptions: { show: { DurationType: ['dynamic'] } },
		description: 'How many days users keep access to the content',
	},
	{
		displayName: 'Active',
		name: 'Active',
		type: 'boolean',
		default: true,
		description: 'Whether users can use the listing',
	},
	additionalFields([
		{
			displayName: 'Maximum Users',
			name: 'maxUsers',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 100,
			description:
				'Maximum number of users on the listing. Teams can only be added to listings without a maximum.',
		},
	]),
];

export const listing: Resource = {
	option: { name: 'Listing', value: 'listing' },
	first: 'getAll',
	operations: [
		{
			name: 'Add Team',
			value: 'addTeam',
			action: 'Add team to listing',
			description:
				'Give a team access to the content of a listing. Only works for listings without a maximum.',
			fields: [collectionLocator.field, listingLocator.field, teamLocator.field],
			request: { method: 'POST', path: '/collectionlistings/{listingId}/team/{teamId}' },
			output: { kind: 'done', json: { added: true }, echo: ['listingId', 'teamId'] },
		},
		{
			name: 'Add User',
			value: 'addUser',
			action: 'Add user to listing',
			description: 'Give users access to the content of a listing',
			fields: [collectionLocator.field, listingLocator.field, userLocator.field],
			request: { method: 'POST', path: USERS, ...idList('userId', 'User') },
			output: { kind: 'done', json: { added: true }, echo: ['listingId', 'userId'] },
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create listing',
			description:
				'Create a listing that opens a collection to users, with an optional end date and maximum',
			fields: [collectionLocator.field, ...createFields],
			derive: ({ maxUsers }) => (maxUsers ? { MaxUsers: String(maxUsers) } : {}),
			request: {
				method: 'POST',
				path: '/collectionlistings',
				body: [
					'Name',
					'Active',
					'DurationType',
					'MaxUsers',
					'DurationDays',
					{ wire: 'FixedDate', as: 'isoDate' },
					['CollectionId', 'collectionId'],
				],
				xml: 'Listing',
				defaults: { MaxUsers: 'unlimited' },
			},
			output: { kind: 'record' },
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete listing',
			description: 'Permanently delete a listing. Remove its users and teams first.',
			fields: [collectionLocator.field, listingLocator.field],
			advice: { 403: 'Remove the users and teams from the listing first.' },
			...deleteAt('/collectionlistings/{collectionId}/{listingId}'),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many listings',
			description: 'List the listings of a collection with their duration and maximum',
			fields: [collectionLocator.field],
			...listAt('/collectionlistings/{collectionId}', { key: 'Id', noneIs404: true }),
		},
		{
			name: 'Get Teams',
			value: 'getTeams',
			action: 'Get teams of listing',
			description: 'List the teams that a listing is open to',
			fields: [collectionLocator.field, listingLocator.field],
			...listAt('/collectionlistings/{listingId}/teams', { key: 'Id', noneIs404: true }),
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get users of listing',
			description: 'List the users on a listing',
			fields: [collectionLocator.field, listingLocator.field, searchFilter],
			...searchAt(USERS, { key: 'Id', noneIs404: true }),
		},
		{
			name: 'Remove Team',
			value: 'removeTeam',
			action: 'Remove team from listing',
			description: 'Remove a team from a listing',
			fields: [collectionLocator.field, listingLocator.field, teamLocator.field],
			request: { method: 'DELETE', path: '/collectionlistings/{listingId}/team/{teamId}' },
			output: { kind: 'done', json: { removed: true }, echo: ['listingId', 'teamId'] },
		},
		{
			name: 'Remove User',
			value: 'removeUser',
			action: 'Remove user from listing',
			description: 'Remove a user from a listing',
			fields: [collectionLocator.field, listingLocator.field, userLocator.field],
			request: { method: 'DELETE', path: `${USERS}/{userId}` },
			output: { kind: 'done', json: { removed: true }, echo: ['listingId', 'userId'] },
		},
	],
};
