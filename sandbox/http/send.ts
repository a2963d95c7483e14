/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answers';
import type { Delivery } from './faults';
import { toJson, toXml, type JsonStyle, type WireValue } from './wireFormat';

/** How the client wants to be answered. */
export interface ResponseFormat {
	json: boolean;
	gzip: boolean;
	style: JsonStyle;
}

interface Text {
	text: string;
	type: string;
}

/** Pieces in which a slow body leaves. */
const SLOW_PIECES = 8;

const written = (root: string, value: WireValue, { json, style }: ResponseFormat): string =>
	json ? toJson(value, style) : toXml(root, value);

function textOf(answer: Answer, format: ResponseFormat): Text | null {
	const { content, detail, html } = answer;
	if (html !== undefined) return { text: html, type: 'text/html' };
	if (content !== undefined) {
		const type = format.json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8';
		return { text: written(content.root, content.value, format), type };
	}
	if (detail === undefined) return null;
	// C: application/json without a charset. unknown: how XML shows an error; <Error> is WCF's usual form.
	const type = format.json ? 'application/json' : 'application/xml';
	return { text: written('Error', { Detail: detail }, format), type };
}

/** C: the reason phrase repeats the text; signs that a status line cannot carry are left out. */
const reasonOf = (detail: string | undefined): string | undefined =>
	detail?.replace(/[^\x20-\x7e]/g, '?');

function cut(whole: Buffer): Buffer {
	return whole.subarray(0, Math.max(1, Math.floor(whole.length / 2)));
}

async function sendSlowly(raw: ServerResponse, body: Buffer, ms: number): Promise<void> {
	const size = Math.max(1, Math.ceil(body.length / SLOW_PIECES));
	for (let sent = 0; sent < body.length && !raw.destroyed; sent += size) {
		raw.write(body.subarray(sent, sent + size));
		await pause(ms / SLOW_PIECES, undefined, { ref: false });
	}
	raw.end();
}

interface Head {
	answer: Answer;
	headers: Record<string, string | number>;
}

function writeHead(raw: ServerResponse, { answer, headers }: Head): void {
	const reason = reasonOf(answer.detail);
	const all = { Server: 'litmos-sandbox', ...headers, ...answer.headers };
	if (reason === undefined) raw.writeHead(answer.status, all);
	else raw.writeHead(answer.status, reason, all);
}

/** Writes an answer to the socket, whole or broken as the delivery says. */
export async function send(
	raw: ServerResponse,
	delivery: Delivery,
	format: ResponseFormat,
): Promise<void> {
	const { answer, holdMs, spreadMs, truncateGzip } = delivery;
	if (holdMs !== undefined) await pause(holdMs, undefined, { ref: false });
	if (answer === null) {
		raw.socket?.resetAndDestroy();
		return;
	}
	const style = delivery.entities ? { ...format.style, entities: true } : format.style;
	const text = textOf(answer, { ...format, json: format.json && !delivery.asXml, style });
	if (text === null) {
		// C: Content-Length 0 and no Content-Type.
		writeHead(raw, { answer, headers: { 'Content-Length': 0 } });
		raw.end();
		return;
	}
	const isZipped = format.gzip || truncateGzip;
	// Nobody needs the answers smaller, but there are many.
	const whole = isZipped ? gzipSync(text.text, { level: 1 }) : Buffer.from(text.text);
	const body = truncateGzip ? cut(whole) : whole;
	const encoding: Record<string, string> = isZipped ? { 'Content-Encoding': 'gzip' } : {};
	writeHead(raw, {
		answer,
		headers: { 'Content-Type': text.type, ...encoding, 'Content-Length': body.length },
	});
	if (spreadMs === undefined) raw.end(body);
	else await sendSlowly(raw, body, spreadMs);
}
