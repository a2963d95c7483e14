import type { IDataObject, INodeProperties } from 'n8n-workflow';

export const SLOW_LOAD_NOTICE = {
	message: 'Litmos is being asked; this may wait for the limit of requests per minute',
	timeout: 4000,
};

export const CODED_ID = 'The coded ID from the Litmos API, not the number in the browser';

export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: {
				searchListMethod: 'searchUsers',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Username',
			name: 'userName',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The name the person signs in with, in full',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'Costs one request more than the username',
			validation: [
				{
					type: 'regex',
					properties: { regex: '.+@.+', errorMessage: 'An email address has an @ in it' },
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Oe4zZK7ZntpWn8FLGZTxuw2',
			hint: CODED_ID,
		},
	],
};

export const teamField: INodeProperties = {
	displayName: 'Team',
	name: 'teamId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The team to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a team...',
			typeOptions: {
				searchListMethod: 'searchTeams',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. New Hires',
			hint: 'The whole name, as in Litmos',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://yourcompany.litmos.com/team/1689704',
			hint: 'The address of the team, copied from the browser',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ZppqOWTqgVM1',
			hint: CODED_ID,
		},
	],
};

export const courseField: INodeProperties = {
	displayName: 'Course',
	name: 'courseId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The course to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a course...',
			typeOptions: {
				searchListMethod: 'searchCourses',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Security Awareness',
			hint: 'The whole name, as in Litmos',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://yourcompany.litmos.com/course/590874',
			hint: 'The address of the course, copied from the browser',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. RuzXNaD42Sw1',
			hint: CODED_ID,
		},
	],
};

export const learningPathField: INodeProperties = {
	displayName: 'Learning Path',
	name: 'learningPathId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The learning path to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a learning path...',
			typeOptions: {
				searchListMethod: 'searchLearningPaths',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Onboarding',
			hint: 'The whole name, as in Litmos',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://yourcompany.litmos.com/learningpath/12345',
			hint: 'The address of the learning path, copied from the browser',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Yd0nWIVRhOY1',
			hint: CODED_ID,
		},
	],
};

export const sendEmailField: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Litmos emails the people affected by this step',
};

export const searchFilter: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Text to look for in names; Litmos also returns loose matches',
		},
	],
};

/** The filter behind "Active Only": Litmos has none for courses, and not everywhere one for people. */
export function keepActive({
	activeOnly,
}: IDataObject): ((row: IDataObject) => boolean) | undefined {
	return activeOnly === true ? (row) => row.Active !== false : undefined;
}
