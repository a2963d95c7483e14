import type { Replacement } from '../../scripts/mutation/replaceOnce';
import {
	acceptedIn,
	lostOrRepeated,
	simulateProcesses,
	rejectedFraction,
	type ProcessScenario,
} from './support/processes';
import { serverModels } from './support/servers';
import { busiestMinute } from './support/simulation';

const MINUTE = 60_000;
const EXACT = [
	'a fixed minute',
	'a sliding log',
	'a sliding log of all arrivals',
	'a token bucket',
];
const ESTIMATING = ['a sliding counter', 'a GCRA with a burst of ten'];
const PHASES = [0, 17_000, 41_000];

async function simulate(
	model: string,
	phaseMs: number,
	scenario: Omit<ProcessScenario, 'server' | 'seed'>,
) {
	const arrivals = await simulateProcesses({
		...scenario,
		server: serverModels[model](100, phaseMs),
		seed: phaseMs,
	});
	expect(lostOrRepeated(arrivals)).toEqual([]);
	return arrivals;
}

describe('one process', () => {
	it.each(EXACT.flatMap((model) => [[model, 200, 98] as const, [model, 2_000, 95] as const]))(
		'is never rejected by %s, and with %i ms has at least %i accepted per minute',
		async (model, latencyMs, least) => {
			for (const phaseMs of PHASES) {
				const arrivals = await simulate(model, phaseMs, { untilMs: [10 * MINUTE], latencyMs });
				expect(rejectedFraction(arrivals)).toBe(0);
				expect(busiestMinute(arrivals.map(({ at }) => at))).toBeLessThanOrEqual(100);
				expect(acceptedIn(arrivals, 0, 10 * MINUTE) / 10).toBeGreaterThanOrEqual(least);
			}
		},
	);

	it.each(ESTIMATING)(
		'has under 1 %% rejected by %s, and 91 accepted per minute after that',
		async (model) => {
			for (const phaseMs of PHASES) {
				const arrivals = await simulate(model, phaseMs, { untilMs: [53 * MINUTE], latencyMs: 200 });
				const first = arrivals.find(({ isAccepted }) => !isAccepted)?.at ?? 0;
				expect(rejectedFraction(arrivals)).toBeLessThan(0.01);
				const minutes = (53 * MINUTE - first) / MINUTE;
				expect(acceptedIn(arrivals, first, 53 * MINUTE) / minutes).toBeGreaterThanOrEqual(91);
			}
		},
	);
});

describe('three processes with one key that know nothing of each other', () => {
	it.each([...EXACT, 'a sliding counter'])(
		'have 92 accepted per minute by %s, and 5 %% rejected at most',
		async (model) => {
			for (const phaseMs of PHASES) {
				const untilMs = [10, 10, 10].map((minutes) => minutes * MINUTE);
				const arrivals = await simulate(model, phaseMs, { untilMs, latencyMs: 200 });
				expect(acceptedIn(arrivals, 0, 10 * MINUTE) / 10).toBeGreaterThanOrEqual(92);
				expect(rejectedFraction(arrivals)).toBeLessThanOrEqual(0.05);
			}
		},
	);

	it.each([...EXACT, 'a sliding counter'])(
		'and by %s, the third has 94 per minute in the fifth minute after two of them end',
		async (model) => {
			for (const phaseMs of PHASES) {
				const untilMs = [16, 10, 10].map((minutes) => minutes * MINUTE);
				const arrivals = await simulate(model, phaseMs, { untilMs, latencyMs: 200 });
				expect(acceptedIn(arrivals, 14 * MINUTE, 15 * MINUTE)).toBeGreaterThanOrEqual(94);
			}
		},
	);
});

/** What a second process has accepted in ten minutes that begins three minutes after a first one. */
async function acceptedOfSecond(mutation?: Replacement): Promise<number> {
	const arrivals = await simulate('a sliding log', 0, {
		untilMs: [13 * MINUTE, 13 * MINUTE],
		fromMs: [0, 3 * MINUTE],
		latencyMs: 200,
		mutation,
	});
	return arrivals.filter(({ worker, isAccepted }) => worker === 1 && isAccepted).length;
}

describe('a process that comes when another has long used up the limit', () => {
	it('finds room, because that one has gone over to an even pace', async () => {
		expect(await acceptedOfSecond()).toBeGreaterThan(260);
	});

	it('and less if it went on in one burst a minute', async () => {
		const never = {
			file: 'saturation',
			from: 'SUSTAINED_MS = 120_000',
			to: 'SUSTAINED_MS = Infinity',
		};
		expect(await acceptedOfSecond(never)).toBeLessThan(260);
	});
});
