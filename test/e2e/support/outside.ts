/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import type { Keeping } from './holding';

/** A stand-in for the outside world. */
export interface Outside {
	/** What a program needs in its environment to take it for the world. */
	env: NodeJS.ProcessEnv;
	/** Other hosts that were asked for, and refused: HOST:PORT and how often. */
	refused: Map<string, number>;
	close(): void;
}

/** Shorter than anybody waits for the next byte. */
const SIGN_OF_LIFE_MS = 5_000;

/** What is kept back begins with blanks, which JSON takes anywhere, so that nobody gives it up. */
async function keepBack(response: ServerResponse, isOver: Promise<void>): Promise<void> {
	response.write(' ');
	const timer = setInterval(() => response.write(' '), SIGN_OF_LIFE_MS);
	response.once('close', () => clearInterval(timer));
	await isOver;
	clearInterval(timer);
}

/** Hands an answer back, at once or when it is let go. */
async function handBack(
	answer: IncomingMessage,
	response: ServerResponse,
	keep?: () => Promise<void>,
): Promise<void> {
	const headers = { ...answer.headers };
	// The blanks are not in it.
	if (keep) delete headers['content-length'];
	response.writeHead(answer.statusCode ?? 502, headers);
	if (keep) await keepBack(response, keep());
	if (response.destroyed) answer.destroy();
	else answer.pipe(response);
}

/** Hands requests on to a plain server of this machine, such as the sandbox, and its answers back. */
export const forwardTo =
	(origin: string, keeping: Keeping = () => undefined): RequestListener =>
	(request, response) => {
		const { url = '/', method = '' } = request;
		const keep = keeping({ method, url });
		const plain = keep && { 'accept-encoding': 'identity' };
		const headers = { ...request.headers, ...plain };
		const next = ask(new URL(url, origin), { method, headers }, (answer) => {
			void handBack(answer, response, keep);
		});
		next.on('error', () => response.destroy());
		request.pipe(next);
	};

const listening = async (server: Server): Promise<number> =>
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
	});

function certify(folder: string, hosts: readonly string[]): { key: string; certificate: string } {
	mkdirSync(folder, { recursive: true });
	const key = path.join(folder, 'outside.key');
	const certificate = path.join(folder, 'outside.crt');
	const names = hosts.map((host) => `DNS:${host}`).join(',');
	const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
	const subject = ['-subj', '/CN=stand-in', '-addext', `subjectAltName=${names}`];
	execFileSync('openssl', [...request, ...subject, '-keyout', key, '-out', certificate], {
		stdio: 'ignore',
	});
	return { key, certificate };
}

/** Lets a tunnel through to the stand-in's own server, whichever of the hosts it asks for. */
function pipe(socket: Socket, head: Buffer, port: number): void {
	const tunnel = connect(port, '127.0.0.1', () => {
		socket.write('HTTP/1.1 200 OK\r\n\r\n');
		tunnel.write(head);
		tunnel.pipe(socket).pipe(tunnel);
	});
	tunnel.on('error', () => socket.destroy());
}

/**
 * n8n and the npm that it runs find these hosts, over TLS and under their real names, and nothing
 * else: all other addresses are refused. So n8n runs with its own settings, and nothing leaves
 * this machine.
 */
export async function standInForOutside(
	folder: string,
	hosts: Readonly<Record<string, RequestListener>>,
): Promise<Outside> {
	const { key, certificate } = certify(folder, Object.keys(hosts));
	const site = createTlsServer(
		{ key: readFileSync(key), cert: readFileSync(certificate) },
		(request, response) => {
			const serve = hosts[request.headers.host?.split(':')[0] ?? ''];
			if (serve) serve(request, response);
			else response.writeHead(404).end();
		},
	);
	const sitePort = await listening(site);
	const refused = new Map<string, number>();
	const refuse = (host: string): void => void refused.set(host, (refused.get(host) ?? 0) + 1);
	const proxy = createServer((request, response) => {
		refuse(request.url ?? '');
		response.writeHead(403).end();
	});
	proxy.on('connect', (request, socket: Socket, head: Buffer) => {
		socket.on('error', () => undefined);
		const host = request.url ?? '';
		if (hosts[host.split(':')[0] ?? '']) return pipe(socket, head, sitePort);
		refuse(host);
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	const address = `http://127.0.0.1:${await listening(proxy)}`;
	return {
		env: {
			HTTP_PROXY: address,
			HTTPS_PROXY: address,
			NO_PROXY: 'localhost,127.0.0.1,::1',
			NODE_EXTRA_CA_CERTS: certificate,
			// Where npm is set to certificates of the machine, it takes those and no other.
			NPM_CONFIG_CAFILE: certificate,
			// What is refused stays refused.
			NPM_CONFIG_FETCH_RETRIES: '0',
		},
		refused,
		close: () => {
			for (const server of [site, proxy]) {
				server.close();
				server.closeAllConnections();
			}
		},
	};
}
