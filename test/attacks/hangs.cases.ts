/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { INodeParameters } from 'n8n-workflow';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { by } from '../engine/support/locatorValue';
import type { RawAnswer } from './support/rawServer';
import { drips, fallsSilent } from './support/rawServer';

const head = (status: string, ...fields: string[]) =>
	`HTTP/1.1 ${status}\r\n${['Content-Type: application/json', ...fields].join('\r\n')}\r\n\r\n`;

const CHUNKED = 'Transfer-Encoding: chunked';
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

/** The beginning of a packed text that has no end. */
const packed = (encoding: string, begun: Buffer) =>
	Buffer.concat([
		Buffer.from(head('200 OK', `Content-Encoding: ${encoding}`, 'Connection: close')),
		begun,
	]);

/** An empty block that does not end the stream, after which more may come. */
const EMPTY_BLOCK = Buffer.from([0, 0, 0, 255, 255]);
const GZIP_HEADER = gzipSync('').subarray(0, 10);
const DEFLATE_HEADER = Buffer.from([0x78, 0x9c]);

/** How an answer never ends. */
const ENDLESS: ReadonlyArray<readonly [name: string, answer: RawAnswer]> = [
	['a byte now and then, without a length', drips(head('200 OK', 'Connection: close'))],
	['a byte now and then, of a large length', drips(head('200 OK', 'Content-Length: 999999'))],
	['a chunk now and then', drips(head('200 OK', CHUNKED), chunk(' '))],
	[
		'a record, then spaces for ever',
		drips(head('200 OK', CHUNKED) + chunk('{"Id":"a"}'), chunk(' ')),
	],
	[
		'half a list, then a row now and then',
		drips(head('200 OK', CHUNKED) + chunk('['), chunk('{},')),
	],
	['the header, byte by byte', drips('HTTP/1.1 200 OK\r\nX-A: ', 'a')],
	['one header after the other', drips('HTTP/1.1 200 OK\r\n', 'X-A: a\r\n', 400)],
	['the status line, byte by byte', drips('HTTP/1.1 200 ', 'O')],
	['"processing" again and again', drips('', 'HTTP/1.1 102 Processing\r\n\r\n')],
	['"continue" again and again', drips('', 'HTTP/1.1 100 Continue\r\n\r\n')],
	[
		'trailers for ever',
		drips(`${head('200 OK', CHUNKED)}${chunk('{"Id":"a"}')}0\r\n`, 'X-A: a\r\n', 400),
	],
	['the length of a chunk, byte by byte', drips(`${head('200 OK', CHUNKED)}5;a=`, 'b')],
	['gzip without end', drips(packed('gzip', GZIP_HEADER), EMPTY_BLOCK)],
	['deflate without end', drips(packed('deflate', DEFLATE_HEADER), EMPTY_BLOCK)],
	[
		'raw deflate without end',
		drips(packed('deflate', deflateRawSync('').subarray(0, 0)), EMPTY_BLOCK),
	],
	['HTTP/1.0', drips('HTTP/1.0 200 OK\r\n\r\n')],
	[
		'a mark of the byte order, then spaces',
		drips(head('200 OK', CHUNKED) + chunk('\u00ef\u00bb\u00bf'), chunk('\n')),
	],
	['503 for ever', drips(head('503 Down', CHUNKED), chunk('x'))],
	['504 for ever', drips(head('504 Late', CHUNKED), chunk('<'))],
	['429 for ever', drips(head('429 Too Many', CHUNKED), chunk('{'))],
	['404 for ever', drips(head('404 Gone', CHUNKED), chunk('x'))],
	['a redirect for ever', drips(head('302 Found', 'Location: /x', CHUNKED), chunk('x'))],
	['silence', fallsSilent('')],
	['silence in the middle of the header', fallsSilent('HTTP/1.1 200 OK\r\nX-A')],
	['silence after the header', fallsSilent(head('200 OK', CHUNKED))],
	[
		'silence one byte before the end',
		fallsSilent(`${head('200 OK', 'Content-Length: 11')}{"Id":"a"}`),
	],
	[
		'silence after all but the last chunk',
		fallsSilent(head('200 OK', CHUNKED) + chunk('{"Id":"a"}')),
	],
];

/** A request that is answered without end, the first time. */
interface Hang {
	name: string;
	operation: string;
	parameters: INodeParameters;
	/** The requests that hang. */
	method: string;
	answer: RawAnswer;
	/** Sent again, so that the item is done; or may have been carried out, so that it is not. */
	ends: 'done' | 'mayExist';
}

const USER = by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2');

const reading = ENDLESS.map(([name, answer]): Hang => ({
	name: `a read: ${name}`,
	operation: 'user: get',
	parameters: { userId: USER },
	method: 'GET',
	answer,
	ends: 'done',
}));

const writing = ENDLESS.filter((_, index) => index % 3 !== 2).map(([name, answer]): Hang => ({
	name: `a POST: ${name}`,
	operation: 'team: create',
	parameters: { Name: 'New Hires' },
	method: 'POST',
	answer,
	ends: 'mayExist',
}));

const named = (wanted: string) => ENDLESS.find(([name]) => name === wanted)![1];

const others: Hang[] = [
	['a DELETE', 'user: delete', { userId: USER }, 'DELETE', 'done'],
	['a PUT', 'user: update', { userId: USER, updateFields: { City: 'Turku' } }, 'PUT', 'done'],
	[
		'what an update reads first',
		'user: update',
		{ userId: USER, updateFields: { City: 'Turku' } },
		'GET',
		'done',
	],
	['a list', 'user: getAll', { returnAll: true }, 'GET', 'done'],
	[
		'a name that is looked up',
		'user: delete',
		{ userId: by('email', 'ada@example.com') },
		'GET',
		'done',
	],
	[
		'Custom API Call, read',
		'customApiCall: send',
		{ method: 'GET', path: '/users' },
		'GET',
		'done',
	],
	[
		'Custom API Call, write',
		'customApiCall: send',
		{ method: 'POST', path: '/users', bodyFormat: 'json', body: '{}' },
		'POST',
		'mayExist',
	],
].flatMap(([name, operation, parameters, method, ends]) =>
	[named('a chunk now and then'), named('the header, byte by byte')].map((answer, index): Hang => ({
		name: `${String(name)}: ${['the body drips', 'the header drips'][index]}`,
		operation: String(operation),
		parameters: parameters as INodeParameters,
		method: String(method),
		answer,
		ends: ends as Hang['ends'],
	})),
);

export const attacks = {
	'C13 An answer that never ends': [...reading, ...writing, ...others],
} as const;
