/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Route } from './http/call';
import { addControl } from './control/routes';
import { addLrs } from './lrs/serve';
import type { Store } from './lrs/store';
import { addWebhooks } from './webhooks/routes';
import { contextOf, setContext } from './http/contexts';
import { recordArrival, handleRequest, PREFIX, type Arrival } from './http/handleRequest';
import type { Fault } from './http/faults';
import { happen, type Happened, type Happening } from './control/happen';
import { busiestMinute, type LogEntry } from './http/log';
import type { SandboxOptions } from './options';
import { routes } from './routes';
import type { State } from './state/state';
import { createContext, type Context } from './context';

export type { SandboxOptions } from './options';
export type { Fault } from './http/faults';
export type { LogEntry } from './http/log';
export type { State } from './state/state';

/** A running sandbox. */
export interface Sandbox {
	/** http://127.0.0.1:PORT */
	origin: string;
	/** The origin and /v1.svc. */
	baseUrl: string;
	/** The address of the statements, as Litmos shows it. */
	lrsEndpoint: string;
	state: State;
	/** The statements of the learning record store. */
	lrs: Store;
	log(): LogEntry[];
	clearLog(): void;
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Lets something happen in the tenant. */
	happen(happening: Happening): Happened;
	/** Sets its clock wrong, and the Date of its answers even more so; milliseconds. */
	skewClock(skewMs: number, dateSkewMs?: number): void;
	/** The most arrivals in any closed window of 60 seconds, refused and unauthorised ones included. */
	busiestMinute(): number;
	close(): Promise<void>;
}

/** D: the largest body a client sends is an import of 2,000 KB; more room than that is for mistakes. */
const BODY_LIMIT = 16 * 1024 * 1024;
/** D: user names have up to 255 characters, and each may be escaped. */
const LONGEST_PARAMETER = 255 * 9;
const KEEP_ALIVE_MS = 72_000;

const fastifyPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

function addApi(app: FastifyInstance): void {
	const arrivals = new WeakMap<FastifyRequest, Arrival>();
	const arrivalOf = (request: FastifyRequest): Arrival =>
		arrivals.get(request) ?? recordArrival(contextOf(request), request);
	const serve =
		(route: Route | null) =>
		(request: FastifyRequest, reply: Parameters<typeof handleRequest>[2]) =>
			handleRequest(
				{ context: contextOf(request), route, arrival: arrivalOf(request) },
				request,
				reply,
			).catch((error: unknown) => {
				// Not Litmos: a mistake of the sandbox closes the connection instead of leaving it open.
				arrivalOf(request).entry.because = `mistake ${String(error)}`;
				reply.raw.destroy();
			});
	app.addHook('onRequest', async (request) => {
		arrivals.set(request, recordArrival(contextOf(request), request));
	});
	for (const route of routes) {
		app.route({ method: route.method, url: fastifyPath(route.path), handler: serve(route) });
	}
	app.setNotFoundHandler(serve(null));
}

function createApp(): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		// Nobody has published what Litmos answers to HEAD, and half of the routes would be for it.
		exposeHeadRoutes: false,
		// S spells /modules/ILT, P, K and T /modules/ilt: paths are read in any case, as IIS does.
		routerOptions: { caseSensitive: false, maxParamLength: LONGEST_PARAMETER },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	addControl(app);
	addWebhooks(app);
	addLrs(app);
	void app.register(
		async (api) => {
			addApi(api);
		},
		{ prefix: PREFIX },
	);
	return app;
}

let app: FastifyInstance | undefined;

/** Registering all routes takes far longer than starting a server: all sandboxes of a process share them. */
async function sharedApp(): Promise<FastifyInstance> {
	app ??= createApp();
	await app.ready();
	return app;
}

/** @throws Error when the port is taken. */
async function listen(context: Context): Promise<Server> {
	const { routing } = await sharedApp();
	const server = createServer((request, response) => {
		setContext(request, context);
		routing(request, response);
	});
	// As fastify has them: a client that pauses for a minute finds its connection open.
	Object.assign(server, { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 });
	server.listen(context.settings.port, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

async function close(server: Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}

/** Starts a local Litmos, with an invented tenant, on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const context = createContext(options);
	const server = await listen(context);
	const { port } = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		baseUrl: origin + PREFIX,
		lrsEndpoint: `${origin}/TCAPI/demo/1/statements`,
		state: context.state,
		lrs: context.lrs.store,
		log: () => [...context.entries],
		clearLog: () => {
			context.entries.length = 0;
		},
		addFault: (fault) => context.faults.add(fault),
		clearFaults: () => context.faults.clear(),
		happen: (happening) => happen(context, happening),
		skewClock: (skewMs, dateSkewMs = 0) => {
			Object.assign(context.clock, { skewMs, dateSkewMs });
		},
		busiestMinute: () => busiestMinute(context.entries),
		close: () => close(server),
	};
}
