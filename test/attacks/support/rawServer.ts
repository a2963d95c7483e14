/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// A server below HTTP, which can answer as no well-behaved one would.
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

export interface RawRequest {
	method: string;
	/** Below `/v1.svc`, with what follows the question mark. */
	path: string;
	body: string;
}

/** Answers on the wire. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void;

export interface RawServer {
	baseUrl: string;
	seen: RawRequest[];
	/** Connections that are still open. */
	open: () => number;
	close: () => Promise<void>;
}

const HEAD_END = '\r\n\r\n';

/** `answer` is asked for each request; each connection serves one. */
export async function startRawServer(
	answer: (request: RawRequest, count: number) => RawAnswer,
): Promise<RawServer> {
	const seen: RawRequest[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		let text = '';
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// Who sends on into a closed connection is told so; that is no failure of the test.
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			const request = readRequest(text);
			if (!request) return;
			text = '';
			seen.push(request);
			answer(request, seen.length)(socket, request);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.svc`,
		seen,
		open: () => sockets.size,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((done) => server.close(done));
		},
	};
}

function readRequest(text: string): RawRequest | undefined {
	const end = text.indexOf(HEAD_END);
	if (end < 0) return undefined;
	const [line = '', ...fields] = text.slice(0, end).split('\r\n');
	const length = fields.map((field) => /^content-length: *(\d+)$/i.exec(field)?.[1]).find(Boolean);
	const body = text.slice(end + HEAD_END.length);
	if (body.length < Number(length ?? 0)) return undefined;
	const [method = '', target = ''] = line.split(' ');
	return { method, path: target.replace(/^\/v1\.svc/, ''), body };
}

/** A whole answer. */
export function plainAnswer(status: number, body: unknown): RawAnswer {
	return (socket) => {
		const text = body === undefined ? '' : JSON.stringify(body);
		socket.end(
			`HTTP/1.1 ${status} Said\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
		);
	};
}

/** Begins with `head`, then sends `drop` again and again, and never ends. */
export function drips(
	head: string | Buffer,
	drop: string | Buffer = ' ',
	everyMs = 100,
): RawAnswer {
	return (socket) => {
		socket.write(head);
		const timer = setInterval(() => void socket.write(drop), everyMs);
		socket.on('close', () => clearInterval(timer));
	};
}

/** Sends something, and nothing after it. */
export function fallsSilent(head: string): RawAnswer {
	return (socket) => void (head === '' || socket.write(head));
}
