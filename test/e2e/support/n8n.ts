/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- tests do not ship */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './ask';
import type { Running } from './processes';
import { start, STUCK_MS, whileRunning } from './processes';
import { cacheFolder, refusesUnverified, type Installation } from './releases';
import { createRest, type Rest } from './rest';

/** A running n8n with an owner who is signed in. */
export interface N8n {
	/** http://127.0.0.1:PORT */
	base: string;
	rest: Rest;
	process: Running;
	/** What it was started with, to start it again. */
	options: N8nOptions;
}

export interface N8nOptions {
	installation: Installation;
	/** n8n's folder for everything it keeps; made if it is not there. */
	home: string;
	port: number;
	/** Of the broker of its task runners. */
	brokerPort: number;
	/** More environment, or other values for it. */
	env?: NodeJS.ProcessEnv;
	/** Beside `start`: `worker`, `webhook`. */
	command?: readonly string[];
}

const STUCK_SECONDS = String(STUCK_MS / 1_000);

/**
 * n8n with its own defaults, as far as nobody is asked and nothing is told to the outside: no
 * telemetry, no news, no templates, no banners.
 */
function environment({ installation, home, port, brokerPort, env }: N8nOptions): NodeJS.ProcessEnv {
	const npmrc = path.join(home, 'npmrc');
	mkdirSync(home, { recursive: true });
	writeFileSync(npmrc, '');
	const base = `http://127.0.0.1:${port}/`;
	return {
		// n8n runs npm and tar from here.
		PATH: `${path.dirname(installation.node)}${path.delimiter}${process.env.PATH}`,
		HOME: home,
		NPM_CONFIG_USERCONFIG: npmrc,
		// Never the person's own: it would remember what a stand-in for the registry answered.
		NPM_CONFIG_CACHE: path.join(home, 'npm-cache'),
		NPM_CONFIG_UPDATE_NOTIFIER: 'false',
		// Every process of n8n compiles the same thousands of modules: the first one does it for all.
		NODE_COMPILE_CACHE: path.join(cacheFolder(), 'compiled'),
		N8N_USER_FOLDER: home,
		N8N_ENCRYPTION_KEY: 'a-key-for-this-machine-only',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: base,
		WEBHOOK_URL: base,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		// On a busy machine n8n's database misses a ping, and n8n then refuses whatever it is asked for.
		DB_PING_INTERVAL_SECONDS: STUCK_SECONDS,
		DB_PING_TIMEOUT_MS: String(STUCK_MS),
		DB_CONNECTION_ACQUISITION_TIMEOUT_MS: String(STUCK_MS),
		DB_POSTGRESDB_CONNECTION_TIMEOUT: String(STUCK_MS),
		// A task runner that is slow on a busy machine is not given up.
		N8N_RUNNERS_TASK_REQUEST_TIMEOUT: STUCK_SECONDS,
		N8N_RUNNERS_TASK_ACCEPT_TIMEOUT: STUCK_SECONDS,
		N8N_RUNNERS_HEARTBEAT_INTERVAL: STUCK_SECONDS,
		N8N_RUNNERS_GRANT_TOKEN_TTL: STUCK_SECONDS,
		GENERIC_TIMEZONE: 'UTC',
		...(refusesUnverified(installation.release) && { N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' }),
		...env,
	};
}

/** Starts one process of n8n, and does not wait for it. */
export function startProcess(options: N8nOptions): Running {
	const { installation, home, command = ['start'] } = options;
	const bin = path.join(installation.folder, 'node_modules/n8n/bin/n8n');
	return start(installation.node, [bin, ...command], {
		env: environment(options),
		cwd: home,
		log: path.join(home, 'n8n.log'),
	});
}

/** Waits until a process of n8n takes requests, or says why it ended. */
export async function ready(running: Running, port: number): Promise<void> {
	const url = `http://127.0.0.1:${port}/healthz/readiness`;
	await whileRunning(running, `n8n is ready, says ${url}`, async () => (await ask(url)).ok);
}

/** Starts n8n and signs in. The owner is set up where there is none yet. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const base = `http://127.0.0.1:${options.port}`;
	const running = startProcess(options);
	const rest = createRest(base);
	try {
		await ready(running, options.port);
		// It answers before it is quite ready.
		await whileRunning(running, 'the owner signs in', async () => await rest.signIn());
	} catch (error) {
		await running.stop();
		throw error;
	}
	return { base, rest, process: running, options };
}
