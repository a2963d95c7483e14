import * as fc from 'fast-check';
import { createRandom, type Call, type Delivery } from './simulation';

/** A scenario as fast-check generates it: who calls when, and the seed of what network and server do. */
export interface Scenario {
	calls: Call[];
	seed: number;
}

interface Burst {
	at: number;
	count: number;
	gapMs: number;
	flow: string;
	lane: 'run' | 'editor';
	reportsOutcome: boolean;
	cancelAfterMs?: number;
}

// Moments at which a limiter that counts in minutes would start a new one.
const edges = fc.constantFrom(0, 59_999, 60_000, 60_001, 60_099, 60_100, 120_000, 180_000);

const burst: fc.Arbitrary<Burst> = fc.record(
	{
		at: fc.oneof(edges, fc.integer({ min: 0, max: 200_000 })),
		count: fc.integer({ min: 1, max: 20 }),
		gapMs: fc.constantFrom(0, 0, 1, 300, 2_000),
		flow: fc.constantFrom('a', 'b', 'c'),
		lane: fc.constantFrom('run', 'run', 'run', 'editor'),
		reportsOutcome: fc.constantFrom(true, true, true, false),
		cancelAfterMs: fc.integer({ min: 0, max: 90_000 }),
	},
	{ requiredKeys: ['at', 'count', 'gapMs', 'flow', 'lane', 'reportsOutcome'] },
);

function callsOf(bursts: Burst[], limit: number): Call[] {
	return bursts.flatMap(({ count, at, gapMs, ...rest }) =>
		Array.from({ length: count }, (_, index) => ({ ...rest, limit, at: at + index * gapMs })),
	);
}

/** Bursts, trickles and arrivals on the edges of minutes, of runs and editors, some cancelled. */
export const scenarios: fc.Arbitrary<Scenario> = fc
	.record({
		bursts: fc.array(burst, { minLength: 1, maxLength: 6 }),
		limit: fc.constantFrom(4, 10, 20, 25),
		seed: fc.integer(),
	})
	.map(({ bursts, limit, seed }) => ({ calls: callsOf(bursts, limit), seed }));

/**
 * A network at its worst: jitter, requests up to 8 s late, answers that take long, requests that
 * arrive up to 30 s after their sender gave up, and answers after which n8n sends again by itself.
 */
export function worstNetwork(seed: number): (call: Call) => Delivery {
	const random = createRandom(seed);
	const jitterMs = (): number => 20 + 380 * random();
	return ({ reportsOutcome = true, cancelAfterMs }) => {
		const roll = random();
		if (roll < 0.15) return { toServerMs: 8_000, toClientMs: jitterMs() };
		if (roll < 0.25) return { toServerMs: jitterMs(), toClientMs: 20_000 };
		if (roll < 0.4 && reportsOutcome) {
			// A cancelled call gives up at any moment, even at once: 30 s later is the latest then.
			const lostAfterMs = cancelAfterMs === undefined ? 10_000 * random() : 0;
			return { toServerMs: lostAfterMs + 30_000 * random(), toClientMs: 0, lostAfterMs };
		}
		const isUnauthorised = roll > 0.9;
		return { toServerMs: jitterMs(), toClientMs: jitterMs(), isUnauthorised };
	};
}

/** A server that now and then rejects without reason, so that calls are sent again. */
export function flakyServer(seed: number) {
	const random = createRandom(seed ^ 0x5eed);
	return () => ({
		isAccepted: random() > 0.06,
		retryAfterMs: random() < 0.5 ? 4_000 * random() : undefined,
	});
}
