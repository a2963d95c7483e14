import type { IDataObject, INodeProperties } from 'n8n-workflow';

export const sendEmailField: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Litmos emails the people affected by this step',
};

/** What a record may have beside what it must have. */
export const additionalFields = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options,
});

/** What may change of a record; the rest stays as it is. */
export const updateFields = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options,
});

export const NOTHING_TO_CHANGE = 'Nothing to change: "Update Fields" is empty';

export const filters = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

export const searchField: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	description: 'Text to look for in names; Litmos also returns loose matches',
};

export const searchFilter = filters([searchField]);

export const activeOnlyField: INodeProperties = {
	displayName: 'Active Only',
	name: 'activeOnly',
	type: 'boolean',
	default: true,
	description: 'Whether to leave out people who were deactivated',
};

/** The filter behind "Active Only": Litmos has none for courses, and not everywhere one for people. */
export function keepActive({
	activeOnly,
}: IDataObject): ((row: IDataObject) => boolean) | undefined {
	return activeOnly === true ? (row) => row.Active !== false : undefined;
}
