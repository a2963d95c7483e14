// Every item ends as done, or as an error that names it: whatever cannot be sent, is answered oddly, or is refused.
import type { IDataObject } from 'n8n-workflow';
import { jsonOf } from '../engine/support/bench';
import { by } from '../engine/support/locatorValue';
import type { NodeOptions } from '../support/engineTypes';
import type { PlainAnswer, Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { attacks } from './ended.cases';
import { named } from './support/named';
import { runAt } from './support/runAt';

let recorder: Recorder;
let answer: (seen: SeenRequest) => PlainAnswer;

beforeAll(async () => {
	recorder = await startRecorder((seen) => answer(seen));
});
afterAll(async () => await recorder.stop());
beforeEach(() => {
	answer = () => ({ status: 200, body: {} });
	recorder.take();
});

const run = async (operation: string, options: NodeOptions, fields?: IDataObject) =>
	await runAt(recorder, operation, options, fields);

describe('A2 What cannot be sent', () => {
	it.each(named(attacks['A2 What cannot be sent']))(
		'is an error at its item, and n8n hands on no input as done: %s',
		async (_name, { operation, parameters, items }) => {
			const all = [...items, ...items];
			const going = await run(operation, { parameters, items: all, continueOnFail: true });
			expect(going.error).toBeUndefined();
			expect(jsonOf(going.items)).toEqual(
				all.map((item) => ({
					...item,
					error: expect.stringMatching(/^[A-Z].{10}/) as string,
					details: expect.any(String) as string,
				})),
			);
			const stopped = await run(operation, { parameters, items: all });
			expect(stopped.error?.message).toMatch(/^[A-Z].{10}/);
			expect(recorder.take()).toEqual([]);
		},
	);
});

describe('A3 What a POST is answered with', () => {
	it.each(named(attacks['A3 What a POST is answered with']))(
		'may have been carried out, and nobody is told to run it again: %s',
		async (_name, { operation, parameters, status, body }) => {
			answer = () => ({ status, text: body });
			const going = await run(operation, { parameters, continueOnFail: true });
			const [output] = jsonOf(going.items);
			expect(output!.error).toMatch(/^Litmos /);
			expect(output!.details).toContain('record may already exist or be changed');
			expect(output!.details).not.toMatch(/then run the item again|Run it again later/);
			expect(`${String(output!.error)}`).not.toMatch(/refused/);
			expect(recorder.take()).toHaveLength(1);
		},
	);
});

describe('A4 Records that Litmos refuses in a batch', () => {
	const idOf = (item: number) => `${String(item).padStart(11, '0')}1`;
	/** All courses: what an expression gives is looked up first. */
	const list = Array.from({ length: 200 }, (_, item) => ({ Id: idOf(item), Name: `${item}` }));
	const takeWrites = () => recorder.take().filter(({ method }) => method !== 'GET');

	it.each(named(attacks['A4 Records that Litmos refuses in a batch']))(
		'is done but for those, and each error names its own record: %s',
		async (_name, { count, bad, status, continueOnFail }) => {
			const done = new Set<string>();
			answer = ({ method, body }) => {
				if (method === 'GET') return { status: 200, body: list };
				const ids = (JSON.parse(body) as Array<{ Id: string }>).map(({ Id }) => Id);
				if (bad.some((item) => ids.includes(idOf(item)))) return { status, body: { Detail: 'No' } };
				ids.forEach((id) => done.add(id));
				return { status: 200 };
			};
			const items = Array.from({ length: count }, (_, item) => ({ course: idOf(item) }));
			const parameters = {
				userId: by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
				courseId: by('list', '={{ $json.course }}'),
			};
			const result = await run('userCourse: assign', { parameters, items, continueOnFail });
			expect(takeWrites().length).toBeLessThanOrEqual(1 + 2 * bad.length * 5);
			const [first] = bad;
			if (!continueOnFail) {
				expect(result.error?.message).toMatch(/^[A-Z]/);
				expect((result.error as { context?: IDataObject }).context?.itemIndex).toBe(first);
				expect(done.has(idOf(first!))).toBe(false);
				return;
			}
			const good = items.map(({ course }) => course).filter((_, item) => !bad.includes(item));
			expect([...done].sort()).toEqual(good);
			const outputs = jsonOf(result.items);
			expect(outputs.map(({ error }) => error !== undefined)).toEqual(
				items.map((_, item) => bad.includes(item)),
			);
			if (status !== 404) return;
			for (const item of bad) expect(outputs[item]!.error).toContain(idOf(item));
		},
	);

	it('does not look for the guilty for ever where all are refused', async () => {
		answer = ({ method }) =>
			method === 'GET' ? { status: 200, body: list } : { status: 403, body: { Detail: 'No' } };
		const items = Array.from({ length: 25 }, (_, item) => ({ course: idOf(item) }));
		const parameters = {
			userId: by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
			courseId: by('list', '={{ $json.course }}'),
		};
		const result = await run('userCourse: assign', { parameters, items, continueOnFail: true });
		expect(jsonOf(result.items).every(({ error }) => error !== undefined)).toBe(true);
		expect(takeWrites().length).toBeLessThanOrEqual(17);
	});
});

describe('A5 Credentials that differ from item to item', () => {
	it.each(named(attacks['A5 Credentials that differ from item to item']))(
		'is refused before anything is sent, or at the items that differ: %s',
		async (_name, { fields }) => {
			answer = () => ({ status: 201, body: { Id: 'a', Name: 'b' } });
			const parameters = { Name: '={{ $json.name }}' };
			const items = [{ name: 'a' }, { name: 'b', other: true }, { name: 'c' }];
			const stopped = await run('team: create', { parameters, items }, fields);
			expect((stopped.error as { context?: IDataObject }).context?.itemIndex).toBe(1);
			expect(recorder.take()).toEqual([]);
			const going = await run('team: create', { parameters, items, continueOnFail: true }, fields);
			const sent = recorder.take();
			expect(sent.map(({ headers }) => headers.apikey)).toEqual(['key-1', 'key-1']);
			expect(jsonOf(going.items).map(({ error }) => error !== undefined)).toEqual([
				false,
				true,
				false,
			]);
		},
	);
});

describe('A6 Retry On Fail', () => {
	const IDS = ['AAAAAAAAAAAAAAAAAAAAAA2', 'BBBBBBBBBBBBBBBBBBBBBB2', 'CCCCCCCCCCCCCCCCCCCCCC2'];

	it.each(named(attacks['A6 Retry On Fail']))(
		'sends nothing twice that was done, or may have been: %s',
		async (_name, { operation, parameters, status, most }) => {
			const isBad = ({ path, body }: SeenRequest) => `${path}${body}`.includes(IDS[1]!);
			answer = (seen) => {
				if (isBad(seen)) return { status, body: { Detail: 'No' } };
				return { status: 200, body: seen.method === 'POST' ? { Id: 'x', Name: 'y' } : undefined };
			};
			const items = IDS.map((text) => ({ text }));
			const result = await run(operation, { parameters, items, retryOnFail: true });
			expect(result.error?.message).toMatch(/^Litmos/);
			const sent = recorder.take();
			const timesOf = (id: string) =>
				sent.filter(({ path, body }) => `${path}${body}`.includes(id)).length;
			expect(timesOf(IDS[1]!)).toBe(most);
			expect([IDS[0]!, IDS[2]!].map(timesOf).filter((times) => times > 1)).toEqual([]);
			if (most === 1) expect(result.error?.description).toContain('not sent a second time');
		},
	);

	it('hands on what was done before, once the rest is done as well', async () => {
		let tries = 0;
		answer = ({ body }) => {
			if (body.includes(IDS[1]!) && (tries += 1) === 1)
				return { status: 409, body: { Detail: 'No' } };
			return { status: 201, body: JSON.parse(body) as object };
		};
		const items = IDS.map((text) => ({ text }));
		const parameters = { Name: '={{ $json.text }}' };
		const result = await run('team: create', { parameters, items, retryOnFail: true });
		expect(result.error).toBeUndefined();
		expect(jsonOf(result.items).map(({ Name }) => Name)).toEqual(IDS);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('sends nothing of it again where On Error is Continue as well', async () => {
		answer = ({ body }) =>
			body.includes(IDS[0]!)
				? { status: 409, body: { Detail: 'No' } }
				: { status: 201, body: JSON.parse(body) as object };
		const items = IDS.map((text) => ({ text }));
		const parameters = { Name: '={{ $json.text }}' };
		const options = { parameters, items, retryOnFail: true, continueOnFail: true };
		const result = await run('team: create', options);
		expect(jsonOf(result.items).map(({ Name, text }) => Name ?? text)).toEqual(IDS);
		const bodies = recorder.take().map(({ body }) => body);
		expect(IDS.map((id) => bodies.filter((body) => body.includes(id)).length)).toEqual([3, 1, 1]);
	});

	it('sends again what another run sent before', async () => {
		answer = ({ body }) => ({ status: 201, body: JSON.parse(body) as object });
		const options = { parameters: { Name: 'New Hires' } };
		await run('team: create', options);
		await run('team: create', options);
		expect(recorder.take()).toHaveLength(2);
	});
});
