import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { createRedactor } from '../shared/secrets/redact';
import { isWanted, readEvent } from './events';
import type { LitmosEvent, Reply } from './events';
import { receive } from './received';
import type { WatchedResponse } from './received';
import { bringsSecret, readSecret } from './secret';

/** The parts of n8n's response that are used. */
interface Response extends WatchedResponse {
	writeHead: (status: number, headers: Record<string, string>) => unknown;
	end: (text: string) => unknown;
}

/** Refuses a delivery, confirms it, or starts the workflow with its event; then n8n answers before it runs. */
export async function takeDelivery(ctx: IWebhookFunctions): Promise<IWebhookResponseData> {
	const result = await judge(ctx);
	if (isEvent(result)) return { workflowData: [[{ json: result }]] };
	const { status, message } = result;
	const response = responseOf(ctx);
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify({ message }));
	return { noWebhookResponse: true };
}

/** The event, if it is to start the workflow; else what to answer. */
async function judge(ctx: IWebhookFunctions): Promise<LitmosEvent | Reply> {
	const secret = await readSecret(ctx, ctx.getNodeParameter('secretIn', 'none'));
	if (!bringsSecret(ctx, secret))
		return { status: 401, message: 'The secret is missing or wrong.' };
	const { rawBody } = ctx.getRequestObject() as unknown as { rawBody?: Buffer };
	const { redact } = createRedactor(secret === undefined ? [] : [secret]);
	const event = redact(readEvent(rawBody));
	if (!isEvent(event)) return event;
	if (!isWanted(event.type, namesIn(ctx.getNodeParameter('events', [])))) {
		return { status: 200, message: 'Received. This workflow waits for other events.' };
	}
	// A person who listens for a test event wants to see it, however often it was sent.
	if (ctx.getMode() === 'manual') return event;
	return await oncePerEvent(ctx, event);
}

/** An expression may give a text, or nothing at all: then no event is left out. */
function namesIn(chosen: unknown): string[] {
	const texts = [chosen].flat().filter((one) => typeof one === 'string');
	return texts.flatMap((text) => text.split(',')).flatMap((name) => name.trim() || []);
}

async function oncePerEvent(
	ctx: IWebhookFunctions,
	event: LitmosEvent,
): Promise<LitmosEvent | Reply> {
	const stored: IDataObject = ctx.getWorkflowStaticData('node');
	const node = `${ctx.getWorkflow().id} ${ctx.getNode().id}`;
	const status = await receive(String(event.id), responseOf(ctx), { node, stored });
	if (status === 'first') return event;
	if (status === 'repeated') return { status: 200, message: 'Received before.' };
	return {
		status: 503,
		message: 'It is not known yet whether this event was accepted. Send it again.',
	};
}

function responseOf(ctx: IWebhookFunctions): Response {
	return ctx.getResponseObject() as unknown as Response;
}

function isEvent(result: LitmosEvent | Reply): result is LitmosEvent {
	return 'data' in result;
}
