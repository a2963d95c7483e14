// Every operation where something is wrong: an ID nobody has, an answer without a body, Litmos out of order; with
// Continue On Fail and without. Operations that come later are tested as they are.
import type { INodeParameters, NodeApiError } from 'n8n-workflow';
import { silentFieldsOf } from '../../nodes/shared/operation/plan';
import type { RequestOperation } from '../../nodes/shared/operation/types';
import { rows } from '../../scripts/operationList';
import type { NodeRun } from '../support/engine';
import { freshBench, jsonOf, startBench } from './support/bench';
import { ASKING as ALL, itemsFor, OPERATIONS } from './support/everyOperation';

const bench = freshBench();

/** The columns of the items that the parameters take IDs from: those of locators, and of a path written by hand. */
function idColumns(parameters: INodeParameters): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
		if (!isLocator && name !== 'path') return [];
		return [...JSON.stringify(value).matchAll(/\$json\.(\w+)/g)].map(([, column]) =>
			String(column),
		);
	});
}

/** The operations that name a record by its ID. */
const NAMING = ALL.filter((operation) => idColumns(OPERATIONS[operation]!).length > 0);

const rowOf = (operation: string) =>
	rows.find(({ name }) => name === operation.replace(': ', ':'))!.operation;

/** The request of an operation that is one, and what becomes of its answer. */
function partsOf(operation: string): Partial<Pick<RequestOperation, 'request' | 'output'>> {
	const row = rowOf(operation);
	return row.request ? row : {};
}

/** Litmos passes over what it does not know in the list of the body, so it is looked for first. */
const isLookedFor = (operation: string) => {
	const { request } = partsOf(operation);
	return request !== undefined && silentFieldsOf(request).length > 0;
};

/** Text that shows that code stumbled over what it did not expect. */
const STUMBLED = /undefined|\bnull\b|Cannot read|is not (a function|iterable)|\[object|NaN/;

async function runWith(operation: string, continueOnFail: boolean, bad?: number) {
	const columns = idColumns(OPERATIONS[operation]!);
	const nobody = Object.fromEntries(columns.map((column) => [column, 'nobody']));
	const items = itemsFor(bench()).map((item, index) =>
		index === bad ? { ...item, ...nobody } : item,
	);
	return await bench().run(operation, OPERATIONS[operation], { items, continueOnFail });
}

/** The outputs of each of the three items. */
function byItem(run: NodeRun) {
	return [0, 1, 2].map((item) =>
		jsonOf(run.items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)),
	);
}

function expectReadable({ error, details }: { error?: unknown; details?: unknown }): void {
	expect(error).toMatch(/^[A-Z0-9].{10,}/);
	expect(`${String(error)} ${String(details)}`).not.toMatch(STUMBLED);
}

describe('an ID that nobody has', () => {
	it.each(NAMING)('fails at its item only, with Continue On Fail: %s', async (operation) => {
		const run = await runWith(operation, true, 1);
		expect(run.error).toBeUndefined();
		const [first, bad, last] = byItem(run);
		expectReadable(bad![0]!);
		for (const { error } of [...first!, ...last!]) expect(error).toBeUndefined();
		expect(last!.length).toBeGreaterThan(0);
	});

	it.each(NAMING)('stops the run at its item, without: %s', async (operation) => {
		const { error, items } = await runWith(operation, false, 1);
		expect(items).toEqual([]);
		expectReadable({ error: error?.message, details: error?.description });
		expect((error as NodeApiError).context.itemIndex).toBe(1);
	});
});

describe('an answer without a body', () => {
	it.each(ALL)(
		'is a success, an empty list or a clear error for each item: %s',
		async (operation) => {
			bench().sandbox.addFault({ kind: 'empty', times: 0 });
			const run = await runWith(operation, true);
			expect(run.error).toBeUndefined();
			const { output: kept } = partsOf(operation);
			for (const outputs of byItem(run)) {
				if (kept?.kind === 'list') expect(outputs).toEqual([]);
				if (kept?.kind === 'done') expect(outputs).toHaveLength(1);
				for (const output of outputs.filter(({ error }) => error !== undefined)) {
					expectReadable(output);
					if (!isLookedFor(operation)) expect(kept?.kind).not.toBe('done');
				}
				expect(JSON.stringify(outputs)).not.toMatch(/Cannot read|is not (a function|iterable)/);
			}
		},
	);

	it.each(ALL)(
		'stops the run where it is an error, without Continue On Fail: %s',
		async (operation) => {
			const twin = await startBench();
			twin.sandbox.addFault({ kind: 'empty', times: 0 });
			bench().sandbox.addFault({ kind: 'empty', times: 0 });
			const parameters = OPERATIONS[operation];
			const items = itemsFor(twin);
			const going = await twin.run(operation, parameters, { items, continueOnFail: true });
			const failed = byItem(going).findIndex((outputs) =>
				outputs.some(({ error }) => error !== undefined),
			);
			const { error } = await runWith(operation, false);
			if (failed < 0) expect(error).toBeUndefined();
			else expect((error as NodeApiError).context.itemIndex).toBe(failed);
		},
	);
});

describe('Litmos out of order', () => {
	it.each(ALL)('is told at each item, with Continue On Fail: %s', async (operation) => {
		bench().sandbox.addFault({ kind: '500page', times: 0 });
		const run = await runWith(operation, true);
		expect(run.error).toBeUndefined();
		for (const outputs of byItem(run)) {
			expect(outputs).toHaveLength(1);
			expectReadable(outputs[0]!);
		}
	});

	it.each(ALL)('stops the run, without: %s', async (operation) => {
		bench().sandbox.addFault({ kind: '500page', times: 0 });
		const { error, items } = await runWith(operation, false);
		expect(items).toEqual([]);
		expect((error as NodeApiError).context.itemIndex).toBe(0);
		expectReadable({ error: error?.message, details: error?.description });
	});
});
