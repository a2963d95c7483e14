/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Every check of a row and every error text of its code is provoked once, through n8n's engine and the built package.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { rows } from '../../scripts/operationList';
import type { Engine } from '../support/engine';
import { createEngine } from '../support/engine';
import { lrsFieldsOf } from '../support/lrsAnswers';
import type { Recorder } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { waitUntilDone } from '../../nodes/Litmos/resources/bulkImport/job';
import { getStatements } from '../../nodes/LitmosLrs/resources/statement/read';
import { naming } from './support/bench';
import { itemFor } from './support/itemFor';
import { OPERATIONS } from './support/everyOperation';
import { LRS_BAD_ANSWERS, LRS_BAD_VALUES } from './support/lrsRefusals';
import { BAD_ANSWERS, BAD_VALUES } from './support/refusals';
import type { Answers, Refusal } from './support/refusals';

let recorder: Recorder;
let engine: Engine;
let answers: Answers = [];
const told: string[] = [];

beforeAll(async () => {
	recorder = await startRecorder(({ method, path: asked }) => {
		const [, status, body] = answers.find(([wanted]) => wanted.test(`${method} ${asked}`)) ?? [];
		return { status: status ?? 200, body: status === undefined ? {} : body };
	});
	const fields = { apiKey: 'key-1', region: 'custom', baseUrl: recorder.baseUrl };
	engine = createEngine({
		credentials: {
			litmosApi: { ...fields, requestsPerMinute: 1000 },
			litmosLrsApi: { ...lrsFieldsOf(recorder.baseUrl), requestsPerMinute: 1000 },
		},
	});
});
afterAll(async () => await recorder.stop());

const rowOf = (operation: string) =>
	rows.find(({ name }) => name === operation.replace(': ', ':'))!;

async function failure([operation, given]: Refusal, items?: IDataObject[]) {
	const base = OPERATIONS[operation];
	const item = itemFor(base);
	const run = await engine.runNode({
		type: rowOf(operation).node,
		parameters: { ...naming(operation), ...base, ...given },
		items: (items ?? [{}]).map((own) => ({ ...item, ...own })),
	});
	told.push(String(run.error?.message));
	return { error: run.error, seen: recorder.take() };
}

/** All feeds have the same fields and the same check. */
const PERIODS: readonly Refusal[] = rows
	.filter(({ operation }) => operation.check && operation.fields[0]?.name === 'period')
	.map(({ name }) => [
		name.replace(':', ': '),
		{ period: 'between', since: '2027-02-01', to: '2027-01-31' },
		'The period ends before it begins: from 2027-02-01T00:00:00Z to 2027-01-31T00:00:00Z',
	]);
const CHECKED = [...BAD_VALUES, ...LRS_BAD_VALUES, ...PERIODS];

describe('a bad value', () => {
	it.each(CHECKED)('of %s, %j, is told before anything is sent', async (...refusal) => {
		const { error, seen } = await failure(refusal);
		expect(error?.message).toContain(refusal[2]);
		expect(error?.description).toMatch(/^[A-Z].+\.$/);
		expect(seen).toEqual([]);
	});

	it('is tried with every row that has a check', () => {
		const checked = rows.filter(({ operation }) => operation.check).map(({ name }) => name);
		const tried = new Set(CHECKED.map(([operation]) => operation.replace(': ', ':')));
		expect(checked.filter((name) => !tried.has(name))).toEqual([]);
	});
});

describe('an answer that an operation can do nothing with', () => {
	it.each(
		[...BAD_ANSWERS, ...LRS_BAD_ANSWERS].map((one) => [`${one[0]}: ${one[2]}`, one] as const),
	)('is told: %s', async (_name, [operation, given, message, sent, items]) => {
		answers = sent;
		const { error } = await failure([operation, given, message], items);
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/^[A-Z].+/);
	});

	it('is told when an import takes longer than the person wants to wait', async () => {
		const call = async () => await Promise.resolve({ Status: 'Waiting' });
		const problem = await waitUntilDone(call, 'i1', { minutes: 1 }).catch((error: Error) => error);
		told.push((problem as Error).message);
		expect(problem).toMatchObject({
			message: 'Litmos had not finished the import after 1 minutes (Waiting)',
			description: expect.stringContaining('do not import again') as string,
		});
	});
});

describe('a list of statements that never ends', () => {
	it('is told, whatever it is made of', async () => {
		let pages = 0;
		const call = async () =>
			await Promise.resolve({ statements: [], more: `/more/${(pages += 1)}` });
		const problem = await getStatements(call, { returnAll: true }).catch((error: Error) => error);
		told.push((problem as Error).message);
		expect(problem).toMatchObject({ message: 'The list of statements has no end (0 so far)' });
		expect(pages).toBeLessThan(100);
	});
});

describe('the texts of errors', () => {
	/** The fixed parts of a text, with anything between. */
	const patternOf = (text: string) =>
		new RegExp(
			text
				.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
				.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
				.join('[\\s\\S]*'),
		);

	it('of the rows were all told here', () => {
		const nodes = path.resolve(__dirname, '../../nodes');
		const files = ['Litmos', 'LitmosReport', 'LitmosLrs']
			.flatMap((node) =>
				readdirSync(path.join(nodes, node, 'resources'), { recursive: true }).map((file) =>
					path.join(nodes, node, 'resources', String(file)),
				),
			)
			.filter((file) => file.endsWith('.ts'));
		const texts = files.flatMap((file) => {
			const source = readFileSync(file, 'utf8');
			const thrown = [...source.matchAll(/new FieldError\(\s*(['`])([\s\S]*?[^\\])\1\s*,/g)];
			expect({ file, texts: thrown.length }).toEqual({
				file,
				texts: source.split('new FieldError(').length - 1,
			});
			return thrown.map(([, , text = '']) => text);
		});
		expect(texts).not.toEqual([]);
		expect(texts.filter((text) => !told.some((one) => patternOf(text).test(one)))).toEqual([]);
	});
});
