// Send where the store says of an ID that it is in use, and where nobody knows what it stored.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { compare, unconfirmed } from '../../nodes/LitmosLrs/resources/statement/compare';
import { canceled } from '../../nodes/shared/transport/attempt';
import { LRS_LOGIN } from '../../sandbox/options';
import type { LrsOptions } from '../../sandbox/options';
import type { Bench } from './support/bench';
import { freshBench, jsonOf, startBench } from './support/bench';
import { sampleStatement } from './support/lrsOperations';

const SEND = 'statement: send';
const PATH = '/statements$';
const FIELDS: INodeParameters = {
	actorEmail: '={{ $json.email }}',
	activityId: 'https://example.com/courses/first-aid',
};
const BY_KEY: INodeParameters = { ...FIELDS, idFrom: 'key', idKey: '={{ $json.email }}' };
const BY_ID: INodeParameters = { ...FIELDS, idFrom: 'own', statementId: '={{ $json.id }}' };

const idAt = (index: number): string =>
	`0b1c0a6e-3a55-5d21-9d1a-${String(index).padStart(12, '0')}`;
const people = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		email: `person${from + index}@example.com`,
		id: idAt(from + index),
	}));
const storeWith = async (options: Partial<LrsOptions>): Promise<Bench> =>
	await startBench({ lrs: { ...LRS_LOGIN, pageCap: 100, ...options } });
const countIn = ({ sandbox }: Bench): number => sandbox.lrs.all().length;
const failuresOf = (outputs: IDataObject[]) => outputs.filter(({ error }) => error !== undefined);

/** What one run did: its output, and the requests that it took. */
async function send(bench: Bench, parameters: INodeParameters, items: IDataObject[]) {
	const before = bench.requests().length;
	const run = await bench.run(SEND, parameters, { items, continueOnFail: true });
	return { outputs: jsonOf(run.items), requests: bench.requests().slice(before) };
}

describe('a store that answers 409 to what it has already', () => {
	it.each([1, 3, 50])('has all %i succeed that are sent a second time', async (count) => {
		const bench = await storeWith({ repeated: '409' });
		const first = await send(bench, BY_KEY, people(count));
		const second = await send(bench, BY_KEY, people(count));
		expect(second.outputs).toEqual(first.outputs);
		expect(failuresOf(second.outputs)).toEqual([]);
		expect(countIn(bench)).toBe(count);
		expect(second.requests.length).toBeLessThan(70);
	});

	it('stores what is new among what it has', async () => {
		const bench = await storeWith({ repeated: '409' });
		await send(bench, BY_KEY, people(25));
		const { outputs, requests } = await send(bench, BY_KEY, people(50));
		expect(failuresOf(outputs)).toEqual([]);
		expect(countIn(bench)).toBe(50);
		expect(requests.length).toBeLessThan(70);
	});

	it('may know no PUT', async () => {
		const bench = await storeWith({ repeated: '409', withoutPut: true });
		await send(bench, BY_KEY, people(3));
		for (const count of [1, 3]) {
			const { outputs } = await send(bench, BY_KEY, people(count));
			expect(failuresOf(outputs)).toEqual([]);
		}
		expect(countIn(bench)).toBe(3);
	});
});

