/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { getEventListeners } from 'node:events';
import { ANSWER_MS, cancellable, run, withLimiter } from './support/harness';

describe('a cancelled request', () => {
	it('is rejected without a slot when it was cancelled before', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			const pending = limiter.acquire({ ...run, limit: 1, signal: AbortSignal.abort() });
			await expect(pending).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
			const log = send(1, { ...run, limit: 1 });
			await clock.advance(0);
			expect(log).toEqual(['bulk']);
		});
	});

	it('is rejected with the reason of its signal, and at once', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			const small = { ...run, limit: 9 };
			send(9, small);
			const { controller, outcome } = cancellable(limiter, small);
			const named = cancellable(limiter, small);
			await clock.advance(5_000);
			controller.abort('stopped');
			named.controller.abort(new TypeError('stopped'));
			expect([await outcome, await named.outcome]).toEqual(['AbortError', 'TypeError']);
			expect(clock.now()).toBe(5_000);
		});
	});
});

describe('cancelling', () => {
	it('a waiting request frees nothing: the next one goes when it would have gone', async () => {
		await withLimiter(async ({ clock, limiter, send, granted }) => {
			const small = { ...run, limit: 9 };
			send(9, small);
			const { controller } = cancellable(limiter, small);
			send(1, { ...small, flow: 'next' });
			await clock.advance(30_000);
			controller.abort();
			await clock.advance();
			expect(granted[9]).toEqual({ flow: 'next', at: ANSWER_MS + 60_100 });
		});
	});

	it('a granted request leaves its slot taken', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			const { controller, outcome } = cancellable(limiter, { ...run, limit: 1 });
			expect(await outcome).toBe('granted');
			controller.abort();
			const log = send(1, { ...run, limit: 1 });
			await clock.advance(600_000);
			expect(log).toEqual([]);
		});
	});
});

describe('the queue', () => {
	it('keeps one listener per signal, and none for those who left', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const { signal } = new AbortController();
			for (let index = 0; index < 120; index++)
				void limiter.acquire({ ...run, reportsOutcome: false, signal });
			await clock.advance(0);
			// Node warns of more than ten, and an execution may well have more requests waiting.
			expect(getEventListeners(signal, 'abort').length).toBe(1);
			await clock.advance(71_000);
			expect(getEventListeners(signal, 'abort').length).toBe(0);
			const other = cancellable(limiter, run);
			other.controller.abort();
			expect(getEventListeners(other.controller.signal, 'abort').length).toBe(0);
		});
	});

	it('stops its timer when all who waited are cancelled', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const controllers = Array.from({ length: 120 }, () => cancellable(limiter, run).controller);
			await clock.advance(500);
			expect(clock.pending()).toBe(1);
			controllers.forEach((controller) => controller.abort());
			await clock.advance(1_000);
			expect(clock.pending()).toBe(0);
		});
	});
});

describe('a slot', () => {
	async function secondGrantedAt(outcome: 'answered' | 'lost') {
		let at = -1;
		await withLimiter(async ({ clock, limiter }) => {
			const first = await limiter.acquire({ ...run, limit: 1 });
			void limiter.acquire({ ...run, limit: 1 }).then(() => (at = clock.now()));
			await clock.advance(1_000);
			first.release(outcome);
			first.release('answered');
			await clock.advance(200_000);
		});
		return at;
	}

	it('is free a minute and a margin after the response', async () => {
		expect(await secondGrantedAt('answered')).toBe(1_000 + 60_100);
	});

	it('is free half a minute later when no response came, and the first word counts', async () => {
		expect(await secondGrantedAt('lost')).toBe(1_000 + 30_000 + 60_100);
	});

	it('of a request nobody reports is free after an allowance for its delivery', async () => {
		await withLimiter(async ({ clock, limiter, send, granted }) => {
			await limiter.acquire({ ...run, limit: 1, reportsOutcome: false });
			send(1, { ...run, limit: 1 });
			await clock.advance(100_000);
			expect(granted[0].at).toBe(10_000 + 60_100);
		});
	});
});
