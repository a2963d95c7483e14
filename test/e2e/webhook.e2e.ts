/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '../../sandbox/webhooks/events';
import { ask } from './support/ask';
import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import { startN8n } from './support/n8n';
import { forwardTo } from './support/outside';
import { STUCK_MS, until } from './support/processes';
import type { Credential } from './support/rest';
import { createCredential, openStage, type Stage } from './support/stage';
import type { Around } from './support/webhookTrigger';
import {
	countOf,
	deliver,
	eventsOf,
	handedOn,
	takesDeliveries,
	triggerWorkflow,
} from './support/webhookTrigger';
import { readOne } from './support/workflow';

const AGREED = 'k3T9-a-secret-of-tests';
const NODE = 'Litmos Webhook Trigger';

describe('the webhook trigger in n8n', () => {
	let stage: Stage;
	let litmos: Credential;
	let secret: Credential;
	let events: WebhookEvent[];

	beforeAll(async () => {
		stage = await openStage('webhook', { sandbox: { latencyMs: 50 } });
		litmos = await createCredential(stage);
		const { rest } = stage.n8n;
		secret = await rest.createCredential('Litmos secret', 'litmosWebhookApi', { secret: AGREED });
		events = eventsOf(stage.sandbox.state);
	});
	afterAll(async () => await stage?.close());

	const create = async (name: string, parameters = {}, around: Around = {}) =>
		await triggerWorkflow(stage.n8n.rest, name, { parameters, ...around });

	const publish = async (...given: Parameters<typeof create>) => {
		const workflow = await create(...given);
		await stage.n8n.rest.publish(workflow);
		await takesDeliveries(stage.n8n.base, workflow);
		return { ...workflow, url: `${stage.n8n.base}/webhook/${workflow.path}` };
	};

	const executions = async (workflow: Parameters<typeof countOf>[1]): Promise<number> =>
		await countOf(stage.n8n.rest, workflow);

	describe('by mouse', () => {
		let editor: Editor;
		beforeAll(async () => {
			editor = await openEditor(stage.n8n.rest);
		});
		afterAll(async () => await editor?.close());
		afterEach(() => {
			expect(editor.problems.splice(0)).toEqual([]);
		});

		const settings = { secretIn: 'address', alsoFetch: 'both' };

		it('shows the address to paste, and where in Litmos', async () => {
			const { at } = editor;
			const workflow = await create('Panel', settings, { credentials: [litmos, secret] });
			await editor.openWorkflow(workflow.id);
			await editor.openNode(NODE);
			const panel = at('ndv');
			await panel.getByText('Webhook URLs').click();
			await panel.getByText('Production URL', { exact: true }).first().click();
			await until('the address is shown', async () =>
				(await panel.innerText()).replace(/\s/g, '').includes(`/webhook/${workflow.path}`),
			);
			await shoot(editor, 'webhook-trigger');
			const text = await panel.innerText();
			expect(text).toContain('Account Settings > Litmos Features > Webhooks');
			expect(text.replace(/\s/g, '')).toContain(`/webhook/${workflow.path}`);
			expect(text).toContain('?secret=');
			expect(text).not.toContain(AGREED);
		});

		it('shows a test event, and goes on listening if something else comes', async () => {
			const { at } = editor;
			const around = { credentials: [litmos, secret] };
			const workflow = await create('Listen', settings, around);
			await editor.openWorkflow(workflow.id);
			await editor.openNode(NODE);
			await at('trigger-execute-button').first().click();
			await at('trigger-listening').first().waitFor();
			const url = `${stage.n8n.base}/webhook-test/${workflow.path}`;
			expect((await deliver(url, events[0])).status).toBe(401);
			expect((await deliver(`${url}?secret=${AGREED}`, 'no event')).status).toBe(422);
			expect((await deliver(`${url}?secret=${AGREED}`, events[0])).status).toBe(200);
			await at('output-panel').getByText('achievement.earned').first().waitFor();
			await at('output-panel').getByText(String(events[0]?.data.userName)).first().waitFor();
			await shoot(editor, 'webhook-event');
			const output = await at('output-panel').innerText();
			expect(output).toContain(String(events[0]?.data.userName));
			expect(output).not.toContain(AGREED);
		});

		it('is published, started and unpublished', async () => {
			const { page, at } = editor;
			const workflow = await create('By mouse');
			await editor.openWorkflow(workflow.id);
			await at('workflow-open-publish-modal-button').click();
			await at('workflow-publish-button').click();
			await takesDeliveries(stage.n8n.base, workflow);
			const url = `${stage.n8n.base}/webhook/${workflow.path}`;
			expect((await deliver(url, events[1])).status).toBe(200);
			const [json] = await handedOn(stage.n8n.rest, workflow, 1);
			expect(json).toMatchObject({ id: events[1]?.id, type: 'achievement.earned' });
			await page.getByRole('button', { name: 'Got it' }).click();
			await editor.unpublish();
			await until('nothing is taken any more', async () => {
				return (await deliver(url, events[2])).status === 404;
			});
			expect(await executions(workflow)).toBeLessThanOrEqual(2);
		});
	});

	it('answers at once, long before the workflow has ended, and starts it once', async () => {
		const by = await createCredential(stage, 'held', { source: 'held' });
		const held = stage.hold(({ url }) => url.includes('source=held'));
		const workflow = await publish('Long', {}, { after: [readOne(by)] });
		const sent = await Promise.all(
			[1, 2, 3].map(async () => await deliver(workflow.url, events[0])),
		);
		expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
		const again = await deliver(workflow.url, events[0]);
		expect(again).toMatchObject({ status: 200, message: 'Received before.' });
		await until('the workflow is in the middle', () => held.count() > 0);
		const [listed, ...others] = await stage.n8n.rest.executions(workflow.id);
		expect(others).toEqual([]);
		expect(listed?.status).toBe('running');
		held.letGo();
		const { status } = await stage.n8n.rest.execution(listed?.id ?? '');
		expect(status).toBe('success');
		expect(await executions(workflow)).toBe(1);
	});

	it('refuses what is no event, and starts nothing', async () => {
		const workflow = await publish('Refuses', { secretIn: 'address' }, { credentials: [secret] });
		const url = `${workflow.url}?secret=${AGREED}`;
		const text = { 'content-type': 'text/plain' };
		const large = { ...events[0], more: 'x'.repeat(1_000_000) };
		const huge = JSON.stringify({ ...events[0], more: 'x'.repeat(17_000_000) });
		const answers = [
			await deliver(workflow.url, events[0]),
			await deliver(`${workflow.url}?secret=wrong`, events[0]),
			await deliver(url, '{"id":1,'),
			await deliver(url, 'hello', text),
			await deliver(url, { hello: 1 }),
			await deliver(url, large),
			await deliver(url, huge),
		];
		// The last is beyond what n8n itself takes, and n8n says 500.
		expect(answers.map(({ status }) => status)).toEqual([401, 401, 422, 400, 422, 413, 500]);
		expect((await deliver(url, events[0])).status).toBe(200);
		// Whatever one of the others had started would be there before it.
		expect(await handedOn(stage.n8n.rest, workflow, 1)).toMatchObject([{ id: events[0]?.id }]);
		expect(await executions(workflow)).toBe(1);
	});

	it('is called by the stand-in for Litmos until it takes the event, with person and course', async () => {
		const parameters = { alsoFetch: 'both' };
		const workflow = await create('Fetches', parameters, { credentials: [litmos] });
		let tries = 0;
		const front = createServer((request, response) => {
			response.once('finish', () => tries++);
			forwardTo(stage.n8n.base)(request, response);
		});
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const { port } = front.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}/webhook/${workflow.path}`;
		const order = { url, retries: STUCK_MS / 300, pauseMs: 300, repeats: 1, timeoutMs: STUCK_MS };
		const sending = ask(`${stage.sandbox.origin}/__sandbox/webhook`, {
			method: 'POST',
			body: JSON.stringify(order),
		});
		await until('it has been told that nobody takes it', () => tries > 0);
		await stage.n8n.rest.publish(workflow);
		const { event, attempts } = (await (await sending).json()) as {
			event: WebhookEvent;
			attempts: Array<{ status: number }>;
		};
		front.close();
		const statuses = attempts.map(({ status }) => status);
		expect(statuses.slice(-3)).toEqual([404, 200, 200]);
		const [json, ...others] = await handedOn(stage.n8n.rest, workflow, 1);
		expect(others).toEqual([]);
		expect(json).toMatchObject({
			id: event.id,
			user: { Id: event.data.userId },
			course: { Id: event.data.courseId },
		});
	});

	it('is stopped by unpublishing, and knows after a restart what it has received', async () => {
		const workflow = await publish('Restart');
		const few = events.slice(0, 20);
		await Promise.all(few.map(async (event) => await deliver(workflow.url, event)));
		const handed = await handedOn(stage.n8n.rest, workflow, few.length);
		expect(handed.map(({ id }) => id).sort()).toEqual(few.map(({ id }) => id).sort());
		await stage.n8n.rest.unpublish(workflow);
		// It takes n8n a moment; meanwhile it goes on taking them.
		await until('nothing is taken any more', async () => {
			return (await deliver(workflow.url, events[20])).status === 404;
		});
		const before = await executions(workflow);
		await stage.n8n.rest.publish(workflow);
		await takesDeliveries(stage.n8n.base, workflow);
		expect((await deliver(workflow.url, events[0])).message).toBe('Received before.');
		// One after the other, so that all of it is stored.
		expect((await deliver(workflow.url, events[21])).message).toBe('Event received.');
		await stage.n8n.process.stop();
		stage.n8n = await startN8n(stage.n8n.options);
		await takesDeliveries(stage.n8n.base, workflow);
		const again = [...few, events[21]].map(async (event) => await deliver(workflow.url, event));
		const messages = (await Promise.all(again)).map(({ message }) => message);
		expect(new Set(messages)).toEqual(new Set(['Received before.']));
		expect(await executions(workflow)).toBe(before + 1);
	});
});
