import type { Replacement } from '../../scripts/mutation/replaceOnce';
import * as fc from 'fast-check';
import { loadCopy } from './support/limiterCopy';
import { acceptedIn, simulateProcesses } from './support/processes';
import { serverModels, withOthers } from './support/servers';
import { busiestMinute } from './support/simulation';

const MINUTE = 60_000;
const LIMIT = 100;
// Fixed, so that a failure today is a failure tomorrow.
const FIXED = { seed: 20_261_124, endOnFailure: true };

const mutate = (from: string, to: string, file = 'allotment'): Replacement => ({ file, from, to });

/** What may happen to an allotment: something is accepted or rejected, some time after what came before. */
interface Happening {
	afterMs: number;
	isAccepted: boolean;
	wasPaced: boolean;
	pauseMs: number;
}

const happenings: fc.Arbitrary<Happening[]> = fc.array(
	fc.record({
		afterMs: fc.constantFrom(0, 100, 700, 5_000, 60_000, 240_000, 700_000),
		isAccepted: fc.boolean(),
		wasPaced: fc.boolean(),
		pauseMs: fc.constantFrom(1_000, 5_000, 60_000),
	}),
	{ minLength: 1, maxLength: 40 },
);

/** The allotment just after each happening, half a minute later, and when its pause is five minutes over. */
function allotmentsOver(happened: Happening[], mutation?: Replacement): number[][] {
	const allotment = loadCopy({ sleep: async () => {} }, mutation).allotment.createAllotment();
	let now = 0;
	return happened.map(({ afterMs, isAccepted, wasPaced, pauseMs }) => {
		now += afterMs;
		if (isAccepted) allotment.accepted(now);
		else allotment.rejected({ now, limit: LIMIT, wasPaced, resumesAt: now + pauseMs });
		const times = [now, now + MINUTE / 2, now + pauseMs + 5 * MINUTE];
		return times.map((at) => allotment.perMinute(at, LIMIT));
	});
}

const rules: Record<string, (allotments: number[][]) => boolean> = {
	'never exceeds the limit': (allotments) =>
		allotments.flat().every((perMinute) => perMinute <= LIMIT),
	'never falls below one': (allotments) => allotments.flat().every((perMinute) => perMinute >= 1),
	'is whole again after five clean minutes, wherever it began': (allotments) =>
		allotments.every(([, , later]) => later === LIMIT),
	'only grows while nothing is rejected': (allotments) =>
		allotments.every(([first, second, third]) => first <= second && second <= third),
};

function verdict(rule: string, mutation?: Replacement): string {
	// A fault that cannot be put in breaks no rule: this throws.
	loadCopy({ sleep: async () => {} }, mutation);
	const property = fc.property(happenings, (happened) =>
		rules[rule](allotmentsOver(happened, mutation)),
	);
	return fc.check(property, { ...FIXED, numRuns: 200 }).failed ? 'broken' : 'kept';
}

describe('whatever is accepted and rejected, the allotment', () => {
	it.each(Object.keys(rules))('%s', (rule) => {
		expect(verdict(rule)).toBe('kept');
	});

	it.each([
		['never exceeds the limit', mutate('Math.min(limit, allotment)', 'allotment')],
		['never falls below one', mutate('Math.max(1, Math.floor(', 'Math.max(0, Math.floor(0.99 * ')],
		[
			'is whole again after five clean minutes, wherever it began',
			mutate('perCubicMinute: 0.015', 'perCubicMinute: 0'),
		],
		['only grows while nothing is rejected', mutate('perMinute: 0.01,', 'perMinute: -0.1,')],
	])('%s, and a fault in it would be noticed', (rule, mutation) => {
		expect(verdict(rule, mutation)).toBe('broken');
	});
});

/** So many requests of others in a minute, evenly, for some minutes each. */
function othersAt(rates: number[], minutes = 12): number[] {
	return rates.flatMap((perMinute, index) => {
		const count = minutes * perMinute;
		return Array.from({ length: count }, (_, n) => minutes * MINUTE * (index + (n + 0.5) / count));
	});
}

/**
 * Others take first one part of the limit and then another. Says whether, seven minutes after the
 * change, this process has what is left, and how much of what it sent was rejected.
 */
