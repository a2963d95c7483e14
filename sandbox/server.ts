/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Route } from './call';
import { addControl } from './control';
import { addWebhooks } from './webhooks';
import { arrive, exchange, PREFIX, type Visit } from './exchange';
import type { Fault } from './faults';
import { happen, type Happened, type Happening } from './happen';
import { busiestMinute, type LogEntry } from './log';
import type { SandboxOptions } from './options';
import { routes } from './routes';
import type { State } from './state';
import { createWorld, type World } from './world';

export type { SandboxOptions } from './options';
export type { Fault } from './faults';
export type { LogEntry } from './log';
export type { State } from './state';

/** A running sandbox. */
export interface Sandbox {
	/** http://127.0.0.1:PORT */
	origin: string;
	/** The origin and /v1.svc. */
	baseUrl: string;
	state: State;
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

const fastifyPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

function addApi(app: FastifyInstance, world: World): void {
	const visits = new WeakMap<FastifyRequest, Visit>();
	const visitOf = (request: FastifyRequest): Visit => visits.get(request) ?? arrive(world, request);
	const serve =
		(route: Route | null) => (request: FastifyRequest, reply: Parameters<typeof exchange>[2]) =>
			exchange({ world, route, visit: visitOf(request) }, request, reply).catch(
				(error: unknown) => {
					// Not Litmos: a mistake of the sandbox closes the connection instead of leaving it open.
					visitOf(request).entry.because = `mistake ${String(error)}`;
					reply.raw.destroy();
				},
			);
	app.addHook('onRequest', async (request) => {
		visits.set(request, arrive(world, request));
	});
	for (const route of routes) {
		app.route({ method: route.method, url: fastifyPath(route.path), handler: serve(route) });
	}
	app.setNotFoundHandler(serve(null));
}

function build(world: World): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		// Nobody has published what Litmos answers to HEAD, and half of the routes would be for it.
		exposeHeadRoutes: false,
		// S spells /modules/ILT, P, K and T /modules/ilt: paths are read in any case, as IIS does.
		routerOptions: { caseSensitive: false, maxParamLength: LONGEST_PARAMETER },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	addControl(app, world);
	addWebhooks(app, world);
	void app.register(
		async (api) => {
			addApi(api, world);
		},
		{ prefix: PREFIX },
	);
	return app;
}

/** Starts a local Litmos, with an invented tenant, on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = createWorld(options);
	const app = build(world);
	await app.listen({ port: world.settings.port, host: '127.0.0.1' });
	const { port } = app.server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		baseUrl: origin + PREFIX,
		state: world.state,
		log: () => [...world.entries],
		clearLog: () => {
			world.entries.length = 0;
		},
		addFault: (fault) => world.faults.add(fault),
		clearFaults: () => world.faults.clear(),
		happen: (happening) => happen(world, happening),
		skewClock: (skewMs, dateSkewMs = 0) => {
			Object.assign(world.clock, { skewMs, dateSkewMs });
		},
		busiestMinute: () => busiestMinute(world.entries),
		close: () => app.close(),
	};
}
