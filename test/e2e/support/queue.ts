/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SandboxOptions } from '../../../sandbox/server';
import { ask } from './ask';
import { ready, startProcess, type N8nOptions } from './n8n';
import { freePorts } from './ports';
import { saidBy, until, type Running } from './processes';
import { startPostgres, startRedis } from './queueServices';
import { openStage, PACKAGE, runFolder, type Stage } from './stage';

/** A process of n8n beside the main one, with a home of its own, as a container has. */
export interface Helper {
	name: string;
	/** http://127.0.0.1:PORT */
	base: string;
	process: Running;
	log(): string;
}

/** n8n in queue mode; production webhooks are answered by the webhook processor alone. */
export interface Queue extends Stage {
	/** In the order in which they came; `addWorker` adds more. */
	workers: Helper[];
	webhooks: Helper;
	versions: { postgres: string; redis: string };
	addWorker(name: string, env?: NodeJS.ProcessEnv): Promise<Helper>;
}

export interface QueueOptions {
	sandbox?: SandboxOptions;
	/** For all processes of n8n. */
	env?: NodeJS.ProcessEnv;
	workers?: number;
	/** For each worker. */
	workerArgs?: readonly string[];
}

const INSTALLED = 'Community package installed';

type Closing = () => Promise<unknown>;

/** The newest first; all of them, whatever one of them runs into. */
async function closeAll(closings: readonly Closing[]): Promise<void> {
	const problems: unknown[] = [];
	for (const close of [...closings].reverse()) {
		await close().catch((error: unknown) => problems.push(error));
	}
	if (problems.length > 0) throw problems[0];
}

/** Starts one more process of the same n8n, and waits until it takes work. */
async function startHelper(name: string, main: N8nOptions, parts: Partial<N8nOptions>) {
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const home = path.join(path.dirname(main.home), name);
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'false',
	};
	const env = { ...main.env, ...health, ...parts.env };
	const process = startProcess({ ...main, ...parts, env, home, port, brokerPort });
	await ready(process, port);
	const base = `http://127.0.0.1:${port}`;
	return { name, base, process, log: () => saidBy(process) };
}

async function startServices(folder: string, closings: Closing[]) {
	const [redisPort = 0, postgresPort = 0] = await freePorts(2);
	const redis = await startRedis(folder, redisPort);
	closings.push(redis.stop);
	const postgres = await startPostgres(folder, postgresPort);
	closings.push(postgres.stop);
	return {
		env: { ...redis.env, ...postgres.env },
		versions: { postgres: postgres.version, redis: redis.version },
	};
}

/** Installs the package once, on the main process, and waits until all others have it, too. */
async function installOnce(stage: Stage, helpers: readonly Helper[]): Promise<void> {
	await stage.n8n.rest.installPackage(PACKAGE);
	for (const { name, log } of helpers) {
		await until(`${name} has the package`, () => log().includes(INSTALLED));
	}
}

async function build(name: string, options: QueueOptions, closings: Closing[]): Promise<Queue> {
	const folder = runFolder(name);
	mkdirSync(folder, { recursive: true });
	const { env, versions } = await startServices(folder, closings);
	const stage = await openStage(name, {
		sandbox: options.sandbox,
		env: { ...env, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true', ...options.env },
		installed: false,
	});
	closings.push(async () => await stage.close());
	const add = async (helper: string, parts: Partial<N8nOptions>): Promise<Helper> => {
		const started = await startHelper(helper, stage.n8n.options, parts);
		closings.push(async () => await started.process.stop());
		return started;
	};
	const workers: Helper[] = [];
	const addWorker = async (worker: string, more?: NodeJS.ProcessEnv): Promise<Helper> => {
		const started = await add(worker, {
			command: ['worker', ...(options.workerArgs ?? [])],
			env: more,
		});
		workers.push(started);
		return started;
	};
	const names = Array.from({ length: options.workers ?? 2 }, (_, index) => `worker${index + 1}`);
	const [webhooks] = await Promise.all([
		add('webhooks', { command: ['webhook'] }),
		...names.map(async (worker) => await addWorker(worker)),
	]);
	await installOnce(stage, [webhooks, ...workers]);
	const close = async (): Promise<void> => await closeAll(closings);
	return { ...stage, workers, webhooks, versions, addWorker, close };
}

/**
 * Redis, PostgreSQL, the main process, workers and a webhook processor. The package is installed
 * once, by the main process.
 */
export async function openQueue(name: string, options: QueueOptions = {}): Promise<Queue> {
	const closings: Closing[] = [];
	return await build(name, options, closings).catch(async (error: unknown) => {
		await closeAll(closings).catch(() => undefined);
		throw error;
	});
}

/** A webhook is there a moment after its workflow was published. Asked by GET, it says so and runs nothing. */
export async function webhookKnown({ webhooks }: Queue, name: string): Promise<void> {
	await until(`the webhook ${name} is there`, async () => {
		const answer = await ask(`${webhooks.base}/webhook/${name}`);
		return (await answer.text()).includes('Did you mean to make a POST request');
	});
}
