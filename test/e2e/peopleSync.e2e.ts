/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { approve } from './support/approval';
import { succeeded, takeHand } from './support/hand';
import { shoot } from './support/images';
import { openJobs, type Jobs } from './support/tenJobs';

const EXAMPLE = path.resolve(__dirname, '../../examples/people-sync.json');

interface Example {
	pinData: { 'HR List': Array<{ json: IDataObject }> };
}

/** The rows that a change of job reaches. */
const CHANGED = 3;

describe('People Sync by mouse', () => {
	let jobs: Jobs;

	beforeAll(async () => {
		jobs = await openJobs('people-sync');
	});
	afterAll(async () => {
		await jobs?.close();
	});
	afterEach(() => {
		expect(jobs.editor.problems.splice(0)).toEqual([]);
	});

	it('imports the example, changes three rows, shows the plan, asks, and applies it', async () => {
		const { editor, stage } = jobs;
		const { page, at } = editor;
		const hand = await takeHand(editor);
		await hand.click(at('workflow-menu'));
		await hand.click(page.getByRole('menuitem', { name: 'Import', exact: true }));
		const chosen = page.waitForEvent('filechooser');
		await hand.click(page.getByRole('menuitem', { name: 'From file' }));
		await (await chosen).setFiles(EXAMPLE);
		await at('canvas-node').first().waitFor();
		const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Example;
		const rows = example.pinData['HR List'].map(({ json }, index) => ({
			...json,
			...(index < CHANGED && { Position: `Night Pilot ${index}` }),
		}));
		await hand.openNode('HR List');
		await hand.paste(rows);
		await hand.close();
		await hand.openNode('Preview');
		stage.sandbox.clearLog();
		await hand.click(at('node-execute-button'));
		await at('output-panel').getByText('planned').first().waitFor();
		await shoot(editor, 'people-sync-plan');
		const writes = () => stage.sandbox.log().filter(({ method }) => method !== 'GET');
		expect(writes()).toEqual([]);
		await hand.close();
		await hand.openNode('Apply');
		await hand.close();
		const asked = page.context().waitForEvent('page');
		await hand.execute();
		await approve(await asked);
		await succeeded(editor, 8);
		const { items } = await jobs.outcome('Apply');
		const results = items.map(({ json }) => json.result);
		expect(results.filter((result) => result === 'done').length).toBeGreaterThanOrEqual(CHANGED);
		for (const { Username, Position: title } of rows.slice(0, CHANGED) as IDataObject[]) {
			expect(jobs.user(String(Username))).toMatchObject({ JobTitle: title });
		}
		await hand.openNode('Apply');
		await shoot(editor, 'people-sync-applied');
	});
});
