/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as Litmos would see it. */
export interface SeenRequest {
	method: string;
	/** Below `/v1.svc`, encoded. */
	path: string;
	/** Encoded, without the question mark. */
	search: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: string;
	/** What it was answered with. */
	answer?: PlainAnswer;
}

export interface PlainAnswer {
	status: number;
	/** JSON; nothing at all where it is undefined. */
	body?: unknown;
	/** In place of the body, sent as it is. */
	text?: string;
}

export interface Recorder {
	baseUrl: string;
	/** Hands over what has come in since the last time. */
	take(): SeenRequest[];
	stop(): Promise<void>;
}

/** A server that writes down what it is asked, and answers as it is told. */
export async function startRecorder(answer: (seen: SeenRequest) => PlainAnswer): Promise<Recorder> {
	let seen: SeenRequest[] = [];
	const server = createServer((request, response) => {
		void readRequest(request).then((one) => {
			const { status, body, text: plain } = answer(one);
			seen.push({ ...one, answer: { status, body } });
			const text = plain ?? (body === undefined ? '' : JSON.stringify(body));
			const type = text === '' ? {} : { 'Content-Type': 'application/json' };
			response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text) }).end(text);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.svc`,
		take: () => {
			const taken = seen;
			seen = [];
			return taken;
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
	const [path = '', search = ''] = (request.url ?? '').split('?');
	return {
		method: request.method ?? '',
		path: path.replace(/^\/v1\.svc/, ''),
		search,
		query: new URLSearchParams(search),
		headers: request.headers,
		body: Buffer.concat(chunks).toString('utf8'),
	};
}
