/**
 * What a later attempt is taken to say about those before it.
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import * as FakeTimers from '@sinonjs/fake-timers';
import { WAIT_EXPIRED } from '../../nodes/shared/transport/attempt';
import type { Transmit } from '../../nodes/shared/transport/attempt';
import { LitmosError, UncertainError } from '../../nodes/shared/transport/errors';
import type { LitmosRequest } from '../../nodes/shared/transport/request';
import { sendWithRetries } from '../../nodes/shared/transport/retry';
import { answer, READ, WRITE } from '../support/answers';

const PUT: LitmosRequest = { method: 'PUT', path: '/users/1', action: 'Update user' };
const GET: LitmosRequest = { method: 'GET', path: '/users/1', action: 'Get user' };
const DELETE: LitmosRequest = { method: 'DELETE', path: '/users/1', action: 'Delete user' };
const SEND: LitmosRequest = {
	method: 'POST',
	path: '/statements',
	action: 'Send statement',
	isRepeatable: true,
};

type Outcome = Awaited<ReturnType<Transmit>>;
const LOST: Outcome = { reason: 'ECONNRESET', reached: true };
const NOBODY: Outcome = { reason: 'ECONNREFUSED', reached: false };
const BUSY: Outcome = { response: answer(429), pauseMs: 3_600_000 };

let time: ReturnType<typeof FakeTimers.install>;
beforeEach(() => {
	time = FakeTimers.install({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => time.uninstall());

/** How a request ends whose attempts come to this; the last of them repeats. */
async function ending(request: LitmosRequest, outcomes: readonly Outcome[]): Promise<unknown> {
	let count = 0;
	const transmit: Transmit = async () =>
		await Promise.resolve(outcomes[Math.min(count++, outcomes.length - 1)]);
	const context = request.method === 'GET' ? READ : { ...WRITE, mayDouble: request.isRepeatable };
	const given = { transmit, maxWaitMinutes: 1, signal: undefined };
	const ended = sendWithRetries(request, context, given).catch((error: unknown) => error);
	await time.tickAsync(120_000);
	return await ended;
}

describe('an attempt that may have been carried out', () => {
	it('is not forgotten where later ones find nobody listening', async () => {
		const error = await ending(PUT, [LOST, NOBODY]);
		expect(error).toMatchObject({
			message: expect.stringContaining('the record may already exist or be changed') as string,
		});
		expect(await ending(SEND, [{ response: answer(502) }, NOBODY])).toBeInstanceOf(UncertainError);
	});

	it.each([
		['rejected', BUSY],
		['left waiting', WAIT_EXPIRED],
	] as const)('is not forgotten where a later one is %s for too long', async (_, last) => {
		const error = (await ending(SEND, [LOST, last])) as UncertainError;
		expect(error).toBeInstanceOf(UncertainError);
		expect(error.message).toMatch(/^The Litmos rate limit stayed used up/);
		expect(error.description).toContain('The record may already exist or be changed. Check');
		expect(error.description).not.toMatch(/did not carry out|again later/);
	});

	it.each([302, 303, 307, 400, 401, 403, 404, 409])(
		'is not forgotten where a later one is refused (%i)',
		async (status) => {
			for (const request of [PUT, SEND]) {
				const error = (await ending(request, [LOST, { response: answer(status) }])) as LitmosError;
				expect(error).toBeInstanceOf(request === SEND ? UncertainError : LitmosError);
				expect(error.httpCode).toBe(String(status));
				expect(error.description).toContain('The record may already exist or be changed. Check');
			}
			const response = answer(status);
			const read = (await ending(GET, [LOST, { response }])) as LitmosError;
			expect(read.description).not.toContain('may already exist');
		},
	);

	it('is none where none has arrived', async () => {
		const ends: readonly Outcome[] = [NOBODY, BUSY, WAIT_EXPIRED];
		for (const last of ends) {
			const error = (await ending(SEND, [NOBODY, last])) as LitmosError;
			expect(error).toBeInstanceOf(LitmosError);
			expect(error).not.toBeInstanceOf(UncertainError);
			expect(error.description).not.toContain('may already exist');
		}
	});
});

describe('a DELETE that finds nothing', () => {
	it('counts as done only where one before it may have arrived', async () => {
		expect(await ending(DELETE, [LOST, { response: answer(404) }])).toBeUndefined();
		expect(await ending(DELETE, [NOBODY, { response: answer(404) }])).toMatchObject({
			status: 404,
		});
	});
});
