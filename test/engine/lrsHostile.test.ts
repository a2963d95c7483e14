/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// A learning record store that is broken, hostile or none at all; and its limit, which nothing passes by.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Engine, NodeRun } from '../support/engine';
import { createEngine } from '../support/engine';
import { STATEMENT } from '../support/lrsAnswers';
import { freshBench, jsonOf, lrsFieldsFor } from './support/bench';
import type { Stub } from './support/stub';
import { startStub } from './support/stub';

const USERNAME = 'store-user-77';
const PASSWORD = 'p4ss/w0rd=of the store';
const TOKEN = Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64');
const LRS = 'n8n-nodes-litmos.litmosLrs';

const engineFor = ({ origin }: Stub, fields: IDataObject = {}): Engine =>
	createEngine({
		credentials: {
			litmosLrsApi: {
				endpoint: `${origin}/TCAPI/acme/1/statements`,
				username: USERNAME,
				password: PASSWORD,
				requestsPerMinute: 1000,
				...fields,
			},
		},
	});

const GET_MANY = { resource: 'statement', operation: 'getAll', returnAll: true, simplify: false };
const GET = {
	resource: 'statement',
	operation: 'get',
	statementId: STATEMENT.id,
} as INodeParameters;
const SEND = {
	resource: 'statement',
	operation: 'send',
	enterAs: 'json',
	statement: JSON.stringify(STATEMENT),
};
const EVERY: ReadonlyArray<readonly [string, INodeParameters]> = [
	['Get Many', GET_MANY],
	['Get', GET],
	['Send', SEND],
];

const run = async (stub: Stub, parameters: INodeParameters, more = {}): Promise<NodeRun> =>
	await engineFor(stub).runNode({ type: LRS, parameters, ...more });

