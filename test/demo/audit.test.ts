/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The example that keeps a table of what was changed, and what each operation that writes tells it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { rows } from '../../scripts/operationList';
import { fieldsFor, freshBench } from '../engine/support/bench';
import { itemsFor, OPERATIONS } from '../engine/support/everyOperation';
import { createEngine } from '../support/engine';
import type { WorkflowJson } from '../support/engineTypes';
import { flowNodes } from '../templates/support/flowNodes';
import { createRecorder, replaceForeign, written } from '../templates/support/foreignNodes';

const FILE = path.resolve(__dirname, '../../examples/audit.json');
const FIRST = 'HR Rows';
const bench = freshBench();

const readExample = (): WorkflowJson => {
	const example = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowJson;
	const nodes = example.nodes.map((node) => ({ ...node }));
	return replaceForeign({ ...example, nodes });
};

/** What the table gets from a run of this workflow. */
async function tableOf(workflow: WorkflowJson, input?: IDataObject[]): Promise<IDataObject[]> {
	const recorder = createRecorder({});
	const credentials = { litmosApi: fieldsFor(bench().sandbox) };
	const engine = createEngine({ credentials, nodes: { ...flowNodes, ...recorder.nodes } });
	const run = await engine.run(workflow, { input, executionId: '4711' });
	if (run.error) throw run.error;
	return recorder.given('Add to Litmos Changes').map((given) => written(given)!);
}

/** The last three nodes alone, right behind the first. */
async function rowsFor(outputs: IDataObject[]): Promise<IDataObject[]> {
	const { connections, ...example } = readExample();
	const tail = { [FIRST]: { main: [[{ node: 'What Changed', type: 'main' as const, index: 0 }]] } };
	const workflow = { ...example, pinData: {}, connections: { ...connections, ...tail } };
	return await tableOf(workflow, outputs);
}

const short = ({ Step, Field, Before, After }: IDataObject) => [Step, Field, Before, After];

describe('the example audit', () => {
	it('keeps who was changed, by what, from what, to what, and in which execution', async () => {
		const example = readExample();
		const [ada] = example.pinData![FIRST]!;
		const began = Date.now();
		const table = await tableOf(example);
		const ended = Date.now();
		const about = (name: string) => table.filter(({ Record }) => Record === name);
		expect(about(String(ada!.json.userName)).map(short)).toContainEqual([
			'Create or Update User',
			'City',
			'',
			'Port Example',
		]);
		const ids = bench().sandbox.state.userNames;
		const id = ids.get(String(ada!.json.userName))!;
		const { teams, courses } = bench().sandbox.state;
		const idOf = (all: Map<string, { Id: string; Name: string }>, wanted: string) =>
			[...all.values()].find(({ Name }) => Name === wanted)!.Id;
		const team = `teamId ${idOf(teams, 'Support')}, userId ${id}`;
		const course = `userId ${id}, courseId ${idOf(courses, 'Welcome to the Company')}`;
		const acts = about(id).map(short);
		expect(acts).toHaveLength(2);
		expect(acts).toContainEqual(['Add to Team', 'added', '', team]);
		expect(acts).toContainEqual(['Assign Course', 'assigned', '', course]);
		for (const { When, Execution, Workflow } of table) {
			expect(Date.parse(String(When))).toBeGreaterThanOrEqual(began);
			expect(Date.parse(String(When))).toBeLessThanOrEqual(ended);
			expect([Execution, Workflow]).toEqual(['4711', 'Litmos: Audit']);
		}
	});

	it('has the old value of an update, and no row for what stays as it is', async () => {
		const example = readExample();
		await tableOf(example);
		example.pinData![FIRST]![1]!.json.city = 'New Harbor';
		const again = await tableOf(example);
		const steps = again.filter(({ Step }) => Step !== 'Add to Team');
		expect(steps.map(short)).toEqual([
			['Create or Update User', 'City', 'Musterstadt', 'New Harbor'],
		]);
	});
});

/** Those that change something in Litmos. */
const WRITES = rows
	.filter(({ operation }) => operation.kind !== undefined || operation.request.method !== 'GET')
	.map(({ name }) => name.replace(':', ': '))
	// Confirm Saved writes nothing: n8n remembers it.
	.filter((name) => !/: (?:get|count|preview|send|confirmSaved)/.test(name));

describe.each(WRITES)('what %s tells', (name) => {
	it('becomes rows about a record, except that Delete does not say which', async () => {
		const items = itemsFor(bench(), 3);
		const outputs = await bench().records(name, OPERATIONS[name], { items });
		const table = await rowsFor(outputs);
		expect(table.length).toBeGreaterThan(0);
		const tellsOf = table.every(({ Record }) => Record !== '');
		expect(tellsOf).toBe(!name.endsWith(': delete'));
	});

	it('becomes no row in a preview', async () => {
		const items = itemsFor(bench(), 3);
		const parameters = { ...OPERATIONS[name], options: { previewOnly: true } };
		const outputs = await bench().records(name, parameters, { items });
		expect(await rowsFor(outputs)).toEqual([]);
	});
});