async function afterChange(rates: [number, number], mutation?: Replacement) {
	const arrivals = await simulateProcesses({
		untilMs: [24 * MINUTE],
		latencyMs: 200,
		server: withOthers(serverModels['a sliding log'](LIMIT, 0), othersAt(rates)),
		seed: 7,
		mutation,
	});
	const later = arrivals.filter(({ at }) => at >= 19 * MINUTE && at < 24 * MINUTE);
	return {
		perMinute: acceptedIn(later, 19 * MINUTE, 24 * MINUTE) / 5,
		rejectedPerMinute: later.filter(({ isAccepted }) => !isAccepted).length / 5,
		busiest: busiestMinute(arrivals.map(({ at }) => at)),
	};
}

const changes: Array<[number, number]> = [
	[0, 60],
	[0, 90],
	[0, 95],
	[60, 0],
	[95, 20],
	[100, 50],
	[30, 80],
];

function hasConverged(found: Awaited<ReturnType<typeof afterChange>>, left: number): boolean {
	const { perMinute, rejectedPerMinute } = found;
	// More than what is left would be taken from the others, who are rejected in its place.
	return perMinute >= 0.8 * left && perMinute <= left + 15 && rejectedPerMinute <= 2.5;
}

describe('this process finds its allotment', () => {
	it.each(changes)('when others go from %i to %i a minute', async (...rates) => {
		const result = await afterChange(rates);
		expect(result.busiest).toBeLessThanOrEqual(LIMIT);
		expect(hasConverged(result, Math.min(95, LIMIT - rates[1]))).toBe(true);
	});

	it.each([
		['learned nothing', [0, 95], mutate('Math.min(held, lately)', 'Infinity')],
		['recovered nothing', [95, 20], mutate('limit * recoveredIn(cleanMinutes)', '0')],
		['never decreased', [0, 95], mutate('(wasPaced ? decrease : 1)', '1')],
	] as const)('and it would be noticed if it %s', async (_fault, rates, mutation) => {
		const result = await afterChange([...rates], mutation);
		expect(hasConverged(result, Math.min(95, LIMIT - rates[1]))).toBe(false);
	});
});

/** How many are rejected while others, who left all of the limit for a while, come back and take nearly all. */
async function rejectedOnReturn(mutation?: Replacement): Promise<number> {
	const arrivals = await simulateProcesses({
		untilMs: [27 * MINUTE],
		latencyMs: 200,
		server: withOthers(serverModels['a fixed minute'](LIMIT, 17_000), othersAt([60, 0, 98], 9)),
		seed: 7,
		mutation,
	});
	return arrivals.filter(({ at, isAccepted }) => !isAccepted && at >= 18 * MINUTE).length;
}

describe('an allotment that is far too large', () => {
	it('costs fewer rejections because it decreases steeply while nothing is accepted', async () => {
		const asGentle = mutate('hasAccepted ? DECREASE : STEEP_DECREASE', 'DECREASE');
		expect(await rejectedOnReturn()).toBeLessThan(0.9 * (await rejectedOnReturn(asGentle)));
	});
});

/** The longest time without a request while everything is rejected for twenty minutes. */
async function longestSilence(mutation?: Replacement): Promise<number> {
	const arrivals = await simulateProcesses({
		untilMs: [20 * MINUTE],
		latencyMs: 200,
		server: (at) => ({ isAccepted: at > 20 * MINUTE }),
		seed: 1,
		mutation,
	});
	return Math.max(...arrivals.slice(1).map(({ at }, index) => at - arrivals[index].at));
}

describe('a process that is rejected everything', () => {
	// A minute's pause, at most two seconds to the first token, and the way there.
	const WINDOW = MINUTE + 2_000 + 1_500;

	it('still tries in each window', async () => {
		expect(await longestSilence()).toBeLessThan(WINDOW);
	});

	it('and it would be noticed if an allotment of one had to wait for its whole minute', async () => {
		const mutation = mutate(
			'tokensPerInterval, content }',
			'tokensPerInterval, content: 0 }',
			'pacer',
		);
		expect(await longestSilence(mutation)).toBeGreaterThan(WINDOW);
	});
});
