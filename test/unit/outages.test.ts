import {
	isOutage,
	isRejection,
	noResponse,
	retryAfterMs,
} from '../../nodes/shared/transport/errors';
import { answer, READ, WRITE } from '../support/answers';

/** Words at which n8n 2.41 puts a text of its own in place of the whole message (NodeError, COMMON_ERRORS). */
const REPLACED =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

describe('the limit', () => {
	it.each([
		[429, '', ''],
		[503, '{"Detail":"The API rating limit has been exceeded."}', ''],
		[503, '{"Message":"Service Unavailable. The API rate limit has been exceeded."}', ''],
		[503, '', 'The API Rating Limit has been exceeded.'],
		[503, '<html><body>Not now</body></html>', 'Too Many Requests'],
	])(
		'is told by status %i with its text in the body or the reason phrase',
		(status, text, phrase) => {
			expect(isRejection(answer(status, text, phrase))).toBe(true);
			expect(isOutage(answer(status, text, phrase))).toBe(false);
		},
	);

	it.each([
		[502, ''],
		[503, ''],
		[503, 'The service is unavailable.'],
		[503, '<html><body>Too Many Requests</body></html>'],
		[504, 'Gateway Timeout'],
	])('is not taken for an outage: %i %s', (status, text) => {
		expect(isRejection(answer(status, text))).toBe(false);
		expect(isOutage(answer(status, text))).toBe(true);
	});

	it('is neither with any other status, even if the text speaks of it', () => {
		for (const status of [200, 400, 403, 409, 500]) {
			expect(isRejection(answer(status, 'rate limit'))).toBe(false);
			expect(isOutage(answer(status, 'rate limit'))).toBe(false);
		}
	});
});

describe('Retry-After', () => {
	const NOW = Date.parse('2027-01-31T09:00:00Z');
	const read = (value?: string) =>
		retryAfterMs(
			{ ...answer(503), headers: value === undefined ? {} : { 'retry-after': value } },
			NOW,
		);

	it.each([
		['0', 0],
		['60', 60_000],
		[' 60 ', 60_000],
		['Sun, 31 Jan 2027 09:00:30 GMT', 30_000],
		['Sunday, 31-Jan-27 09:00:30 GMT', 30_000],
		['Sun, 31 Jan 2027 08:00:00 GMT', 0],
	])('is read as seconds or as a date: %s', (value, ms) => {
		expect(read(value)).toBe(ms);
	});

	it.each([
		['ahead of', '2027-01-31T10:00:00Z'],
		['behind', '2027-01-31T08:00:00Z'],
	])(
		'counts a date from that of its response, where the clock of this machine is %s it',
		(_, own) => {
			const headers = {
				date: 'Sun, 31 Jan 2027 09:00:00 GMT',
				'retry-after': 'Sun, 31 Jan 2027 09:00:30 GMT',
			};
			expect(retryAfterMs({ ...answer(503), headers }, Date.parse(own))).toBe(30_000);
		},
	);

	it.each([undefined, '', 'soon', 'soon 5', '-5', '1.5', '10 seconds', '60s', '2 GMT', 'NaN'])(
		'counts for nothing if it is absent or garbage: %s',
		(value) => {
			expect(read(value)).toBeUndefined();
		},
	);
});

describe('a request without a response', () => {
	it('tells a read where it could not get to, and a write that it may have arrived', () => {
		expect(noResponse('ENOTFOUND', READ).message).toBe(
			'Litmos could not be reached at api.litmoseu.com (Get user)',
		);
		expect(noResponse('ECONNRESET', WRITE).message).toContain('record may already exist');
		expect(noResponse('ECONNRESET', WRITE).description).toContain('Network: "connection closed"');
	});

	it.each([
		'ECONNRESET',
		'ECONNREFUSED',
		'ECONNABORTED',
		'ETIMEDOUT',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EADDRNOTAVAIL',
		'EACCES',
		'EPERM',
		'EPIPE',
		'EPROTO',
		'Z_BUF_ERROR',
		'CERT_HAS_EXPIRED',
	])('never repeats a code that n8n would put its own text for: %s', (code) => {
		for (const context of [READ, WRITE]) {
			const { message, description } = noResponse(code, context);
			expect(message).not.toMatch(REPLACED);
			expect(description).not.toContain(code);
			expect(description).toMatch(/Network: "[a-zA-Z -]+"/);
		}
	});

	it('says what it can about a code that it does not know', () => {
		expect(noResponse('CERT_HAS_EXPIRED', READ).description).toContain('"cert has expired"');
		expect(noResponse('no answer', READ).description).toContain('"no answer"');
	});
});
