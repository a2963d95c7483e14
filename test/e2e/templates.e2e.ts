/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { lost } from '../templates/support/lost';
import { readTemplate, TEMPLATES } from '../templates/support/template';
import { ask } from './support/ask';
import { openEditor, type Editor } from './support/editor';
import { SETTLE_MS, shoot, type Shot } from './support/images';
import { createCredential, openStage, type Stage } from './support/stage';
import { until } from './support/processes';
import { using, type Workflow } from './support/workflow';

const FOLDER = path.resolve(__dirname, '../..');
const NOTE = 'n8n-nodes-base.stickyNote';
/** Wide enough to read the notes. */
const WINDOW = { width: 2560, height: 1200 };
const MARGIN = 16;

/** The notes, and what is on them. */
async function partWithNotes({ page, at }: Editor): Promise<NonNullable<Shot['part']>> {
	const boxes = await Promise.all(
		(await at('sticky').all()).map(async (note) => (await note.boundingBox())!),
	);
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x;
	const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - y;
	const clip = { x, y, width, height };
	return { screenshot: async (options) => await page.screenshot({ ...options, clip }) };
}

describe('in a real n8n', () => {
	let stage: Stage;
	let editor: Editor;
	let types: INodeTypeDescription[];

	beforeAll(async () => {
		stage = await openStage('templates');
		const { rest } = stage.n8n;
		const headers = { cookie: rest.cookie() };
		const response = await ask(`${rest.base}/types/nodes.json`, { headers });
		types = (await response.json()) as INodeTypeDescription[];
		editor = await openEditor(rest);
		await editor.page.setViewportSize(WINDOW);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});
	afterEach(() => {
		expect(editor.problems.splice(0)).toEqual([]);
	});

	const typeOf = (name: string, version: number) =>
		types.find((one) => one.name === name && [one.version].flat().includes(version));

	it.each(TEMPLATES)('n8n knows every node, version and parameter of %s', (name) => {
		for (const node of readTemplate(name).nodes) {
			const type = typeOf(node.type, node.typeVersion);
			expect([node.name, type?.name]).toEqual([node.name, node.type]);
			const { properties } = type!;
			const read = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				type!,
			);
			// n8n itself adds the poll times.
			const unknown = lost(node.parameters, read).filter((place) => place !== '.pollTimes');
			expect([node.name, unknown]).toEqual([node.name, []]);
		}
	});

	it.each(TEMPLATES)('%s is imported as people do it', async (name) => {
		const { page, at } = editor;
		const template = readTemplate(name);
		await editor.goto('/workflow/new');
		await at('workflow-menu').click();
		await page.getByRole('menuitem', { name: 'Import', exact: true }).click();
		const chosen = page.waitForEvent('filechooser');
		await page.getByRole('menuitem', { name: 'From file' }).click();
		await (await chosen).setFiles(path.join(FOLDER, 'templates', `${name}.json`));
		const nodes = template.nodes.filter(({ type }) => type !== NOTE);
		for (const node of nodes)
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node.name}"]`).waitFor();
		const notes = at('sticky');
		await until('all notes are there', async () => {
			return (await notes.count()) === template.nodes.length - nodes.length;
		});
		await at('zoom-to-fit').click();
		// What was imported is selected: a click beside it ends that.
		const canvas = (await at('canvas-wrapper').boundingBox())!;
		await page.mouse.click(canvas.x + canvas.width / 4, canvas.y + canvas.height - 2 * MARGIN);
		await page.waitForTimeout(SETTLE_MS);
		await shoot(editor, `template-${name}`, {
			part: await partWithNotes(editor),
			themes: ['light'],
		});
	});

	it('the audit fills a data table of n8n', async () => {
		const { rest } = stage.n8n;
		const file = path.join(FOLDER, 'examples/audit.json');
		const example = JSON.parse(readFileSync(file, 'utf8')) as Workflow & { name: string };
		const credential = await createCredential(stage);
		const { id: project } = await rest.call<{ id: string }>('GET', '/projects/personal');
		const names = 'When Execution Workflow Step Record Field Before After'.split(' ');
		const table = await rest.call<{ id: string }>('POST', `/projects/${project}/data-tables`, {
			name: 'Litmos Changes',
			columns: names.map((name) => ({ name, type: 'string' })),
		});
		const nodes = example.nodes.map((node) =>
			node.type === 'n8n-nodes-litmos.litmos' ? { ...node, ...using(credential) } : node,
		);
		const workflow = await rest.createWorkflow({ ...example, nodes });
		const run = await rest.run(workflow, 'HR Rows');
		expect([run.status, run.error?.message]).toEqual(['success', undefined]);
		const address = `/projects/${project}/data-tables/${table.id}/rows?take=100`;
		const { data } = await rest.call<{ data: Array<Record<string, unknown>> }>('GET', address);
		expect(data).toContainEqual(
			expect.objectContaining({
				Execution: run.id,
				Workflow: 'Litmos: Audit',
				Step: 'Create or Update User',
				Record: 'ada.lindqvist@example.com',
				Field: 'City',
				Before: '',
				After: 'Port Example',
			}),
		);
		expect(new Set(data.map(({ Step }) => Step)).size).toBe(3);
	});
});
