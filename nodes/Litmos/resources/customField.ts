import { customFieldField } from '../../shared/locators/customField';
import type { Resource } from '../../shared/operation/types';

export const customField: Resource = {
	option: { name: 'Custom Field', value: 'customField' },
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get custom field',
			description:
				'Retrieve one custom field for courses. The documents disagree on whether Litmos answers with its settings or with its values in all courses.',
			fields: [customFieldField],
			request: { method: 'GET', path: '/coursecustomfields/{customFieldId}' },
			output: { kind: 'record' },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many custom fields',
			description:
				'List the custom fields for courses with their settings. The values of one course: Course: Get Custom Fields.',
			fields: [],
			request: { method: 'GET', path: '/coursecustomfields' },
			output: { kind: 'list', key: 'CustomFieldId', paging: 'none' },
		},
	],
};
