import type { INodeProperties } from 'n8n-workflow';

/** Fields that name no record of Litmos, which could be missing there. */
export const LOCALE_FIELDS = ['TimeZone', 'Culture'] as const;

/** Both lists stand in this package: Litmos publishes none, so what is not in them can be typed. */
export const timeZoneField: INodeProperties = {
	displayName: 'Time Zone',
	name: 'TimeZone',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The zone in which the times of the days are meant',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a time zone...',
			typeOptions: { searchListMethod: 'searchTimeZones', searchable: true },
		},
		{
			displayName: 'By Windows Name',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. GMT Standard Time',
			hint: 'Litmos knows zones by the names that Windows gives them',
		},
	],
};

export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'Culture',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'Language of screens and emails. Which ones Litmos takes is not published; it refuses the others by the words "Culture is invalid".',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a language...',
			typeOptions: { searchListMethod: 'searchLanguages', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. en-US',
			hint: 'Language and country, as Windows and .NET write them',
		},
	],
};
