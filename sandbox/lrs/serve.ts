/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- the sandbox does not ship */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { latencyOf, type Context } from '../context';
import { HttpError, noSuchPath, refuse, type Answer } from '../http/answers';
import { contextOf } from '../http/contexts';
import { applyFault, limited, type Delivery } from '../http/faults';
import type { LogEntry } from '../http/log';
import { send, type ResponseFormat } from '../http/send';
import { lrsRoutes, readOn, type LrsCall } from './routes';

/** D: what stands before the company and the instance. */
const LRS_PREFIX = '/TCAPI/:company/:instance';

const VERSION = '1.0.3';
/** X: any 1.0.x is taken. */
const KNOWN_VERSION = /^1\.0(\.[0-3])?$/;

type Act = (call: LrsCall, cursor: string) => Answer;

const header = (request: FastifyRequest, name: string): string =>
	String(request.headers[name] ?? '');

function noteArrival(context: Context, request: FastifyRequest): LogEntry {
	const [path, search = ''] = request.url.split('?');
	const entry: LogEntry = {
		at: Date.now(),
		atMono: performance.now(),
		method: request.method,
		path,
		query: Object.fromEntries(new URLSearchParams(search)),
		status: null,
		client: { source: '', userAgent: header(request, 'user-agent'), address: request.ip },
		key: -1,
		bytes: Buffer.isBuffer(request.body) ? request.body.length : 0,
	};
	context.entries.push(entry);
	return entry;
}

/** D, X: Basic, then the version. unknown: in which order, and how this store limits; 429 is what X knows. */
function refusalOf({ settings, lrs }: Context, request: FastifyRequest): Answer | null {
	const { username, password } = settings.lrs;
	const token = Buffer.from(`${username}:${password}`).toString('base64');
	const verdict = lrs.limit(settings.clock());
	if (!verdict.accepted)
		return limited(429, { 'Retry-After': String(Math.ceil(verdict.waitMs / 1000)) });
	if (header(request, 'authorization') !== `Basic ${token}`)
		return { ...refuse(401, 'Unauthorized'), headers: { 'WWW-Authenticate': 'Basic' } };
	if (!KNOWN_VERSION.test(header(request, 'x-experience-api-version')))
		return refuse(400, 'X-Experience-API-Version is missing or not known');
	return null;
}

/** X: JSON only, where no files come along. */
function bodyOf(request: FastifyRequest): unknown {
	if (request.method === 'GET') return undefined;
	if (!header(request, 'content-type').startsWith('application/json'))
		throw new HttpError(400, 'The Content-Type must be application/json');
	try {
		return JSON.parse(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
	} catch {
		throw new HttpError(400, 'The body is no JSON');
	}
}

function answerOf(context: Context, request: FastifyRequest, act: Act): Answer {
	const { cursor = '' } = request.params as { cursor?: string };
	const [root] = request.url.split('/statements');
	const query = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
	try {
		const call = {
			store: context.lrs.store,
			query,
			body: bodyOf(request),
			now: context.state.clock(),
			root,
			options: context.settings.lrs,
		};
		return act(call, cursor);
	} catch (error) {
		if (error instanceof HttpError) return refuse(error.status, error.message);
		throw error;
	}
}

interface Arrived {
	context: Context;
	request: FastifyRequest;
	entry: LogEntry;
}

function deliveryOf({ context, request, entry }: Arrived, act: Act): Delivery {
	const refusal = refusalOf(context, request);
	if (refusal) {
		if (refusal.status === 429) entry.because = 'limit';
		return { answer: refusal };
	}
	const run = (): Answer => answerOf(context, request, act);
	const fault = context.faults.take(request.method, entry.path);
	if (fault === undefined) return { answer: run() };
	entry.because = `fault ${fault.kind}`;
	// An LRS writes no entities.
	return { ...applyFault(fault, run), entities: false };
}

async function serve(request: FastifyRequest, reply: FastifyReply, act: Act): Promise<void> {
	const context = contextOf(request);
	const entry = noteArrival(context, request);
	reply.hijack();
	const latency = latencyOf(context);
	if (latency > 0) await pause(latency, undefined, { ref: false });
	const now = context.state.clock();
	reply.raw.setHeader('Date', new Date(now + context.clock.dateSkewMs).toUTCString());
	reply.raw.setHeader('X-Experience-API-Version', VERSION);
	reply.raw.setHeader('X-Experience-API-Consistent-Through', new Date(now).toISOString());
	const delivery = deliveryOf({ context, request, entry }, act);
	entry.status = delivery.answer?.status ?? null;
	const format: ResponseFormat = {
		json: true,
		gzip: /\bgzip\b/.test(header(request, 'accept-encoding')),
		style: { entities: false, escapeSlashes: false },
	};
	await send(reply.raw, delivery, format);
}

/** The learning record store, on a path of its own: by the standard, as nobody has published a recording of it. */
export function addLrs(app: FastifyInstance): void {
	const handler = (act: Act) => (request: FastifyRequest, reply: FastifyReply) =>
		serve(request, reply, act).catch(() => reply.raw.destroy());
	for (const { method, path, handle } of lrsRoutes)
		app.route({ method, url: `${LRS_PREFIX}${path}`, handler: handler(handle) });
	app.route({
		method: 'GET',
		url: `${LRS_PREFIX}/statements/more/:cursor`,
		handler: handler(readOn),
	});
	app.route({
		method: ['GET', 'POST', 'PUT', 'DELETE'],
		url: '/TCAPI/*',
		handler: handler(noSuchPath),
	});
}
