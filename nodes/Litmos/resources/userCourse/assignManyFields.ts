import type { INodeProperties } from 'n8n-workflow';
import { teamLocator } from '../../../shared/locators/team';
import { assignByField } from '../bulkImport/assignCourses';
import { sendEmailField } from '../fields';

/** Who gets what: both as lists, ticked or typed. */
export const assignManyFields: readonly INodeProperties[] = [
	{
		displayName: 'Identify Users By',
		name: 'usersBy',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'ID', value: 'id' },
			{ name: 'Team Members', value: 'team' },
			{ name: 'Username', value: 'userName' },
		],
		default: 'userName',
		description: 'IDs need no extra request; usernames and emails need one per 1,000 users',
	},
	{
		displayName: 'Users',
		name: 'userList',
		type: 'string',
		required: true,
		displayOptions: { show: { usersBy: ['email', 'id', 'userName'] } },
		default: '',
		placeholder: 'e.g. nathan@example.com, ada@example.com',
		description: 'Separate several with commas, or use an expression that returns a list',
	},
	{ ...teamLocator.field, displayOptions: { show: { usersBy: ['team'] } } },
	{
		displayName: 'Assign',
		name: 'content',
		type: 'options',
		options: [
			{ name: 'Courses', value: 'courses' },
			{ name: 'Learning Paths', value: 'learningPaths' },
		],
		default: 'courses',
		description:
			'A learning path includes its courses. Litmos may email users about a learning path.',
	},
	{
		displayName: 'Identify Content By',
		name: 'contentBy',
		type: 'options',
		options: [
			{ name: 'ID', value: 'id' },
			{ name: 'List', value: 'list' },
			{ name: 'Name', value: 'name' },
		],
		default: 'list',
		description:
			'The list shows up to 1,000. Names need one request per 1,000 records. If names contain commas, use the list or IDs.',
	},
	{
		displayName: 'Course Names or IDs',
		name: 'courseChoice',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getCourses' },
		required: true,
		displayOptions: { show: { content: ['courses'], contentBy: ['list'] } },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Learning Path Names or IDs',
		name: 'learningPathChoice',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLearningPaths' },
		required: true,
		displayOptions: { show: { content: ['learningPaths'], contentBy: ['list'] } },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Courses',
		name: 'courseList',
		type: 'string',
		required: true,
		displayOptions: { show: { content: ['courses'], contentBy: ['id', 'name'] } },
		default: '',
		placeholder: 'e.g. Security Awareness, First Aid',
		description: 'Separate several with commas, or use an expression that returns a list',
	},
	{
		displayName: 'Learning Paths',
		name: 'learningPathList',
		type: 'string',
		required: true,
		displayOptions: { show: { content: ['learningPaths'], contentBy: ['id', 'name'] } },
		default: '',
		placeholder: 'e.g. Onboarding, Leadership',
		description: 'Separate several with commas, or use an expression that returns a list',
	},
	{ ...assignByField, displayOptions: { show: { content: ['courses'] } } },
	{
		...sendEmailField,
		displayOptions: { show: { content: ['courses'], assignBy: ['oneByOne'] } },
		description:
			'Whether Litmos emails the users. Only users who have signed in before get the email. When this is off, a new user may not get an invitation either.',
	},
];
