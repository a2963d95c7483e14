import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import {
	executionsOf,
	letMinutePass,
	polling,
	startedWith,
	TRIGGER,
} from './support/pollingTrigger';
import { saidBy, until } from './support/processes';
import type { Credential, Rest, Stored } from './support/rest';
import { createCredential, openStage, type Stage } from './support/stage';

const EVENT = { event: 'courseCompleted' };

describe('the polling trigger in n8n', () => {
	let stage: Stage;
	let rest: Rest;
	let credential: Credential;

	beforeAll(async () => {
		stage = await openStage('triggers');
		({ rest } = stage.n8n);
		credential = await createCredential(stage);
	});
	afterAll(async () => await stage?.close());

	let unpublished: { workflow: Stored; polls: number };

	/** The requests that polls have sent. */
	const sent = () =>
		stage.sandbox.log().filter(({ path }) => path.includes('/org/results/details'));
	const polls = (): number => sent().length;
	/** What happens before an answer counts as there already. */
	const answered = (): number => sent().filter(({ status }) => status !== null).length;

	it('polls once when it is published by REST, and starts with what happens then', async () => {
		const workflow = await rest.createWorkflow(polling(credential, EVENT));
		await rest.publish(workflow);
		// One to learn what time it is in Litmos, one for what is there already.
		await until('the poll at publishing', () => answered() >= 2);
		expect(await rest.executions(workflow.id)).toEqual([]);
		const { userId, courseId } = stage.sandbox.happen({ what: 'courseCompleted' });
		const [execution] = await executionsOf(rest, workflow, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'trigger' });
		expect(startedWith(execution!)).toEqual([
			expect.objectContaining({ UserId: userId, Id: courseId, Completed: true }),
		]);
		await rest.unpublish(workflow);
		unpublished = { workflow, polls: polls() };
		stage.sandbox.happen({ what: 'courseCompleted' });
	});

	it('is refused by n8n for less than a minute between polls, and only n8n’s log says why', async () => {
		const often = { mode: 'custom', cronExpression: '*/10 * * * * *' };
		const workflow = await rest.createWorkflow(polling(credential, EVENT, often));
		await rest.publish(workflow).catch(() => undefined);
		await until('n8n says why', () =>
			saidBy(stage.n8n.process).includes('The polling interval is too short'),
		);
		await letMinutePass(stage);
		// Neither it nor the one that was unpublished before.
		expect(polls()).toBe(unpublished.polls);
		await rest.unpublish(workflow).catch(() => undefined);
	});

	it('goes on where it was when it is published again, and repeats nothing', async () => {
		const { workflow } = unpublished;
		await rest.publish({ ...workflow, ...(await rest.call('GET', `/workflows/${workflow.id}`)) });
		const both = await executionsOf(rest, workflow, 2);
		expect(both.map((one) => startedWith(one).length)).toEqual([1, 1]);
		expect(startedWith(both[1]!)).not.toEqual(startedWith(both[0]!));
		await rest.unpublish(workflow);
	});

	describe('by mouse', () => {
		let editor: Editor;
		beforeAll(async () => {
			editor = await openEditor(rest);
		});
		afterAll(async () => await editor?.close());
		afterEach(() => {
			expect(editor.problems.splice(0)).toEqual([]);
		});

		it('lists what it can start on, and filters by lists', async () => {
			const { at, page } = editor;
			const filters = { courseId: { __rl: true, mode: 'list', value: '' }, activeOnly: true };
			const workflow = await rest.createWorkflow(polling(credential, { ...EVENT, filters }));
			await editor.openWorkflow(workflow.id);
			await editor.openNode(TRIGGER);
			await at('ndv').getByText('Trigger On').first().waitFor();
			await at('ndv').getByText('minimum 1 minute').first().waitFor();
			await shoot(editor, 'trigger-panel');
			expect(await at('ndv').innerText()).toContain('minimum 1 minute');
			await at('rlc-input').first().click();
			await at('rlc-item').nth(2).waitFor();
			await at('rlc-item').first().click();
			await at('parameter-input-event').locator('input').first().click();
			await page.getByText('Course About to Expire').first().waitFor();
			await shoot(editor, 'trigger-events');
			await page.keyboard.press('Escape');
		});

		it('shows recent real events by its button, and keeps nothing of it', async () => {
			const { at } = editor;
			stage.sandbox.happen({ what: 'userCreated', userName: 'shown@example.com' });
			const workflow = await rest.createWorkflow(polling(credential, { event: 'userCreated' }));
			await editor.openWorkflow(workflow.id);
			await editor.openNode(TRIGGER);
			await at('node-execute-button').first().click();
			await at('output-panel').getByText('UserName').first().waitFor();
			await at('output-panel').getByText('shown@example.com').first().waitFor();
			await shoot(editor, 'trigger-test-event');
			expect(await at('output-panel').innerText()).toContain('shown@example.com');
			const kept = await rest.call<{ staticData?: unknown }>('GET', `/workflows/${workflow.id}`);
			expect(JSON.stringify(kept.staticData ?? null)).not.toContain('watermark');
		});

		it('is published, started and unpublished', async () => {
			const { page, at } = editor;
			const workflow = await rest.createWorkflow(polling(credential, EVENT));
			await editor.openWorkflow(workflow.id);
			const before = polls();
			await at('workflow-open-publish-modal-button').click();
			await at('workflow-publish-button').click();
			await until('the poll at publishing', () => answered() >= before + 2);
			const { userId } = stage.sandbox.happen({ what: 'courseCompleted' });
			await page.getByRole('button', { name: 'Got it' }).click();
			const [execution] = await executionsOf(rest, workflow, 1);
			expect(startedWith(execution!)).toMatchObject([{ UserId: userId }]);
			await editor.unpublish(async () => await shoot(editor, 'trigger-unpublish'));
			await until('it is unpublished', async () => {
				const { active } = await rest.call<{ active: boolean }>('GET', `/workflows/${workflow.id}`);
				return !active;
			});
		});
	});
});
