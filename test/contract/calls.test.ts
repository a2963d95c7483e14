/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Every operation through n8n's engine and the built package: what Litmos would see of it is written in
// calls.expected.json. `npm run accept` writes that file anew; read the diff.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finders } from '../../nodes/shared/locators/all';
import { sessionPlaces } from '../../nodes/shared/locators/session';
import { requestsOf } from '../../nodes/shared/operation/describe';
import { wireName } from '../../nodes/shared/operation/plan';
import { IS_ACCEPTING } from '../support/accepting';
import type { Row } from '../../scripts/operationList';
import { rows as allRows } from '../../scripts/operationList';
import { answerByContract, answerMissing } from '../support/contractAnswers';
import type { Engine } from '../support/engine';
import { createEngine } from '../support/engine';
import { lrsFieldsOf, withoutChance } from '../support/lrsAnswers';
import type { Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { byPosition, endpointBehind, targetsOf } from '../support/rowContract';
import type { Variant } from '../support/variants';
import { variantsOf } from '../support/variants';

const FILE = path.join(__dirname, 'calls.expected.json');

/** What a warehouse asks for begins with the day on which the test runs: see test/engine/warehouse. */
const rows = allRows.filter(({ resource }) => resource.value !== 'warehouse');

interface Call {
	call: string;
	body?: unknown;
	/** In place of the body: the record just read, member for member, but for these. */
	recordBut?: Record<string, unknown>;
}
type Expected = Record<string, Record<string, Call[]>>;

const expected = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Expected) : {};
const written: Expected = {};

/** Where the sample record must differ for the operation to have something to do. */
const OTHERWISE = { FirstName: 'Augusta', Email: 'augusta@example.com', SkipFirstLogin: true };
const DIFFERENT: Readonly<Record<string, object>> = {
	'team:update': { Name: 'Old Hires' },
	'user:reactivate': { Active: false },
	'user:update': OTHERWISE,
	'user:upsert': OTHERWISE,
};

let recorder: Recorder;
let engine: Engine;
let isMissing = false;
let override: Variant['answer'];
let different: object = {};

beforeAll(async () => {
	recorder = await startRecorder((seen) => {
		const given = isMissing && seen.method === 'GET' ? answerMissing(seen) : override?.(seen);
		const { status, body } = given ?? answerByContract(seen);
		const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
		return { status, body: isRecord ? { ...body, ...different } : body };
	});
	const { baseUrl } = recorder;
	const fields = {
		apiKey: 'key-1',
		region: 'custom',
		baseUrl,
		source: 'n8n tests',
		requestsPerMinute: 1000,
	};
	engine = createEngine({
		credentials: {
			litmosApi: fields,
			litmosLrsApi: { ...lrsFieldsOf(baseUrl), requestsPerMinute: 1000 },
		},
	});
});
afterAll(async () => {
	await recorder.stop();
	if (IS_ACCEPTING) writeFileSync(FILE, `${JSON.stringify(accepted(), null, '\t')}\n`);
});

/** What was seen now; of operations that did not run, what the file has of them. */
function accepted(): Expected {
	const all = { ...expected, ...written };
	return Object.fromEntries(
		rows.filter(({ name }) => name in all).map(({ name }) => [name, all[name]]),
	);
}

/** A request as the file shows it: what all have in common is left out and checked apart. */
function shown(
	{ method, path: target, search, body, headers }: SeenRequest,
	before?: SeenRequest,
): Call {
	const own = search.split('&').filter((pair) => !/^(source=|format=json)/.test(pair));
	const call = `${method} ${[target, own.join('&')].filter(Boolean).join('?')}`;
	if (body === '') return { call };
	if (headers['content-type'] !== 'application/json') return { call, body };
	const sent = JSON.parse(body) as Record<string, unknown>;
	const read = before?.answer?.body ?? {};
	const isSame = JSON.stringify(Object.keys(sent)) === JSON.stringify(Object.keys(read));
	if (method !== 'PUT' || !isSame || Array.isArray(sent)) return { call, body: sent };
	const changes = Object.entries(sent).filter(
		([name, value]) => value !== (read as typeof sent)[name],
	);
	return { call, recordBut: Object.fromEntries(changes) };
}

/** What every request must have. */
function expectManners(request: SeenRequest): void {
	const { method, path: target, query, headers, body } = request;
	const isXml = headers.accept === 'application/xml';
	if (target === '/statements') {
		expect(headers.apikey).toBeUndefined();
		expect(headers.authorization).toBe(`Basic ${btoa('store-1:store-key-1')}`);
		expect(headers['x-experience-api-version']).toBe('1.0.3');
	} else {
		expect(headers.apikey).toBe('key-1');
		expect(query.getAll('source')).toEqual(['n8n tests']);
		expect(query.getAll('format')).toEqual(isXml ? [] : ['json']);
	}
	expect(headers.accept).toMatch(/^application\/(json|xml)$/);
	if (method === 'GET') expect(body).toBe('');
	else expect(headers['content-type']).toMatch(/^application\/(json|xml)$/);
	if (method !== 'GET' && body === '') expect(headers['content-length']).toBe('0');
}

