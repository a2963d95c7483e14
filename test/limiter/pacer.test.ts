import type { Replacement } from '../../scripts/mutation/replaceOnce';
import type { PermitRequest } from '../../nodes/shared/limiter/limiter';
import { run, withLimiter } from './support/harness';
import { loadCopy } from './support/limiterCopy';
import { serverModels, withOthers, type ServerModel } from './support/servers';
import { acquireFrom, createRandom, jitter, simulate } from './support/simulation';
import { inVirtualTime } from './support/virtualClock';

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

describe('the even pace', () => {
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
		expect(Math.round((times[1] - times[0]) / 1_000)).toBe(60);
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

/** Sends 160 requests to a server, others having spent 40; counts what the pause did not spare. */
async function rejectedAfterPause(model: ServerModel, seeds: number[], mutation?: Replacement) {
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
		'%s, but only thanks to the even pace',
		async (name) => {
			const from = 'const EVEN_PACE_MS = 600_000;';
			const mutation = { file: 'pacer', from, to: 'const EVEN_PACE_MS = 0;' };
			const rejected = await rejectedAfterPause(serverModels[name], seeds.slice(0, 3), mutation);
			expect(rejected).toBeGreaterThan(0);
		},
	);
});
