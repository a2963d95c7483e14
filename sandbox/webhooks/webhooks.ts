/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { achievementsOf, compliantTill, FIRST_ID, type Achievement } from '../routes/achievements';
import type { State } from '../state/state';
import type { Context } from '../context';

/** D: the envelope of every event. */
export interface WebhookEvent {
	id: number;
	/** D: UTC, with milliseconds and without a Z. */
	created: string;
	/** D has achievement.earned only. unknown: how the other events are called. */
	type: string;
	object: 'event';
	/** D: of achievement.earned. unknown: of the others. */
	data: Record<string, unknown>;
}

/** Where an event goes, and what happens if it is not taken. */
export interface Target {
	url: string;
	headers?: Record<string, string>;
	/** unknown: how often Litmos tries again; 3 times unless a test says otherwise. */
	retries?: number;
	/** unknown: how long it waits before it does; a second. */
	pauseMs?: number;
	/** D: 10 seconds. */
	timeoutMs?: number;
	/** D: an event can come twice although it was taken. */
	repeats?: number;
}

/** What one delivery was answered with; null: nothing in time. */
export interface Attempt {
	status: number | null;
	ms: number;
	text: string;
}

/** D: anything else counts as not taken. */
const TAKEN = [200, 201, 202];
const TIMEOUT_MS = 10_000;
const FIRST_EVENT = 91_000_000;

const moment = (at: number): string => new Date(at).toISOString().replace('Z', '');

/** D: the members, their order and their spelling. */
function achievementData({ user, course, enrolment, at }: Achievement, id: number) {
	const till = compliantTill({ user, course, enrolment, at });
	return {
		userId: user.Id,
		userName: user.UserName,
		courseId: course.Id,
		title: course.Name,
		code: course.Code,
		achievementDate: moment(at),
		compliantTilldate: till && moment(till.getTime()),
		result: 'Completed',
		type: 'Course Completed',
		firstName: user.FirstName,
		lastName: user.LastName,
		achievementId: id,
		certificateId: enrolment.resultId,
	};
}

/** The achievements of the tenant as events, the oldest first; the same event has the same id each time. */
export function achievementEvents(state: State): WebhookEvent[] {
	return achievementsOf({ state })
		.sort((one, other) => one.at - other.at)
		.map((achieved, index) => ({
			id: FIRST_EVENT + index,
			created: moment(achieved.at),
			type: 'achievement.earned',
			object: 'event',
			data: achievementData(achieved, FIRST_ID + index),
		}));
}

/** D: a POST with JSON. */
async function deliver(event: unknown, target: Target): Promise<Attempt> {
	const began = performance.now();
	const took = (): number => Math.round(performance.now() - began);
	try {
		const response = await fetch(target.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json; charset=utf-8', ...target.headers },
			body: JSON.stringify(event),
			signal: AbortSignal.timeout(target.timeoutMs ?? TIMEOUT_MS),
		});
		return { status: response.status, text: await response.text(), ms: took() };
	} catch (error) {
		return { status: null, text: String(error), ms: took() };
	}
}

const wasTaken = ({ status }: Attempt): boolean => status !== null && TAKEN.includes(status);

/** Sends an event as Litmos' webhooks do: until it is taken, or given up. */
export async function sendEvent(event: unknown, target: Target): Promise<Attempt[]> {
	const attempts: Attempt[] = [];
	let repeats = target.repeats ?? 0;
	for (let failures = 0; failures <= (target.retries ?? 3);) {
		if (attempts.length > 0) await pause(target.pauseMs ?? 1_000, undefined, { ref: false });
		const attempt = await deliver(event, target);
		attempts.push(attempt);
		if (!wasTaken(attempt)) failures++;
		else if (--repeats < 0) break;
	}
	return attempts;
}

/** What `POST /__sandbox/webhook` takes: whom to send what. */
interface Order extends Target {
	/** Takes the latest achievement of this person, in this course. */
	userId?: string;
	courseId?: string;
	/** Over what the event has by itself. */
	event?: Partial<WebhookEvent>;
}

function eventFor({ state, settings }: Context, order: Order): WebhookEvent {
	const fits = ({ data }: WebhookEvent): boolean =>
		(!order.userId || data.userId === order.userId) &&
		(!order.courseId || data.courseId === order.courseId);
	const found = achievementEvents(state).filter(fits).at(-1);
	const isOther = order.event?.type !== undefined;
	if (!found && !isOther) throw new Error('nobody has completed that');
	const empty: WebhookEvent = {
		id: FIRST_EVENT + settings.clock(),
		created: moment(settings.clock()),
		type: '',
		object: 'event',
		data: {},
	};
	return { ...(isOther ? empty : (found ?? empty)), ...order.event };
}

function readOrder(body: unknown): Order {
	const order = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as Order;
	const { hostname } = new URL(order.url);
	// An invented tenant has nobody to tell but this machine.
	if (!['127.0.0.1', 'localhost'].includes(hostname)) throw new Error('url is not on this machine');
	return order;
}

/** Not Litmos: `POST /__sandbox/webhook` has an event sent, and says how it went. */
export function addWebhooks(app: FastifyInstance, context: Context): void {
	app.post('/__sandbox/webhook', async (request, reply) => {
		try {
			const order = readOrder(request.body);
			const event = eventFor(context, order);
			return { event, attempts: await sendEvent(event, order) };
		} catch (error) {
			return await reply.code(400).send({ error: String(error) });
		}
	});
}
