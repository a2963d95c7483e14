import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { readAccount } from '../../nodes/shared/account';
import type { LitmosResponse } from '../../nodes/shared/transport/errors';
import { LitmosError, UncertainError } from '../../nodes/shared/transport/errors';
import type { LitmosRequest } from '../../nodes/shared/transport/request';
import { readResponse } from '../../nodes/shared/transport/answer';
import {
	toHttpOptions,
	errorContextOf,
	isTruncated,
	isAlreadyDeleted,
	networkReason,
	neverArrived,
	readBody,
} from '../../nodes/shared/transport/request';

const account = readAccount({ apiKey: 'key-1', region: 'us', source: 'n8n' });
const call = (more: Partial<LitmosRequest> = {}): LitmosRequest => ({
	method: 'GET',
	path: '/users',
	action: 'Get users',
	...more,
});
const answer = (status: number, text: string): LitmosResponse => ({
	status,
	statusText: '',
	headers: {},
	text,
});
const read = (text: string, more: Partial<LitmosRequest> = {}, status = 200) =>
	readBody(answer(status, text), call(more), errorContextOf(call(more), account));

describe('a request', () => {
	it('goes to the account, asks for JSON, and leaves key and source to the credential', () => {
		expect(toHttpOptions(call({ qs: { search: 'a' } }), account)).toMatchObject({
			method: 'GET',
			url: 'https://api.litmos.com/v1.svc/users',
			qs: { search: 'a', format: 'json' },
			headers: { Accept: 'application/json' },
		});
		expect(JSON.stringify(toHttpOptions(call(), account))).not.toContain('key-1');
	});

	it.each(['POST', 'PUT', 'DELETE'] as const)(
		'with %s says what its body is, or that it is empty',
		(method) => {
			const empty = toHttpOptions(call({ method }), account);
			expect(empty.headers).toEqual({
				Accept: 'application/json',
				'Content-Type': 'application/json',
				'Content-Length': '0',
			});
			expect(empty).not.toHaveProperty('body');
			const full = toHttpOptions(
				call({ method, body: '<A/>', contentType: 'application/xml' }),
				account,
			);
			expect(full.body).toBe('<A/>');
			expect(full.headers).toEqual({
				Accept: 'application/json',
				'Content-Type': 'application/xml',
			});
		},
	);

	it('for XML asks for it and for no format', () => {
		const { headers, qs } = toHttpOptions(call({ answer: 'xml', qs: { limit: 1 } }), account);
		expect(headers).toEqual({ Accept: 'application/xml' });
		expect(qs).toEqual({ limit: 1 });
	});

	it('that Litmos is slow with may take longer', () => {
		const usual = toHttpOptions(call(), account).timeout ?? 0;
		expect(toHttpOptions(call({ slow: true }), account).timeout).toBeGreaterThan(usual);
	});

	it('may have been carried out unless it only reads', () => {
		expect(errorContextOf(call(), account).mayHaveRun).toBe(false);
		for (const method of ['POST', 'PUT', 'DELETE'] as const) {
			expect(errorContextOf(call({ method }), account).mayHaveRun).toBe(true);
		}
	});
});

