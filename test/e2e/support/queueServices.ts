/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Running } from './processes';
import { descendants, remember, saidBy, start, whileRunning } from './processes';
import { tool } from './tools';

/** A program that n8n needs beside it. */
export interface Service {
	/** What n8n needs in its environment to find it. */
	env: NodeJS.ProcessEnv;
	/** What it says its version is. */
	version: string;
	stop(): Promise<void>;
}

/** Both write into their logs that they take connections. */
async function accepting(running: Running, words: string): Promise<void> {
	const what = `"${words}" in ${running.log}`;
	await whileRunning(running, what, () => saidBy(running).includes(words));
	// PostgreSQL has processes of its own from the start.
	remember(descendants(running.pid));
}

const versionOf = (program: string): string =>
	/\d+\.\d+(\.\d+)?/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0] ?? '?';

export async function startRedis(folder: string, port: number): Promise<Service> {
	const quiet = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const running = start(tool('redis'), ['--port', String(port), ...quiet], {
		env: {},
		cwd: folder,
		log: path.join(folder, 'redis.log'),
	});
	await accepting(running, 'Ready to accept connections');
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
		},
		version: versionOf(tool('redis')),
		stop: async () => void (await running.stop()),
	};
}

/** PostgreSQL refuses to run as root. `setpriv` becomes what it starts, so its id stays. */
const asPostgres = (command: string, args: string[]): [string, string[]] =>
	process.getuid?.() === 0
		? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args]]
		: [command, args];

export async function startPostgres(folder: string, port: number): Promise<Service> {
	const bin = path.dirname(tool('initdb'));
	// The folder of the tests is closed to other accounts.
	const data = mkdtempSync(path.join(tmpdir(), 'litmos-e2e-postgres-'));
	if (process.getuid?.() === 0) execFileSync('chown', ['postgres', data]);
	const how = ['-A', 'trust', '-U', 'n8n', '-E', 'UTF8', '--locale=C', '--no-sync'];
	execFileSync(...asPostgres(path.join(bin, 'initdb'), ['-D', data, ...how]), {
		cwd: data,
		stdio: 'ignore',
	});
	const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'fsync=off'];
	const options = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
	const running = start(...asPostgres(path.join(bin, 'postgres'), options), {
		env: { PATH: process.env.PATH },
		cwd: data,
		log: path.join(folder, 'postgres.log'),
	});
	await accepting(running, 'ready to accept connections');
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'not asked for',
		},
		version: versionOf(path.join(bin, 'postgres')),
		stop: async () => {
			await running.stop();
			rmSync(data, { recursive: true, force: true });
		},
	};
}
