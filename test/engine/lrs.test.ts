// Litmos LRS through n8n's engine, against the sandbox's store, which follows the standard.
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { LRS_LOGIN } from '../../sandbox/options';
import { freshBench, jsonOf, lrsFieldsFor } from './support/bench';
import { sampleStatement } from './support/lrsOperations';
import { toolOf } from './support/tool';

const bench = freshBench();
const SEND = 'statement: send';
const FIELDS: INodeParameters = {
	actorEmail: '={{ $json.email }}',
	activityId: 'https://example.com/courses/first-aid',
};
const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ email: `person${index}@example.com` }));
const stored = () =>
	bench()
		.sandbox.lrs.all()
		.map(({ statement }) => statement);
const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const json = (statement: object): INodeParameters => ({
	enterAs: 'json',
	statement: JSON.stringify(statement),
});
const ID = '0b1c0a6e-3a55-5d21-9d1a-6b6b5f1f7a10';

describe('Send', () => {
	it('stores 120 statements with three requests, each under an ID of ours', async () => {
		const sent = await bench().records(SEND, FIELDS, { items: people(120) });
		expect(bench().requests()).toEqual(Array(3).fill('POST /statements'));
		expect(stored().map(({ id }) => id)).toEqual(sent.map(({ statementId }) => statementId));
		expect(new Set(sent.map(({ statementId }) => statementId)).size).toBe(120);
		for (const { statementId } of sent) expect(statementId).toMatch(UUID);
		expect(stored()[7]).toMatchObject({
			actor: { objectType: 'Agent', mbox: 'mailto:person7@example.com' },
			verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'en-US': 'completed' } },
			object: { id: 'https://example.com/courses/first-aid' },
		});
	});

	it('sends one by its ID', async () => {
		const [sent] = await bench().records(SEND, FIELDS, { items: people(1) });
		expect(
			bench()
				.log()
				.map(({ method, query }) => [method, query]),
		).toEqual([['PUT', { statementId: sent?.statementId }]]);
	});

	it('stores nothing twice where the ID comes from a key, whoever runs it again', async () => {
		const parameters = { ...FIELDS, idFrom: 'key', idKey: '={{ $json.email }}' };
		const first = await bench().records(SEND, parameters, { items: people(3) });
		const second = await bench().records(SEND, parameters, { items: people(3) });
		expect(second).toEqual(first);
		expect(stored()).toHaveLength(3);
		const third = await bench().records(SEND, parameters, { items: people(1) });
		expect(third).toEqual(first.slice(0, 1));
		expect(stored()).toHaveLength(3);
	});

	it('sends what several items say in the same words once', async () => {
		const parameters = { ...FIELDS, idFrom: 'key', idKey: 'one' };
		const sent = await bench().records(SEND, parameters, { items: [...people(1), ...people(1)] });
		expect(sent).toHaveLength(2);
		expect(stored()).toHaveLength(1);
	});

	it('tells the item whose ID belongs to another statement, and sends the others', async () => {
		bench().sandbox.lrs.keep(sampleStatement(ID), 0);
		const items = people(4).map((item, index) => ({
			...item,
			id: ID.replace(/.$/, String(index)),
		}));
		const parameters = { ...FIELDS, idFrom: 'own', statementId: '={{ $json.id }}' };
		const run = await bench().run(SEND, parameters, { items, continueOnFail: true });
		const [bad, ...others] = jsonOf(run.items);
		expect(bad?.error).toBe(
			`The learning record store has a different statement with the ID ${ID}`,
		);
		expect(others.map(({ success }) => success)).toEqual([true, true, true]);
		expect(stored()).toHaveLength(4);
		const alone = await bench().run(SEND, parameters, { items: items.slice(0, 1) });
		expect(alone.error?.description).toMatch(/^Statements cannot be changed/);
		expect((alone.error as NodeApiError).context.itemIndex).toBe(0);
	});

	it.each(['reset', '503plain', 'truncatedGzip'] as const)(
		'sends again after %s, though it was stored, and stores nothing twice',
		async (kind) => {
			bench().sandbox.addFault({ kind, carriedOut: true, match: { path: '/statements$' } });
			const sent = await bench().records(SEND, FIELDS, { items: people(3) });
			expect(sent).toHaveLength(3);
			expect(stored()).toHaveLength(3);
			expect(bench().requests()).toEqual(['POST /statements', 'POST /statements']);
		},
	);

	it.each([1, 3])(
		'with Retry On Fail sends nothing again that may be stored under a new ID (%i)',
		async (count) => {
			bench().sandbox.addFault({
				kind: '500page',
				carriedOut: true,
				match: { path: '/statements$' },
			});
			const { error } = await bench().run(SEND, FIELDS, {
				items: people(count),
				retryOnFail: true,
			});
			expect(error?.description).toMatch(/it was not sent a second time\./);
			expect(stored()).toHaveLength(count);
		},
	);

	it.each([1, 3])(
		'with Retry On Fail sends again what has the same ID each time (%i)',
		async (count) => {
			bench().sandbox.addFault({
				kind: '500page',
				carriedOut: true,
				match: { path: '/statements$' },
			});
			const parameters = { ...FIELDS, idFrom: 'key', idKey: '={{ $json.email }}' };
			const options = { items: people(count), retryOnFail: true };
			expect(await bench().records(SEND, parameters, options)).toHaveLength(count);
			expect(stored()).toHaveLength(count);
			bench().sandbox.addFault({ kind: '500page', match: { path: '/statements$' } });
			const { error } = await bench().run(SEND, parameters, { items: people(1) });
			expect(error?.description).toMatch(
				/^Run this item again\..+cannot be stored twice\. Litmos: "/,
			);
		},
	);

	it('waits as long as a store says that is asked too often, and loses nothing', async () => {
		const retryAfter = 1;
		bench().sandbox.addFault({ kind: '429', retryAfter, match: { path: '/statements$' } });
		await bench().records(SEND, FIELDS, { items: people(3) });
		const log = bench().log();
		expect(log.map(({ status }) => status)).toEqual([429, 200]);
		// It is promised not to come earlier. How much later it comes is the machine's affair.
		const [refused, taken] = log.map(({ atMono }) => atMono);
		expect(taken - refused).toBeGreaterThanOrEqual(retryAfter * 1000);
		expect(stored()).toHaveLength(3);
	});

	it('sends a whole statement as it is, with the ID it has', async () => {
		const sample: IDataObject = { ...sampleStatement(ID) };
		delete sample.id;
		const [own] = await bench().records(SEND, json(sampleStatement(ID)));
		const [fresh] = await bench().records(SEND, json(sample));
		expect(own).toEqual({ success: true, statementId: ID });
		expect(fresh?.statementId).not.toBe(ID);
		expect(stored()[0]).toMatchObject(sampleStatement(ID));
		expect(stored()[1]).toMatchObject({ ...sample, id: fresh?.statementId });
	});

	it('makes the same IDs of the same keys everywhere: version 5 of RFC 9562', async () => {
		const parameters = { ...FIELDS, idFrom: 'key', idKey: 'Result 7, ä' };
		const [sent] = await bench().records(SEND, parameters, { items: people(1) });
		expect(sent?.statementId).toBe('a4bdc82e-13c3-553d-8844-748322bd652b');
	});
});

