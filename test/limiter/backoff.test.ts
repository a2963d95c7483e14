import { run, withLimiter } from './support/harness';

describe('a rejection', () => {
	it('pauses the whole key, the editor too', async () => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			expect(await rejectOne()).toBe(10_000);
			const startedAt = clock.now();
			const other = limiter.acquire({ ...run, flow: 'other' });
			const dropdown = limiter.acquire({ ...run, lane: 'editor' });
			await clock.advance();
			expect((await dropdown).grantedAt - startedAt).toBeGreaterThanOrEqual(10_000);
			expect((await other).grantedAt - startedAt).toBeGreaterThanOrEqual(10_000);
		});
	});

	it.each([
		[20_000, 20_000],
		[0, 1_000],
		[-5, 1_000],
		[7_200_000, 300_000],
		[Number.NaN, 10_000],
	])('with a Retry-After of %d ms pauses for %d ms', async (retryAfterMs, pauseMs) => {
		await withLimiter(async ({ rejectOne }) => {
			expect(await rejectOne(retryAfterMs)).toBe(pauseMs);
		});
	});

	it.each([
		['until the oldest request leaves the window', 30_000, 30_100],
		['for five seconds at least', 58_000, 5_000],
		['for a minute at most', 0, 60_000],
	])('without Retry-After pauses %s', async (_how, laterMs, pauseMs) => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			const earlier = await Promise.all(Array.from({ length: 15 }, () => limiter.acquire(run)));
			await clock.advance(100);
			earlier.forEach((permit) => permit.release('answered'));
			await clock.advance(laterMs);
			expect(await rejectOne()).toBe(pauseMs);
		});
	});

	it('without Retry-After pauses for ten seconds if too few requests are its own to tell', async () => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			const earlier = await Promise.all(Array.from({ length: 14 }, () => limiter.acquire(run)));
			await clock.advance(100);
			earlier.forEach((permit) => permit.release('answered'));
			await clock.advance(30_000);
			expect(await rejectOne()).toBe(10_000);
		});
	});
});

describe('a pause', () => {
	it('keeps the slot of the rejected request: rejected ones may count as well', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const rejected = await limiter.acquire({ ...run, limit: 1 });
			limiter.backOff(rejected, 1_000);
			const next = limiter.acquire({ ...run, limit: 1 });
			await clock.advance();
			expect((await next).grantedAt).toBeGreaterThanOrEqual(60_100);
		});
	});

	it('pauses twice as long each time it was too short, up to a minute', async () => {
		await withLimiter(async ({ clock, rejectOne }) => {
			const pauses: number[] = [];
			for (let round = 0; round < 5; round++) {
				// Older requests would tell when there is room: let them leave the window.
				await clock.advance(clock.now() + 90_000);
				pauses.push(await rejectOne());
			}
			expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
		});
	});

	it('after a pause that helped pauses as if it were the first', async () => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			await rejectOne();
			const pending = limiter.acquire(run);
			await clock.advance(clock.now() + 20_000);
			(await pending).release('answered');
			await clock.advance(clock.now() + 90_000);
			expect(await rejectOne()).toBe(10_000);
		});
	});
});

describe('a burst of rejections', () => {
	it('counts once', async () => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			const burst = await Promise.all(Array.from({ length: 9 }, () => limiter.acquire(run)));
			await clock.advance(100);
			const pauses = burst.map((permit) => limiter.backOff(permit));
			expect(pauses).toEqual(pauses.map(() => 10_000));
			await clock.advance(120_000);
			expect(await rejectOne()).toBe(20_000);
		});
	});

	it('is as long as its longest Retry-After', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const [first, second, third] = await Promise.all([run, run, run].map(limiter.acquire));
			expect(limiter.backOff(first, 10_000)).toBe(10_000);
			await clock.advance(4_000);
			expect(limiter.backOff(second, 3_000)).toBe(6_000);
			expect(limiter.backOff(third, 9_000)).toBe(9_000);
		});
	});
});
