import type { FastifyInstance } from 'fastify';
import type { Context } from '../context';
import { contextOf } from '../http/contexts';
import { sendEvent, type WebhookTarget } from './delivery';
import { achievementEvents, eventTime, FIRST_EVENT_ID, type WebhookEvent } from './events';

/** What `POST /__sandbox/webhook` takes: whom to send what. */
interface WebhookOrder extends WebhookTarget {
	/** Takes the latest achievement of this person, in this course. */
	userId?: string;
	courseId?: string;
	/** Over what the event has by itself. */
	event?: Partial<WebhookEvent>;
}

function eventFor({ state, settings }: Context, order: WebhookOrder): WebhookEvent {
	const fits = ({ data }: WebhookEvent): boolean =>
		(!order.userId || data.userId === order.userId) &&
		(!order.courseId || data.courseId === order.courseId);
	const found = achievementEvents(state).filter(fits).at(-1);
	const isOther = order.event?.type !== undefined;
	if (!found && !isOther) throw new Error('nobody has completed that');
	const empty: WebhookEvent = {
		id: FIRST_EVENT_ID + settings.clock(),
		created: eventTime(settings.clock()),
		type: '',
		object: 'event',
		data: {},
	};
	return { ...(isOther ? empty : (found ?? empty)), ...order.event };
}

function readOrder(body: unknown): WebhookOrder {
	const order = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as WebhookOrder;
	const { hostname } = new URL(order.url);
	// An invented tenant has nobody to tell but this machine.
	if (!['127.0.0.1', 'localhost'].includes(hostname)) throw new Error('url is not on this machine');
	return order;
}

/** Not Litmos: `POST /__sandbox/webhook` has an event sent, and says how it went. */
export function addWebhooks(app: FastifyInstance): void {
	app.post('/__sandbox/webhook', async (request, reply) => {
		try {
			const order = readOrder(request.body);
			const event = eventFor(contextOf(request), order);
			return { event, attempts: await sendEvent(event, order) };
		} catch (error) {
			return await reply.code(400).send({ error: String(error) });
		}
	});
}