/** Answers with JSON. */
function say(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
	response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

const page = (id: number, more: unknown) => ({
	statements: [{ ...STATEMENT, id: `0b1c0a6e-3a55-5d21-9d1a-${String(id).padStart(12, '0')}` }],
	more,
});

const withoutStumbling = ({ error }: NodeRun): string => {
	const told = `${error?.message} ${error?.description}`;
	expect(told).not.toMatch(/undefined|\[object|Cannot read|is not a function|NaN/);
	return told;
};

describe('the address of a next page', () => {
	it.each([
		['another host', ({ origin }: Stub) => `${origin}/more/1`],
		['another host without a scheme', ({ origin }: Stub) => origin.replace('http:', '') + '/more'],
		[
			'another host behind backslashes',
			({ origin }: Stub) => origin.replace('http://', '\\\\') + '/more',
		],
		[
			'another host behind a line break',
			({ origin }: Stub) => `\n ${origin.replace('http:', '\thttp:')}/more`,
		],
		['another scheme', () => 'https://127.0.0.1/more'],
		['a script', () => 'javascript:alert(1)'],
		['data', () => 'data:application/json,{}'],
		['nothing that is one', () => 'http://['],
	])('that leads to %s is refused, and nothing goes there', async (_what, addressAt) => {
		const other = await startStub((_request, response) => say(response, page(2, '')));
		const stub = await startStub((_request, response) => say(response, page(1, addressAt(other))));
		const result = await run(stub, GET_MANY);
		expect(result.error?.message).toBe(
			'The next page of the list is on a different host (Get many statements)',
		);
		expect(withoutStumbling(result)).toMatch(/password is only sent to http:\/\/127/);
		expect(result.items).toEqual([]);
		expect(other.seen).toEqual([]);
		expect(stub.seen).toHaveLength(1);
	});

	it.each([
		['from the root', '/TCAPI/acme/1/statements?page=2', '/TCAPI/acme/1/statements?page=2'],
		['from elsewhere at the root', '/xapi/more/ä b', '/xapi/more/%C3%A4%20b'],
		['from the store', 'statements/more/2', '/TCAPI/acme/1/statements/more/2'],
		['as a whole', 'ORIGIN/more/2#top', '/more/2'],
		['with a user in it', 'http://ada:x@HOST/more/2', '/more/2'],
	])('is followed where it is given %s', async (_how, more, url) => {
		const stub: Stub = await startStub(({ headers }, response, count) => {
			const { host = '' } = headers;
			const address = more.replace('ORIGIN', `http://${host}`).replace('HOST', host);
			say(response, page(count, count === 1 ? address : ''));
		});
		const { items, error } = await run(stub, GET_MANY);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(stub.seen[1]?.url).toBe(url);
		for (const { headers } of stub.seen) {
			expect(JSON.parse(headers)).toMatchObject({
				authorization: `Basic ${TOKEN}`,
				'x-experience-api-version': '1.0.3',
			});
		}
	});

	it.each([
		['the same again and again', () => '/more', 2],
		['two in turns', (count: number) => `/more/${count % 2}`, 3],
	])('ends the list where it is %s', async (_what, addressOf, requests) => {
		const stub = await startStub((_request, response, count) =>
			say(response, page(count, addressOf(count))),
		);
		const { items, error } = await run(stub, GET_MANY);
		expect(error).toBeUndefined();
		expect(stub.seen).toHaveLength(requests);
		expect(items).toHaveLength(requests);
	});

	it('that always leads on to nothing new is given up', async () => {
		const stub = await startStub((_request, response, count) =>
			say(response, page(1, `/more/${count}`)),
		);
		const { error } = await run(stub, GET_MANY);
		expect(error?.message).toBe('The list of statements has no end (1 so far)');
		expect(stub.seen.length).toBeLessThan(100);
	});

	it('may lead over pages without statements', async () => {
		const stub = await startStub((_request, response, count) =>
			say(response, count < 5 ? { statements: [], more: `/more/${count}` } : page(1, '')),
		);
		expect((await run(stub, GET_MANY)).items).toHaveLength(1);
	});
});

describe('an answer that is none', () => {
	const HTML = '<!DOCTYPE html><html><body>Sign in to continue</body></html>';
	type Answer = (response: ServerResponse) => void;
	const plain =
		(status: number, text: string, headers = {}): Answer =>
		(response) => {
			response.writeHead(status, { 'Content-Type': 'text/html', ...headers });
			response.end(text);
		};
	const ANSWERS: ReadonlyArray<readonly [string, Answer, RegExp]> = [
		['401', plain(401, 'no'), /did not accept the Username and Password .* Account > Features/],
		['403', plain(403, ''), /does not allow this operation .* check the Username, Password/],
		['404', plain(404, HTML), /Litmos did not find the record/],
		['400 with its words', plain(400, 'The verb is bad'), /The verb is bad/],
		['500 with a page', plain(500, HTML), /could not process the request/],
		[
			'a redirect',
			plain(302, '', { Location: 'https://evil.example.com/' }),
			/password is only sent .* Check the Endpoint/,
		],
		['a page', plain(200, HTML), /a web page instead of data .* check the Endpoint/],
		['XML', plain(200, '<a/>'), /XML instead of data/],
	];
	const CASES = EVERY.flatMap(([name, parameters]) =>
		ANSWERS.map(([what, answer, told]) => [what, name, { parameters, answer, told }] as const),
	);

	it.each(CASES)(
		'%s: %s fails and says what to do',
		async (what, name, { parameters, answer, told }) => {
			const stub = await startStub((_request, response) => answer(response));
			const result = await run(stub, parameters);
			// What is sent needs no answer with a body; but a page is none.
			expect(result.error).toBeDefined();
			expect(withoutStumbling(result)).toMatch(told);
			expect(withoutStumbling(result)).not.toMatch(/API Key|Region|Base URL|coded one/);
			expect(result.items).toEqual([]);
			// Where there may be no PUT, it is tried by POST.
			expect(stub.seen).toHaveLength(what === '404' && name === 'Send' ? 2 : 1);
		},
	);

	it.each([
		['nothing', ''],
		['null', 'null'],
		['a number', '7'],
		['a text', '"statements"'],
		['an empty object', '{}'],
		['a message', '{"Message":"Not today"}'],
		['a statement that is no object', '{"statements":[7],"more":""}'],
		['statements without IDs', '{"statements":[{}],"more":""}'],
		['more that is no text', '{"statements":[],"more":{"a":1}}'],
	])('%s is no list, and never passes for an empty one', async (_what, text) => {
		const stub = await startStub((_request, response) => plain(200, text)(response));
		const result = await run(stub, GET_MANY);
		expect(result.error?.message).toMatch(/no list of statements/);
		withoutStumbling(result);
	});

	it('that breaks off in the middle is asked for again, then told', async () => {
		const whole = JSON.stringify(page(1, ''));
		const stub = await startStub((_request, response, count) =>
			plain(200, count === 1 ? whole.slice(0, -20) : whole)(response),
		);
		expect((await run(stub, GET_MANY)).items).toHaveLength(1);
		expect(stub.seen).toHaveLength(2);
	});

	it('without end is cut, and told', async () => {
		const piece = Buffer.alloc(4_000_000, ' ');
		const stub = await startStub((_request, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json' });
			const more = (): void => {
				while (!response.destroyed && response.write(piece));
				response.once('drain', more);
			};
			more();
		});
		const { error } = await run(stub, GET_MANY);
		expect(error?.message).toMatch(/more data than can be read at once/);
	});

	it.each(['', '0.9', '1.0.0', '9.9.9', '1.0.3, 2.0.0', '1.0.3\u00e4'])(
		'whose version is "%s" is read all the same',
		async (version) => {
			const stub = await startStub((_request, response) =>
				say(response, page(1, ''), { 'X-Experience-API-Version': version }),
			);
			expect((await run(stub, GET_MANY)).items).toHaveLength(1);
		},
	);
});

describe('a store that takes no PUT', () => {
	it.each([404, 405, 501])('(%i) gets the statement by POST', async (status) => {
		const stub = await startStub((request, response) => {
			if (request.method === 'POST') return say(response, [STATEMENT.id]);
			response.writeHead(status).end();
		});
		const { items, error } = await run(stub, SEND);
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toEqual([{ success: true, statementId: STATEMENT.id }]);
	});
});

describe('what the store says of one statement', () => {
	/** Takes what it likes; answers 400 for any request with a bad statement in it, then 409 for IDs in use. */
	async function picky(isBad: (mbox: string) => boolean, isInUse: typeof isBad = () => false) {
		const inUse = new Set<string>();
		return await startStub((request, response) => {
			const id = new URL(request.url ?? '', 'http://localhost').searchParams.get('statementId');
			if (request.method === 'GET') {
				if (inUse.has(String(id))) say(response, { ...STATEMENT, id });
				else response.writeHead(404).end();
				return;
			}
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const sent = [JSON.parse(Buffer.concat(chunks).toString())].flat() as Array<{
					id: string;
					actor: { mbox: string };
				}>;
				const used = sent.filter(({ actor }) => isInUse(actor.mbox));
				used.forEach((one) => inUse.add(one.id));
				if (sent.some(({ actor }) => isBad(actor.mbox))) response.writeHead(400).end('Bad actor');
				else if (used.length > 0) response.writeHead(409).end('In use');
				else if (request.method === 'PUT') response.writeHead(204).end();
				else
					say(
						response,
						sent.map(({ id }) => id),
					);
			});
		});
	}
	const items = Array.from({ length: 50 }, (_, index) => ({ email: `p${index}@example.com` }));
	const parameters = {
		resource: 'statement',
		operation: 'send',
		actorEmail: '={{ $json.email }}',
		activityId: 'https://example.com/a',
	};

	it('fails that one alone, for few requests', async () => {
		const stub = await picky((mbox) => mbox === 'mailto:p17@example.com');
		const { items: outputs } = await run(stub, parameters, { items, continueOnFail: true });
		const failed = jsonOf(outputs).filter(({ error }) => error !== undefined);
		expect(failed.map(({ email }) => email)).toEqual(['p17@example.com']);
		expect(failed[0]?.details).toMatch(/Bad actor/);
		expect(stub.seen.length).toBeLessThan(16);
	});

	it('is found though the IDs of all before it are in use', async () => {
		const numberOf = (mbox: string) => Number(/\d+/.exec(mbox));
		const stub = await picky(
			(mbox) => numberOf(mbox) === 15,
			(mbox) => numberOf(mbox) < 13,
		);
		const { items: outputs } = await run(stub, parameters, { items, continueOnFail: true });
		const failed = jsonOf(outputs).filter(({ error }) => error !== undefined);
		expect(failed.map(({ email }) => email)).toEqual(
			[...Array(13).keys(), 15].map((index) => `p${index}@example.com`),
		);
		expect(failed[13]?.details).toMatch(/Bad actor/);
		expect(stub.seen.length).toBeLessThan(45);
	});

	it('is not asked for each where it holds for all', async () => {
		const stub = await picky(() => true);
		const { items: outputs } = await run(stub, parameters, { items, continueOnFail: true });
		expect(jsonOf(outputs).every(({ error }) => error !== undefined)).toBe(true);
		expect(stub.seen.length).toBeLessThan(25);
	});
});

