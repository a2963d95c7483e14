/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findEndpoint } from '../../contract/schema';
import {
	noSuchPath,
	refuse,
	HttpError,
	serverError,
	TEXT,
	UnreadableBody,
	type Answer,
} from './answers';
import { readBody } from './body';
import type { Call, Route } from './call';
import { carryOutImports } from '../routes/bulkImports';
import { carryOutPending } from '../control/happen';
import { applyFault, limited, type Delivery } from './faults';
import { loggedQuery, type LogEntry } from './log';
import { send, type ResponseFormat } from './send';
import { inWireOrder } from './wireOrder';
import { latencyOf, type Context } from '../context';

export const PREFIX = '/v1.svc';
/** D, S: source is free text of 50 characters at most. */
const LONGEST_SOURCE = 50;

/** A request that has arrived: its line in the log, and the refusal if its key or the limit does not let it in. */
export interface Arrival {
	entry: LogEntry;
	refusal: Answer | null;
}

const header = (request: FastifyRequest, name: string): string =>
	String(request.headers[name] ?? '');
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0];
const searchOf = (request: FastifyRequest): string => request.url.split('?').slice(1).join('?');

/** Key and limit are looked at on arrival, before the body; unknown: in which order Litmos does. */
function checkAccess(context: Context, entry: LogEntry, key: string): Answer | null {
	const { settings, limits } = context;
	// S: an unknown key, and the key of an account without API access.
	if (entry.key < 0 || settings.apiDisabledKeys.includes(key)) return refuse(401, TEXT.badKey);
	const verdict = limits[entry.key](settings.clock());
	if (verdict.accepted) return null;
	entry.because = 'limit';
	const is429 = settings.limit.refusal === '429';
	// S: 503 with its text and, as far as known, no Retry-After.
	return is429
		? limited(429, { 'Retry-After': String(Math.ceil(verdict.waitMs / 1000)) })
		: limited(503, {});
}

/** Notes the arrival and lets the request in or not. */
export function recordArrival(context: Context, request: FastifyRequest): Arrival {
	const key = header(request, 'apikey');
	const query = loggedQuery(searchOf(request));
	const entry: LogEntry = {
		at: Date.now(),
		atMono: performance.now(),
		method: request.method,
		path: pathOf(request),
		query,
		status: null,
		client: {
			source: query.source ?? '',
			userAgent: header(request, 'user-agent'),
			address: request.ip,
		},
		key: context.settings.apiKeys.indexOf(key),
		bytes: 0,
	};
	context.entries.push(entry);
	return { entry, refusal: checkAccess(context, entry, key) };
}

/** S, C: format=json wins; J, KE: otherwise Accept or Content-Type; XML is the default. */
function responseFormat(
	context: Context,
	request: FastifyRequest,
	query: Record<string, string>,
): ResponseFormat {
	const { entities, escapeSlashes } = context.settings;
	const asked = `${header(request, 'accept')} ${header(request, 'content-type')}`.toLowerCase();
	const json =
		query.format === undefined ? asked.includes('json') : query.format.toLowerCase() === 'json';
	// unknown: from which size on Litmos compresses; everything is compressed for those who can read it.
	const gzip = /\bgzip\b/.test(header(request, 'accept-encoding'));
	return { json, gzip, style: { entities, escapeSlashes } };
}

function answerOf(route: Route | null, call: Call): Answer {
	const { source } = call.query;
	// unknown: a missing or too long source; KE's 403 is assumed.
	if (!source || source.length > LONGEST_SOURCE) return refuse(403, TEXT.badParameters);
	if (route === null) return noSuchPath();
	try {
		carryOutImports(call);
		const answer = route.handle(call);
		// Its answer still says that it waits.
		carryOutImports(call);
		return answer;
	} catch (error) {
		if (error instanceof HttpError) return refuse(error.status, error.message);
		if (error instanceof UnreadableBody) return serverError();
		// Not Litmos: a mistake of the sandbox must not pass for a fault of the server.
		return {
			...serverError(),
			headers: { 'X-Sandbox-Mistake': encodeURIComponent(String(error)) },
		};
	}
}

export interface RoutedRequest {
	context: Context;
	arrival: Arrival;
	/** null: nothing is known at this path. */
	route: Route | null;
}

function deliveryOf({ context, arrival, route }: RoutedRequest, request: FastifyRequest): Delivery {
	const { state, settings, faults } = context;
	if (arrival.refusal !== null) return { answer: arrival.refusal };
	const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
	const sent = readBody(text, header(request, 'content-type').toLowerCase());
	const body = inWireOrder(
		sent,
		route === null ? undefined : findEndpoint(route.method, route.path),
	);
	const params = request.params as Record<string, string>;
	const call = { state, settings, params, query: arrival.entry.query, body, now: state.clock() };
	const run = (extraRows = 0): Answer => answerOf(route, { ...call, extraRows });
	const fault = faults.take(request.method, pathOf(request).slice(PREFIX.length));
	if (fault === undefined) return { answer: run() };
	arrival.entry.because = `fault ${fault.kind}`;
	return applyFault(fault, run);
}

/** Answers one request, with all that may go wrong. */
export async function handleRequest(
	parts: RoutedRequest,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { context, arrival } = parts;
	reply.hijack();
	arrival.entry.bytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
	const format = responseFormat(context, request, arrival.entry.query);
	const latency = latencyOf(context);
	if (latency > 0) await pause(latency, undefined, { ref: false });
	carryOutPending(context);
	reply.raw.setHeader(
		'Date',
		new Date(context.state.clock() + context.clock.dateSkewMs).toUTCString(),
	);
	const delivery = deliveryOf(parts, request);
	// Written down before it is sent: a client that reads the log right after its answer finds it.
	arrival.entry.status = delivery.answer?.status ?? null;
	await send(reply.raw, delivery, format);
}
