// Three processes of each contender that begin one after the other, by a clock that is run fast.
import { jain } from '../../test/limiter/support/sharing';
import type { Contender } from './contenders/contender';
import { MINUTE_MS } from './contenders/session';
import { simulateSeveral, type Arrival, type Conditions } from './virtual';

/** The five minutes after the last start; the worst of some seeds. */
export interface SeveralFigures {
	acceptedPerMinute: number;
	refusedPercent: number;
	/** Of the worst Jain's index. */
	parts: number[];
	jain: number;
	/** Until the process that began last has ten accepted. */
	latecomerSeconds: number;
	/** By a server that counts what it refuses, too. */
	whereRefusedCount: { acceptedPerMinute: number; refusedPercent: number };
}

const STARTS_MS = [0, 10_000, 20_000];
const [, , FROM_MS] = STARTS_MS;
const LOOK_MS = 5 * MINUTE_MS;
const UNTIL_MS = FROM_MS + LOOK_MS;
const SEEDS = [1, 2, 3];
const FIRST = 10;

interface Outcome {
	accepted: number;
	refused: number;
	parts: number[];
	lateSeconds: number;
}

/** What became of it from the last start on. */
export function outcomeOf(
	arrivals: ReadonlyArray<Omit<Arrival, 'item'>>,
	startsMs: readonly number[],
	lookMs: number,
): Outcome {
	const fromMs = startsMs.at(-1) ?? 0;
	const seen = arrivals.filter(({ at }) => at >= fromMs && at < fromMs + lookMs);
	const accepted = seen.filter((one) => one.accepted);
	const parts = startsMs.map((_, index) => accepted.filter((one) => one.process === index).length);
	const tenth = accepted.filter((one) => one.process === startsMs.length - 1).at(FIRST - 1);
	return {
		accepted: (accepted.length / lookMs) * MINUTE_MS,
		refused: (100 * (seen.length - accepted.length)) / Math.max(1, seen.length),
		parts,
		lateSeconds: tenth ? (tenth.at - fromMs) / 1_000 : Infinity,
	};
}

async function outcomes(contender: Contender, countRefused: boolean): Promise<Outcome[]> {
	const found: Outcome[] = [];
	for (const seed of SEEDS) {
		const conditions: Conditions = {
			model: 'slidingLog',
			countRefused,
			phaseMs: 0,
			seed,
			latencyMs: 200,
		};
		const times = { startsMs: STARTS_MS, untilMs: UNTIL_MS };
		const { arrivals } = await simulateSeveral(contender, conditions, times);
		found.push(outcomeOf(arrivals, STARTS_MS, LOOK_MS));
	}
	return found;
}

function worst(all: readonly Outcome[]) {
	return {
		acceptedPerMinute: Math.min(...all.map(({ accepted }) => accepted)),
		refusedPercent: Math.max(...all.map(({ refused }) => refused)),
	};
}

export async function measureSeveral(contender: Contender): Promise<SeveralFigures> {
	const all = await outcomes(contender, false);
	const [unfairest] = [...all].sort((a, b) => jain(a.parts) - jain(b.parts));
	return {
		...worst(all),
		parts: unfairest.parts,
		jain: jain(unfairest.parts),
		latecomerSeconds: Math.max(...all.map(({ lateSeconds }) => lateSeconds)),
		whereRefusedCount: worst(await outcomes(contender, true)),
	};
}
