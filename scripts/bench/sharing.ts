// How the processes of n8n share one key, by a clock that is run fast and by every server that counts exactly.
import {
	jain,
	refusedPercent,
	simulate,
	split,
	type Situation,
} from '../../test/limiter/support/sharing';
import { MINUTE_MS } from './contenders/session';

/** Three processes that always have something to send, in the five minutes after the last start. */
export interface SplitRow {
	model: string;
	apartSeconds: number;
	/** Of all together: the mean of the phases and seeds, and the worst. */
	acceptedPerMinute: { mean: number; worst: number };
	refusedPercent: number;
	/** Of the worst Jain's index. */
	parts: number[];
	jain: number;
}

/** How many seconds ten requests take at most, that a second process sends so long after an endless first. */
export interface LateRow {
	model: string;
	seconds: number[];
}

const PROCESSES = 3;
/** The servers that count exactly. */
export const MODELS = ['a fixed minute', 'a sliding log', 'a sliding log of all arrivals'];
const APART_SECONDS = [0, 10, 20, 60];
const PHASES_MS = [0, 17_000, 41_000];
const SEEDS = [1, 2, 3];

export const LATE_SECONDS: readonly number[] = [5, 31, 62, 150, 400];

interface Place {
	phaseMs: number;
	seed: number;
}

/** Each phase with each seed. */
export async function forAll<T>(run: (place: Place) => Promise<T>): Promise<T[]> {
	const found: T[] = [];
	for (const phaseMs of PHASES_MS) {
		for (const seed of SEEDS) found.push(await run({ phaseMs, seed }));
	}
	return found;
}

/** Processes that always have something to send, of which each starts so long after the one before. */
export interface Together {
	processes: number;
	apartMs: number;
	/** After the last start. */
	minutes: number;
	/** What else is other than usual. */
	more?: Partial<Situation>;
}

/** What they have in that time: together per minute, refused in percent, and of a foreign client. */
export async function simulateTogether(
	{ processes, apartMs, minutes, more }: Together,
	place: Place & Pick<Situation, 'model'>,
) {
	const from = (processes - 1) * apartMs;
	const untilMs = from + minutes * MINUTE_MS;
	const workers = Array.from({ length: processes }, (_, index) => ({ fromMs: index * apartMs }));
	const course = await simulate({ ...place, ...more, workers, processes, untilMs });
	const parts = split(course, from, untilMs);
	const { accepted, refused } = course.foreign;
	return {
		parts,
		accepted: parts.reduce((sum, part) => sum + part, 0) / minutes,
		jain: jain(parts),
		refused: refusedPercent(course, from, untilMs),
		foreignRefused: (100 * refused) / Math.max(1, accepted + refused),
	};
}

async function measureSplit(model: string, apartSeconds: number): Promise<SplitRow> {
	// Nobody starts several processes in the very same moment.
	const busy = { processes: PROCESSES, apartMs: apartSeconds * 1_000 || 300, minutes: 5 };
	const runs = await forAll(async (place) => await simulateTogether(busy, { ...place, model }));
	const accepted = runs.map((run) => run.accepted);
	const [unfairest] = [...runs].sort((a, b) => a.jain - b.jain);
	return {
		model,
		apartSeconds,
		acceptedPerMinute: {
			mean: accepted.reduce((sum, one) => sum + one, 0) / accepted.length,
			worst: Math.min(...accepted),
		},
		refusedPercent: Math.max(...runs.map((run) => run.refused)),
		parts: unfairest.parts,
		jain: unfairest.jain,
	};
}

async function measureLate(model: string): Promise<LateRow> {
	const seconds: number[] = [];
	for (const late of LATE_SECONDS) {
		const situation: Omit<Situation, 'phaseMs' | 'seed'> = {
			model,
			workers: [
				{ fromMs: 0, items: 5_000 },
				{ fromMs: late * 1_000, items: 10 },
			],
			processes: 2,
			untilMs: late * 1_000 + 10 * MINUTE_MS,
		};
		const waits = await forAll(async (place) => await simulate({ ...situation, ...place }));
		seconds.push(Math.max(...waits.map(({ doneMs }) => (doneMs[1] ?? Infinity) / 1_000)));
	}
	return { model, seconds };
}

/** Worst cases of three phases with three seeds each. */
export async function measureSharing(): Promise<{ splits: SplitRow[]; late: LateRow[] }> {
	const splits: SplitRow[] = [];
	const late: LateRow[] = [];
	for (const model of MODELS) {
		for (const apart of APART_SECONDS) splits.push(await measureSplit(model, apart));
		late.push(await measureLate(model));
	}
	return { splits, late };
}
