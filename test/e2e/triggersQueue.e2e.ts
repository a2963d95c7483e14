import { executionsOf, polling, startedWith } from './support/pollingTrigger';
import { sleep, until } from './support/processes';
import { openQueue, type Queue } from './support/queue';
import { inLog } from './support/queueCalls';
import { createCredential } from './support/stage';
import {
	deliver,
	eventsOf,
	handedOn,
	takesDeliveries,
	triggerWorkflow,
	wait,
} from './support/webhookTrigger';

/** A poll comes with each full minute. */
const NEXT_POLL_MS = 65_000;
/** So long that no answer can have waited for it. */
const LONG_SECONDS = 30;

let queue: Queue;
beforeAll(async () => {
	queue = await openQueue('triggers-queue', { sandbox: { latencyMs: 50 } });
});
afterAll(async () => await queue?.close());

describe('the polling trigger in queue mode', () => {
	const polls = (): number =>
		queue.sandbox.log().filter(({ path }) => path.includes('/org/users/details')).length;
	let unpublished: { at: number; polls: number; id: string };

	it('is polled by the main process, and run by a worker', async () => {
		const { sandbox, n8n, workers } = queue;
		const credential = await createCredential(queue);
		const workflow = await n8n.rest.createWorkflow(polling(credential, { event: 'userCreated' }));
		await n8n.rest.publish(workflow);
		await until('the poll at publishing', () => polls() === 2);
		// What happens before its answer counts as there already.
		await sleep(1_000);
		const names = ['one@example.com', 'two@example.com'];
		for (const userName of names) sandbox.happen({ what: 'userCreated', userName });
		const [execution] = await executionsOf(n8n.rest, workflow, 1);
		expect(startedWith(execution!).map(({ UserName }) => UserName)).toEqual(names);
		const ran = workers.filter(({ log }) => inLog(log(), 'finished').includes(execution!.id));
		expect(ran).toHaveLength(1);
		expect(new Set(sandbox.log().map(({ client }) => client.address)).size).toBe(1);
		await n8n.rest.unpublish(workflow);
		unpublished = { at: Date.now(), polls: polls(), id: workflow.id };
		sandbox.happen({ what: 'userCreated' });
	});

	describe('and the webhook trigger meanwhile', () => {
		const finished = (): number =>
			queue.workers.reduce((sum, { log }) => sum + inLog(log(), 'finished').length, 0);

		it('takes events at the webhook processor once each, and fetches on the workers', async () => {
			const before = finished();
			const { rest } = queue.n8n;
			const credentials = [await createCredential(queue)];
			const parameters = { alsoFetch: 'user' };
			const workflow = await triggerWorkflow(rest, 'queued', { parameters, credentials });
			await rest.publish(workflow);
			await takesDeliveries(queue.webhooks.base, workflow);
			const url = `${queue.webhooks.base}/webhook/${workflow.path}`;
			const events = eventsOf(queue.sandbox.state).slice(0, 40);
			const twice = [...events, ...events.slice(0, 20)].sort(() => Math.random() - 0.5);
			const sent = await Promise.all(twice.map(async (event) => await deliver(url, event)));
			expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
			expect(sent.filter(({ message }) => message === 'Received before.')).toHaveLength(20);
			const handed = await handedOn(rest, workflow, 40);
			expect(handed.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
			for (const { user, data } of handed) {
				expect(user).toMatchObject({ Id: (data as { userId: string }).userId });
			}
			expect(finished() - before).toBe(40);
		});

		it('answers at once while the workflow takes half a minute', async () => {
			const { rest } = queue.n8n;
			const after = [wait(LONG_SECONDS)];
			const workflow = await triggerWorkflow(rest, 'queued long', { after });
			await rest.publish(workflow);
			await takesDeliveries(queue.webhooks.base, workflow);
			const url = `${queue.webhooks.base}/webhook/${workflow.path}`;
			const [event] = eventsOf(queue.sandbox.state);
			const { status, ms } = await deliver(url, event);
			expect(status).toBe(200);
			expect(ms).toBeLessThan(1_000);
			expect((await deliver(url, event)).message).toBe('Received before.');
			const [listed, ...others] = await rest.executions(workflow.id);
			expect(others).toEqual([]);
			expect(['new', 'running', 'waiting']).toContain(listed?.status);
			expect((await rest.execution(listed?.id ?? '', 120)).status).toBe('success');
			await rest.unpublish(workflow);
			await until('nothing is taken any more', async () => {
				return (await deliver(url, { ...event, id: 1 })).status === 404;
			});
		});
	});

	it('is polled no more once it is unpublished', async () => {
		await sleep(Math.max(0, unpublished.at + NEXT_POLL_MS - Date.now()));
		expect(polls()).toBe(unpublished.polls);
		expect(await queue.n8n.rest.executions(unpublished.id)).toHaveLength(1);
	});
});