describe('IDs in use by different statements', () => {
	const TAKEN = [0, 1, 2, 3, 4, 5, 6, 10, 20, 40];
	const conflicts = TAKEN.map(
		(index) => `The learning record store has a different statement with the ID ${idAt(index)}`,
	);

	it.each([{}, { repeated: '409' }, { withoutPut: true }] as const)(
		'fail their own items, however many, and no others (%j)',
		async (options) => {
			const bench = await storeWith(options);
			for (const index of TAKEN) bench.sandbox.lrs.keep(sampleStatement(idAt(index)), 0);
			const { outputs, requests } = await send(bench, BY_ID, people(50));
			expect(failuresOf(outputs).map(({ error }) => error)).toEqual(conflicts);
			expect(countIn(bench)).toBe(50);
			expect(requests.length).toBeLessThan(70);
		},
	);

	it('fail the later item of a run, though all that it says is said by the one before', async () => {
		const statement = sampleStatement(idAt(1));
		const without = { ...statement, result: undefined };
		const asJson = { enterAs: 'json', statement: '={{ $json.statement }}' };
		for (const items of [
			[statement, without],
			[without, statement],
		]) {
			const entered = items.map((one) => ({ statement: JSON.stringify(one) }));
			const { outputs } = await send(await storeWith({}), asJson, entered);
			expect(failuresOf(outputs).map(({ error }) => error)).toEqual([
				`An item before this one has the Statement ID ${idAt(1)} and a different statement`,
			]);
		}
	});

	it('cost little where there is one of them', async () => {
		const bench = await storeWith({});
		bench.sandbox.lrs.keep(sampleStatement(idAt(17)), 0);
		const { outputs, requests } = await send(bench, BY_ID, people(50));
		expect(failuresOf(outputs)).toHaveLength(1);
		expect(requests.length).toBeLessThan(20);
	});

	it('are not those of statements that cannot be read: those are told as they are, once each', async () => {
		const bench = await storeWith({ repeated: '409' });
		await send(bench, BY_ID, people(50));
		bench.sandbox.lrs.all().forEach((one) => Object.assign(one, { isVoided: true }));
		const { outputs, requests } = await send(bench, BY_ID, people(50));
		expect(outputs[7]?.error).toBe(
			`The learning record store says that it has a statement with the ID ${idAt(7)}, but it cannot be read`,
		);
		expect(outputs[7]?.details).toMatch(/voided/);
		expect(failuresOf(outputs)).toHaveLength(50);
		expect(requests.length).toBeLessThan(180);
	});

	it('are found by sending where the store lets nobody read', async () => {
		const bench = await storeWith({});
		bench.sandbox.lrs.keep(sampleStatement(idAt(17)), 0);
		bench.sandbox.addFault({ kind: '403', times: 0, match: { method: 'GET', path: PATH } });
		const { outputs } = await send(bench, BY_ID, people(50));
		expect(failuresOf(outputs)).toHaveLength(1);
		expect(outputs[17]?.error).toMatch(/^The learning record store says that it has a statement/);
		expect(countIn(bench)).toBe(50);
	});
});

describe('a request that was taken without a word, with a new ID each time', () => {
	const bench = freshBench();
	const LOOK_UPS = [
		['fails', '500page'],
		['is refused', '403'],
		['finds nothing', 'empty'],
	] as const;

	function arrange(kind: (typeof LOOK_UPS)[number][1]): void {
		const { sandbox } = bench();
		sandbox.addFault({ kind: 'empty', times: 0, match: { method: 'POST', path: PATH } });
		sandbox.addFault({ kind, times: 0, match: { method: 'GET', path: PATH } });
	}

	it.each(LOOK_UPS)('is not sent again by Retry On Fail where the look-up %s', async (_, kind) => {
		arrange(kind);
		const { error } = await bench().run(SEND, FIELDS, { items: people(3), retryOnFail: true });
		expect(countIn(bench())).toBe(3);
		expect(error?.message).toMatch(/^Litmos accepted the request but did not confirm/);
		expect(error?.description).toMatch(/before you run this item again/);
		expect(error?.description).toMatch(/it was not sent a second time\./);
		expect(error?.description).not.toMatch(/cannot be stored twice/);
	});

	it('is not sent again where the store says that there is none', async () => {
		bench().sandbox.addFault({
			kind: 'empty',
			times: 0,
			carriedOut: false,
			match: { method: 'POST', path: PATH },
		});
		const { error } = await bench().run(SEND, FIELDS, { items: people(3), retryOnFail: true });
		expect(error?.description).toMatch(/it was not sent a second time\./);
		expect(
			bench()
				.requests()
				.filter((one) => one.startsWith('POST')),
		).toHaveLength(1);
	});

	it.each(LOOK_UPS)('may be sent again under the same ID where the look-up %s', async (_, kind) => {
		arrange(kind);
		const { error } = await bench().run(SEND, BY_KEY, { items: people(3) });
		expect(error?.description).toMatch(/^Run this item again\..+cannot be stored twice\./);
		bench().sandbox.clearFaults();
		expect(await bench().records(SEND, BY_KEY, { items: people(3) })).toHaveLength(3);
		expect(countIn(bench())).toBe(3);
	});

	it('is told in the words by which n8n knows a canceled run, where that is what it is', async () => {
		const stopped = canceled();
		const call = async () => await Promise.reject(stopped);
		const statement = sampleStatement(idAt(1));
		expect(await compare(call, statement, unconfirmed(statement))).toBe(stopped);
	});

	it('succeeds where the look-up finds it', async () => {
		bench().sandbox.addFault({ kind: 'empty', match: { method: 'POST', path: PATH } });
		expect(await bench().records(SEND, FIELDS, { items: people(3) })).toHaveLength(3);
	});
});
