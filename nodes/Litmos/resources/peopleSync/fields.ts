import type { INodeProperties } from 'n8n-workflow';
import { teamLocator } from '../../../shared/locators/team';
import { columnsField } from '../bulkImport/columnMapping';
import { sendEmailField } from '../fields';
import { SCOPE_COLUMNS } from './columns';
import { moreSettings, safetyField } from './settings';

const peopleField: INodeProperties = {
	...columnsField('people', 'getSyncColumns'),
	displayName: 'Users',
	description:
		'All incoming items together are the full list of users. When mapped automatically, column names ignore case and spaces, and common names such as Surname or Employee ID are understood.',
};

const matchByField: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	options: [
		{ name: 'Email', value: 'Email' },
		{
			name: 'External Employee ID',
			value: 'ExternalEmployeeId',
			description: 'Best if your HR system has one: it stays when a name or an email changes',
		},
		{ name: 'Username', value: 'UserName' },
	],
	default: 'UserName',
	description:
		'What tells which user in Litmos a row is about. Case does not matter. If no one is found, the employee ID is tried as well, so that a user whose email changed is renamed.',
};

const scopeFields: readonly INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scopeBy',
		type: 'options',
		options: [
			{ name: 'All Users', value: 'everybody' },
			{
				name: 'Members of a Team',
				value: 'team',
				description:
					'The team and all teams below it. New users join this team, as do returning users who are in no team.',
			},
			{
				name: 'Users With a Field Value',
				value: 'field',
				description:
					'Users whose profile has a certain value, such as a company. New users get it.',
			},
		],
		default: 'everybody',
		description: 'Whom the list is about. Users outside the scope are never changed.',
	},
	{
		...teamLocator.field,
		description: 'The scope: this team and all teams below it',
		displayOptions: { show: { scopeBy: ['team'] } },
	},
	{
		displayName: 'Field',
		name: 'scopeField',
		type: 'options',
		options: SCOPE_COLUMNS.map(({ id, label }) => ({ name: label, value: id })).sort((a, b) =>
			a.name.localeCompare(b.name, 'en', { numeric: true }),
		),
		default: 'CompanyName',
		displayOptions: { show: { scopeBy: ['field'] } },
		description: 'The field that decides who belongs to the scope',
	},
	{
		displayName: 'Value',
		name: 'scopeValue',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { scopeBy: ['field'] } },
		description: 'Users with exactly this value belong to the scope; case does not matter',
	},
];

const missingField: INodeProperties = {
	displayName: 'Users Not in the List',
	name: 'missing',
	type: 'options',
	options: [
		{
			name: 'Deactivate',
			value: 'deactivate',
			description: 'They can no longer sign in. Their results are kept.',
		},
		{
			name: 'Deactivate and Remove From All Teams',
			value: 'leaveTeams',
			description: 'One more request for each of them',
		},
		{ name: 'Leave as They Are', value: 'leave' },
	],
	default: 'leave',
	description:
		'What happens to active users in the scope who are not in the list. No one is ever deleted. Account Owners and administrators are only deactivated if May Be Deactivated (under More Settings) names them.',
};

const teamFields: readonly INodeProperties[] = [
	{
		displayName: 'Teams',
		name: 'teamMode',
		type: 'options',
		options: [
			{ name: 'Add Only', value: 'add', description: 'No one leaves a team' },
			{
				name: 'Make Equal',
				value: 'equal',
				description:
					'Users also leave those of the Managed Teams (see More Settings) that their row does not name',
			},
		],
		default: 'add',
		description: 'What to do with the teams in the list. Without a column for teams, nothing.',
	},
];

/** The same for Preview and Apply, so that one can be copied to the other. */
export const syncFields: readonly INodeProperties[] = [
	peopleField,
	matchByField,
	...scopeFields,
	missingField,
	...teamFields,
	{
		...sendEmailField,
		displayName: 'Send Invitations',
		description:
			'Whether Litmos emails new users their first login. Without an invitation, they can only sign in with single sign-on.',
	},
	safetyField,
	moreSettings,
];
