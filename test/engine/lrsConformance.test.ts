// What the node sends and what the sandbox answers, judged by libraries of others: Learning Locker's validation, and
// the client @xapi/xapi.
import validate from '@learninglocker/xapi-validation';
import XAPI from '@xapi/xapi';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { problemOf } from '../../nodes/LitmosLrs/resources/statement/check';
import expected from '../contract/calls.expected.json';
import { createEngine } from '../support/engine';
import { lrsFieldsOf, STATEMENT, answerByStandard } from '../support/lrsAnswers';
import type { Recorder } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { LRS_LOGIN } from '../../sandbox/options';
import { freshBench } from './support/bench';
import { sampleStatement } from './support/lrsOperations';

const bench = freshBench();
const ID = String(STATEMENT.id);

describe('the statements that the node sends', () => {
	const calls = Object.values(expected['statement:send']).flat() as Array<{ body?: unknown }>;
	const bodies = calls.flatMap(({ body }) => (body === undefined ? [] : [body].flat()));

	it('pass the validation of Learning Locker, in each way to set them', () => {
		expect(bodies.length).toBeGreaterThan(8);
		for (const body of bodies) {
			const text = JSON.stringify(body).replace(/\(new ID\)/g, ID);
			expect({ text, warnings: validate(JSON.parse(text)) }).toEqual({ text, warnings: [] });
		}
	});
});

/** Any value that may stand anywhere, right or wrong. */
const odd = fc.constantFrom<unknown>(
	null,
	7,
	-1,
	0.5,
	true,
	'',
	'text',
	'en-US',
	'mailto:ada@example.com',
	'https://example.com/a',
	ID,
	'PT5M',
	'2027-01-31T09:00:00Z',
	[],
	{},
	{ id: 'https://example.com/a' },
	[{ id: 'https://example.com/a' }],
	{ 'en-US': 'text' },
	{ mbox: 'mailto:ada@example.com' },
	{ objectType: 'Group', member: [{ mbox: 'mailto:ada@example.com' }] },
	{ objectType: 'StatementRef', id: ID },
	{ objectType: 'SubStatement', ...STATEMENT, id: undefined },
	'Agent',
	'Group',
	'Activity',
	'choice',
	'urn:',
	'2.0.0',
	'http://adlnet.gov/expapi/verbs/voided',
);

const NAMES = [
	'id',
	'actor',
	'verb',
	'object',
	'result',
	'context',
	'timestamp',
	'stored',
	'authority',
	'version',
	'mbox',
	'openid',
	'account',
	'name',
	'homePage',
	'member',
	'objectType',
	'display',
	'definition',
	'description',
	'type',
	'moreInfo',
	'extensions',
	'interactionType',
	'correctResponsesPattern',
	'choices',
	'scale',
	'source',
	'target',
	'steps',
	'score',
	'scaled',
	'raw',
	'min',
	'max',
	'success',
	'completion',
	'response',
	'duration',
	'registration',
	'instructor',
	'team',
	'contextActivities',
	'parent',
	'grouping',
	'category',
	'other',
	'revision',
	'platform',
	'language',
	'statement',
	'attachments',
	'foo',
];

const WHOLE: IDataObject = {
	...sampleStatement(ID),
	context: {
		registration: ID,
		instructor: { mbox: 'mailto:bo@example.com' },
		contextActivities: { parent: [{ id: 'https://example.com/courses' }] },
		platform: 'n8n',
		extensions: { 'https://example.com/ext': null },
	},
};

/** Puts a value at a place of a copy; a place is a number that chooses among all objects in it. */
function spoiled(
	statement: IDataObject,
	[place, name, value]: [number, string, unknown],
): IDataObject {
	const copy = structuredClone(statement);
	const objects: IDataObject[] = [];
	const walk = (one: unknown): void => {
		if (typeof one !== 'object' || one === null) return;
		if (!Array.isArray(one)) objects.push(one as IDataObject);
		Object.values(one).forEach(walk);
	};
	walk(copy);
	const chosen = objects[place % objects.length]!;
	if (value === undefined) delete chosen[name];
	else chosen[name] = value as IDataObject[string];
	return copy;
}

describe('the check before anything is sent', () => {
	const change = fc.tuple(
		fc.nat(30),
		fc.constantFrom(...NAMES),
		fc.option(odd, { nil: undefined, freq: 4 }),
	);

	it('lets nothing through that Learning Locker refuses', () => {
		let accepted = 0;
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
				const statement = changes.reduce(spoiled, WHOLE);
				if (problemOf(statement) !== undefined) return;
				accepted += 1;
				expect({ statement, warnings: validate(statement) }).toEqual({ statement, warnings: [] });
			}),
			{ numRuns: 5_000, seed: 7 },
		);
		expect(accepted).toBeGreaterThan(500);
	});

	/** Where we are stricter, by the words of the standard. */
	const STRICTER: ReadonlyArray<readonly [RegExp, IDataObject]> = [
		// Files would have to come along.
		[/attachments cannot be sent/, { ...WHOLE, attachments: [] }],
		// A group says that it is one.
		[/team has no objectType/, { ...WHOLE, context: { team: { mbox: 'mailto:a@example.com' } } }],
		// An address has more than a scheme, and UUIDs have no braces.
		[/must be a full address/, { ...WHOLE, verb: { id: 'urn:' } }],
		[/must be a UUID/, { ...WHOLE, id: `{${ID}}` }],
	];

	it.each(STRICTER)('says %s of what Learning Locker takes', (problem, statement) => {
		expect(validate(statement)).toEqual([]);
		expect(problemOf(statement)).toMatch(problem);
	});

	it('refuses nothing that Learning Locker takes, but for what is listed', () => {
		const reasons = new Set<string>();
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
				const statement = changes.reduce(spoiled, WHOLE);
				const problem = problemOf(statement);
				if (problem === undefined || validate(statement).length > 0) return;
				if (STRICTER.some(([one]) => one.test(problem))) return;
				reasons.add(`${problem}: ${JSON.stringify(changes)}`);
			}),
			{ numRuns: 5_000, seed: 11 },
		);
		expect([...reasons]).toEqual([]);
	});
});

