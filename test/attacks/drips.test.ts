/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
/**
 * A thousand requests, of which one in twenty is answered drop by drop for ten minutes.
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import * as FakeTimers from '@sinonjs/fake-timers';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { LitmosApi } from '../../credentials/LitmosApi.credentials';
import type { RequestContext } from '../../nodes/shared/transport/attempt';
import { createClient } from '../../nodes/shared/transport/client';
import type { LitmosError } from '../../nodes/shared/transport/errors';
import { createRandom } from '../limiter/support/simulation';

const FIELDS = { region: 'us', source: 'n8n' };
const MINUTE = 60_000;
const DRIP_MS = 10 * MINUTE;

let time: ReturnType<typeof FakeTimers.install>;
let keys = 0;
beforeEach(() => {
	time = FakeTimers.install({
		toFake: ['performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
	});
});
afterEach(() => time.uninstall());

/** A byte every five seconds. */
function drip(): Readable {
	const stream = new Readable({ read: () => undefined });
	const began = performance.now();
	const timer = setInterval(() => {
		if (performance.now() - began < DRIP_MS) return void stream.push(' ');
		clearInterval(timer);
		stream.push(null);
	}, 5_000);
	stream.on('close', () => clearInterval(timer));
	return stream;
}

/** Litmos, as it sees the requests come. `isDrip`: how the how-manieth is answered. */
function startServer(isDrip: (count: number) => boolean) {
	const arrivals: number[] = [];
	const drips: Readable[] = [];
	const random = createRandom(4);
	async function serve(): Promise<object> {
		await new Promise((done) => setTimeout(done, 20 + 380 * random()));
		arrivals.push(performance.now());
		const isDripping = isDrip(arrivals.length);
		const body = isDripping ? drip() : Readable.from([Buffer.from('{"Id":"a"}')]);
		if (isDripping) drips.push(body);
		await new Promise((done) => setTimeout(done, 100));
		return { statusCode: 200, headers: {}, body };
	}
	return { arrivals, drips, serve };
}

async function clientFor(serve: () => Promise<object>, requestsPerMinute: number) {
	const fields = { ...FIELDS, requestsPerMinute, apiKey: `key-${(keys += 1)}` };
	const context = {
		getCredentials: async () => fields,
		helpers: {
			httpRequestWithAuthentication: async (_name: string, options: IHttpRequestOptions) => {
				await new LitmosApi().authenticate(fields, options);
				return await serve();
			},
		},
	} as unknown as RequestContext;
	return await createClient(context, { lane: 'run', flow: '1', maxWaitMinutes: 600 });
}

const request = (method: 'GET' | 'POST') => ({ method, path: '/users', action: 'Do it' }) as const;

async function pass(ms: number): Promise<void> {
	for (const end = performance.now() + ms; performance.now() < end;) await time.tickAsync(1_000);
}

describe('C13 A thousand requests, some of which drip', () => {
	it('all of a thousand items end, and the limit is neither broken nor left unused', async () => {
		const random = createRandom(1);
		const { arrivals, drips, serve } = startServer(() => random() < 0.05);
		const client = await clientFor(serve, 100);
		const ends: string[] = [];
		for (let item = 0; item < 1_000; item++) {
			client.send(request(item % 4 === 0 ? 'POST' : 'GET')).then(
				() => ends.push('done'),
				(error: LitmosError) => ends.push(error.message),
			);
		}
		await pass(20 * MINUTE);
		expect(ends).toHaveLength(1_000);
		expect(drips.length).toBeGreaterThan(30);
		expect(drips.every(({ destroyed }) => destroyed)).toBe(true);
		const failed = ends.filter((end) => end !== 'done');
		expect(failed.every((message) => message.includes('may already exist'))).toBe(true);
		// Writes are not sent again; reads are, so nothing else fails.
		expect(arrivals).toHaveLength(1_000 + drips.length - failed.length);
		const tooClose = arrivals.filter((at, index) => arrivals[index + 100]! - at <= MINUTE);
		expect(tooClose).toEqual([]);
		// Two slots are kept for the editor. What drips holds none of them for longer than any other.
		for (let minute = 1; minute < 9; minute++) {
			const within = arrivals.filter((at) => at >= minute * MINUTE && at < (minute + 1) * MINUTE);
			expect(within.length).toBeGreaterThanOrEqual(90);
		}
	});

	it('a slot is free a minute after the answer began, although it drips on', async () => {
		const { arrivals, drips, serve } = startServer((count) => count === 1);
		const client = await clientFor(serve, 1);
		const ends: string[] = [];
		for (const method of ['POST', 'GET'] as const) {
			client.send(request(method)).then(
				() => ends.push(method),
				() => ends.push(`${method} failed`),
			);
		}
		await pass(MINUTE + 2_000);
		expect(arrivals).toHaveLength(2);
		expect(arrivals[1]! - arrivals[0]!).toBeGreaterThan(MINUTE);
		expect(drips[0]!.destroyed).toBe(false);
		expect(ends).toEqual(['GET']);
		await pass(MINUTE);
		expect(ends).toEqual(['GET', 'POST failed']);
		expect(drips[0]!.destroyed).toBe(true);
	});

	it('what falls silent once its answer has begun is cut sooner', async () => {
		const silent = new Readable({ read: () => undefined });
		let count = 0;
		const { serve } = startServer(() => false);
		const client = await clientFor(async () => {
			const answer = await serve();
			return (count += 1) === 1 ? { ...answer, body: silent } : answer;
		}, 100);
		let answer: unknown;
		void client.send(request('GET')).then((got) => (answer = got));
		await pass(MINUTE - 1_000);
		expect(silent.destroyed).toBe(false);
		await pass(6_000);
		expect(silent.destroyed).toBe(true);
		expect(answer).toEqual({ Id: 'a' });
	});
});
