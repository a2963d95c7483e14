import type { Replacement } from '../../../scripts/mutation/replaceOnce';
import { simulate, type Arrival } from './sharing';
import type { Server } from './simulation';

/** Processes of n8n that know nothing of each other, and that always have something to send. */
export interface ProcessScenario {
	/** When each process has nothing more to send. */
	untilMs: number[];
	/** When each process begins; within a second of each other, unless told. */
	fromMs?: number[];
	/** Round trip, on average. */
	latencyMs: number;
	server: Server;
	seed: number;
	/** Requests that a process has under way at a time: as many as one run of the node, unless told. */
	inFlight?: number;
	mutation?: Replacement;
}

// Nobody starts several processes in the very same moment.
const START_WITHIN_MS = 1_000;

/** Runs a scenario until everything that was begun is done; lists what arrived. */
export async function simulateProcesses(scenario: ProcessScenario): Promise<Arrival[]> {
	const { untilMs, fromMs, inFlight, ...conditions } = scenario;
	const { arrivals } = await simulate({
		...conditions,
		model: 'a server of its own',
		phaseMs: 0,
		untilMs: Infinity,
		workers: untilMs.map((until, index) => ({
			fromMs: fromMs?.[index] ?? 0,
			withinMs: START_WITHIN_MS,
			untilMs: until,
			inFlight,
		})),
	});
	return arrivals;
}

/** How many of these were accepted from one moment until before another. */
export function acceptedIn(arrivals: Arrival[], fromMs: number, toMs: number): number {
	return arrivals.filter(({ at, isAccepted }) => isAccepted && at >= fromMs && at < toMs).length;
}

/** The part of the requests that was rejected. */
export function rejectedFraction(arrivals: Arrival[]): number {
	return arrivals.filter(({ isAccepted }) => !isAccepted).length / arrivals.length;
}

/** Items that were accepted more than once, or never. */
export function lostOrRepeated(arrivals: Arrival[]): string[] {
	const times = new Map<string, number>();
	for (const { worker, item, isAccepted } of arrivals) {
		const name = `${worker}/${item}`;
		times.set(name, (times.get(name) ?? 0) + Number(isAccepted));
	}
	return [...times].filter(([, count]) => count !== 1).map(([name]) => name);
}
