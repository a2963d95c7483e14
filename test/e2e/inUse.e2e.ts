import type { IDataObject } from 'n8n-workflow';
import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import { until } from './support/processes';
import type { Credential, Stored } from './support/rest';
import {
	arrivedFrom,
	createCredential,
	GOOD_KEY,
	openStage,
	passPipe,
	type Stage,
} from './support/stage';
import type { WorkflowNode } from './support/workflow';
import { byId, chain, items, litmos, manual } from './support/workflow';

/** So long the node keeps a list. */
const KEPT_MS = 60_000;

/** With a count of its own. */
const OTHER_KEY = 'another-good-key';

describe('in the editor, the node', () => {
	let stage: Stage;
	let editor: Editor;
	let credential: Credential;

	beforeAll(async () => {
		const sandbox = { latencyMs: 50, apiKeys: [GOOD_KEY, OTHER_KEY] };
		stage = await openStage('in-use', { sandbox });
		credential = await createCredential(stage);
		editor = await openEditor(stage.n8n.rest);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});
	afterEach(() => {
		expect(editor.problems.splice(0)).toEqual([]);
	});

	/** That came by a credential of this source. */
	const requests = (source: string): number => arrivedFrom(source, stage).length;

	/** By the good credential, unless another is given. */
	const workflow = async (
		name: string,
		parameters: IDataObject,
		{ before = [], by = credential }: { before?: WorkflowNode[]; by?: Credential } = {},
	): Promise<Stored> =>
		await stage.n8n.rest.createWorkflow({
			name,
			...chain(manual(), ...before, litmos(by, parameters)),
		});

	const openPanel = async (...[name, parameters, more]: Parameters<typeof workflow>) => {
		await editor.openWorkflow((await workflow(name, parameters, more)).id);
		await editor.openNode('Litmos');
	};

	/** Waits twice as long again as it took: what else the editor asks for by itself comes meanwhile. */
	async function nothingElse(step: () => Promise<void>): Promise<void> {
		const began = performance.now();
		await step();
		await editor.page.waitForTimeout(2 * (performance.now() - began));
	}

	it.each([
		['userId', 'wei', /\(wei\.ouyang@mail\.example\.net\)/, { resource: 'user', operation: 'get' }],
		['teamId', 'engineers', /Field Engineers/, { resource: 'team', operation: 'get' }],
		['courseId', 'forklift', /Forklift Refresher/, { resource: 'course', operation: 'get' }],
	])('picks a %s from its list', async (field, word, entry, parameters) => {
		const { page, at } = editor;
		const source = `pick ${field}`;
		const by = await createCredential(stage, source, { source });
		await openPanel(source, parameters, { by });
		await nothingElse(async () => {
			await at('rlc-input').first().click();
			await at('rlc-item').nth(2).waitFor();
		});
		expect(requests(source)).toBe(1);
		await nothingElse(async () => {
			// At once: between keys that come slowly, the editor would search for what it has so far.
			await page.keyboard.insertText(word);
			await at('rlc-item').filter({ hasText: entry }).first().waitFor();
		});
		expect(requests(source)).toBe(2);
		if (field === 'userId') await shoot(editor, 'list');
		await at('rlc-item').filter({ hasText: entry }).first().click();
		expect(await at('rlc-input').first().inputValue()).toMatch(entry);
	});

	it('clears the module and the session when another course is picked', async () => {
		const { at } = editor;
		const chosen = (value: string) => ({
			__rl: true,
			mode: 'list',
			value,
			cachedResultName: value,
		});
		const place = { courseId: 'the course', moduleId: 'the module', sessionId: 'the session' };
		await openPanel('another course', {
			resource: 'sessionParticipant',
			operation: 'getRollCall',
			...Object.fromEntries(Object.entries(place).map(([name, value]) => [name, chosen(value)])),
		});
		const inputOf = (name: string) =>
			at(`parameter-input-${name}`).getByTestId('rlc-input').first();
		const valueOf = async (name: string): Promise<string> => await inputOf(name).inputValue();
		expect(await valueOf('sessionId')).toBe('the session');
		await inputOf('courseId').click();
		await at('rlc-item')
			.filter({ hasText: /Forklift Refresher/ })
			.first()
			.click();
		await until('the fields that depend on it are empty', async () => {
			const values = [await valueOf('moduleId'), await valueOf('sessionId')];
			return values.join('') === '';
		});
		expect(await valueOf('courseId')).toMatch(/Forklift Refresher/);
	});

	it('opens a list again within a minute for no request', async () => {
		const { at } = editor;
		const fields = { apiKey: OTHER_KEY, source: 'open twice' };
		const by = await createCredential(stage, 'Litmos, once more', fields);
		const sent = () => arrivedFrom('open twice', stage).map(({ atMono }) => atMono);
		await until('it is opened for no request', async () => {
			const before = sent().length;
			await openPanel('open twice', { resource: 'user', operation: 'get' }, { by });
			await nothingElse(async () => {
				await at('rlc-input').first().click();
				await at('rlc-item').nth(2).waitFor();
			});
			return before > 0 && sent().length === before;
		});
		// A machine that is slow enough opens it later than within a minute, and then it is asked for again.
		const [, ...again] = sent();
		again.forEach((time, index) => expect(time - (sent()[index] ?? time)).toBeGreaterThan(KEPT_MS));
	});

	it('runs by the button and shows what came out', async () => {
		const { at } = editor;
		const { id } = await workflow('Run', { resource: 'user', operation: 'getAll', limit: 5 });
		await editor.openWorkflow(id);
		await at('execute-workflow-button').first().click();
		await at('canvas-node-status-success').nth(1).waitFor();
		await editor.openNode('Litmos');
		await at('output-panel').getByText('UserName').first().waitFor();
		expect(await at('output-panel').innerText()).toContain('5 items');
	});

	it('says above the output how long the limit held the node up', async () => {
		const { at } = editor;
		stage.sandbox.addFault({ kind: '503limit', retryAfter: 2, match: { method: 'POST' } });
		const { id } = await workflow(
			'Waited',
			{ resource: 'team', operation: 'create', Name: '=Team {{ $json.i }}' },
			{ before: [items(4)] },
		);
		await editor.openWorkflow(id);
		await at('execute-workflow-button').first().click();
		await at('canvas-node-status-success').nth(2).waitFor();
		await editor.openNode('Litmos');
		await shoot(editor, 'run-with-hint');
		expect(await at('output-panel').innerText()).toMatch(
			/The rate limit of this API Key is 100 requests per minute\. This node sent 5;/,
		);
	});

	it('shows in plain words what went wrong and what to do', async () => {
		const { page, at } = editor;
		const { id } = await workflow('Fails', {
			resource: 'user',
			operation: 'get',
			userId: byId('nobody-has-this-id'),
		});
		await editor.openWorkflow(id);
		await at('execute-workflow-button').first().click();
		await page.getByText('was not found in Litmos').first().waitFor();
		await editor.openNode('Litmos');
		await shoot(editor, 'error');
		expect(await at('output-panel').innerText()).toMatch(
			/User "nobody-has-this-id" was not found in Litmos[\s\S]*Choose it from the list/,
		);
	});

	it('stops a waiting run by the button, and nothing more is sent', async () => {
		const { at } = editor;
		const few = { apiKey: OTHER_KEY, requestsPerMinute: 5, source: 'few' };
		const by = await createCredential(stage, 'Litmos, few', few);
		const list = { resource: 'user', operation: 'getAll', limit: 1 };
		const { id } = await workflow('Stopped', list, { before: [items(30)], by });
		await editor.openWorkflow(id);
		await at('execute-workflow-button').first().click();
		await until('it waits for the limit', () => requests('few') > 3);
		await at('stop-execution-button').first().click();
		await until('it is cancelled', async () => {
			const [run] = await stage.n8n.rest.executions(id);
			return run?.status === 'canceled';
		});
		await passPipe(stage);
		const before = requests('few');
		// What n8n does for somebody else meanwhile goes all the way to Litmos and back.
		for (let times = 0; times < 3; times++) await stage.n8n.rest.testCredential(credential.id);
		expect(requests('few')).toBe(before);
		const [execution] = await stage.n8n.rest.executions(id);
		expect(execution?.status).toBe('canceled');
	});
});