describe('Get', () => {
	it('returns what most want to know, or the statement as it was sent', async () => {
		bench().sandbox.lrs.keep(sampleStatement(ID), Date.parse('2027-02-01T00:00:00Z'));
		const parameters = { statementId: ID.toUpperCase() };
		expect(await bench().records('statement: get', parameters)).toEqual([
			{
				id: ID,
				timestamp: '2027-01-31T10:00:00+01:00',
				actorName: 'Ada Example',
				actorId: 'ada@example.com',
				verbName: 'passed',
				activityId: 'https://example.com/courses/first-aid?a=1&b=2',
				activityName: 'First Aid & <More>',
				completion: true,
				success: true,
				score: 0.9,
			},
		]);
		const [raw] = await bench().records('statement: get', { ...parameters, simplify: false });
		expect(raw).toMatchObject(sampleStatement(ID));
	});

	it('returns texts as they were sent, though they look like the entities of the API', async () => {
		const odd = 'a &amp; b &#39; /Date(1714571100000)/ 2027-01-31T09:00:00+01:00';
		const result = { response: odd };
		bench().sandbox.lrs.keep({ ...sampleStatement(ID), result }, 0);
		const parameters = { statementId: ID, simplify: false };
		const [raw] = await bench().records('statement: get', parameters);
		expect(raw?.result).toEqual(result);
	});

	it('says that there is none, and finds what was voided', async () => {
		const get = async (getFields: IDataObject = {}) =>
			await bench().run('statement: get', { statementId: ID, getFields } as INodeParameters);
		expect((await get()).error?.description).toMatch(/turn on Voided/);
		bench().sandbox.lrs.keep(sampleStatement(ID), 0);
		await bench().records(
			SEND,
			json({
				actor: { mbox: 'mailto:admin@example.com' },
				verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
				object: { objectType: 'StatementRef', id: ID },
			}),
		);
		expect((await get()).error?.message).toBe('Litmos did not find the record (Get statement)');
		expect(jsonOf((await get({ isVoided: true })).items)[0]?.id).toBe(ID);
	});
});

