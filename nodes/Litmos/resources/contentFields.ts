import type { INodeProperties } from 'n8n-workflow';
import { CODED_ID, SLOW_LOAD_NOTICE } from './fields';

export const collectionField: INodeProperties = {
	displayName: 'Collection',
	name: 'collectionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The collection to work on. Litmos must have switched Collections on for your account.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a collection...',
			typeOptions: {
				searchListMethod: 'searchCollections',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Partner Training',
			hint: 'The whole name, as in Litmos',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. kXqV2nTbR0Y1',
			hint: CODED_ID,
		},
	],
};

export const listingField: INodeProperties = {
	displayName: 'Listing',
	name: 'listingId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The listing to work on, one of the collection above',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a listing...',
			typeOptions: {
				searchListMethod: 'searchListings',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Partners 2027',
			hint: 'The whole name, as in Litmos',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Lm3pWc8sYd01',
			hint: CODED_ID,
		},
	],
};

export const tokenField: INodeProperties = {
	displayName: 'Token',
	name: 'tokenId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The self sign-up token to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a token...',
			typeOptions: {
				searchListMethod: 'searchTokens',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. WELCOME-2027',
			hint: 'The code that people enter to sign up',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Tq7hVb2xKz01',
			hint: CODED_ID,
		},
	],
};
