import type { INodeProperties } from 'n8n-workflow';
import { clearable, profileFields } from './profile';

const userNameField: INodeProperties = {
	displayName: 'Username',
	name: 'UserName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Unique sign-in name, usually the email',
};

const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'FirstName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Nathan',
};

const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'LastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Smith',
};

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'Email',
	type: 'string',
	default: '',
	placeholder: 'name@email.com',
	description:
		'Address for messages from Litmos. If empty, the username of a new user is used, provided it is an email address.',
};

const activeField: INodeProperties = {
	displayName: 'Active',
	name: 'Active',
	type: 'boolean',
	default: true,
	description: 'Whether the user can sign in. If turned off, results are kept.',
};

/** In the order of the alphabet, with Custom Field 10 after Custom Field 9. A collator would be slow to load. */
function sorted(fields: readonly INodeProperties[]): INodeProperties[] {
	const keyed = fields.map((field) => [sortKey(field), field] as const);
	return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
}

function sortKey({ displayName }: INodeProperties): string {
	return displayName.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(3, '0'));
}

/** What may change in a person who exists, names and email aside. */
export const changeFields = sorted([activeField, clearable, ...profileFields]);

const newUserNameField: INodeProperties = {
	displayName: 'New Username',
	name: 'newUserName',
	type: 'string',
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'Renames the user. Test it with one user first.',
};

/** What may change in a person who is known by another field. */
export const allChangeFields = sorted([
	...changeFields,
	emailField,
	newUserNameField,
	{ ...firstNameField, required: false },
	{ ...lastNameField, required: false },
]);

/** What a new person is called, and where messages go. */
export const nameFields = [userNameField, firstNameField, lastNameField, emailField];
