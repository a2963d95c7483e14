import type { INodeParameters } from 'n8n-workflow';
import type { FurtherVariant } from './furtherVariant';
import { STATEMENT } from './lrsAnswers';

/** A statement with all that one may have, and an ID to be added. */
const WHOLE = {
	...STATEMENT,
	id: undefined,
	actor: { objectType: 'Group', name: 'Team', member: [{ mbox: 'mailto:bo@example.com' }] },
	result: {
		score: { scaled: 0.5, raw: 5, min: 0, max: 10 },
		success: true,
		completion: true,
		response: 'blue & <green>',
		duration: 'PT1H0.5S',
		extensions: { 'https://example.com/ext/a': null },
	},
	context: {
		registration: '6a0f7b52-58a5-5a8e-9d0c-3f6f8f7e5b11',
		platform: 'n8n',
		contextActivities: { parent: [{ id: 'https://example.com/courses' }] },
	},
	timestamp: '2027-01-31T09:00:00.123+01:00',
	stored: '2027-01-31T09:00:00Z',
	authority: { account: { homePage: 'https://example.com', name: 'importer' } },
	version: '1.0.3',
};

const json = (statement: object): INodeParameters =>
	({ enterAs: 'json', statement: JSON.stringify(statement) }) as INodeParameters;

/** Ways to set the operations of Litmos LRS that do not follow from their fields alone. */
export const LRS_VARIANTS: Readonly<Record<string, readonly FurtherVariant[]>> = {
	'statement:get': [{ name: 'voided, IDs', set: { getFields: { isVoided: true, format: 'ids' } } }],
	'statement:getAll': [
		{
			name: 'by account',
			set: {
				filters: { accountName: '10441 & co', accountHomePage: 'https://hr.example.com/a?b=c' },
			},
		},
		{
			name: 'with related',
			set: {
				filters: {
					actorEmail: 'ada@example.com',
					relatedAgents: true,
					activity: 'https://example.com/a+b',
					relatedActivities: true,
				},
			},
		},
	],
	'statement:send': [
		{
			name: 'by account, from a key',
			set: {
				actorBy: 'account',
				accountName: '10441',
				accountHomePage: 'https://hr.example.com',
				idFrom: 'key',
				idKey: 'Result 7, ä',
			},
		},
		{ name: 'new ID', set: { idFrom: 'automatic' } },
		{ name: 'custom verb', set: { verb: 'custom', verbId: 'https://example.com/verbs/did-it' } },
		{ name: 'JSON', set: json(WHOLE) },
		{
			name: 'JSON, two items',
			set: { ...json(WHOLE), idFrom: 'key', idKey: '={{ $json.key }}' },
			items: [{ key: 'one' }, { key: 'two' }],
		},
		{
			name: 'JSON with an ID that is there already',
			set: { ...json(STATEMENT), idFrom: 'automatic' },
			answer: ({ method }) => (method === 'PUT' ? { status: 409 } : undefined),
		},
	],
};