describe('Get Many', () => {
	const DAY = Date.parse('2027-02-01T00:00:00Z');

	/** A statement each minute, the person and the verb in turns. */
	function fill(count: number): void {
		for (let index = 0; index < count; index++) {
			const sample = sampleStatement(ID.replace(/.{3}$/, String(index).padStart(3, '0')));
			const verb = `http://adlnet.gov/expapi/verbs/${index % 2 ? 'passed' : 'failed'}`;
			const mbox = `mailto:person+${index % 3}@example.com`;
			bench().sandbox.lrs.keep(
				{ ...sample, actor: { mbox }, verb: { id: verb } },
				DAY + index * 60_000,
			);
		}
	}
	const many = async (parameters: INodeParameters) =>
		await bench().records('statement: getAll', parameters);

	it('reads all pages of the store, each once', async () => {
		fill(250);
		const all = await many({ returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(250);
		expect(
			bench()
				.requests()
				.map((one) => one.replace(/[\da-f-]{36}/, '*')),
		).toEqual(['GET /statements', 'GET /statements/more/*', 'GET /statements/more/*']);
	});

	it('asks for no more than the Limit, and reads on where a page has less', async () => {
		fill(250);
		expect(await many({ limit: 3 })).toHaveLength(3);
		expect(bench().log()[0]?.query).toEqual({ limit: '3' });
		expect(await many({ limit: 120 })).toHaveLength(120);
		expect(bench().requests()).toHaveLength(3);
	});

	it('says where the Limit left some out, and only there', async () => {
		fill(250);
		const hints = async (limit: number) =>
			(await bench().run('statement: getAll', { limit })).hints;
		const stop = expect.stringMatching(/^The results stop at the Limit/) as string;
		expect(await hints(50)).toEqual([stop]);
		expect(await hints(120)).toEqual([stop]);
		expect(await hints(250)).toEqual([]);
		expect(await hints(300)).toEqual([]);
	});

	it.each([
		[10, 'simplified', /^10 rows are shown, and there may be more\. This is not the whole list/],
		[50, 'raw', /^\d of at least 50 rows are shown\. This is not the whole list/],
	])('has a note before %i of many statements for a model (%s)', async (limit, output, note) => {
		fill(250);
		const tool = await toolOf(lrsFieldsFor(bench().sandbox), {
			name: 'Get statements',
			type: 'n8n-nodes-litmos.litmosLrsTool',
			parameters: { resource: 'statement', operation: 'getAll', limit, output },
		});
		const [first] = JSON.parse(await tool.invoke({})) as IDataObject[];
		expect(first?.note).toMatch(note);
	});

	it.each([
		['of a user', { actorEmail: 'person+1@example.com' }, 10],
		['by a verb', { verb: 'http://adlnet.gov/expapi/verbs/passed' }, 15],
		[
			'of a user by a verb',
			{ actorEmail: 'mailto:person+1@example.com', verb: 'http://adlnet.gov/expapi/verbs/passed' },
			5,
		],
		['about an activity', { activity: 'https://example.com/courses/first-aid?a=1&b=2' }, 30],
		['about another activity', { activity: 'https://example.com/courses/first-aid?a=1' }, 0],
		['stored after a time', { since: '2027-02-01T00:10:00Z' }, 19],
		['stored until a time', { until: '2027-02-01T01:10:00+01:00' }, 11],
		['of anybody anywhere', { actorEmail: 'person+1@example.com', relatedAgents: true }, 10],
	])('finds those %s', async (_what, filters, count) => {
		fill(30);
		const found = await many({ returnAll: true, filters } as INodeParameters);
		expect(found).toHaveLength(count);
	});

	it('finds none that was stored at that very time, as a run wants it that goes on from the last one', async () => {
		bench().sandbox.lrs.keep(sampleStatement(ID), Date.parse('2027-02-01T00:00:00.500Z'));
		const after = async (since: string) => await many({ returnAll: true, filters: { since } });
		expect(await after('2027-02-01T00:00:00.499Z')).toHaveLength(1);
		expect(await after('2027-02-01T01:00:00.500+01:00')).toEqual([]);
	});

	it('takes two times within a second in their order', async () => {
		bench().sandbox.lrs.keep(sampleStatement(ID), Date.parse('2027-02-01T00:00:00.500Z'));
		const [since, until] = ['2027-02-01T00:00:00Z', '2027-02-01T00:00:00.500Z'];
		expect(await many({ returnAll: true, filters: { since, until } })).toHaveLength(1);
		const filters = { since: until, until: since };
		const turned = await bench().run('statement: getAll', { filters });
		expect(turned.error?.message).toMatch(/The period ends before it begins/);
	});

	it('turns the order round', async () => {
		fill(3);
		const latest = await many({ returnAll: true });
		const first = await many({ returnAll: true, filters: { ascending: true } });
		expect(first).toEqual([...latest].reverse());
	});
});

describe('the credential', () => {
	const test = async (fields: IDataObject = {}) =>
		await bench().engine.credentialTest(lrsFieldsFor(bench().sandbox, fields), 'litmosLrsApi');

	it.each(['', '/', '//', '/statements', '/statements/', '/Statements'])(
		'takes an endpoint that ends with "%s"',
		async (end) => {
			const root = bench().sandbox.lrsEndpoint.replace(/\/statements$/, '');
			expect(await test({ endpoint: root + end })).toMatchObject({ status: 'OK' });
			const engine = bench().engineWith({ endpoint: root + end });
			const run = await engine.runNode({
				type: 'n8n-nodes-litmos.litmosLrs',
				parameters: { resource: 'statement', operation: 'getAll' },
			});
			expect(run.error).toBeUndefined();
			expect(bench().requests()).toEqual(['GET /statements', 'GET /statements']);
		},
	);

	it('costs one request when the password is wrong, and does not repeat it', async () => {
		const { status, message } = await test({ password: 'wrong-password' });
		expect(status).toBe('Error');
		expect(message).toMatch(/did not accept the Username and Password\. Copy all three/);
		expect(bench().requests()).toEqual(['GET /statements']);
	});

	it.each([
		[{ endpoint: '' }, /Endpoint .* is not a URL/],
		[{ endpoint: 'http://lrs.example.com/TCAPI/a/1' }, /Endpoint .* must begin with https:/],
		[{ endpoint: 'https://ada:x@lrs.example.com' }, /Endpoint .* only contain a host and a path/],
		[{ username: '' }, /Username .* is empty/],
		[{ username: 'a:b' }, /Username .* contains a colon/],
		[{ password: '' }, /Password .* is empty/],
		[{ password: `${LRS_LOGIN.password}\n` }, /Password .* contains a line break/],
		[{ requestsPerMinute: 0 }, /Requests per Minute of the Litmos LRS .* from 1 to 1000/],
		[{ processes: 0 }, /n8n Processes of the Litmos LRS .* from 1 to 100/],
	])('and every run refuse %j before anything is sent', async (fields, message) => {
		expect((await test(fields)).message).toMatch(message);
		const engine = bench().engineWith(fields);
		const { error } = await engine.runNode({
			type: 'n8n-nodes-litmos.litmosLrs',
			parameters: { resource: 'statement', operation: 'getAll' },
		});
		expect(error?.message).toMatch(message);
		expect(bench().requests()).toEqual([]);
	});
});
