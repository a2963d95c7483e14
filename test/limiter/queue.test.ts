import * as fc from 'fast-check';
import { createGate } from '../../nodes/shared/limiter/gate';
import { ANSWER_MS, editor, run, withGate } from './support/bench';
import { inVirtualTime } from './support/virtualClock';
import { createRandom, jitter, play, throughGate, type Call, type Trace } from './support/world';
import { moodyServer, sketches, wildNetwork } from './support/worlds';

describe('an idle key', () => {
	it('lets the first requests start at once, all but the two places of the editor', async () => {
		await withGate(async ({ clock, send }) => {
			const runs = send(150, run);
			const editors = send(3, editor);
			await clock.play(0);
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
		await withGate(async ({ clock, send }) => {
			const runs = send(150, { ...run, limit });
			const editors = send(150, { ...editor, limit });
			await clock.play(0);
			expect([runs.length, runs.length + editors.length]).toEqual([ofRuns, ofAll]);
		});
	});
});

describe('a gate', () => {
	it('treats a limit that makes no sense as one request per minute', async () => {
		await withGate(async ({ clock, send }) => {
			const log = send(5, { ...run, limit: Number.NaN });
			await clock.play(60_000);
			expect(log.length).toBe(1);
		});
	});

	it('admits without a timer, and keeps none while nobody waits', async () => {
		await withGate(async ({ clock, gate }) => {
			const lease = await gate.admit(run);
			expect([lease.waitedMs, clock.pending()]).toEqual([0, 0]);
		});
	});

	it('is idle again when every place is free', async () => {
		await withGate(async ({ clock, gate, send }) => {
			send(1, run);
			expect(gate.isIdle()).toBe(false);
			await clock.play(60_600);
			expect(gate.isIdle()).toBe(false);
			await clock.play(60_701);
			expect(gate.isIdle()).toBe(true);
		});
	});
});

describe('a busy key', () => {
	it('sustains at least 96 requests per minute at 200 ms latency', async () => {
		await withGate(async ({ clock, send, admitted }) => {
			send(1_000, run);
			await clock.play();
			// The third round is the last in which all places become free at once; it is spread over its minute.
			const steady = admitted.slice(2 * 98);
			const rounds = steady.slice(98).map(({ at }, index) => at - steady[index].at);
			const meanMs = rounds.reduce((sum, ms) => sum + ms, 0) / rounds.length;
			expect((98 * 60_000) / meanMs).toBeGreaterThanOrEqual(96);
		});
	});

	it('tells every request how long it waited', async () => {
		await withGate(async ({ clock, gate, send }) => {
			send(98, run);
			await clock.play(1_000);
			const waiting = gate.admit(run);
			await clock.play();
			expect((await waiting).waitedMs).toBe(ANSWER_MS + 60_500 - 1_000);
		});
	});
});

/** Each call once, in the order in which its first sending was admitted. */
function firstAdmissions({ admissions }: Trace, party: string, lane: string): Call[] {
	const calls = admissions.map(({ call }) => call);
	return [...new Set(calls)].filter((call) => call.party === party && call.lane === lane);
}

describe('whatever callers, network and server do', () => {
	const property = fc.asyncProperty(sketches, async ({ calls, seed }) => {
		await inVirtualTime(async (clock) => {
			const world = { clock, door: throughGate(createGate(clock)), fate: wildNetwork(seed) };
			const trace = await play({ ...world, server: moodyServer(seed) }, calls);
			expect(trace.done.length + trace.cancelled.length).toBe(calls.length);
			expect(clock.pending()).toBe(0);
			const byTime = [...calls].sort((a, b) => a.at - b.at);
			for (const party of ['a', 'b', 'c']) {
				const order = firstAdmissions(trace, party, 'run').map((call) => byTime.indexOf(call));
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		});
	});

	it('every request is made or cancelled, and a party goes in its own order', async () => {
		await fc.assert(property, { seed: 20_261_123, numRuns: 80 });
	});
});

describe('the editor', () => {
	it('never waits behind a bulk run while its two places are free', async () => {
		await withGate(async ({ clock, send, admitted }) => {
			send(2_000, run);
			const random = createRandom(7);
			for (let at = 0; at < 600_000; at += 62_000 + 40_000 * random()) {
				await clock.play(at);
				const log = send(2, editor);
				await clock.play(at);
				expect(log.length).toBe(2);
			}
			expect(admitted.length).toBeGreaterThan(800);
		});
	});

	it('goes first when it has to wait as well', async () => {
		await withGate(async ({ clock, send, admitted }) => {
			send(200, run);
			send(10, editor);
			await clock.play(60_000 + 500 + ANSWER_MS);
			expect(admitted.slice(100, 108).every(({ party }) => party === 'someone')).toBe(true);
		});
	});

	it('costs a bulk run nothing but the two places', async () => {
		await withGate(async ({ clock, send }) => {
			send(2, editor);
			const runs = send(150, run);
			await clock.play(0);
			expect(runs.length).toBe(98);
		});
	});
});

it('jitter alone delays nobody', async () => {
	await inVirtualTime(async (clock) => {
		const world = { clock, door: throughGate(createGate(clock)), fate: jitter(createRandom(3)) };
		const calls = Array.from({ length: 90 }, (_, index) => ({ ...run, at: index * 500 }));
		const { admissions } = await play(world, calls);
		expect(admissions.map(({ at }) => at)).toEqual(calls.map(({ at }) => at));
	});
});
