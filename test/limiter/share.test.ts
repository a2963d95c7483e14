// Processes that know how many share the key: by every server that admits 100 in any minute.
import type { Replacement } from '../../scripts/mutation/replaceOnce';
import { jain, refusedPercent, simulate, split, type Situation } from './support/sharing';
import { busiestMinute } from './support/simulation';

const MINUTE = 60_000;
const EXACT = ['a fixed minute', 'a sliding log', 'a sliding log of all arrivals'];

const mutate = (from: string, to: string, file = 'share'): Replacement => ({ file, from, to });

/** Processes that always have something to send, of which each starts later than the one before. */
const endless = (count: number, apartMs: number): Situation['workers'] =>
	Array.from({ length: count }, (_, index) => ({ fromMs: index * apartMs }));

async function simulateBusy(model: string, count: number, apartMs: number, mutation?: Replacement) {
	const from = (count - 1) * apartMs;
	const to = from + 5 * MINUTE;
	const course = await simulate({
		model,
		phaseMs: 20_000,
		seed: 1,
		workers: endless(count, apartMs),
		processes: count,
		untilMs: to,
		mutation,
	});
	const parts = split(course, from, to);
	const accepted = parts.reduce((sum, part) => sum + part, 0) / 5;
	return { course, accepted, refused: refusedPercent(course, from, to), fairness: jain(parts) };
}

describe('three processes of three share fairly in the five minutes after the last start', () => {
	const apart = [300, 10_000, 20_000, 60_000];
	it.each(EXACT.flatMap((model) => apart.map((ms) => [model, ms] as const)))(
		'by %s, started %i ms apart',
		async (model, apartMs) => {
			const { course, accepted, refused, fairness } = await simulateBusy(model, 3, apartMs);
			expect(accepted).toBeGreaterThanOrEqual(90);
			expect(refused).toBeLessThanOrEqual(3);
			expect(fairness).toBeGreaterThanOrEqual(0.95);
			for (const worker of [0, 1, 2]) {
				const own = course.arrivals.filter((one) => one.worker === worker);
				expect(busiestMinute(own.map(({ at }) => at))).toBeLessThanOrEqual(100);
			}
		},
	);
});

/** The least that a process has accepted in any two minutes, as a part of its guarantee for them. */
async function leastInTwoMinutes(count: number, mutation?: Replacement): Promise<number> {
	const { course } = await simulateBusy('a sliding log', count, 7_000, mutation);
	const guaranteed = (2 * 100) / count;
	const ends = Array.from({ length: 24 }, (_, step) => (count - 1) * 7_000 + step * 7_500);
	const least = ends.flatMap((from) => split(course, from, from + 2 * MINUTE));
	return Math.min(...least) / guaranteed;
}

describe('no process starves', () => {
	it.each([1, 2, 3, 5, 10])(
		'of %i, each with half its guarantee in any two minutes',
		async (count) => {
			expect(await leastInTwoMinutes(count)).toBeGreaterThanOrEqual(0.5);
		},
	);

	it.each([1, 2, 3, 5, 10])(
		'of %i, none of which sends more than the limit in a closed minute',
		async (count) => {
			const { course } = await simulateBusy('a sliding log', count, 7_000);
			for (let worker = 0; worker < count; worker++) {
				const own = course.arrivals.filter((arrival) => arrival.worker === worker);
				expect(own.length).toBeGreaterThan(20);
				expect(busiestMinute(own.map(({ at }) => at))).toBeLessThanOrEqual(100);
			}
		},
	);

	it('and it would be noticed if a rejection took some of its own from who borrows', async () => {
		const mutation = mutate('if (had > own) return own +', 'if (had > own) return own * 0.1 +');
		expect(await leastInTwoMinutes(5, mutation)).toBeLessThan(0.5);
	});
});

/** How long ten requests take that a second process sends so long after the first of an endless run. */
async function tenBeside(model: string, afterMs: number, mutation?: Replacement): Promise<number> {
	const { doneMs } = await simulate({
		model,
		phaseMs: 20_000,
		seed: 1,
		workers: [
			{ fromMs: 0, items: 5_000 },
			{ fromMs: afterMs, items: 10 },
		],
		processes: 2,
		untilMs: afterMs + 6 * MINUTE,
		mutation,
	});
	return doneMs[1] ?? Infinity;
}

describe('ten requests of a latecomer', () => {
	it.each(EXACT)('take 40 s at most, by %s', async (model) => {
		for (const after of [5_000, 31_000, 62_000, 150_000, 400_000]) {
			expect(await tenBeside(model, after)).toBeLessThanOrEqual(40_000);
		}
	});
});

it('it would be noticed if nothing were given back', async () => {
	const mutation = mutate('const kept = (had - own) * KEPT_FRACTION', 'return had');
	const { refused } = await simulateBusy('a sliding log', 3, 10_000, mutation);
	expect(refused).toBeGreaterThan(4.5);
});

/** How long a run takes that has the key to itself. */
async function alone(items: number, processes: number, mutation?: Replacement): Promise<number> {
	const { doneMs } = await simulate({
		model: 'a sliding log',
		phaseMs: 0,
		seed: 1,
		workers: [{ fromMs: 0, items }],
		processes,
		untilMs: 60 * MINUTE,
		mutation,
	});
	return doneMs[0] ?? Infinity;
}

describe('a run that has the key to itself', () => {
	it('borrows what three other processes leave', async () => {
		expect(await alone(1_000, 4)).toBeLessThanOrEqual(630_000);
	});

	it('and would not if nothing were borrowed', async () => {
		const mutation = mutate('atFirst: 1.1', 'atFirst: 0');
		expect(await alone(1_000, 4, mutation)).toBeGreaterThan(1_000_000);
	});

	it('has 1,000 done in 605 s, in one process', async () => {
		expect(await alone(1_000, 1)).toBeLessThanOrEqual(605_000);
	});

	it('has 100 done at once, with the slots of the editor for the last two', async () => {
		expect(await alone(100, 1)).toBeLessThanOrEqual(6_000);
	});

	it('and would not without them', async () => {
		const mutation = mutate('areLast(count) && ', 'count < 0 && ', 'lending');
		expect(await alone(100, 1, mutation)).toBeGreaterThan(50_000);
	});
});

it('somebody else with 30 a minute is left the most of them', async () => {
	const course = await simulate({
		model: 'a sliding log',
		phaseMs: 0,
		seed: 1,
		workers: endless(3, 300),
		processes: 3,
		foreignPerMinute: 30,
		untilMs: 10 * MINUTE,
	});
	const { accepted, refused } = course.foreign;
	expect(refused / (accepted + refused)).toBeLessThanOrEqual(0.09);
	const ours = split(course, 0, 10 * MINUTE).reduce((sum, part) => sum + part, 0) / 10;
	expect(ours).toBeGreaterThanOrEqual(62);
});

it('an editor waits for two seconds at most while a run of 1,000 goes on', async () => {
	const { editorWaitsMs } = await simulate({
		model: 'a sliding log',
		phaseMs: 0,
		seed: 1,
		workers: [{ fromMs: 0, items: 1_000 }],
		untilMs: 11 * MINUTE,
		editorAtMs: Array.from({ length: 18 }, (_, index) => 10_000 + 35_000 * index),
	});
	expect(editorWaitsMs).toHaveLength(18);
	expect(Math.max(...editorWaitsMs)).toBeLessThanOrEqual(2_000);
});
