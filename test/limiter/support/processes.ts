import { loadCopy, type Mutation } from './mutants';
import { inVirtualTime, type VirtualClock } from './virtualClock';
import { createRandom, type Server } from './simulation';

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
	mutation?: Mutation;
}

/** One request as the server saw it. */
export interface Arrival {
	at: number;
	process: number;
	/** Sent again until it is accepted. */
	item: number;
	isAccepted: boolean;
}

const IN_FLIGHT = 5;
// Nobody starts several processes in the very same moment.
const START_WITHIN_MS = 1_000;

interface Running extends ProcessScenario {
	clock: VirtualClock;
	random: () => number;
	arrivals: Arrival[];
}

/** One process: a limiter of its own, and so many senders who take the next item when one is done. */
function startProcess(process: number, running: Running): void {
	const { clock, random, latencyMs, server, arrivals, mutation } = running;
	const limiter = loadCopy(clock, mutation).limiter.createLimiter(clock);
	const halfMs = () => (latencyMs / 2) * (0.5 + random());
	let items = 0;

	async function deliver(item: number): Promise<void> {
		for (let isAccepted = false; !isAccepted;) {
			const permit = await limiter.acquire({
				lane: 'run',
				flow: 'bulk',
				limit: 100,
				reportsOutcome: true,
			});
			await clock.sleep(halfMs());
			isAccepted = server(clock.now()).isAccepted;
			arrivals.push({ at: clock.now(), process, item, isAccepted });
			await clock.sleep(halfMs());
			if (isAccepted) permit.release('answered');
			else limiter.backOff(permit);
		}
	}

	async function sender(): Promise<void> {
		while (clock.now() < running.untilMs[process]) await deliver(items++);
	}

	for (let count = 0; count < (running.inFlight ?? IN_FLIGHT); count++) void sender();
}

/** Runs a scenario until everything that was begun is done; lists what arrived. */
export async function simulateProcesses(scenario: ProcessScenario): Promise<Arrival[]> {
	return await inVirtualTime(async (clock) => {
		const random = createRandom(scenario.seed);
		const arrivals: Arrival[] = [];
		const running: Running = { ...scenario, clock, random, arrivals };
		scenario.untilMs.forEach((_, process) => {
			const fromMs = scenario.fromMs?.[process] ?? 0;
			clock.at(fromMs + START_WITHIN_MS * random(), () => startProcess(process, running));
		});
		await clock.advance();
		return arrivals;
	});
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
	for (const { process, item, isAccepted } of arrivals) {
		const name = `${process}/${item}`;
		times.set(name, (times.get(name) ?? 0) + Number(isAccepted));
	}
	return [...times].filter(([, count]) => count !== 1).map(([name]) => name);
}
