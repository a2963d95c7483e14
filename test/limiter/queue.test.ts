import * as fc from 'fast-check';
import { createLimiter } from '../../nodes/shared/limiter/limiter';
import { ANSWER_MS, editor, run, withLimiter } from './support/harness';
import { inVirtualTime } from './support/virtualClock';
import {
	createRandom,
	jitter,
	simulate,
	acquireFrom,
	type Call,
	type Trace,
} from './support/simulation';
import { flakyServer, scenarios, worstNetwork } from './support/scenarios';

describe('an idle key', () => {
	it('has nobody wait, however long the machine takes over it', async () => {
		let now = 0;
		const clock = { now: () => (now += 5_000), sleep: async () => await Promise.resolve() };
		const permit = await createLimiter(clock).acquire({ ...run, reportsOutcome: true });
		expect(permit.waitedMs).toBe(0);
	});

	it('lets the first requests start at once, all but the two slots of the editor', async () => {
		await withLimiter(async ({ clock, send }) => {
			const runs = send(150, run);
			const editors = send(3, editor);
			await clock.advance(0);
			expect([runs.length, editors.length]).toEqual([98, 2]);
		});
	});

	it.each([
		[1, 1, 1],
		[9, 9, 9],
		[10, 9, 10],
		[19, 18, 19],
		[20, 18, 20],
	])('with a limit of %i starts %i runs, %i with the editor', async (limit, ofRuns, ofAll) => {
		await withLimiter(async ({ clock, send }) => {
			const runs = send(150, { ...run, limit });
			const editors = send(150, { ...editor, limit });
			await clock.advance(0);
			expect([runs.length, runs.length + editors.length]).toEqual([ofRuns, ofAll]);
		});
	});
});

describe('a limiter', () => {
	it('treats a limit that makes no sense as one request per minute', async () => {
		await withLimiter(async ({ clock, send }) => {
			const log = send(5, { ...run, limit: Number.NaN });
			await clock.advance(60_000);
			expect(log.length).toBe(1);
		});
	});

	it('grants without a timer, and keeps none while nobody waits', async () => {
		await withLimiter(async ({ clock, limiter }) => {
			const permit = await limiter.acquire(run);
			expect([permit.waitedMs, clock.pending()]).toEqual([0, 0]);
		});
	});

	it('is idle again when every slot is free', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			send(1, run);
			expect(limiter.isIdle()).toBe(false);
			await clock.advance(60_200);
			expect(limiter.isIdle()).toBe(false);
			await clock.advance(60_301);
			expect(limiter.isIdle()).toBe(true);
		});
	});
});

describe('a busy key', () => {
	it('sustains at least 96 requests per minute at 200 ms latency', async () => {
		await withLimiter(async ({ clock, send, granted }) => {
			send(1_000, run);
			await clock.advance();
			// The third round is the last in which all slots become free at once; it is spread over its minute.
			const steady = granted.slice(2 * 98);
			const rounds = steady.slice(98).map(({ at }, index) => at - steady[index].at);
			const meanMs = rounds.reduce((sum, ms) => sum + ms, 0) / rounds.length;
			expect((98 * 60_000) / meanMs).toBeGreaterThanOrEqual(96);
		});
	});

	it('tells every request how long it waited', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			send(98, run);
			await clock.advance(1_000);
			const waiting = limiter.acquire(run);
			await clock.advance();
			// One of the editor's slots is lent to it just before others are free.
			expect((await waiting).waitedMs).toBe(58_000);
		});
	});
});

/** Each call once, in the order in which its first sending was granted. */
function firstGrants({ grants }: Trace, flow: string, lane: string): Call[] {
	const calls = grants.map(({ call }) => call);
	return [...new Set(calls)].filter((call) => call.flow === flow && call.lane === lane);
}

describe('whatever callers, network and server do', () => {
	const property = fc.asyncProperty(scenarios, async ({ calls, seed }) => {
		await inVirtualTime(async (clock) => {
			const simulation = {
				clock,
				acquire: acquireFrom(createLimiter(clock)),
				deliver: worstNetwork(seed),
			};
			const trace = await simulate({ ...simulation, server: flakyServer(seed) }, calls);
			expect(trace.done.length + trace.cancelled.length).toBe(calls.length);
			expect(clock.pending()).toBe(0);
			const byTime = [...calls].sort((a, b) => a.at - b.at);
			for (const flow of ['a', 'b', 'c']) {
				const order = firstGrants(trace, flow, 'run').map((call) => byTime.indexOf(call));
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		});
	});

	it('every request is made or cancelled, and a flow goes in its own order', async () => {
		await fc.assert(property, { seed: 20_261_123, numRuns: 80 });
	});
});

describe('the editor', () => {
	it('hardly waits behind a bulk run while it asks for two at a time', async () => {
		await withLimiter(async ({ clock, send, granted }) => {
			send(2_000, run);
			const random = createRandom(7);
			for (let at = 0; at < 600_000; at += 62_000 + 40_000 * random()) {
				await clock.advance(at);
				const log = send(2, editor);
				await clock.advance(at + 2_000);
				expect(log.length).toBe(2);
			}
			expect(granted.length).toBeGreaterThan(800);
		});
	});

	it('goes first when it has to wait as well', async () => {
		await withLimiter(async ({ clock, send, granted }) => {
			send(200, run);
			send(10, editor);
			await clock.advance(60_000 + 500 + ANSWER_MS);
			expect(granted.slice(100, 108).every(({ flow }) => flow === 'someone')).toBe(true);
		});
	});

	it('keeps its slot from a run that has only not asked again yet, as on a busy machine', async () => {
		await withLimiter(async ({ clock, limiter, send }) => {
			const ten = { ...run, limit: 10 };
			const open = Array.from({ length: 9 }, async () => await limiter.acquire(ten));
			await clock.advance(0);
			const permits = await Promise.all(open);
			for (const permit of permits.slice(1)) permit.release('answered');
			const next = send(1, ten);
			permits[0].release('answered');
			await clock.advance(10);
			const others = send(3, ten);
			await clock.advance(5_000);
			const person = send(1, { ...editor, limit: 10 });
			await clock.advance(5_000);
			expect([next, others, person]).toEqual([[], [], ['someone']]);
		});
	});

	it('costs a bulk run nothing but the two slots', async () => {
		await withLimiter(async ({ clock, send }) => {
			send(2, editor);
			const runs = send(150, run);
			await clock.advance(0);
			expect(runs.length).toBe(98);
		});
	});
});

it('jitter alone delays nobody', async () => {
	await inVirtualTime(async (clock) => {
		const simulation = {
			clock,
			acquire: acquireFrom(createLimiter(clock)),
			deliver: jitter(createRandom(3)),
		};
		const calls = Array.from({ length: 90 }, (_, index) => ({ ...run, at: index * 500 }));
		const { grants } = await simulate(simulation, calls);
		expect(grants.map(({ at }) => at)).toEqual(calls.map(({ at }) => at));
	});
});
