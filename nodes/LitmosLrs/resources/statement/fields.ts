import type { INodeProperties } from 'n8n-workflow';

const byFields = { enterAs: ['fields'] };

const ENTER_AS: INodeProperties = {
	displayName: 'Enter Statement As',
	name: 'enterAs',
	type: 'options',
	options: [
		{
			name: 'Fields',
			value: 'fields',
			description: 'Who did what: an actor, a verb and an activity',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'The whole xAPI statement, except attached files',
		},
	],
	default: 'fields',
};

/** Shared with the filter by agent: there they are all optional. */
const ACTOR_BY: INodeProperties = {
	displayName: 'Actor By',
	name: 'actorBy',
	type: 'options',
	options: [
		{ name: 'Account', value: 'account', description: 'Name or number in a system of yours' },
		{ name: 'Email', value: 'email' },
	],
	displayOptions: { show: byFields },
	default: 'email',
	description: 'What identifies the user who did it',
};

/** The usual verbs of ADL. */
const VERBS = [
	'answered',
	'asked',
	'attempted',
	'attended',
	'commented',
	'completed',
	'exited',
	'experienced',
	'failed',
	'imported',
	'initialized',
	'interacted',
	'launched',
	'mastered',
	'passed',
	'preferred',
	'progressed',
	'registered',
	'responded',
	'resumed',
	'scored',
	'shared',
	'suspended',
	'terminated',
] as const;

const titleOf = (word: string) => word[0].toUpperCase() + word.slice(1);

const VERB_OPTIONS = [
	{ name: 'Custom', value: 'custom', description: 'Any other verb, by its ID' },
	...VERBS.map((verb) => ({
		name: titleOf(verb),
		value: `http://adlnet.gov/expapi/verbs/${verb}`,
	})),
].sort((one, other) => (one.name < other.name ? -1 : 1));

const VERB: INodeProperties = {
	displayName: 'Verb',
	name: 'verb',
	type: 'options',
	options: VERB_OPTIONS,
	displayOptions: { show: byFields },
	default: 'http://adlnet.gov/expapi/verbs/completed',
	description: 'What the user did',
};

const STATEMENT_ID: readonly INodeProperties[] = [
	{
		displayName: 'Statement ID',
		name: 'idFrom',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'A new one for each item, or the ID in the JSON if it has one',
			},
			{
				name: 'From a Key',
				value: 'key',
				description: 'The same ID for the same key: what was sent before is not stored twice',
			},
			{ name: 'Specify', value: 'own', description: 'A UUID of your own' },
		],
		default: 'automatic',
		description:
			'A statement is stored once per ID. To run a workflow again without storing anything twice, choose From a Key.',
	},
	{
		displayName: 'Key',
		name: 'idKey',
		type: 'string',
		required: true,
		displayOptions: { show: { idFrom: ['key'] } },
		default: '',
		placeholder: 'e.g. {{ $json.resultId }}',
		description: 'What the statement is about in your data, such as the number of a result',
	},
	{
		displayName: 'Statement ID',
		name: 'statementId',
		type: 'string',
		required: true,
		displayOptions: { show: { idFrom: ['own'] } },
		default: '',
		placeholder: 'e.g. 0b1c0a6e-3a55-4d21-9d1a-6b6b5f1f7a10',
	},
];

/** Of the statement as a whole, above what seldom is known. */
export const sendFields: readonly INodeProperties[] = [
	ENTER_AS,
	ACTOR_BY,
	{
		displayName: 'Actor Email',
		name: 'actorEmail',
		type: 'string',
		required: true,
		displayOptions: { show: { actorBy: ['email'] } },
		default: '',
		placeholder: 'name@email.com',
	},
	{
		displayName: 'Actor Account Name',
		name: 'accountName',
		type: 'string',
		required: true,
		displayOptions: { show: { actorBy: ['account'] } },
		default: '',
		placeholder: 'e.g. 10441',
		description: 'Name or number of the user in the system below',
	},
	{
		displayName: 'Account Home Page',
		name: 'accountHomePage',
		type: 'string',
		required: true,
		displayOptions: { show: { actorBy: ['account'] } },
		default: '',
		placeholder: 'e.g. https://hr.example.com',
		description: 'Address of the system that the account is in',
	},
	VERB,
	{
		displayName: 'Verb ID',
		name: 'verbId',
		type: 'string',
		// Not required: n8n would demand it wherever Verb is an expression. `problemIn` does where it counts.
		displayOptions: { show: { verb: ['custom'] } },
		default: '',
		placeholder: 'e.g. https://w3id.org/xapi/dod-isd/verbs/watched',
		description: 'A full address that stands for the verb',
	},
	{
		displayName: 'Activity ID',
		name: 'activityId',
		type: 'string',
		required: true,
		displayOptions: { show: byFields },
		default: '',
		placeholder: 'e.g. https://example.com/courses/first-aid',
		description:
			'Address that stands for the course or whatever it was. It need not open in a browser, but must be the same each time.',
	},
	{
		displayName: 'Statement',
		name: 'statement',
		type: 'json',
		required: true,
		displayOptions: { show: { enterAs: ['json'] } },
		default: '',
		description: 'Must have an actor, a verb and an object',
	},
	...STATEMENT_ID,
];
