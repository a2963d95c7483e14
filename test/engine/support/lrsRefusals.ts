import type { INodeParameters } from 'n8n-workflow';
import { STATEMENT } from '../../support/lrsAnswers';
import type { Answers, Refusal } from './refusals';

const ID = String(STATEMENT.id);
const SEND = 'statement: send';
const ada = (set: INodeParameters = {}): INodeParameters => ({
	actorEmail: 'ada@example.com',
	...set,
});
const json = (statement: unknown): INodeParameters => ({
	enterAs: 'json',
	statement: typeof statement === 'string' ? statement : JSON.stringify(statement),
});
const without = (name: string) => json({ ...STATEMENT, [name]: undefined });
const filters = (set: INodeParameters): INodeParameters => ({ filters: set });
const more = (set: INodeParameters): INodeParameters => ada({ additionalFields: set });

/** More brackets than JSON can be written with again. */
const deep = JSON.stringify({
	...STATEMENT,
	result: { extensions: { 'https://example.com/e': 7 } },
}).replace(':7}', `:${'['.repeat(20_000)}${']'.repeat(20_000)}}`);

/** Of statements and filters: told before anything is sent. */
export const LRS_BAD_VALUES: readonly Refusal[] = [
	['statement: get', { statementId: '12' }, 'The field "Statement ID" is not a UUID: 12'],
	[SEND, ada({ idFrom: 'own', statementId: '12' }), 'The field "Statement ID" is not a UUID: 12'],
	[SEND, { actorEmail: 'ada' }, 'actor.mbox must be mailto: and an email address'],
	[SEND, ada({ activityId: 'First Aid' }), 'object.id must be a full address'],
	[SEND, ada({ verb: 'custom' }), 'The field "Verb ID" is empty'],
	[SEND, ada({ verb: 'custom', verbId: 'did' }), 'verb.id must be a full address'],
	[SEND, more({ scoreScaled: 1.5 }), 'The field "Score Scaled" must be a number from -1 to 1'],
	[
		SEND,
		json({ ...STATEMENT, result: { score: { scaled: 1.5 } } }),
		'result.score.scaled must be from -1 to 1',
	],
	[SEND, more({ scoreMin: 5, scoreMax: 5 }), 'result.score.min must be less than max'],
	[SEND, more({ scoreRaw: 11, scoreMax: 10 }), 'result.score.raw must be from min to max'],
	[SEND, more({ registration: 'x' }), 'context.registration must be a UUID'],
	[
		SEND,
		more({ language: 'Plain English', activityName: 'A' }),
		'must be a language such as en-US',
	],
	[SEND, json(deep), 'must be nested less deeply'],
	[SEND, json('{'), 'The field "Statement" is not valid JSON'],
	[SEND, json('7'), 'The statement must be an object'],
	[SEND, json('[]'), 'The statement must be an object'],
	[SEND, without('actor'), 'A learning record store would refuse this: The statement has no actor'],
	[SEND, without('verb'), 'The statement has no verb'],
	[SEND, without('object'), 'The statement has no object'],
	[SEND, json({ ...STATEMENT, id: 'x' }), 'id must be a UUID'],
	[SEND, json({ ...STATEMENT, actor: {} }), 'actor must have exactly one of mbox'],
	[SEND, json({ ...STATEMENT, extra: 1 }), 'xAPI knows no extra in The statement'],
	[SEND, json({ ...STATEMENT, attachments: [] }), 'attachments cannot be sent by this node'],
	[
		SEND,
		json({ ...STATEMENT, timestamp: '2027-01-31T09:00:00' }),
		'timestamp must be a time with a time zone',
	],
	[SEND, json({ ...STATEMENT, result: { duration: '1h' } }), 'result.duration must be a duration'],
	[SEND, { ...json(STATEMENT), idFrom: 'key', idKey: 'a' }, 'The statement has an id of its own'],
	['statement: getAll', filters({ accountName: 'a' }), 'only work together'],
	[
		'statement: getAll',
		filters({
			actorEmail: 'ada@example.com',
			accountName: 'a',
			accountHomePage: 'https://a.example.com',
		}),
		'cannot be used together',
	],
	[
		'statement: getAll',
		filters({ actorEmail: 'ada' }),
		'The filter "Email" is not an email address: ada',
	],
	[
		'statement: getAll',
		filters({ verb: 'passed' }),
		'The filter "Verb ID" is not a full address: passed',
	],
	[
		'statement: getAll',
		filters({ registration: '7' }),
		'The filter "Registration" is not a UUID: 7',
	],
	['statement: getAll', filters({ relatedAgents: true }), '"Related Agents" needs "Email"'],
	[
		'statement: getAll',
		filters({ relatedActivities: true }),
		'"Related Activities" needs "Activity ID"',
	],
	[
		'statement: getAll',
		filters({ since: '2027-02-01', until: '2027-01-31' }),
		'The period ends before it begins: from 2027-02-01T00:00:00Z to 2027-01-31T00:00:00Z',
	],
];

const other = { ...STATEMENT, object: { id: 'https://example.com/other' } };
const ofTwo = (set: INodeParameters): INodeParameters =>
	ada({ idFrom: 'key', idKey: 'same', ...set });

/** Of a store that answers otherwise than it should. */
export const LRS_BAD_ANSWERS: ReadonlyArray<
	readonly [...Refusal, sent: Answers, items?: Array<Record<string, string>>]
> = [
	[
		SEND,
		json(STATEMENT),
		`The learning record store has a different statement with the ID ${ID}`,
		[
			[/^PUT/, 409, { Detail: 'Conflict' }],
			[/^GET/, 200, other],
		],
	],
	[
		SEND,
		ofTwo({ idKey: '={{ $json.key }}' }),
		'Litmos accepted the request but did not confirm the statement',
		[
			[/^POST/, 200, []],
			[/^GET/, 404, ''],
		],
		[{ key: 'a' }, { key: 'b' }],
	],
	[
		SEND,
		ofTwo({ activityId: '={{ $json.activity }}' }),
		'An item before this one has the Statement ID',
		[[/^PUT/, 204, undefined]],
		[{ activity: 'https://a.example.com' }, { activity: 'https://b.example.com' }],
	],
	[
		'statement: get',
		{ statementId: ID },
		`Litmos returned something else than the statement ${ID}`,
		[[/^GET/, 200, { statements: [STATEMENT], more: '' }]],
	],
	['statement: getAll', {}, 'Litmos returned no list of statements', [[/^GET/, 200, {}]]],
	[
		'statement: getAll',
		{},
		'Litmos returned no list of statements',
		[[/^GET/, 200, { statements: ['a'] }]],
	],
	[
		'statement: getAll',
		{},
		'Litmos returned no list of statements',
		[[/^GET/, 200, { statements: [], more: 7 }]],
	],
];
