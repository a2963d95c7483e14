// Every way to set every operation that writes, run twice: what Preview Only tells is what is then sent.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mayWrite } from '../../nodes/shared/operation/describe';
import type { Row } from '../../scripts/operationList';
import { rows } from '../../scripts/operationList';
import { answerByContract, answerMissing } from '../support/contractAnswers';
import type { Engine, NodeRun } from '../support/engine';
import { createEngine } from '../support/engine';
import { lrsFieldsOf, withoutChance } from '../support/lrsAnswers';
import type { Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import type { Variant } from '../support/variants';
import { variantsOf } from '../support/variants';

let recorder: Recorder;
let engine: Engine;
let variant: Variant;

beforeAll(async () => {
	recorder = await startRecorder((seen) => {
		const isMissing = variant.isMissing === true && seen.method === 'GET';
		const given = isMissing ? answerMissing(seen) : variant.answer?.(seen);
		return given ?? answerByContract(seen);
	});
	const { baseUrl } = recorder;
	const fields = { apiKey: 'key-1', region: 'custom', baseUrl, requestsPerMinute: 1000 };
	engine = createEngine({
		credentials: {
			litmosApi: fields,
			litmosLrsApi: { ...lrsFieldsOf(baseUrl), requestsPerMinute: 1000 },
		},
	});
});
afterAll(async () => await recorder.stop());

const WRITING = rows.filter(({ operation }) => mayWrite(operation));

/** Its preview is the plan of the sync. */
const OWN_PREVIEW = 'peopleSync:apply';

interface Told {
	method: string;
	path: string;
	query: IDataObject;
	body?: unknown;
}

const isSecret = (name: string) => ['Password', 'LoginKey'].includes(name);

function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (typeof value === 'string') {
		return value.replace(/<(Password|LoginKey)>[^<]*<\/\1>|<(Password|LoginKey)\/>/g, '');
	}
	if (typeof value !== 'object' || value === null) return value;
	const open = Object.entries(value).filter(([name]) => !isSecret(name));
	return Object.fromEntries(open.map(([name, entry]) => [name, withoutSecrets(entry)]));
}

/** A request as it reached the server. */
function sent({ method, path, query, body, headers }: SeenRequest): Told {
	const own = [...query].filter(([name]) => name !== 'source' && name !== 'format');
	const isJson = headers['content-type'] === 'application/json';
	const told = { method, path, query: Object.fromEntries(own) };
	if (body === '') return told;
	return { ...told, body: withoutSecrets(isJson ? JSON.parse(body) : body) };
}

/** The requests that a preview tells, each once, in the order in which it tells them. */
function told({ items }: NodeRun): Told[] {
	return items.flatMap(({ json }) =>
		((json.preview ?? []) as IDataObject[])
			.filter(({ sharedWithItem }) => sharedWithItem === undefined)
			.map(({ method, path, query = {}, body }) => {
				const texts = Object.entries(query as IDataObject).map(([name, one]) => [
					name,
					String(one),
				]);
				const one = { method, path, query: Object.fromEntries(texts) as IDataObject };
				return { ...one, ...(body !== undefined && { body: withoutSecrets(body) }) } as Told;
			}),
	);
}

async function run(row: Row, options: IDataObject): Promise<{ run: NodeRun; seen: SeenRequest[] }> {
	const { parameters, items } = variant;
	const more = { ...parameters, options } as INodeParameters;
	const result = await engine.runNode({ parameters: more, items, type: row.node });
	return { run: result, seen: recorder.take() };
}

/** Those of several items come item by item. */
const inOrder = (requests: readonly Told[]) =>
	requests.map((one) => JSON.stringify(withoutChance(one))).sort();

const writes = (seen: readonly SeenRequest[]) => seen.filter(({ method }) => method !== 'GET');

describe('Preview Only', () => {
	it.each(WRITING.map((row) => [row.name, row] as const))(
		'of %s sends reads alone and tells what is then sent',
		async (name, row) => {
			for (const one of variantsOf(row)) {
				variant = one;
				const preview = await run(row, { previewOnly: true });
				expect(preview.run.error).toBeUndefined();
				expect(writes(preview.seen)).toEqual([]);
				const real = await run(row, {});
				expect(real.run.error).toBeUndefined();
				if (name === OWN_PREVIEW) continue;
				const expected = writes(real.seen).map(sent);
				const isEnded = preview.run.items.some(({ json }) => json.further !== undefined);
				const found = told(preview.run);
				// The rest follows from what Litmos answers.
				if (isEnded) expect(inOrder(expected)).toEqual(expect.arrayContaining(inOrder(found)));
				else expect({ [one.name]: inOrder(found) }).toEqual({ [one.name]: inOrder(expected) });
				const counts = preview.run.items.map(({ json }) => Number(json.requests ?? 0));
				expect(counts.reduce((sum, count) => sum + count, 0)).toBe(found.length);
				expect(JSON.stringify(preview.run)).not.toMatch(/key-1|"Password"|LoginKey/);
			}
		},
	);

	it.each(WRITING.map((row) => [row.name, row] as const))('of %s tells XML', async (name, row) => {
		if (name === OWN_PREVIEW) return;
		[variant] = variantsOf(row) as [Variant];
		const preview = await run(row, { previewOnly: true, requestFormat: 'xml' });
		const real = await run(row, { requestFormat: 'xml' });
		const found = told(preview.run);
		expect(writes(preview.seen)).toEqual([]);
		const expected = writes(real.seen).map(sent).slice(0, found.length);
		expect(withoutChance(found)).toEqual(withoutChance(expected));
	});

	it('is offered by every operation that may write, and by no other', () => {
		expect(WRITING.length).toBeGreaterThan(50);
		const reading = rows.filter(({ operation }) => !mayWrite(operation));
		const names = reading.map(({ name }) => name);
		expect(names.filter((name) => /:(create|update|delete|add|assign|upsert)/.test(name))).toEqual(
			[],
		);
	});
});
