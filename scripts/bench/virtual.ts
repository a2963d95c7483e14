import * as FakeTimers from '@sinonjs/fake-timers';
import { createLimit, type LimitModel, type LimitSettings } from '../../sandbox/http/limits';
import { createRandom } from '../../sandbox/state/random';
import type { Contender } from './contenders/contender';
import { pause } from './contenders/pause';
import { MINUTE_MS, PER_MINUTE, type Send, type Session } from './contenders/session';

/** A request as the server saw it; times in ms since the run began. */
export interface Arrival {
	at: number;
	item: number;
	accepted: boolean;
	/** Of several with one key. */
	process: number;
}

/** How a server counts, and where in its minute the run begins. */
export interface Conditions {
	model: LimitModel;
	countRefused?: boolean;
	phaseMs: number;
	seed: number;
	/** Round trip, on average. */
	latencyMs: number;
	/** The first 100 requests take so much longer on their way. */
	lateMs?: number;
}

/** What a run left behind. */
export interface SimulatedRun {
	arrivals: Arrival[];
	/** When nothing more was to be done. */
	endedAt: number;
}

/** What a run does with a session. */
export type Workload = (session: Session, send: Send) => Promise<void>;

// A whole minute, so that the phase is what it says.
const BEGIN = 1_800_000_000_000;
// More promise steps than any of the libraries takes between two timers.
const STEPS = 60;

async function letPromisesRun(): Promise<void> {
	for (let step = 0; step < STEPS; step++) await undefined;
}

let keys = 0;

/** A server with the sandbox's way to count, and a network before it. */
function createNetwork({ model, countRefused = false, seed, latencyMs, lateMs = 0 }: Conditions) {
	const settings: LimitSettings = { model, perMinute: PER_MINUTE, countRefused };
	const limit = createLimit(settings);
	const random = createRandom(seed);
	const arrivals: Arrival[] = [];
	const began = performance.now();
	let sent = 0;
	const half = async (moreMs = 0) => await pause(moreMs + (latencyMs / 2) * (0.5 + random.next()));

	function sendOf(process: number): Send {
		return async (item) => {
			await half(sent++ < PER_MINUTE ? lateMs : 0);
			const { accepted } = limit(Date.now());
			arrivals.push({ at: performance.now() - began, item, accepted, process });
			await half();
			return accepted;
		};
	}

	return { sendOf, arrivals };
}

type Network = ReturnType<typeof createNetwork>;

/** Runs with a clock that jumps from timer to timer: libraries, network and server all live by it. */
async function inFastTime(
	{ contender, processes = 1 }: { contender: Contender; processes?: number },
	conditions: Conditions,
	body: (sessions: readonly Session[], network: Network) => Promise<void>,
): Promise<SimulatedRun> {
	const clock = FakeTimers.install({
		now: BEGIN + conditions.phaseMs,
		toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
	});
	try {
		const sessions: Session[] = [];
		// Another key is another limiter, as it is in another process.
		while (sessions.length < processes) {
			sessions.push(await contender.open(`key ${keys++}`, processes));
		}
		const network = createNetwork(conditions);
		const began = performance.now();
		let isOver = false;
		const done = body(sessions, network).finally(() => (isOver = true));
		for (await letPromisesRun(); !isOver; await letPromisesRun()) clock.next();
		await done;
		return { arrivals: network.arrivals, endedAt: performance.now() - began };
	} finally {
		clock.uninstall();
	}
}

/** One process with a key of its own. */
export async function simulateRun(
	contender: Contender,
	conditions: Conditions,
	workload: Workload,
): Promise<SimulatedRun> {
	return await inFastTime({ contender }, conditions, async ([session], { sendOf }) => {
		await workload(session, sendOf(0));
	});
}

/** Several processes with one key that begin one after the other, each with more to send than the time allows. */
export async function simulateSeveral(
	contender: Contender,
	conditions: Conditions,
	{ startsMs, untilMs }: { startsMs: readonly number[]; untilMs: number },
): Promise<SimulatedRun> {
	const count = Math.ceil((PER_MINUTE * untilMs) / MINUTE_MS);
	const items = Array.from({ length: count }, (_, item) => item);
	const processes = startsMs.length;
	return await inFastTime({ contender, processes }, conditions, async (sessions, { sendOf }) => {
		const start = async (fromMs: number, process: number): Promise<void> => {
			await pause(fromMs);
			await sessions[process].run(items, sendOf(process));
		};
		startsMs.forEach((fromMs, process) => void start(fromMs, process));
		await pause(untilMs);
	});
}
