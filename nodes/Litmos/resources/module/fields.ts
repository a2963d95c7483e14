import type { INodeProperties } from 'n8n-workflow';
import { lengthCheck } from '../fields';

export const activeField: INodeProperties = {
	displayName: 'Active',
	name: 'Active',
	type: 'boolean',
	default: true,
	description: 'Whether learners see the module',
};

export const flags: INodeProperties[] = [
	{
		displayName: 'Hide Description',
		name: 'HideDescription',
		type: 'boolean',
		default: false,
		description: 'Whether to hide the description from learners',
	},
	{
		displayName: 'New Window',
		name: 'NewWindow',
		type: 'boolean',
		default: false,
		description: 'Whether the module opens in a new window',
	},
	{
		displayName: 'Review Mode',
		name: 'ReviewMode',
		type: 'boolean',
		default: false,
		description: 'Whether learners can review the module after completing it',
	},
];

export const codeField: INodeProperties = {
	displayName: 'Code',
	name: 'Code',
	type: 'string',
	default: '',
	description: 'At most 50 characters',
};

export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'Description',
	type: 'string',
	default: '',
	description: 'At most 2,000 characters',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'Name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Fire Safety Video',
	description: 'At most 100 characters',
};

export const fileField: INodeProperties = {
	displayName: 'File URL',
	name: 'ContentURL',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://files.example.com/fire-safety.zip',
	description: 'URL of a ZIP file that Litmos can download without signing in',
};

/** Lengths: contract, schema Module. */
export const checkLengths = lengthCheck([
	[nameField, 100],
	[descriptionField, 2000],
	[codeField, 50],
	[fileField, 1000],
]);
