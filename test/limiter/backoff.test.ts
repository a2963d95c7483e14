import type { Gate, Visit } from '../../nodes/shared/limiter/gate';
import { loadCopy, type Mutation } from './support/mutants';
import { serverModels, withOthers, type ServerModel } from './support/servers';
import { inVirtualTime, type VirtualClock } from './support/virtualClock';
import { createRandom, jitter, play, throughGate } from './support/world';

const run: Visit = { lane: 'run', party: 'bulk', limit: 100, owned: true };

interface Bench {
	clock: VirtualClock;
	gate: Gate;
	/** Has a whole minute's requests accepted, and waits until their places are free. */
	spend(): Promise<void>;
	/** Admits one request, lets it be refused 100 ms later and answers how long the key pauses. */
	refuseOne(retryAfterMs?: number): Promise<number>;
}

async function withGate(body: (bench: Bench) => Promise<void>, mutation?: Mutation): Promise<void> {
	await inVirtualTime(async (clock) => {
		const gate = loadCopy(clock, mutation).gate.createGate(clock);
		async function spend(): Promise<void> {
			for (let count = 0; count < 98; count++) {
				void gate.admit(run).then((lease) => lease.settle('answered'));
			}
			await clock.play(clock.now() + 61_000);
		}
		async function refuseOne(retryAfterMs?: number): Promise<number> {
			const admission = gate.admit(run);
			await clock.play();
			const lease = await admission;
			await clock.play(clock.now() + 100);
			return gate.throttled(lease, retryAfterMs);
		}
		await body({ clock, gate, spend, refuseOne });
	});
}

describe('a refusal', () => {
	it('pauses the whole key, the editor too', async () => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			expect(await refuseOne()).toBe(10_000);
			const startedAt = clock.now();
			const other = gate.admit({ ...run, party: 'other' });
			const dropdown = gate.admit({ ...run, lane: 'editor' });
			await clock.play();
			expect((await dropdown).admittedAt - startedAt).toBeGreaterThanOrEqual(10_000);
			expect((await other).admittedAt - startedAt).toBeGreaterThanOrEqual(10_000);
		});
	});

	it.each([
		[20_000, 20_000],
		[0, 1_000],
		[-5, 1_000],
		[7_200_000, 300_000],
		[Number.NaN, 10_000],
	])('with a Retry-After of %d ms pauses for %d ms', async (retryAfterMs, pauseMs) => {
		await withGate(async ({ refuseOne }) => {
			expect(await refuseOne(retryAfterMs)).toBe(pauseMs);
		});
	});

	it.each([
		['until the oldest request leaves the window', 30_000, 30_500],
		['for five seconds at least', 58_000, 5_000],
		['for a minute at most', 0, 60_000],
	])('without Retry-After pauses %s', async (_how, laterMs, pauseMs) => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			const earlier = await Promise.all(Array.from({ length: 15 }, () => gate.admit(run)));
			await clock.play(100);
			earlier.forEach((lease) => lease.settle('answered'));
			await clock.play(laterMs);
			expect(await refuseOne()).toBe(pauseMs);
		});
	});

	it('without Retry-After pauses for ten seconds if too few requests are its own to tell', async () => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			const earlier = await Promise.all(Array.from({ length: 14 }, () => gate.admit(run)));
			await clock.play(100);
			earlier.forEach((lease) => lease.settle('answered'));
			await clock.play(30_000);
			expect(await refuseOne()).toBe(10_000);
		});
	});
});

describe('a pause', () => {
	it('keeps the place of the refused request: refused ones may count as well', async () => {
		await withGate(async ({ clock, gate }) => {
			const refused = await gate.admit({ ...run, limit: 1 });
			gate.throttled(refused, 1_000);
			const next = gate.admit({ ...run, limit: 1 });
			await clock.play();
			expect((await next).admittedAt).toBeGreaterThanOrEqual(60_500);
		});
	});

	it('pauses twice as long each time in vain, up to a minute', async () => {
		await withGate(async ({ clock, refuseOne }) => {
			const pauses: number[] = [];
			for (let round = 0; round < 5; round++) {
				// Older requests would tell when there is room: let them leave the window.
				await clock.play(clock.now() + 90_000);
				pauses.push(await refuseOne());
			}
			expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
		});
	});

	it('after a pause that helped pauses as if it were the first', async () => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			await refuseOne();
			const admission = gate.admit(run);
			await clock.play(clock.now() + 20_000);
			(await admission).settle('answered');
			await clock.play(clock.now() + 90_000);
			expect(await refuseOne()).toBe(10_000);
		});
	});
});

