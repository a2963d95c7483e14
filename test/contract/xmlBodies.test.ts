// Every write as JSON and as XML, through n8n's engine and the built package: both must say the same, and the XML
// must have the elements that the contract speaks of, in its order. Rows that come later are tested as they are.
import type { Endpoint } from '../../contract/schema';
import { writesBody } from '../../nodes/shared/operation/describe';
import { readBody } from '../../sandbox/http/body';
import { inWireOrder } from '../../sandbox/http/wireOrder';
import type { XmlElement } from '../../sandbox/http/xml';
import { rows } from '../../scripts/operationList';
import { answerByContract, answerMissing } from '../support/contractAnswers';
import type { Engine } from '../support/engine';
import { createEngine } from '../support/engine';
import type { PlainAnswer, Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { endpointBehind } from '../support/rowContract';
import { variantsOf } from '../support/variants';
import type { Variant } from '../support/variants';

const WRITING = rows.filter(({ operation }) => writesBody(operation));

/** Each format has a server and an engine of its own: imports are looked at after a while, in both at the same time. */
interface Way {
	format: string;
	recorder: Recorder;
	engine: Engine;
}

let asJson: Way;
let asXml: Way;
let isMissing = false;
let override: Variant['answer'];
let isActive = true;

function answerTo(seen: SeenRequest): PlainAnswer {
	const isNobody = isMissing && seen.method === 'GET';
	const given = isNobody ? answerMissing(seen) : override?.(seen);
	const { status, body } = given ?? answerByContract(seen);
	const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
	// A date as DateTime-typed members have it, and nothing: both are written differently in XML.
	const odd = { Active: isActive, CreatedDate: '/Date(1714571100000-0500)/', SalesforceId: null };
	return { status, body: isRecord && 'UserName' in body ? { ...body, ...odd } : body };
}

async function open(format: string): Promise<Way> {
	const recorder = await startRecorder(answerTo);
	const fields = { apiKey: 'key-1', region: 'custom', baseUrl: recorder.baseUrl };
	const credentials = { litmosApi: { ...fields, requestsPerMinute: 1000 } };
	return { format, recorder, engine: createEngine({ credentials }) };
}

beforeAll(async () => {
	asJson = await open('json');
	asXml = await open('xml');
});
afterAll(async () => {
	await asJson.recorder.stop();
	await asXml.recorder.stop();
});

async function sentBy({ format, recorder, engine }: Way, { parameters, items }: Variant) {
	const options = { requestFormat: format };
	const run = await engine.runNode({ parameters: { ...parameters, options }, items });
	expect(run.error).toBeUndefined();
	return { run, seen: recorder.take() };
}

/** The names that the contract gives: in a note on the XML, or by the schema. Undefined where no source says. */
function namesBy(endpoint: Endpoint): { root: string; entry?: string } | undefined {
	const { shape, schema, note = '' } = endpoint.body!;
	if (shape === 'object') return /^Ilt/.test(String(schema)) ? undefined : { root: String(schema) };
	const [, root, entry] = /<(\w+)><(\w+)>/.exec(note) ?? [];
	if (root !== undefined) return { root, entry };
	const name = String(schema).replace(/^(Team|Collection)(?=.+Ref$)|Ref$/g, '');
	return name === 'Id' ? undefined : { root: `${name}s`, entry: name };
}

/** A JSON value with its leaves as XML has them. */
function asText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asText);
	if (typeof value !== 'object' || value === null) return value === null ? null : leafText(value);
	return Object.entries(value).map(([name, member]) => [name, asText(member)]);
}

function leafText(value: unknown): string {
	const [, milliseconds] = /^\/Date\((\d+)([+-]\d{4})?\)\/$/.exec(String(value)) ?? [];
	if (milliseconds === undefined) return String(value);
	return new Date(Number(milliseconds)).toISOString().slice(0, 19);
}

/** An element in the same form: a list where JSON has one. */
function read(element: XmlElement, like: unknown): unknown {
	const { attributes, children, text } = element;
	if (attributes.nil === 'true') return null;
	if (Array.isArray(like)) return children.map((child, index) => read(child, like[index]));
	if (typeof like !== 'object' || like === null) return text;
	return children.map((child) => [
		child.name,
		read(child, (like as Record<string, unknown>)[child.name]),
	]);
}

function expectSame(json: SeenRequest, xml: SeenRequest): void {
	expect([xml.method, xml.path, xml.search]).toEqual([json.method, json.path, json.search]);
	expect(xml.headers.accept).toBe('application/json');
	if (json.body === '') return expect(xml.body).toBe('');
	if (json.headers['content-type'] === 'application/xml') return expect(xml.body).toBe(json.body);
	expect(xml.headers['content-type']).toBe('application/xml');
	const endpoint = endpointBehind(xml.method, xml.path)!;
	const body = inWireOrder(readBody(xml.body, 'application/xml'), endpoint);
	if (body.kind !== 'xml') throw new Error(`This is no XML: ${xml.body}`);
	const sent = JSON.parse(json.body) as unknown;
	expect(read(body.root, sent)).toEqual(asText(sent));
	const names = namesBy(endpoint);
	if (names) expect(body.root.name).toBe(names.root);
	if (Array.isArray(sent)) {
		const entries = new Set(body.root.children.map(({ name }) => name));
		expect([...entries]).toEqual([names?.entry ?? expect.any(String)]);
	}
}

/** Without how long it took. */
const untimed = (items: unknown): unknown =>
	JSON.parse(JSON.stringify(items, (name, value: unknown) => (name === 'seconds' ? 0 : value)));

describe('a body as XML', () => {
	it.each(WRITING.map((row) => [row.name, row] as const))(
		'says what the JSON says, in the documented order: %s',
		async (name, row) => {
			isActive = name !== 'user:reactivate';
			let bodies = 0;
			for (const variant of variantsOf(row)) {
				isMissing = variant.isMissing === true;
				override = variant.answer;
				const [json, xml] = await Promise.all(
					[asJson, asXml].map(async (way) => await sentBy(way, variant)),
				);
				expect(xml.seen).toHaveLength(json.seen.length);
				expect(untimed(xml.run.items)).toEqual(untimed(json.run.items));
				json.seen.forEach((request, index) => expectSame(request, xml.seen[index]!));
				bodies += xml.seen.filter(({ body }) => body !== '').length;
			}
			expect(bodies).toBeGreaterThan(0);
		},
	);

	it('is what some operations can send', () => {
		expect(WRITING).not.toEqual([]);
	});
});