/** The row tells the contract and the documentation of every call it makes. */
function expectDeclared({ name, operation }: Row, { method, path: target }: SeenRequest): void {
	const lookUps = Object.values(finders).flatMap(({ path: list }) =>
		[list, `${list}/{id}`].map((template) => `GET ${byPosition(template)}`),
	);
	const places = Object.values(sessionPlaces).flatMap(({ paths }) =>
		paths.map((one) => `GET ${one}`),
	);
	const declared = requestsOf(operation).flatMap((request) =>
		targetsOf(request.path).map(({ template }) => `${request.method} ${byPosition(template)}`),
	);
	const known = endpointBehind(method, target)?.path ?? target;
	const isDeclared = [...declared, ...lookUps, ...places].includes(
		`${method} ${byPosition(known)}`,
	);
	expect({
		[name]: `${method} ${target}`,
		isDeclared: isDeclared || declared.length === 0,
	}).toMatchObject({
		isDeclared: true,
	});
}

/** What the file cannot show: dates of the day on which the test runs, that a session has a single course, and a sync of all kinds of people: see test/peopleSync. */
const NEVER_SHOWN =
	/^peopleSync:apply |^compliance:\w+ GET \/org\/|^sessionParticipant:register (GET \/courses|POST \/bulkimports: Course[23])/;

/** The parameters and the members of bodies that stand in a row and in none of its calls in the file. */
function neverSent({ name, operation }: Row): string[] {
	const calls = Object.values((IS_ACCEPTING ? written : expected)[name] ?? {}).flat();
	return requestsOf(operation).flatMap(({ method, path: own, query = [], body = [] }) => {
		const targets = targetsOf(own).map(({ template }) => byPosition(template));
		const sent = calls.filter(({ call }) => {
			const [verb = '', url = ''] = call.split(' ');
			const [target = ''] = url.split('?');
			const known = endpointBehind(verb, target)?.path ?? target;
			return verb === method && targets.includes(byPosition(known));
		});
		const asked = sent.flatMap(({ call }) => [...new URLSearchParams(call.split('?')[1]).keys()]);
		const members = sent.flatMap((one) =>
			[one.body ?? one.recordBut ?? {}].flat().flatMap((record) => Object.keys(record as object)),
		);
		const missing = [
			...query.map(wireName).filter((wire) => !asked.includes(wire)),
			...body.map(wireName).filter((wire) => !members.includes(wire)),
			...(sent.length === 0 ? ['the call itself'] : []),
		];
		return missing.map((what) => `${name} ${method} ${targets[0]}: ${what}`);
	});
}

async function runVariant(row: Row, { parameters, items, ...variant }: Variant): Promise<Call[]> {
	isMissing = variant.isMissing === true;
	override = variant.answer;
	different = DIFFERENT[row.name] ?? {};
	const run = await engine.runNode({ parameters, items, type: row.node });
	const seen = recorder.take();
	expect(run.error).toBeUndefined();
	expect(run.items.length).toBeGreaterThanOrEqual(items.length);
	const pairs = run.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect([...new Set(pairs)]).toEqual(items.map((_, index) => index));
	for (const request of seen) {
		expectManners(request);
		expectDeclared(row, request);
	}
	return withoutChance(seen.map((request, index) => shown(request, seen[index - 1])));
}

describe('what Litmos sees', () => {
	it.each(rows.map((row) => [row.name, row] as const))(
		'of %s is what the file says',
		async (name, row) => {
			const calls: Record<string, Call[]> = {};
			for (const variant of variantsOf(row)) calls[variant.name] = await runVariant(row, variant);
			written[name] = calls;
			if (IS_ACCEPTING) return;
			expect(calls).toEqual(expected[name]);
			// The order of members counts too: Litmos may want it.
			expect(JSON.stringify(calls)).toBe(JSON.stringify(expected[name]));
		},
	);

	it('has every parameter and every member of a body that a row can send', () => {
		expect(rows.flatMap(neverSent).filter((one) => !NEVER_SHOWN.test(one))).toEqual([]);
	});

	it('is in the file for these operations and no others', () => {
		expect(Object.keys(IS_ACCEPTING ? written : expected)).toEqual(rows.map(({ name }) => name));
	});
});