describe('the login', () => {
	const forms = [
		PASSWORD,
		encodeURIComponent(PASSWORD),
		PASSWORD.toUpperCase(),
		TOKEN,
		encodeURIComponent(TOKEN),
		`Basic ${TOKEN}`,
		Buffer.from(`xx${PASSWORD}`).toString('base64'),
		JSON.stringify(PASSWORD).replace(/\//g, '\\/'),
	];
	const places: ReadonlyArray<
		readonly [string, (text: string, response: ServerResponse, request: IncomingMessage) => void]
	> = [
		['the text of a refusal', (text, response) => response.writeHead(400).end(`no: ${text} there`)],
		[
			'JSON of a refusal',
			(text, response) =>
				response.writeHead(409).end(JSON.stringify({ Detail: text, a: { [text]: text } })),
		],
		[
			'a page',
			(text, response) => response.writeHead(500).end(`<html><body>${text}</body></html>`),
		],
		[
			'a redirect',
			(text, response) =>
				response
					.writeHead(302, { Location: `https://evil.example.com/?q=${encodeURIComponent(text)}` })
					.end(),
		],
		[
			'a page with success',
			(text, response) => response.writeHead(200).end(`<html>${text}</html>`),
		],
		[
			'a statement',
			(text, response) =>
				say(response, { statements: [{ ...STATEMENT, result: { response: text } }], more: '' }),
		],
	];
	const shownBy = (result: NodeRun): string =>
		inspect([result.error, result.error?.cause, result.hints], { depth: Infinity }) +
		JSON.stringify([result.items, result.error]);
	const cases = places.flatMap(([where, echo]) =>
		forms.map((form) => [where, form, echo] as const),
	);

	it.each(cases)('is hidden in %s: %s', async (_where, form, echo) => {
		const stub = await startStub((request, response) => echo(form, response, request));
		for (const continueOnFail of [false, true]) {
			for (const [, parameters] of EVERY) {
				const shown = shownBy(await run(stub, parameters, { continueOnFail }));
				for (const secret of [PASSWORD, TOKEN.slice(0, 16), form])
					expect(shown).not.toContain(secret);
			}
		}
	});

	it('hides the username in errors, and leaves data that have the same word alone', async () => {
		const refusing = await startStub((_request, response) =>
			response.writeHead(400).end(`${USERNAME} may not`),
		);
		expect(shownBy(await run(refusing, GET_MANY))).not.toContain(USERNAME);
		const answering = await startStub((_request, response) =>
			say(response, { statements: [{ ...STATEMENT, actor: { name: USERNAME } }], more: '' }),
		);
		const [found] = jsonOf((await run(answering, GET_MANY)).items);
		expect(found?.actor).toEqual({ name: USERNAME });
	});
});

describe('the limit of the store', () => {
	const bench = freshBench();
	const items = Array.from({ length: 5 }, () => ({}));
	const little = { requestsPerMinute: 3 };
	const brief = { ...GET_MANY, options: { maxWaitMinutes: 0.005 } };

	it('holds for its user, whatever sends, and not for the API Key', async () => {
		const engine = bench().engineWith(little);
		const test = await engine.credentialTest(lrsFieldsFor(bench().sandbox, little), 'litmosLrsApi');
		expect(test.status).toBe('OK');
		const byHttp = await engine.runNode({
			type: 'n8n-nodes-base.httpRequest',
			parameters: {
				url: bench().sandbox.lrsEndpoint,
				method: 'GET',
				nodeCredentialType: 'litmosLrsApi',
			},
		});
		expect(byHttp.error).toBeUndefined();
		const result = await engine.runNode({
			type: LRS,
			parameters: brief,
			items,
			continueOnFail: true,
		});
		const failed = jsonOf(result.items).filter(({ error }) => error !== undefined);
		expect(failed).toHaveLength(4);
		expect(failed[0]?.details).toMatch(
			/Other requests with this learning record store to 127\.0\.0\.1:\d+ were ahead of it/,
		);
		expect(bench().requests()).toEqual(Array(3).fill('GET /statements'));
		const byKey = await engine.runNode({ parameters: { resource: 'user', operation: 'getAll' } });
		expect(byKey.error).toBeUndefined();
	});

	it('is the same for another password and another spelling of the endpoint', async () => {
		const { lrsEndpoint } = bench().sandbox;
		const first = bench().engineWith(little);
		await first.runNode({ type: LRS, parameters: brief, items: items.slice(0, 3) });
		const second = bench().engineWith({
			...little,
			password: 'another',
			endpoint: `${lrsEndpoint}/`,
		});
		const { error } = await second.runNode({ type: LRS, parameters: brief });
		expect(error?.message).toMatch(/rate limit stayed used up/);
		expect(bench().requests()).toHaveLength(3);
	});

	it('is 60 unless something else is set', async () => {
		const { lrsEndpoint } = bench().sandbox;
		const login = lrsFieldsFor(bench().sandbox);
		const engine = createEngine({
			credentials: {
				litmosLrsApi: { ...login, endpoint: lrsEndpoint, requestsPerMinute: undefined },
			},
		});
		const many = Array.from({ length: 70 }, () => ({}));
		const result = await engine.runNode({
			type: LRS,
			parameters: brief,
			items: many,
			continueOnFail: true,
		});
		const failed = jsonOf(result.items).filter(({ error }) => error !== undefined);
		// Two are kept for the editor at first.
		expect(70 - failed.length).toBeGreaterThanOrEqual(58);
		expect(70 - failed.length).toBeLessThanOrEqual(60);
	});
});
