import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowJson } from '../../support/engineTypes';
import { chain, nodeUnderTest } from '../../support/workflowParts';
import {
	startWebhookServer,
	TRIGGER,
	type WebhookServer,
	type WebhookServerOptions,
} from './webhookServer';

/** At least 16 signs. */
export const AGREED = 'k3T9-a-secret-of-tests';

/** The trigger, and whatever comes after it. */
export function triggered(parameters: INodeParameters, ...after: INode[]): WorkflowJson {
	const trigger = { ...nodeUnderTest({ type: TRIGGER, parameters }), name: 'Trigger' };
	return chain([trigger, ...after]);
}

/** A server with the trigger alone. */
export async function startTrigger(
	parameters: INodeParameters = {},
	options: Partial<WebhookServerOptions> = {},
): Promise<WebhookServer> {
	const credentials = { litmosWebhookApi: { secret: AGREED }, ...options.credentials };
	return await startWebhookServer({ workflow: triggered(parameters), ...options, credentials });
}

/** Event number `id`, in the documented form. */
export const eventOf = (id: number, more: IDataObject = {}): IDataObject => ({
	id,
	created: '2026-03-04T05:06:07.890',
	type: 'achievement.earned',
	object: 'event',
	data: { userId: 'Oe4zZK7Zntp', courseId: 'Wn8FLGZTxuw2', title: 'Health &amp; Safety' },
	...more,
});

export interface Answer {
	status: number;
	message: string;
}

/** One delivery. Objects go as JSON, texts as they are. */
export async function post(
	url: string,
	body: IDataObject | unknown[] | string | Buffer | null,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: isRaw ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const message = /"message":"([^"]*)"/.exec(text)?.[1] ?? text;
	return { status: response.status, message };
}
