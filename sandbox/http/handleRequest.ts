/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findEndpoint } from '../../contract/schema';
import {
	noSuchPath,
	refuse,
	Refusal,
	serverError,
	TEXT,
	UnreadableBody,
	type Answer,
} from './answers';
import { readBody } from './body';
import type { Call, Route } from './call';
import { carryOutImports } from '../routes/bulkImports';
import { carryOutPending } from '../control/happen';
import { inflict, limited, type Delivery } from './faults';
import { loggedQuery, type LogEntry } from './log';
import { send, type Wanted } from './send';
import { strictly } from './wireOrder';
import { latencyOf, type World } from '../context';

export const PREFIX = '/v1.svc';
/** D, S: source is free text of 50 characters at most. */
const LONGEST_SOURCE = 50;

/** A request that has arrived: its line in the log, and the refusal at the gate if there was one. */
export interface Visit {
	entry: LogEntry;
	refusal: Answer | null;
}

const header = (request: FastifyRequest, name: string): string =>
	String(request.headers[name] ?? '');
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0];
const searchOf = (request: FastifyRequest): string => request.url.split('?').slice(1).join('?');

/** Key and limit are looked at on arrival, before the body; unknown: in which order Litmos does. */
function gate(world: World, entry: LogEntry, key: string): Answer | null {
	const { settings, limits } = world;
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
export function arrive(world: World, request: FastifyRequest): Visit {
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
		key: world.settings.apiKeys.indexOf(key),
		bytes: 0,
	};
	world.entries.push(entry);
	return { entry, refusal: gate(world, entry, key) };
}

/** S, C: format=json wins; J, KE: otherwise Accept or Content-Type; XML is the default. */
function wantedBy(world: World, request: FastifyRequest, query: Record<string, string>): Wanted {
	const { entities, escapeSlashes } = world.settings;
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
		if (error instanceof Refusal) return refuse(error.status, error.message);
		if (error instanceof UnreadableBody) return serverError();
		// Not Litmos: a mistake of the sandbox must not pass for a fault of the server.
		return {
			...serverError(),
			headers: { 'X-Sandbox-Mistake': encodeURIComponent(String(error)) },
		};
	}
}

export interface Exchange {
	world: World;
	visit: Visit;
	/** null: nothing is known at this path. */
	route: Route | null;
}

function deliveryOf({ world, visit, route }: Exchange, request: FastifyRequest): Delivery {
	const { state, settings, faults } = world;
	if (visit.refusal !== null) return { answer: visit.refusal };
	const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
	const sent = readBody(text, header(request, 'content-type').toLowerCase());
	const body = strictly(sent, route === null ? undefined : findEndpoint(route.method, route.path));
	const params = request.params as Record<string, string>;
	const call = { state, settings, params, query: visit.entry.query, body, now: state.clock() };
	const run = (extraRows = 0): Answer => answerOf(route, { ...call, extraRows });
	const fault = faults.take(request.method, pathOf(request).slice(PREFIX.length));
	if (fault === undefined) return { answer: run() };
	visit.entry.because = `fault ${fault.kind}`;
	return inflict(fault, run);
}

/** Answers one request, with all that may go wrong. */
export async function exchange(
	parts: Exchange,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { world, visit } = parts;
	reply.hijack();
	visit.entry.bytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
	const wanted = wantedBy(world, request, visit.entry.query);
	const latency = latencyOf(world);
	if (latency > 0) await pause(latency, undefined, { ref: false });
	carryOutPending(world);
	reply.raw.setHeader('Date', new Date(world.state.clock() + world.clock.dateSkewMs).toUTCString());
	const delivery = deliveryOf(parts, request);
	// Written down before it is sent: a client that reads the log right after its answer finds it.
	visit.entry.status = delivery.answer?.status ?? null;
	await send(reply.raw, delivery, wanted);
}
