import { executionsOf, polling, startedWith } from './support/pollingTrigger';
import { sleep, until } from './support/processes';
import { openQueue, type Queue } from './support/queue';
import { inLog } from './support/queueCalls';
import { createCredential } from './support/stage';

const NEXT_POLL_MS = 65_000;

describe('the polling trigger in queue mode', () => {
	let queue: Queue;
	beforeAll(async () => {
		queue = await openQueue('triggers-queue');
	});
	afterAll(async () => await queue?.close());

	it('is polled by the main process, run by a worker, and stops when it is unpublished', async () => {
		const { sandbox, n8n, workers } = queue;
		const credential = await createCredential(queue);
		const workflow = await n8n.rest.createWorkflow(polling(credential, { event: 'userCreated' }));
		const polls = (): number => sandbox.log().length;
		await n8n.rest.publish(workflow);
		await until('the poll at publishing', () => polls() === 2);
		const names = ['one@example.com', 'two@example.com'];
		for (const userName of names) sandbox.happen({ what: 'userCreated', userName });
		const [execution] = await executionsOf(n8n.rest, workflow, 1);
		expect(startedWith(execution!).map(({ UserName }) => UserName)).toEqual(names);
		const ran = workers.filter(({ log }) => inLog(log(), 'finished').includes(execution!.id));
		expect(ran).toHaveLength(1);
		expect(new Set(sandbox.log().map(({ client }) => client.address)).size).toBe(1);
		await n8n.rest.unpublish(workflow);
		const before = polls();
		sandbox.happen({ what: 'userCreated' });
		await sleep(NEXT_POLL_MS);
		expect(polls()).toBe(before);
		expect(await n8n.rest.executions(workflow.id)).toHaveLength(1);
	});
});
