import type { Limiter, PermitRequest } from '../../nodes/shared/limiter/limiter';
import { loadCopy, type Mutation } from './support/mutants';
import { serverModels, withOthers, type ServerModel } from './support/servers';
import { inVirtualTime, type VirtualClock } from './support/virtualClock';
import { createRandom, jitter, simulate, acquireFrom } from './support/simulation';

const run: PermitRequest = { lane: 'run', flow: 'bulk', limit: 100, reportsOutcome: true };

interface Harness {
	clock: VirtualClock;
	limiter: Limiter;
	/** Has a whole minute's requests accepted, and waits until their places are free. */
	spend(): Promise<void>;
	/** Admits one request, lets it be rejected 100 ms later and answers how long the key pauses. */
	rejectOne(retryAfterMs?: number): Promise<number>;
}

async function withLimiter(
	body: (harness: Harness) => Promise<void>,
	mutation?: Mutation,
): Promise<void> {
	await inVirtualTime(async (clock) => {
		const limiter = loadCopy(clock, mutation).limiter.createLimiter(clock);
		async function spend(): Promise<void> {
			for (let count = 0; count < 98; count++) {
				void limiter.acquire(run).then((permit) => permit.release('answered'));
			}
			await clock.advance(clock.now() + 61_000);
		}
		async function rejectOne(retryAfterMs?: number): Promise<number> {
			const pending = limiter.acquire(run);
			await clock.advance();
			const permit = await pending;
			await clock.advance(clock.now() + 100);
			return limiter.backOff(permit, retryAfterMs);
		}
		await body({ clock, limiter, spend, rejectOne });
	});
}

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
		['until the oldest request leaves the window', 30_000, 30_500],
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
	it('keeps the place of the rejected request: rejected ones may count as well', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const rejected = await limiter.acquire({ ...run, limit: 1 });
			limiter.backOff(rejected, 1_000);
			const next = limiter.acquire({ ...run, limit: 1 });
			await clock.advance();
			expect((await next).grantedAt).toBeGreaterThanOrEqual(60_500);
		});
	});

	it('pauses twice as long each time in vain, up to a minute', async () => {
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

async function grantsAfterRejection(count: number, request: PermitRequest): Promise<number[]> {
	const times: number[] = [];
	await withLimiter(async ({ clock, limiter, spend, rejectOne }) => {
		await spend();
		await rejectOne(1_000);
		const startedAt = clock.now() + 1_000;
		for (let index = 0; index < count; index++) {
			void limiter.acquire(request).then((permit) => {
				times.push(permit.grantedAt - startedAt);
				permit.release('answered');
			});
		}
		await clock.advance();
	});
	return times;
}

describe('the smooth gear', () => {
	it('spreads requests over the minute', async () => {
		const times = await grantsAfterRejection(90, run);
		const gaps = times.slice(1).map((time, index) => time - times[index]);
		expect(Math.min(...gaps)).toBeGreaterThan(600);
		expect(times[89]).toBeLessThan(60_000);
	});

	it('ends ten minutes after the last rejection', async () => {
		const times = await grantsAfterRejection(1_300, run);
		const firstBurst = times.findIndex((time, index) => time - times[index - 1] === 0);
		expect(Math.round(times[firstBurst] / 1_000)).toBe(599);
	});

	it('works with a limit of one', async () => {
		const times = await grantsAfterRejection(2, { ...run, limit: 1 });
		expect(Math.round((times[1] - times[0]) / 1_000)).toBe(61);
	});

	it('follows a limit that changes', async () => {
		await withLimiter(async ({ clock, limiter, rejectOne }) => {
			await rejectOne(1_000);
			await clock.advance(270_000);
			for (const limit of [100, 100, 40, 40])
				void limiter.acquire({ ...run, limit, reportsOutcome: false });
			const last = limiter.acquire({ ...run, limit: 40 });
			await clock.advance();
			// Of the burst of five, the two that the lower limit allows were left: the others wait for theirs.
			expect((await last).waitedMs).toBeGreaterThan((60_000 / 38) * 2);
		});
	});
});

/** Plays 160 requests against a server, others having spent 40; counts what the pause did not spare. */
async function rejectedAfterPause(model: ServerModel, seeds: number[], mutation?: Mutation) {
	let rejected = 0;
	for (const seed of seeds) {
		await inVirtualTime(async (clock) => {
			const random = createRandom(seed);
			const phaseMs = ((seed % 17) * 60_000) / 17;
			const others = Array.from({ length: 40 }, () => 20_000 + 40_000 * random());
			const server = withOthers(
				model(100, phaseMs),
				others.sort((a, b) => a - b),
			);
			const acquire = acquireFrom(loadCopy(clock, mutation).limiter.createLimiter(clock));
			const calls = Array.from({ length: 160 }, () => ({ ...run, at: 60_000 }));
			const simulation = { clock, acquire, server, deliver: jitter(random) };
			const { arrivals, pausedUntil, done } = await simulate(simulation, calls);
			expect(done.length).toBe(160);
			const late = arrivals.filter(({ sentAt }) => sentAt >= (pausedUntil[0] ?? Infinity));
			rejected += late.filter(({ isAccepted }) => !isAccepted).length;
		});
	}
	return rejected;
}

const seeds = Array.from({ length: 34 }, (_, index) => index);

describe('after one pause nothing is rejected any more, with two seeds in each of 17 phases, by', () => {
	it.each(Object.entries(serverModels))('%s', async (_name, model) => {
		expect(await rejectedAfterPause(model, seeds)).toBe(0);
	});

	it.each(['a sliding counter', 'a GCRA with a burst of ten'])(
		'%s, but only thanks to the smooth gear',
		async (name) => {
			const from = 'const EVEN_PACE_MS = 600_000;';
			const mutation = { file: 'pacer', from, to: 'const EVEN_PACE_MS = 0;' };
			const rejected = await rejectedAfterPause(serverModels[name], seeds.slice(0, 3), mutation);
			expect(rejected).toBeGreaterThan(0);
		},
	);
});