describe('a burst of refusals', () => {
	it('counts once', async () => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			const burst = await Promise.all(Array.from({ length: 9 }, () => gate.admit(run)));
			await clock.play(100);
			const pauses = burst.map((lease) => gate.throttled(lease));
			expect(pauses).toEqual(pauses.map(() => 10_000));
			await clock.play(120_000);
			expect(await refuseOne()).toBe(20_000);
		});
	});

	it('is as long as its longest Retry-After', async () => {
		await withGate(async ({ clock, gate }) => {
			const [first, second, third] = await Promise.all([run, run, run].map(gate.admit));
			expect(gate.throttled(first, 10_000)).toBe(10_000);
			await clock.play(4_000);
			expect(gate.throttled(second, 3_000)).toBe(6_000);
			expect(gate.throttled(third, 9_000)).toBe(9_000);
		});
	});
});

async function admissionsAfterRefusal(count: number, visit: Visit): Promise<number[]> {
	const times: number[] = [];
	await withGate(async ({ clock, gate, spend, refuseOne }) => {
		await spend();
		await refuseOne(1_000);
		const startedAt = clock.now() + 1_000;
		for (let index = 0; index < count; index++) {
			void gate.admit(visit).then((lease) => {
				times.push(lease.admittedAt - startedAt);
				lease.settle('answered');
			});
		}
		await clock.play();
	});
	return times;
}

describe('the smooth gear', () => {
	it('spreads requests over the minute', async () => {
		const times = await admissionsAfterRefusal(90, run);
		const gaps = times.slice(1).map((time, index) => time - times[index]);
		expect(Math.min(...gaps)).toBeGreaterThan(600);
		expect(times[89]).toBeLessThan(60_000);
	});

	it('ends ten minutes after the last refusal', async () => {
		const times = await admissionsAfterRefusal(1_300, run);
		const firstBurst = times.findIndex((time, index) => time - times[index - 1] === 0);
		expect(Math.round(times[firstBurst] / 1_000)).toBe(599);
	});

	it('works with a limit of one', async () => {
		const times = await admissionsAfterRefusal(2, { ...run, limit: 1 });
		expect(Math.round((times[1] - times[0]) / 1_000)).toBe(61);
	});

	it('follows a limit that changes', async () => {
		await withGate(async ({ clock, gate, refuseOne }) => {
			await refuseOne(1_000);
			await clock.play(270_000);
			for (const limit of [100, 100, 40, 40]) void gate.admit({ ...run, limit, owned: false });
			const last = gate.admit({ ...run, limit: 40 });
			await clock.play();
			// Of the burst of five, the two that the lower limit allows were left: the others wait for theirs.
			expect((await last).waitedMs).toBeGreaterThan((60_000 / 38) * 2);
		});
	});
});

/** Plays 160 requests against a server, others having spent 40; counts what the pause did not spare. */
async function refusedAfterPause(model: ServerModel, seeds: number[], mutation?: Mutation) {
	let refused = 0;
	for (const seed of seeds) {
		await inVirtualTime(async (clock) => {
			const random = createRandom(seed);
			const phaseMs = ((seed % 17) * 60_000) / 17;
			const others = Array.from({ length: 40 }, () => 20_000 + 40_000 * random());
			const server = withOthers(
				model(100, phaseMs),
				others.sort((a, b) => a - b),
			);
			const door = throughGate(loadCopy(clock, mutation).gate.createGate(clock));
			const calls = Array.from({ length: 160 }, () => ({ ...run, at: 60_000 }));
			const world = { clock, door, server, fate: jitter(random) };
			const { arrivals, pausedUntil, done } = await play(world, calls);
			expect(done.length).toBe(160);
			const late = arrivals.filter(({ sentAt }) => sentAt >= (pausedUntil[0] ?? Infinity));
			refused += late.filter(({ isAccepted }) => !isAccepted).length;
		});
	}
	return refused;
}

const seeds = Array.from({ length: 34 }, (_, index) => index);

describe('after one pause nothing is refused any more, with two seeds in each of 17 phases, by', () => {
	it.each(Object.entries(serverModels))('%s', async (_name, model) => {
		expect(await refusedAfterPause(model, seeds)).toBe(0);
	});

	it.each(['a sliding counter', 'a GCRA with a burst of ten'])(
		'%s, but only thanks to the smooth gear',
		async (name) => {
			const from = 'const SMOOTH_MS = 600_000;';
			const mutation = { file: 'brake', from, to: 'const SMOOTH_MS = 0;' };
			const refused = await refusedAfterPause(serverModels[name], seeds.slice(0, 3), mutation);
			expect(refused).toBeGreaterThan(0);
		},
	);
});