describe('beside the client @xapi/xapi', () => {
	const client = () =>
		new XAPI({
			endpoint: bench().sandbox.lrsEndpoint.replace(/statements$/, ''),
			auth: XAPI.toBasicAuth(LRS_LOGIN.username, LRS_LOGIN.password),
			version: '1.0.3',
			adapter: 'fetch',
		});
	const agent = { objectType: 'Agent', mbox: 'mailto:ada+b@example.com' } as const;

	it('the sandbox answers the client as a store should, and both see the same statements', async () => {
		const sent = await client().sendStatement({
			statement: {
				actor: agent,
				verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { 'en-US': 'passed' } },
				object: { objectType: 'Activity', id: 'https://example.com/a?b=1&c=2' },
			},
		});
		const [id] = sent.data;
		const [mine] = await bench().records('statement: get', { statementId: id!, simplify: false });
		expect((await client().getStatement({ statementId: id! })).data).toEqual(mine);
		const filters = { actorEmail: 'ada+b@example.com', activity: 'https://example.com/a?b=1&c=2' };
		expect(await bench().records('statement: getAll', { filters })).toHaveLength(1);
		const [own] = await bench().records('statement: send', {
			actorEmail: 'ada+b@example.com',
			activityId: 'https://example.com/z',
		});
		const all = (await client().getStatements({ agent })).data;
		expect(all.statements.map((one) => one.id)).toEqual([own?.statementId, id]);
	});

	it('the sandbox refuses what the standard has refused', async () => {
		// This client's error is what the store says.
		const refused = async (work: Promise<unknown>): Promise<string> =>
			await work.then(
				() => 'taken',
				(error: Error) => error.message,
			);
		const statement = sampleStatement(ID) as never;
		await client().sendStatement({ statement });
		const changed = { ...sampleStatement(ID), result: { success: false } } as never;
		expect(await refused(client().sendStatement({ statement: changed }))).toMatch(/there already/);
		expect(await refused(client().sendStatement({ statement: { id: ID } as never }))).toMatch(
			/Problem in the statement/,
		);
		expect(await refused(client().getStatement({ statementId: ID.replace(/.$/, 'f') }))).toMatch(
			/There is none/,
		);
	});

	let recorder: Recorder;
	beforeAll(async () => {
		recorder = await startRecorder((seen) => answerByStandard(seen) ?? { status: 404 });
	});
	afterAll(async () => await recorder.stop());

	it('the node asks in the very same way', async () => {
		const { username, password } = lrsFieldsOf(recorder.baseUrl) as Record<string, string>;
		const other = new XAPI({
			endpoint: `${recorder.baseUrl}/`,
			auth: XAPI.toBasicAuth(username!, password!),
			version: '1.0.3',
			adapter: 'fetch',
		});
		const filters = {
			actorEmail: 'ada+b@example.com',
			verb: 'http://adlnet.gov/expapi/verbs/passed',
			activity: 'https://example.com/ä?b=1&c=2#d',
			registration: ID,
			relatedActivities: true,
			relatedAgents: true,
			since: '2027-01-31T09:00:00Z',
			until: '2027-02-05T09:00:00Z',
			ascending: true,
			format: 'ids',
		};
		const engine = createEngine({
			credentials: { litmosLrsApi: { ...lrsFieldsOf(recorder.baseUrl), requestsPerMinute: 1000 } },
		});
		const parameters = { resource: 'statement', operation: 'getAll', limit: 20, filters };
		const run = await engine.runNode({
			type: 'n8n-nodes-litmos.litmosLrs',
			parameters: parameters as INodeParameters,
		});
		expect(run.error).toBeUndefined();
		await other.getStatements({
			agent,
			verb: filters.verb,
			activity: filters.activity,
			registration: ID,
			related_activities: true,
			related_agents: true,
			since: filters.since,
			until: filters.until,
			ascending: true,
			format: 'ids',
			limit: 20,
		});
		const [ours, theirs] = recorder.take();
		const shown = (query: URLSearchParams) =>
			Object.fromEntries([...query].filter(([name]) => name !== 'cachebuster').sort());
		expect(shown(ours!.query)).toEqual(shown(theirs!.query));
		for (const name of ['authorization', 'x-experience-api-version'])
			expect(ours!.headers[name]).toBe(theirs!.headers[name]);
	});
});
