import { ask } from './ask';
import { until } from './processes';
import { webhookKnown, type Helper, type Queue } from './queue';
import { inLog } from './queueCalls';
import { batchWorkflow, longWorkflow } from './queueWorkflows';
import type { Credential, Execution, Stored } from './rest';

export interface LongRun {
	queue: Queue;
	long: Stored;
	batch: Stored;
}

export async function prepareLongRun(
	queue: Queue,
	credential: Credential,
	counts: { items: number; each: number },
): Promise<LongRun> {
	const { rest } = queue.n8n;
	const batch = await rest.createWorkflow(batchWorkflow(credential));
	await rest.publish(batch);
	const long = await rest.createWorkflow(longWorkflow(batch, counts));
	await rest.publish(long);
	await webhookKnown(queue, 'long');
	return { queue, long, batch };
}

/** Begins it by a webhook call; the id of its execution. */
export async function beginLongRun({ queue, long }: LongRun): Promise<string> {
	const { rest } = queue.n8n;
	const before = (await rest.executions(long.id)).map(({ id }) => id);
	await ask(`${queue.webhooks.base}/webhook/long`, { method: 'POST' });
	return await until('the long run begins', async () =>
		(await rest.executions(long.id)).map(({ id }) => id).find((id) => !before.includes(id)),
	);
}

/** How often any worker took the execution on. */
export const timesStarted = (workers: readonly Helper[], id: string): number =>
	workers.flatMap(({ log }) => inLog(log(), 'started')).filter((one) => one === id).length;

export const workerOf = async ({ workers }: Queue, id: string): Promise<Helper> =>
	await until(`a worker takes on execution ${id}`, () =>
		workers.find(({ log }) => inLog(log(), 'started').includes(id)),
	);

/** What a person reads in the executions of the batches. */
export interface Account {
	/** Usernames that Litmos answered about. */
	done: string[];
	/** Numbers of items that were begun, and nothing is known of how they ended. */
	inDoubt: number[];
	statuses: string[];
}

const numbersOf = ({ runs }: Execution): number[] =>
	runs['Batch of']?.[0]?.data?.main[0]?.map(({ json }) => Number(json.i)) ?? [];

const usersOf = ({ runs }: Execution): string[] =>
	runs.Litmos?.[0]?.data?.main[0]?.map(({ json }) => String(json.UserName)) ?? [];

export async function accountOf({ queue, batch }: LongRun): Promise<Account> {
	const { rest } = queue.n8n;
	const listed = await rest.executions(batch.id);
	const all = await Promise.all(listed.map(async ({ id }) => await rest.stored(id)));
	const ended = all.filter(({ status }) => status === 'success');
	return {
		done: ended.flatMap(usersOf).sort(),
		inDoubt: all.filter((one) => !ended.includes(one)).flatMap(numbersOf),
		statuses: all.map(({ status }) => status).sort(),
	};
}
