import * as FakeTimers from '@sinonjs/fake-timers';
import { createLimit, type LimitModel, type LimitSettings } from '../../sandbox/http/limits';
import { createRandom } from '../../sandbox/state/random';
import { PER_MINUTE, type Contender } from './contenders';
import { pause } from './n8nPatterns';
import type { Send, Session } from './session';

/** A request as the server saw it; times in ms since the run began. */
export interface Arrival {
	at: number;
	item: number;
	accepted: boolean;
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

	async function send(item: number): Promise<boolean> {
		await half(sent++ < PER_MINUTE ? lateMs : 0);
		const { accepted } = limit(Date.now());
		arrivals.push({ at: performance.now() - began, item, accepted });
		await half();
		return accepted;
	}

	return { send, arrivals };
}

/** Runs with a clock that jumps from timer to timer: libraries, network and server all live by it. */
export async function simulateRun(
	contender: Contender,
	conditions: Conditions,
	workload: Workload,
): Promise<SimulatedRun> {
	const clock = FakeTimers.install({
		now: BEGIN + conditions.phaseMs,
		toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
	});
	try {
		const session = await contender.open(`key ${keys++}`);
		const { send, arrivals } = createNetwork(conditions);
		const began = performance.now();
		let isOver = false;
		const done = workload(session, send).finally(() => (isOver = true));
		for (await letPromisesRun(); !isOver; await letPromisesRun()) clock.next();
		await done;
		return { arrivals, endedAt: performance.now() - began };
	} finally {
		clock.uninstall();
	}
}
