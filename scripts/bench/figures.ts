import { runPool } from '../../nodes/shared/operation/pool';
import type { Contender } from './contenders/contender';
import { pause } from './contenders/pause';
import { MINUTE_MS, PER_MINUTE } from './contenders/session';
import { measureSeveral, type SeveralFigures } from './several';
import {
	simulateRun,
	type Arrival,
	type SimulatedRun,
	type Workload,
	type Conditions,
} from './virtual';

/** The ways to count, as they stand in the table. */
export const MODELS = {
	'fixed minute': { model: 'fixedMinute' },
	'sliding log': { model: 'slidingLog' },
	'sliding log, refused count': { model: 'slidingLog', countRefused: true },
	'token bucket': { model: 'tokenBucket' },
	'sliding counter': { model: 'slidingCounter' },
	GCRA: { model: 'gcra' },
} as const satisfies Record<string, Pick<Conditions, 'model' | 'countRefused'>>;

export type ModelName = keyof typeof MODELS;

/** How one run of 1,000 went at one kind of server; the worst of all phases and seeds but for the mean. */
export interface RunFigures {
	acceptedPerMinute: number;
	refusedPercent: number;
	busiest: number;
	seconds: number;
	lost: number;
	repeated: number;
}

/** All that is said of a contender. */
export interface Figures {
	byModel: Map<ModelName, RunFigures>;
	/** The first 100 are 8 s late on their way. */
	busiestLate: number;
	secondsFor50: number;
	/** As many as the limit, of a key that was idle. */
	secondsFor100: number;
	/** Ten requests beside 5,000. */
	worstWaitSeconds: number;
	busiestBeside: number;
	several: SeveralFigures;
	/** One run, for the picture. */
	arrivals: Arrival[];
}

export interface Sweep {
	phases: number;
	seeds: number;
}

const FEW = 50;
const MANY = 1_000;
const BULK = 5_000;
const LATENCY_MS = 200;
const LATE_MS = 8_000;
// Long enough for all to be busy, and before the first are done.
const LOOK_MS = 9 * MINUTE_MS;

const range = (count: number, from = 0): number[] =>
	Array.from({ length: count }, (_, n) => from + n);

function conditionsFor(name: ModelName, { phases, seeds }: Sweep): Conditions[] {
	return range(phases).flatMap((phase) =>
		range(seeds).map((seed) => ({
			...MODELS[name],
			phaseMs: Math.round((phase * MINUTE_MS) / phases),
			seed: 1 + seed + 100 * phase,
			latencyMs: LATENCY_MS,
		})),
	);
}

/** The most arrivals in any closed 60 seconds; they come in order. */
export function busiestMinute(times: readonly number[]): number {
	let first = 0;
	return times.reduce((most, at, index) => {
		while (at - times[first] > MINUTE_MS) first++;
		return Math.max(most, index - first + 1);
	}, 0);
}

const busiestOf = (arrivals: Arrival[]): number => busiestMinute(arrivals.map(({ at }) => at));

function figuresOf({ arrivals, endedAt }: SimulatedRun, items: number): RunFigures {
	const accepted = arrivals.filter((arrival) => arrival.accepted);
	const times = new Map<number, number>();
	for (const { item } of accepted) times.set(item, (times.get(item) ?? 0) + 1);
	const until = Math.min(LOOK_MS, accepted.at(-1)?.at ?? LOOK_MS);
	const early = accepted.filter(({ at }) => at <= until).length;
	return {
		acceptedPerMinute: (early / until) * MINUTE_MS,
		refusedPercent: (100 * (arrivals.length - accepted.length)) / arrivals.length,
		busiest: busiestOf(arrivals),
		seconds: endedAt / 1_000,
		lost: items - times.size,
		repeated: [...times.values()].filter((count) => count > 1).length,
	};
}

function together(all: RunFigures[]): RunFigures {
	const most = (name: keyof RunFigures): number => Math.max(...all.map((one) => one[name]));
	const sum = all.reduce((total, one) => total + one.acceptedPerMinute, 0);
	return {
		acceptedPerMinute: sum / all.length,
		refusedPercent: most('refusedPercent'),
		busiest: most('busiest'),
		seconds: most('seconds'),
		lost: most('lost'),
		repeated: most('repeated'),
	};
}

function allOf(count: number): Workload {
	return async ({ run }, send) => await run(range(count), send);
}

/** Libraries would send all in the same moment; for the time of a few requests they get the pace of the node. */
function fiveAtATime(count: number): Workload {
	return async ({ run }, send) => {
		const deliver = async (item: number): Promise<true> => {
			await run([item], send);
			return true;
		};
		await runPool(
			range(count).map((item) => ({ key: `${item}`, work: async () => await deliver(item) })),
		);
	};
}

/** How long so many take, of a key that was idle. */
async function secondsFor(count: number, contender: Contender, conditions: Conditions) {
	const workload = contender.isEager ? fiveAtATime(count) : allOf(count);
	const { arrivals } = await simulateRun(contender, conditions, workload);
	// Whoever waits at the end, too, keeps nobody waiting.
	return ((arrivals.at(-1)?.at ?? 0) + conditions.latencyMs / 2) / 1_000;
}

async function runOf(
	contender: Contender,
	conditions: Conditions,
	count: number,
): Promise<SimulatedRun> {
	return await simulateRun(contender, conditions, allOf(count));
}

/** How long ten requests take that come while 5,000 are on, and how many arrive in a minute then. */
async function beside(contender: Contender, conditions: Conditions, afterMs: number) {
	let waitedMs = 0;
	const { arrivals } = await simulateRun(contender, conditions, async ({ run }, send) => {
		void run(range(BULK), send);
		await pause(afterMs);
		const began = performance.now();
		await run(range(10, BULK), send);
		waitedMs = performance.now() - began;
	});
	return { waitedMs, busiest: busiestOf(arrivals) };
}

/** Has a contender meet every kind of server. */
export async function measure(contender: Contender, sweep: Sweep): Promise<Figures> {
	const byModel = new Map<ModelName, RunFigures>();
	for (const name of Object.keys(MODELS) as ModelName[]) {
		const all: RunFigures[] = [];
		for (const conditions of conditionsFor(name, sweep)) {
			all.push(figuresOf(await runOf(contender, conditions, MANY), MANY));
		}
		byModel.set(name, together(all));
	}
	const [exact] = conditionsFor('sliding log', { phases: 1, seeds: 1 });
	const late = await runOf(contender, { ...exact, model: 'none', lateMs: LATE_MS }, 3 * PER_MINUTE);
	const besides: Array<Awaited<ReturnType<typeof beside>>> = [];
	for (const afterMs of [5_000, 31_000, 62_000, 150_000]) {
		besides.push(await beside(contender, exact, afterMs));
	}
	return {
		byModel,
		busiestLate: busiestOf(late.arrivals),
		secondsFor50: await secondsFor(FEW, contender, exact),
		secondsFor100: await secondsFor(PER_MINUTE, contender, exact),
		worstWaitSeconds: Math.max(...besides.map(({ waitedMs }) => waitedMs)) / 1_000,
		busiestBeside: Math.max(...besides.map(({ busiest }) => busiest)),
		several: await measureSeveral(contender),
		arrivals: (await runOf(contender, exact, MANY)).arrivals,
	};
}
