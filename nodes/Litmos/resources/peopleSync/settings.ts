import type { INodeProperties } from 'n8n-workflow';

/** As of Google's directory sync; other syncs have a number of people. */
export const MOST_PERCENT = 5;

export const SHRINK_PERCENT = 50;

export const safetyField: INodeProperties = {
	displayName: 'Safety Stop',
	name: 'safetyStop',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	options: [
		{
			displayName: 'Maximum Users to Deactivate',
			name: 'mostCount',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 50,
			description:
				'If more users would be deactivated, nothing at all is changed. Replaces the percentage.',
		},
		{
			displayName: 'Maximum Users to Deactivate (%)',
			name: 'mostPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: MOST_PERCENT,
			description:
				'If more than this percentage of the active users in the scope would be deactivated, nothing is changed. Default: 5.',
		},
		{
			displayName: 'Stop If the List Shrinks by (%)',
			name: 'shrinkPercent',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: SHRINK_PERCENT,
			description:
				'If the list is shorter by this percentage or more than when this node last ran in the published workflow, nothing is changed. Default: 50.',
		},
	],
};

const customFieldNames: INodeProperties = {
	displayName: 'Custom Field Names',
	name: 'customFieldNames',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add name',
	default: {},
	options: [
		{
			displayName: 'Name',
			name: 'name',
			values: [
				{
					displayName: 'Column in the List',
					name: 'column',
					type: 'string',
					default: '',
					placeholder: 'e.g. Cost Center',
				},
				{
					displayName: 'Custom Field',
					name: 'field',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
					default: 1,
					description: 'Its number in Litmos under Messages & Settings',
				},
			],
		},
	],
	description: 'What the list calls the custom fields 1 to 10, for automatic mapping',
};

export const moreSettings: INodeProperties = {
	displayName: 'More Settings',
	name: 'moreSettings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Clear Empty Columns',
			name: 'clears',
			type: 'boolean',
			default: true,
			description:
				'Whether an empty text in the list also empties the field in Litmos. Names, emails and employee IDs are never emptied.',
		},
		{
			displayName: 'Create Missing Teams',
			name: 'createsTeams',
			type: 'boolean',
			default: true,
			description:
				'Whether to create teams that Litmos does not have. A path such as Europe > Sales also creates the teams above.',
		},
		customFieldNames,
		{
			displayName: 'Include Unchanged',
			name: 'includeUnchanged',
			type: 'boolean',
			default: true,
			description: 'Whether the output also has users for whom nothing changes',
		},
		{
			displayName: 'Managed Teams',
			name: 'managedTeams',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales; Support',
			description:
				'For Make Equal: the teams that users may leave, separated like teams in the list. All other teams only get new members.',
		},
		{
			displayName: 'May Be Deactivated',
			name: 'unprotected',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada@example.com, bo@example.com',
			description:
				'Usernames of Account Owners and administrators who may be deactivated nevertheless, separated by commas',
		},
		{
			displayName: 'Output',
			name: 'syncOutput',
			type: 'options',
			options: [
				{
					name: 'Changes',
					value: 'changes',
					description: 'One item for each user who changes or cannot be processed',
				},
				{ name: 'Summary', value: 'summary', description: 'One item with the numbers' },
			],
			default: 'changes',
		},
		{
			displayName: 'Reactivate Returning Users',
			name: 'reactivates',
			type: 'boolean',
			default: true,
			description:
				'Whether deactivated users who are in the list can sign in again. On by default.',
		},
		{
			displayName: 'Separator Between Teams',
			name: 'separator',
			type: 'string',
			default: ';',
			description: 'What separates teams in one column',
		},
		{
			displayName: 'Skip First Login',
			name: 'skipFirstLogin',
			type: 'boolean',
			default: true,
			description: 'Whether new users skip the password step, useful with single sign-on',
		},
		{
			displayName: 'Write By',
			name: 'writeBy',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'By import from 20 changed users on, otherwise one by one',
				},
				{ name: 'Import Where Possible', value: 'import' },
				{
					name: 'One by One',
					value: 'oneByOne',
					description: 'Two requests per changed user, each of whom is read again just before',
				},
			],
			default: 'auto',
			description: 'How changes are written: an import uses far fewer requests but takes longer',
		},
	],
};
