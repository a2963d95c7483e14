/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeAfterTest } from './closing';

/** A server that is no Litmos: it answers as the test says and notes what it was sent. */
export interface Stub {
	origin: string;
	seen: Array<{ url: string; apikey: string | undefined; headers: string }>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export async function startStub(answer: Answer): Promise<Stub> {
	const seen: Stub['seen'] = [];
	const server = createServer((request, response) => {
		const { url = '', headers } = request;
		seen.push({ url, apikey: headers.apikey?.toString(), headers: JSON.stringify(headers) });
		answer(request, response, seen.length);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	closeAfterTest(async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	});
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
	};
}

/** Answers with one status and a text. */
export function plainly(status: number, text = ''): Answer {
	return (_request, response) => {
		response.writeHead(status, { 'content-type': 'text/html' });
		response.end(text);
	};
}
