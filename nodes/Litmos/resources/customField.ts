import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/operation/types';
import { CODED_ID, SLOW_LOAD_NOTICE } from './fields';

const customFieldField: INodeProperties = {
	displayName: 'Custom Field',
	name: 'customFieldId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The custom field for courses to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a custom field...',
			typeOptions: {
				searchListMethod: 'searchCustomFields',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8sXkQmR5dZo1',
			hint: CODED_ID,
		},
	],
};

export const customField: Resource = {
	option: { name: 'Custom Field', value: 'customField' },
	operations: [
		{
			kind: 'request',
			option: {
				name: 'Get',
				value: 'get',
				action: 'Get custom field',
				description:
					'Retrieve one custom field for courses. The documents disagree on whether Litmos answers with its settings or with its values in all courses.',
			},
			fields: [customFieldField],
			request: { method: 'GET', path: '/coursecustomfields/{customFieldId}' },
			output: { kind: 'record' },
		},
		{
			kind: 'request',
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many custom fields',
				description:
					'List the custom fields for courses with their settings. The values of one course: Course: Get Custom Fields.',
			},
			fields: [],
			request: { method: 'GET', path: '/coursecustomfields' },
			output: { kind: 'list', key: 'CustomFieldId', paging: 'none' },
		},
	],
};
