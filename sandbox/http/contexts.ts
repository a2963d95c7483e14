/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context';

const contexts = new WeakMap<IncomingMessage, Context>();

/** Notes in which sandbox a request arrived: all sandboxes of a process share the routes. */
export function setContext(request: IncomingMessage, context: Context): void {
	contexts.set(request, context);
}

/** The sandbox in which a request arrived. */
export function contextOf({ raw }: FastifyRequest): Context {
	const context = contexts.get(raw);
	if (context === undefined) throw new Error('a request that arrived in no sandbox');
	return context;
}
