/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';

/** What a server that repeats things sends. */
export interface Said {
	status?: number;
	phrase?: string;
	headers?: Record<string, string>;
	text?: string;
}

type Answering = (method: string, path: string, apiKey: string) => Said;

export interface Parrot {
	baseUrl: string;
	/** `GET /users?format=json` and so on, since the last time. */
	take: () => string[];
	/** What it answers next, by method, path and key. */
	say: (answer: Answering) => void;
	stop: () => Promise<void>;
}

/** A server that answers byte by byte as it is told, reason phrase and headers included. */
export async function startParrot(): Promise<Parrot> {
	let answer: Answering = () => ({});
	let seen: string[] = [];
	const server = createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			const { method = '', url = '', headers: sent } = request;
			seen.push(`${method} ${url}`);
			const said = answer(method, url.replace(/^\/v1\.svc/, ''), String(sent.apikey));
			const { status = 200, phrase = 'Said', headers = {}, text = '' } = said;
			response.writeHead(status, phrase, { 'Content-Type': 'application/json', ...headers });
			response.end(text);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.svc`,
		take: () => seen.splice(0),
		say: (next) => {
			answer = next;
			seen = [];
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

/** All that a run shows: items, hints, and errors with all that hangs on them, but for what the person typed. */
export function shownBy(run: unknown): string {
	const seen = new Set<unknown>();
	const texts: string[] = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return void texts.push(String(value));
		if (seen.has(value)) return;
		seen.add(value);
		for (const name of Object.getOwnPropertyNames(value)) {
			if (name === 'node') continue;
			texts.push(name);
			walk((value as Record<string, unknown>)[name]);
		}
	};
	walk(run);
	return texts.join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** One layer of whatever a text may be wrapped in. */
function unwrap(text: string): string {
	return text
		.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
		.replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
		.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name]!)
		.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replace(/\\+(["/\\])/g, '$1');
}

function unwrapped(text: string): string[] {
	const layers = [text];
	for (let layer = 0; layer < 6; layer++) layers.push(unwrap(layers.at(-1)!));
	return layers;
}

function fromBase64(text: string): string[] {
	const runs = text.match(/[\w+/=-]{12,}/g) ?? [];
	return runs.flatMap((run) =>
		[0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
	);
}

/** So much of a secret is a leak, wherever the text was cut. */
const PIECE = 12;

/** Whether a secret, or how it begins, can be read out of what is shown, by whoever knows how texts are wrapped. */
export function leaks(shown: string, secret: string): boolean {
	const layers = unwrapped(shown);
	const all = [...layers, ...layers.flatMap(fromBase64)].join('\n').toLowerCase();
	// A secret may have signs in it that look as if they were wrapped.
	return unwrapped(secret).some((form) => all.includes(form.slice(0, PIECE).toLowerCase()));
}
