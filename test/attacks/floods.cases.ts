/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { by } from '../engine/support/locatorValue';

export const MB = 1_000_000;

/** What is sent, and how. */
interface Flood {
	name: string;
	operation: string;
	parameters: INodeParameters;
	status: number;
	/** Of the answer, as it is sent. */
	headers: Record<string, string>;
	/** Sent so many times, one after the other. */
	part: Buffer;
	times: number;
	error: RegExp;
	details: RegExp;
}

/** Packed parts follow each other: unpacked, they are one text. */
const gzipped = (text: Buffer) => gzipSync(text, { level: 1 });
const SPACES = Buffer.alloc(10 * MB, ' ');
const ROWS = Buffer.from(`${JSON.stringify({ Id: 'a', Text: 'x'.repeat(MB) })},`.repeat(10));
const TAGS = Buffer.from('<p>Busy</p>'.repeat(MB));

const USER = by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2');
const TOO_MUCH = /^Litmos returned more data than can be read at once/;
const READ = /more than 50 MB.*Ask for less/;
const WRITE = /more than 50 MB.*record may already exist/;

const flood = (name: string, part: Buffer, more: Partial<Flood> = {}): Flood => ({
	name,
	operation: 'user: getAll',
	parameters: { returnAll: true },
	status: 200,
	headers: {},
	part,
	times: 60,
	error: TOO_MUCH,
	details: READ,
	...more,
});

const GZIP = { headers: { 'Content-Encoding': 'gzip' } };
const BOMB = gzipped(SPACES);

const floods: Flood[] = [
	flood('600 MB of gzip', BOMB, GZIP),
	flood('600 MB of gzip with rows in it', gzipped(ROWS), GZIP),
	flood('600 MB of gzip by its older name', BOMB, { headers: { 'Content-Encoding': 'x-gzip' } }),
	flood('deflate', deflateSync(Buffer.alloc(60 * MB, ' ')), {
		headers: { 'Content-Encoding': 'deflate' },
		times: 1,
	}),
	flood('brotli', brotliCompressSync(Buffer.alloc(60 * MB, ' ')), {
		headers: { 'Content-Encoding': 'br' },
		times: 1,
	}),
	flood('plain rows', ROWS, { times: 10 }),
	flood('one row', Buffer.alloc(MB, 'x'), { times: 90 }),
	flood('of a length that is told', SPACES, {
		headers: { 'Content-Length': String(60 * 10 * MB) },
	}),
	flood('for one record', BOMB, { ...GZIP, operation: 'user: get', parameters: { userId: USER } }),
	flood('for a POST', BOMB, {
		...GZIP,
		operation: 'team: create',
		parameters: { Name: 'New Hires' },
		details: WRITE,
	}),
	flood('for a POST that has made a record', BOMB, {
		...GZIP,
		status: 201,
		operation: 'team: create',
		parameters: { Name: 'New Hires' },
		details: WRITE,
	}),
	flood('for a DELETE', BOMB, {
		...GZIP,
		operation: 'user: delete',
		parameters: { userId: USER },
		details: WRITE,
	}),
	flood('for Custom API Call', BOMB, {
		...GZIP,
		operation: 'customApiCall: send',
		parameters: { method: 'GET', path: '/users' },
	}),
	flood('for Custom API Call, as XML', gzipped(TAGS), {
		...GZIP,
		operation: 'customApiCall: send',
		parameters: { method: 'GET', path: '/users', answerFormat: 'xml' },
	}),
	flood('for a name that is looked up', BOMB, {
		...GZIP,
		operation: 'user: delete',
		parameters: { userId: by('email', 'ada@example.com') },
	}),
	flood('with a refusal', gzipped(TAGS), {
		...GZIP,
		status: 403,
		error: /^Litmos does not allow this operation/,
		details: /Litmos: " Busy|Litmos: "Busy/,
	}),
	flood('with "not found"', gzipped(TAGS), {
		...GZIP,
		status: 404,
		operation: 'user: get',
		parameters: { userId: USER },
		error: /was not found in Litmos/,
		details: /Busy/,
	}),
	flood('with a failure', gzipped(TAGS), {
		...GZIP,
		status: 500,
		error: /^Litmos could not process the request/,
		details: /Busy/,
	}),
];

/** What is large, but not too large: it is read as ever. */
const read: Array<{
	name: string;
	headers: Record<string, string>;
	body: Buffer;
	rows: IDataObject[];
}> = [
	['plain', (text: Buffer) => text, {}],
	['gzip', gzipped, { 'Content-Encoding': 'gzip' }],
	['deflate', (text: Buffer) => deflateSync(text), { 'Content-Encoding': 'deflate' }],
	['brotli', (text: Buffer) => brotliCompressSync(text), { 'Content-Encoding': 'br' }],
].map(([name, pack, headers]) => {
	const rows = Array.from({ length: 20 }, (_, n) => ({ Id: `i${n}`, Text: 'é'.repeat(MB) }));
	return {
		name: `40 MB, ${String(name)}`,
		headers: headers as Record<string, string>,
		body: (pack as (text: Buffer) => Buffer)(Buffer.from(`\uFEFF${JSON.stringify(rows)}`)),
		rows,
	};
});

export const attacks = {
	'C16 Answers that are too large': floods,
	'C16 Answers that are large': read,
} as const;