describe('an answer', () => {
	it('is text with lower-case header names', async () => {
		const response = { statusCode: 200, headers: { 'Retry-After': '5', A: ['b', 'c'] }, body: 'x' };
		expect(await readResponse(response as IN8nHttpFullResponse)).toEqual({
			status: 200,
			statusText: '',
			headers: { 'retry-after': '5', a: 'b,c' },
			text: 'x',
		});
		const parsed = { statusCode: 200, headers: {}, body: { Id: 'u1' } } as IN8nHttpFullResponse;
		expect((await readResponse(parsed)).text).toBe('{"Id":"u1"}');
	});

	it.each([
		['{"Name":"Smith &amp; Sons"}', { Name: 'Smith & Sons' }],
		['\uFEFF[{"Id":"u1"}]', [{ Id: 'u1' }]],
		['{"Url":"https:\\/\\/a"}', { Url: 'https://a' }],
		['', null],
		[' \n', null],
		['\uFEFF', null],
		['null', null],
		['[]', []],
	])('gives its data: %s', (text, data) => {
		expect(read(text)).toEqual(data);
	});

	// From 1,000 levels on some of what is done with a value no longer comes to its end.
	it.each([
		['lists', '['.repeat(1_000) + ']'.repeat(1_000), {}],
		['many lists', '['.repeat(20_000) + ']'.repeat(20_000), {}],
		['records', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`, {}],
		['XML', '<a>'.repeat(20_000) + '</a>'.repeat(20_000), { contentType: 'application/xml' }],
	] as const)(
		'nested more deeply than any data leaves open what was done: %s',
		(_what, text, sent) => {
			expect(() => read(text, { ...sent, method: 'POST' })).toThrow(UncertainError);
			expect(() => read(text, { ...sent, method: 'POST' })).toThrow(' instead of data');
		},
	);

	it('nested as deeply as data may be is read', () => {
		expect(read(`${'['.repeat(300)}"a &amp; b"${']'.repeat(300)}`)).toHaveLength(1);
	});

	it('with XML is handed on as it is, but a page is refused', () => {
		const xml = '<Users xmlns:i="x"><User/></Users>';
		expect(read(xml, { answer: 'xml' })).toBe(xml);
		expect(() => read('<!DOCTYPE html><html/>', { answer: 'xml' })).toThrow(LitmosError);
		expect(() => read('<html></html>', { answer: 'xml' })).toThrow('a web page');
	});

	it('with XML is read where the body was XML, as Litmos may go by that', () => {
		const sent = { contentType: 'application/xml', body: '<User/>' } as const;
		expect(read('<User><Id>u1</Id><Active>true</Active></User>', sent)).toEqual({
			Id: 'u1',
			Active: true,
		});
		expect(read('{"Id":"u1"}', sent)).toEqual({ Id: 'u1' });
		expect(() => read('<User><Id>', sent)).toThrow('instead of data (Get users)');
		expect(() => read('<html></html>', sent)).toThrow('a web page');
	});

	it.each(['<Users/>', '<html></html>', 'OK', '{"a":'])(
		'that is no JSON is refused: %s',
		(text) => {
			expect(() => read(text)).toThrow('instead of data (Get users)');
		},
	);

	it.each([199, 301, 400, 404, 500, 503])('with status %i is refused', (status) => {
		expect(() => read('{"Id":"u1"}', {}, status)).toThrow(LitmosError);
	});
});

describe('JSON', () => {
	it.each(['{"Id":"u1"', '[{"Id":"u1"},', ' {"a":[1]', '[', '\uFEFF{"a'])(
		'that ends in the middle is seen to be cut off: %s',
		(text) => {
			expect(isTruncated(answer(200, text))).toBe(true);
			expect(isTruncated(answer(409, text))).toBe(false);
		},
	);

	it.each(['{"Id":"u1"}', '[]\n', '', '""', 'OK', '<Users>'])(
		'that is whole, or is none, is not: %s',
		(text) => {
			expect(isTruncated(answer(200, text))).toBe(false);
		},
	);
});

describe('a DELETE that is sent again', () => {
	const gone = (method: LitmosRequest['method'], status: number, text = '') =>
		isAlreadyDeleted(call({ method }), answer(status, text));

	it('was carried out the first time if Litmos finds nothing to delete', () => {
		expect(gone('DELETE', 404)).toBe(true);
		expect(gone('DELETE', 403, 'No team with this t1 exists in your organization')).toBe(true);
	});

	it('was not, whatever else Litmos answers, and no other method is judged so', () => {
		expect(gone('DELETE', 403, 'You do not have the proper permissions')).toBe(false);
		expect(gone('DELETE', 500)).toBe(false);
		expect(gone('PUT', 404)).toBe(false);
	});
});

describe('the reason of a network fault', () => {
	it.each([
		'ECONNRESET',
		'EAI_AGAIN',
		'ETIMEDOUT',
		'ERR_BAD_RESPONSE',
		'Z_BUF_ERROR',
		// TLS that something in between has broken up, or whose certificate has ended.
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('is found however deep n8n has wrapped it: %s', (code) => {
		expect(networkReason({ code })).toBe(code);
		expect(networkReason(Object.assign(new Error('a'), { cause: { cause: { code } } }))).toBe(code);
		expect(networkReason({ code: 500, cause: { code } })).toBe(code);
	});

	it.each([undefined, null, 'ECONNRESET', new Error('ECONNRESET'), { code: 404 }, { code: 'x' }])(
		'is not made up: %p',
		(error) => {
			expect(networkReason(error)).toBeUndefined();
		},
	);

	it('does not go round in circles', () => {
		const error: { cause?: unknown } = {};
		error.cause = error;
		expect(networkReason(error)).toBeUndefined();
	});
});

describe('a fault of the network', () => {
	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('lets a write be sent again where nothing can have arrived: %s', (reason) => {
		expect(neverArrived(reason)).toBe(true);
	});

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'EPROTO', 'Z_BUF_ERROR', undefined])(
		'forbids it where the request may have arrived: %s',
		(reason) => {
			expect(neverArrived(reason)).toBe(false);
		},
	);
});
