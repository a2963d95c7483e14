import type { IDataObject, INodeCredentials } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { achievementEvents, type WebhookEvent } from '../../../sandbox/webhooks/events';
import { ask } from './ask';
import { until } from './processes';
import type { Rest, Stored } from './rest';
import type { Credential, Workflow, WorkflowNode } from './workflow';
import { chain, node, using } from './workflow';

const TRIGGER = 'n8n-nodes-litmos.litmosWebhookTrigger';

/** A workflow that n8n has, with the end of its address: `UUID/litmos`. */
export interface Triggered extends Stored {
	path: string;
}

/** What comes after the trigger, and what it may use. */
export interface Around {
	after?: WorkflowNode[];
	credentials?: Credential[];
}

/** The trigger with these fields, unpublished. */
export async function triggerWorkflow(
	rest: Rest,
	name: string,
	{ parameters = {}, after = [], credentials = [] }: Around & { parameters?: IDataObject },
): Promise<Triggered> {
	const webhookId = randomUUID();
	const trigger = node('Litmos Webhook Trigger', TRIGGER, {
		webhookId,
		parameters,
		credentials: Object.assign(
			{},
			...credentials.map((one) => using(one).credentials),
		) as INodeCredentials,
	});
	const workflow: Workflow = chain(trigger, ...after);
	const stored = await rest.createWorkflow({ name, ...workflow });
	return { ...stored, path: `${webhookId}/litmos` };
}

/** What an achievement of the stand-in looks like when it is sent, each with an id of its own. */
export const eventsOf = (state: Parameters<typeof achievementEvents>[0]): WebhookEvent[] =>
	achievementEvents(state);

export interface Delivered {
	status: number;
	message: string;
}

/** One delivery, as Litmos makes it. */
export async function deliver(
	url: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<Delivered> {
	const response = await ask(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const message = /"message":"([^"]*)"/.exec(text)?.[1] ?? text;
	return { status: response.status, message };
}

/** n8n takes deliveries a moment after the workflow was published. Asked by GET, it says so and runs nothing. */
export async function takesDeliveries(base: string, { path }: Triggered): Promise<void> {
	await until(`the webhook ${path} is there`, async () => {
		const answer = await ask(`${base}/webhook/${path}`);
		return (await answer.text()).includes('Did you mean to make a POST request');
	});
}

/** What the trigger handed on, execution by execution, the first one first, when all have ended. */
export async function handedOn(rest: Rest, { id }: Stored, count: number): Promise<IDataObject[]> {
	const listed = await until(`${count} executions`, async () => {
		const found = await rest.executions(id);
		return found.length >= count ? found : undefined;
	});
	const ended = await Promise.all(listed.map(async (one) => await rest.execution(one.id)));
	const runs = ended.sort((a, b) => Number(a.id) - Number(b.id)).map(({ runs: all }) => all);
	return runs.map((all) => all['Litmos Webhook Trigger']?.[0]?.data?.main[0]?.[0]?.json ?? {});
}

/** How many executions a workflow has by now. */
export const countOf = async (rest: Rest, { id }: Stored): Promise<number> =>
	(await rest.executions(id)).length;
