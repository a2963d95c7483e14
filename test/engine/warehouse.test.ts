// Changes since the last run in n8n's engine: what moves the position, what does not, and what is said.
import type { IDataObject, INode } from 'n8n-workflow';
import type { RunOptions, RunResult, WorkflowJson } from '../support/engineTypes';
import { chain, itemsNode, nodeUnderTest } from '../support/workflowParts';
import { freshBench, jsonOf } from './support/bench';

const bench = freshBench({ people: 20 });

const REPORT = 'n8n-nodes-litmos.litmosReport';
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const SINCE = daysAgo(30);

const getChanges = (parameters: IDataObject = {}): INode => ({
	...nodeUnderTest({ type: REPORT }),
	id: 'get-changes',
	name: 'Get Changes',
	parameters: {
		resource: 'warehouse',
		operation: 'getChanges',
		table: 'peopleFeed: getUsers',
		startDate: SINCE,
		...parameters,
	} as INode['parameters'],
});

const confirmSaved = (name = 'Confirm Saved'): INode => ({
	...nodeUnderTest({ type: REPORT }),
	id: name,
	name,
	parameters: { resource: 'warehouse', operation: 'confirmSaved' },
});

/** Stands for a database: hands on what it was given, or fails. */
const database = (name = 'Database', isBroken = false): INode => ({
	...nodeUnderTest({ type: 'n8n-nodes-base.code' }),
	id: name,
	name,
	parameters: { jsCode: isBroken ? 'fail' : "return $('Get Changes').all();" },
});

const workflow = (parts: { get?: IDataObject; isBroken?: boolean } = {}): WorkflowJson =>
	chain([itemsNode(), getChanges(parts.get), database('Database', parts.isBroken), confirmSaved()]);

/** A run with what the last one has left. */
async function run(
	json: WorkflowJson,
	before?: RunResult,
	options: RunOptions = {},
): Promise<RunResult> {
	return await bench().engine.run(json, { staticData: before?.staticData, ...options });
}

const rowsOf = (result: RunResult): IDataObject[] =>
	jsonOf(result.nodes['Get Changes']?.[0]?.items ?? []);
const namesOf = (result: RunResult) => rowsOf(result).map(({ UserName }) => UserName);
const happen = (...userNames: string[]) =>
	userNames.forEach((userName) => bench().sandbox.happen({ what: 'userCreated', userName }));
const hintsOf = (result: RunResult) => result.nodes['Get Changes']?.[0]?.hints;
const answerOf = (result: RunResult) => jsonOf(result.nodes['Confirm Saved']?.[0]?.items ?? []);

