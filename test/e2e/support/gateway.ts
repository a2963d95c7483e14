/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { freePorts } from './ports';
import { start, whileRunning } from './processes';
import { tool } from './tools';

/** nginx as docs/scaling.md has it. */
export interface Gateway {
	/** For Base URL in the credential. */
	baseUrl: string;
	/** What it wrote about requests that it held back or refused. */
	log(): string;
	stop(): Promise<unknown>;
}

const DOCS = path.join(__dirname, '../../../docs/scaling.md');

/** The recipe, for Litmos at another address and without TLS: nothing here leaves this machine. */
function recipe(litmos: string, port: number): string {
	const [, text = ''] = /```nginx\n([^]*?)```/.exec(readFileSync(DOCS, 'utf8')) ?? [];
	const put = (from: RegExp, to: string, all: string): string => {
		if (!from.test(all)) throw new Error(`docs/scaling.md has no such line: ${from}`);
		return all.replace(from, to);
	};
	const there = put(/https:\/\/api\.litmos\.com\b/, litmos, text);
	const here = put(/listen 443 ssl;/, `listen 127.0.0.1:${port};`, there);
	return put(/^\s*ssl_certificate.*\n/gm, '', here);
}

const settings = (folder: string, own: string): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log info;
events {}
http {
	access_log off;
	client_body_temp_path ${folder}/body;
	proxy_temp_path ${folder}/proxy;
	fastcgi_temp_path ${folder}/fastcgi;
	uwsgi_temp_path ${folder}/uwsgi;
	scgi_temp_path ${folder}/scgi;
	${own}
}
`;

const takesConnections = async (port: number): Promise<boolean> =>
	await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => resolve(true));
		socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
	});

/** Starts it before a sandbox; `folder` is its own. */
export async function startGateway(folder: string, litmos: string): Promise<Gateway> {
	mkdirSync(folder, { recursive: true });
	const [port = 0] = await freePorts(1);
	const file = path.join(folder, 'nginx.conf');
	writeFileSync(file, settings(folder, recipe(litmos, port)));
	const log = path.join(folder, 'nginx.log');
	const running = start(tool('nginx'), ['-c', file, '-p', folder, '-e', log], {
		env: {},
		cwd: folder,
		log: path.join(folder, 'output.log'),
	});
	await whileRunning(running, 'nginx takes connections', async () => await takesConnections(port));
	return {
		baseUrl: `http://127.0.0.1:${port}/v1.svc`,
		log: () => readFileSync(log, 'utf8'),
		stop: running.stop,
	};
}
