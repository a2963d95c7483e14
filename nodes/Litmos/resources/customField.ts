import { customFieldLocator } from '../../shared/locators/customField';
import type { Resource } from '../../shared/operation/types';
import { listAt, recordAt } from './requests';

export const customField: Resource = {
	option: { name: 'Custom Field', value: 'customField' },
	first: 'getAll',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get custom field',
			description:
				'Retrieve a custom field for courses, with its settings or its values in all courses',
			fields: [customFieldLocator.field],
			...recordAt('/coursecustomfields/{customFieldId}'),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many custom fields',
			description:
				'List the custom fields for courses with their settings. For the values of a course, use Course: Get Custom Fields.',
			fields: [],
			...listAt('/coursecustomfields', { key: 'CustomFieldId', paging: 'none' }),
		},
	],
};