describe('changes since the last run', () => {
	it('come once, with their key and the same columns in each row', async () => {
		happen('one@example.com', 'two@example.com');
		const first = await run(workflow());
		expect(first.error).toBeUndefined();
		expect(namesOf(first)).toEqual(expect.arrayContaining(['one@example.com', 'two@example.com']));
		const columns = new Set(rowsOf(first).map((row) => Object.keys(row).join()));
		expect([...columns]).toEqual([
			'RowKey,UserId,UserName,FirstName,LastName,Email,Active,AccessLevel,CreatedDate,UpdatedDate,LastLogin',
		]);
		for (const { RowKey, UserId } of rowsOf(first)) expect(RowKey).toBe(UserId);
		expect(answerOf(first)).toEqual([
			{
				table: 'peopleFeed: getUsers',
				readAt: expect.stringMatching(/^\d{4}-.+Z$/) as string,
				remembered: true,
			},
		]);
		happen('three@example.com');
		const second = await run(workflow(), first);
		expect(namesOf(second)).toEqual(['three@example.com']);
	});

	it('are none where nothing has changed, which is remembered without anything to save', async () => {
		const first = await run(workflow());
		const second = await run(workflow(), first);
		expect(second.status).toBe('success');
		expect(rowsOf(second)).toEqual([]);
		expect(second.nodes).not.toHaveProperty('Database');
		happen('one@example.com');
		expect(namesOf(await run(workflow(), second))).toEqual(['one@example.com']);
	});

	it('cost one request for each week, and one to begin with; later one', async () => {
		const first = await run(workflow());
		expect(bench().requests()).toHaveLength(1 + 5);
		bench().sandbox.clearLog();
		await run(workflow(), first);
		expect(bench().requests()).toEqual(['GET /org/users/details']);
	});

	it('come again after a run whose database failed, and in the next one with what is new', async () => {
		const first = await run(workflow());
		happen('one@example.com');
		const failed = await run(workflow({ isBroken: true }), first);
		expect(failed.status).toBe('error');
		expect(namesOf(failed)).toEqual(['one@example.com']);
		happen('two@example.com');
		const next = await run(workflow(), failed);
		expect(namesOf(next)).toEqual(['one@example.com', 'two@example.com']);
		expect(namesOf(await run(workflow(), next))).toEqual([]);
	});

	it('all come again where everything is asked for, and the next run reads on from there', async () => {
		happen('one@example.com');
		const first = await run(workflow());
		const again = await run(workflow({ get: { read: 'everything' } }), first);
		expect(rowsOf(again)).toEqual(rowsOf(first));
		expect(rowsOf(await run(workflow(), again))).toEqual([]);
	});

	it.each([
		['the Start Date is earlier', { startDate: daysAgo(60) }, true],
		['the Start Date is later', { startDate: daysAgo(3) }, false],
		['it is another table', { table: 'peopleFeed: getTeamMembers' }, true],
		['columns are added', { columnSet: 'all' }, false],
	])('all come again, or not: %s', async (_, get, isAgain) => {
		happen('one@example.com');
		bench().sandbox.happen({ what: 'teamMemberAdded' });
		const first = await run(workflow());
		expect(rowsOf(await run(workflow({ get }), first)).length > 0).toBe(isAgain);
	});

	it('all come again where what is stored is damaged, and a hint says so', async () => {
		happen('one@example.com');
		const first = await run(workflow());
		const text = JSON.stringify(first.staticData).replace('watermark', 'wintermark');
		const staticData = JSON.parse(text) as IDataObject;
		const second = await run(workflow(), undefined, { staticData });
		expect(rowsOf(second)).toEqual(rowsOf(first));
		expect(hintsOf(second)).toEqual([expect.stringContaining('cannot be read')]);
	});

	it('have all columns of Litmos where they are asked for, under the names of the documentation', async () => {
		happen('one@example.com');
		const [row] = rowsOf(await run(workflow({ get: { columnSet: 'all' } })));
		expect(row!.RowKey).toBe(row!.UserId);
		expect(Object.keys(row!).length).toBeGreaterThan(20);
		expect(row).not.toHaveProperty('Id');
		expect(JSON.stringify(row)).not.toMatch(/LoginKey|Password/);
	});

	it('of several tables come for several items, each with a position of its own', async () => {
		happen('one@example.com');
		const json = workflow({ get: { table: '={{ $json.table }}' } });
		const tables = ['peopleFeed: getUsers', 'contentFeed: getCourses', 'peopleFeed: getUsers'];
		const input = tables.map((table) => ({ table }));
		const first = await run(json, undefined, { input });
		expect(first.error).toBeUndefined();
		const pairs = first.nodes['Get Changes']![0]!.items.map(({ pairedItem }) => pairedItem);
		expect(pairs).toContainEqual({ item: 0 });
		expect(pairs).not.toContainEqual({ item: 2 });
		expect(answerOf(first).map(({ table }) => table)).toEqual(
			expect.arrayContaining(tables.slice(0, 1)),
		);
		expect(rowsOf(await run(json, first, { input }))).toEqual([]);
	});

	it('keep nothing of people but keys', async () => {
		happen('somebody@example.com');
		const { staticData } = await run(workflow());
		expect(JSON.stringify(staticData)).not.toMatch(/somebody|example\.com|sandbox-key/);
		expect(JSON.stringify(staticData).length).toBeLessThan(5_000);
	});

	it('are not remembered of a run in the editor, and the output says so', async () => {
		happen('one@example.com');
		const manual = await run(workflow(), undefined, { mode: 'manual' });
		expect(answerOf(manual)).toMatchObject([{ remembered: false }]);
	});
});

describe('Confirm Saved', () => {
	const errorOf = (result: RunResult, name = 'Confirm Saved') =>
		result.nodes[name]?.find(({ error }) => error)?.error;

	it('fails where nothing was read before it', async () => {
		const alone = await run(chain([itemsNode(), confirmSaved()]));
		expect(errorOf(alone)?.message).toBe('This run has read no changes that could be confirmed');
		expect(errorOf(alone)?.description).toContain('Place this node after Get Changes');
	});

	it('fails where the changes were read by another run, which it leaves alone', async () => {
		happen('one@example.com');
		const failed = await run(workflow({ isBroken: true }));
		const alone = chain([
			itemsNode(),
			{ ...database('Get Changes'), parameters: { jsCode: "return $('Items').all();" } },
			confirmSaved(),
		]);
		const other = await run(alone, failed);
		expect(errorOf(other)?.message).toContain('has read no changes');
		expect(namesOf(await run(workflow(), other))).toContain('one@example.com');
	});

	it('fails at its second run for the same rows, and takes the first one back', async () => {
		happen('one@example.com');
		const json = workflow();
		const to = (...names: string[]) => ({
			main: [names.map((node) => ({ node, type: 'main' as const, index: 0 }))],
		});
		const branches: WorkflowJson = {
			nodes: [...json.nodes, database('Other Database')],
			connections: {
				Items: to('Get Changes'),
				'Get Changes': to('Database', 'Other Database'),
				Database: to('Confirm Saved'),
				'Other Database': to('Confirm Saved'),
			},
		};
		const twice = await run(branches);
		expect(errorOf(twice)?.message).toContain('ran twice for the same rows');
		expect(namesOf(await run(json, twice))).toContain('one@example.com');
	});

	it('does not mind what an earlier one of the run has confirmed', async () => {
		happen('one@example.com');
		const second = { ...getChanges({ table: 'contentFeed: getCourses' }), id: 'b', name: 'B' };
		bench().sandbox.happen({
			what: 'courseChanged',
			courseId: [...bench().sandbox.state.courses.keys()][0],
		});
		const json = chain([
			itemsNode(),
			getChanges(),
			database(),
			confirmSaved(),
			second,
			database('Database 2'),
			confirmSaved('Confirm 2'),
		]);
		const result = await run(json);
		expect(result.error).toBeUndefined();
		expect(jsonOf(result.nodes['Confirm 2']![0]!.items)).toMatchObject([
			{ table: 'contentFeed: getCourses' },
		]);
	});
});
