/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an answer has for a Date: the right one, another, or none (null). */
export type DateOf = (right: string, answer: number) => string | null;

export interface DateProxy {
	baseUrl: string;
	/** Where requests go to from now on. */
	leadTo: (origin: string, dateOf: DateOf) => void;
	stop: () => Promise<void>;
}

/** A proxy between n8n and Litmos that changes the Date of answers. */
export async function startDateProxy(): Promise<DateProxy> {
	let origin = '';
	let dateOf: DateOf = (right) => right;
	let answers = 0;
	const pass = (request: IncomingMessage, response: ServerResponse): void => {
		const { method, headers, url } = request;
		const onward = send(`${origin}${String(url)}`, { method, headers }, (answer) => {
			const date = dateOf(String(answer.headers.date), answers++);
			response.sendDate = false;
			const others = Object.entries(answer.headers).filter(([name]) => name !== 'date');
			const shown = date === null ? others : [...others, ['Date', date] as const];
			response.writeHead(answer.statusCode ?? 500, Object.fromEntries(shown));
			answer.pipe(response);
		});
		request.pipe(onward);
	};
	const server = createServer(pass);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.svc`,
		leadTo: (to, by) => {
			[origin, dateOf, answers] = [to, by, 0];
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}
