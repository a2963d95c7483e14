import type { IDataObject, INodeProperties } from 'n8n-workflow';

export const sendEmailField: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Litmos emails the users affected by this step',
};

/** Fields that a person adds one by one. */
const group =
	(displayName: string, name: string, placeholder: string) =>
	(options: INodeProperties[]): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options,
	});

/** What a record may have beside what it must have. */
export const additionalFields = group('Additional Fields', 'additionalFields', 'Add field');

/** What may change of a record; the rest stays as it is. */
export const updateFields = group('Update Fields', 'updateFields', 'Add field');

export const NOTHING_TO_CHANGE = 'Nothing to change: "Update Fields" is empty';

/** Complains about the first text that is longer than its field may be. */
export const lengthCheck =
	(table: ReadonlyArray<readonly [field: INodeProperties, most: number]>) =>
	(values: IDataObject): string | undefined => {
		const long = table.find(([{ name }, most]) => String(values[name] ?? '').length > most);
		if (!long) return undefined;
		const [{ displayName }, most] = long;
		return `The field "${displayName}" can have at most ${most.toLocaleString('en-US')} characters`;
	};

export const filters = group('Filters', 'filters', 'Add filter');

export const searchField: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	description: 'Text to search for in names. Litmos also returns loose matches.',
};

export const searchFilter = filters([searchField]);

/** Which way Litmos sorts (contract: dir). */
export const directionField: INodeProperties = {
	displayName: 'Direction',
	name: 'dir',
	type: 'options',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'asc',
};

/** For filters of lists that Litmos sorts by any column. */
export const sortFields: readonly INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sort',
		type: 'string',
		default: '',
		placeholder: 'e.g. Name',
		description: 'Name of the column to sort by',
	},
	{ ...directionField, displayName: 'Sort Direction', description: 'Only used with Sort By' },
];

export const activeOnlyField: INodeProperties = {
	displayName: 'Active Only',
	name: 'activeOnly',
	type: 'boolean',
	default: true,
	description: 'Whether to leave out deactivated users',
};

/** The filter behind "Active Only": Litmos has none for courses, and not everywhere one for people. */
export function keepActive({
	activeOnly,
}: IDataObject): ((row: IDataObject) => boolean) | undefined {
	return activeOnly === true ? (row) => row.Active !== false : undefined;
}
