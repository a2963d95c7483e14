import type { INodeProperties } from 'n8n-workflow';
import { languageLocator } from '../../../shared/locators/language';
import { timeZoneLocator } from '../../../shared/locators/timeZone';
import { userLocator } from '../../../shared/locators/user';

const customFields: INodeProperties[] = Array.from({ length: 10 }, (_, index) => ({
	displayName: `Custom Field ${index + 1}`,
	name: `CustomField${index + 1}`,
	type: 'string',
	default: '',
	description: `Legacy custom field number ${index + 1}, as numbered in Litmos under Messages & Settings`,
}));

const BEFORE_CUSTOM: INodeProperties[] = [
	{
		displayName: 'Access Level',
		name: 'AccessLevel',
		type: 'options',
		options: [
			{ name: 'Account Owner', value: 'Account_Owner' },
			{ name: 'Administrator', value: 'Administrator' },
			{ name: 'Learner', value: 'Learner' },
			{
				name: 'Team Admin',
				value: 'Team_Admin',
				description: 'Test it with one user first',
			},
			{ name: 'Team Leader', value: 'Team_Leader' },
		],
		default: 'Learner',
		description:
			'What the user may do. To make the user a team leader, also use Team Role: Promote.',
	},
	{
		displayName: 'Brand',
		name: 'Brand',
		type: 'string',
		default: '',
		placeholder: 'e.g. Default',
		description: 'Look and email templates for the user',
	},
	{ displayName: 'City', name: 'City', type: 'string', default: '' },
	{ displayName: 'Company Name', name: 'CompanyName', type: 'string', default: '' },
	{ displayName: 'Country', name: 'Country', type: 'string', default: '' },
];

const AFTER_CUSTOM: INodeProperties[] = [
	{
		displayName: 'Disable Messages',
		name: 'DisableMessages',
		type: 'boolean',
		default: false,
		description: 'Whether to turn off message notifications for the user',
	},
	{
		displayName: 'External Employee ID',
		name: 'ExternalEmployeeId',
		type: 'string',
		default: '',
		description: 'ID of the user in your HR system',
	},
	{
		displayName: 'Inactivate Date',
		name: 'ExpirationDate',
		type: 'dateTime',
		default: '',
		description: 'Date on which the user becomes inactive, in UTC',
	},
	{
		displayName: 'Job Role',
		name: 'JobRole',
		type: 'string',
		default: '',
		description: 'Must be a role that exists in Litmos. Assignment rules can use it.',
	},
	{ displayName: 'Job Title', name: 'JobTitle', type: 'string', default: '' },
	languageLocator.field,
	{
		...userLocator.field,
		displayName: 'Manager',
		name: 'ManagerId',
		required: false,
		description:
			'Line manager who sees the user under Direct Reports. Can be a user whom another item of the same run creates.',
	},
	{
		displayName: 'Manager Not Found',
		name: 'managerMissing',
		type: 'options',
		options: [
			{
				name: 'Continue Without Manager',
				value: 'leaveOut',
				description: 'The output says so in the field notes',
			},
			{ name: 'Fail', value: 'fail' },
		],
		default: 'fail',
		description: 'What to do if the manager is not in Litmos yet',
	},
	{
		displayName: 'Mobile Phone',
		name: 'PhoneMobile',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15554443333',
		description: 'For text messages, include the plus sign and country code',
	},
	{
		displayName: 'Password',
		name: 'Password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Leave empty to let the user choose one',
	},
	{ displayName: 'Postal Code', name: 'PostalCode', type: 'string', default: '' },
	{
		displayName: 'Profile Type',
		name: 'ProfileType',
		type: 'options',
		options: [
			{ name: 'External', value: 'External' },
			{ name: 'Internal', value: 'Internal' },
		],
		default: 'Internal',
		description: 'Internal for employees, External for customers and partners',
	},
	{
		displayName: 'Salesforce Account ID',
		name: 'SalesforceAccountId',
		type: 'string',
		default: '',
	},
	{
		displayName: 'Salesforce Contact ID',
		name: 'SalesforceContactId',
		type: 'string',
		default: '',
	},
	{ displayName: 'Salesforce ID', name: 'SalesforceId', type: 'string', default: '' },
	{
		displayName: 'Skip First Login',
		name: 'SkipFirstLogin',
		type: 'boolean',
		default: true,
		description: 'Whether to skip the password step, useful with single sign-on',
	},
	{ displayName: 'Skype', name: 'Skype', type: 'string', default: '' },
	{ displayName: 'State', name: 'State', type: 'string', default: '' },
	{ displayName: 'Street 1', name: 'Street1', type: 'string', default: '' },
	{ displayName: 'Street 2', name: 'Street2', type: 'string', default: '' },
	{
		displayName: 'Text Notifications',
		name: 'EnableTextNotification',
		type: 'boolean',
		default: false,
		description: 'Whether the user gets text messages',
	},
	{
		...timeZoneLocator.field,
		required: false,
		description: "Time zone of the user. If empty, the account's time zone applies.",
	},
	{ displayName: 'Twitter', name: 'Twitter', type: 'string', default: '' },
	{ displayName: 'Website', name: 'Website', type: 'string', default: '' },
	{ displayName: 'Work Phone', name: 'PhoneWork', type: 'string', default: '' },
];

/** What a profile can hold beside the names, in the order of the alphabet. */
export const profileFields: INodeProperties[] = [
	...BEFORE_CUSTOM,
	...customFields,
	...AFTER_CUSTOM,
];

const KEPT = ['AccessLevel', 'managerMissing', 'Password'];

/** Fields a person may empty: texts, and what Litmos can do without. */
export const clearable: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'multiOptions',
	default: [],
	options: profileFields
		.filter(({ type, name }) => type !== 'boolean' && !KEPT.includes(name))
		.map(({ displayName, name }) => ({ name: displayName, value: name })),
	description: 'Fields to clear. Other fields that you leave empty keep their value.',
};
