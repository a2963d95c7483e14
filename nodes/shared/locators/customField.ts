import { listSearch } from './listSearch';
import { locator } from './locator';
import { byId } from './modes';

export const customFieldLocator = locator({
	field: {
		displayName: 'Custom Field',
		name: 'customFieldId',
		required: true,
		description: 'The custom field for courses to work on',
	},
	list: {
		method: 'searchCustomFields',
		placeholder: 'Select a custom field...',
		/** `Cost Centre` */
		search: listSearch(
			'/coursecustomfields',
			({ CustomFieldId, Label }) => ({ name: String(Label), value: String(CustomFieldId) }),
			'whole',
		),
	},
	modes: { id: byId('8sXkQmR5dZo1') },
});
