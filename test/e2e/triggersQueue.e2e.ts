import { executionsOf, letMinutePass, polling, startedWith } from './support/pollingTrigger';
import { until } from './support/processes';
import { openQueue, type Queue } from './support/queue';
import { inLog } from './support/queueCalls';
import { createCredential } from './support/stage';
import {
	deliver,
	eventsOf,
	handedOn,
	takesDeliveries,
	triggerWorkflow,
} from './support/webhookTrigger';
import { readOne } from './support/workflow';

let queue: Queue;
beforeAll(async () => {
	queue = await openQueue('triggers-queue', { sandbox: { latencyMs: 50 } });
});
afterAll(async () => await queue?.close());

describe('the polling trigger in queue mode', () => {
	const sent = () => queue.sandbox.log().filter(({ path }) => path.includes('/org/users/details'));
	const polls = (): number => sent().length;
	let unpublished: { polls: number; id: string; minute: Promise<void> };

	it('is polled by the main process, and run by a worker', async () => {
		const { sandbox, n8n, workers } = queue;
		const credential = await createCredential(queue);
		const workflow = await n8n.rest.createWorkflow(polling(credential, { event: 'userCreated' }));
		await n8n.rest.publish(workflow);
		// What happens before its answer counts as there already.
		await until(
			'the poll at publishing',
			() => sent().filter(({ status }) => status !== null).length >= 2,
		);
		const names = ['one@example.com', 'two@example.com'];
		for (const userName of names) sandbox.happen({ what: 'userCreated', userName });
		const [execution] = await executionsOf(n8n.rest, workflow, 1);
		expect(startedWith(execution!).map(({ UserName }) => UserName)).toEqual(names);
		const ran = workers.filter(({ log }) => inLog(log(), 'finished').includes(execution!.id));
		expect(ran).toHaveLength(1);
		expect(new Set(sandbox.log().map(({ client }) => client.address)).size).toBe(1);
		await n8n.rest.unpublish(workflow);
		unpublished = { polls: polls(), id: workflow.id, minute: letMinutePass(queue) };
		unpublished.minute.catch(() => undefined);
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
			await until('their workers say so', () => finished() - before >= 40);
			expect(finished() - before).toBe(40);
		});

		it('answers at once, long before the workflow has ended', async () => {
			const { rest } = queue.n8n;
			const by = await createCredential(queue, 'held', { source: 'held' });
			const held = queue.hold(({ url }) => url.includes('source=held'));
			const workflow = await triggerWorkflow(rest, 'queued long', { after: [readOne(by)] });
			await rest.publish(workflow);
			await takesDeliveries(queue.webhooks.base, workflow);
			const url = `${queue.webhooks.base}/webhook/${workflow.path}`;
			const [event] = eventsOf(queue.sandbox.state);
			expect((await deliver(url, event)).status).toBe(200);
			expect((await deliver(url, event)).message).toBe('Received before.');
			await until('the workflow is in the middle', () => held.count() > 0);
			const [listed, ...others] = await rest.executions(workflow.id);
			expect(others).toEqual([]);
			expect(listed?.status).toBe('running');
			held.letGo();
			expect((await rest.execution(listed?.id ?? '')).status).toBe('success');
			await rest.unpublish(workflow);
			await until('nothing is taken any more', async () => {
				return (await deliver(url, { ...event, id: 1 })).status === 404;
			});
		});
	});

	it('is polled no more once it is unpublished', async () => {
		await unpublished.minute;
		expect(polls()).toBe(unpublished.polls);
		expect(await queue.n8n.rest.executions(unpublished.id)).toHaveLength(1);
	});
});
