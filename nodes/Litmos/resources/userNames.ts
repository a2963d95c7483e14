import type { INodeProperties } from 'n8n-workflow';
import { profileFields } from './userProfile';

export const userNameField: INodeProperties = {
	displayName: 'User Name',
	name: 'UserName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Unique name to sign in with, usually the email; cannot be changed later',
};

export const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'FirstName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Nathan',
};

export const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'LastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Smith',
};

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'Email',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	description: 'Address that gets the messages of Litmos; if empty, the user name is taken',
};

export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: profileFields,
};
