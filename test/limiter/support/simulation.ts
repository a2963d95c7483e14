import type { Gate, Lane, Visit } from '../../../nodes/shared/limiter/gate';
import type * as GatesModule from '../../../nodes/shared/limiter/gates';
import type { VirtualClock } from './virtualClock';

/** One request somebody wants to make, and when. */
export interface Call {
	at: number;
	party: string;
	limit: number;
	lane?: Lane;
	/** False: nobody reports the answer, as with n8n's HTTP Request node. */
	owned?: boolean;
	/** When the user cancels, counted from `at`. */
	cancelAfterMs?: number;
}

/** What the network does with one sending. */
export interface Fate {
	toServerMs: number;
	toClientMs: number;
	/** No response comes: the client gives up so long after sending. */
	lostAfterMs?: number;
	/** The answer is 401, after which n8n sends the same options again. */
	isUnauthorised?: boolean;
}

/** A request that passed the door. */
export interface Pass {
	settle(outcome: 'answered' | 'lost'): void;
	throttled(retryAfterMs?: number): number;
	/** n8n sends the same options again. */
	again(): Promise<void>;
}

/** What a client asks before it sends. */
export type Door = (visit: Visit) => Promise<Pass>;

/** The server's answer to an arrival. */
export interface Verdict {
	isAccepted: boolean;
	retryAfterMs?: number;
}

/** Sees arrivals in the order in which they happen. */
export type Server = (at: number) => Verdict;

/** What happened, as client and server saw it. */
export interface Trace {
	arrivals: Array<{ at: number; sentAt: number; call: Call; isAccepted: boolean }>;
	admissions: Array<{ at: number; call: Call }>;
	cancelled: Call[];
	done: Call[];
	/** End of every pause a refusal caused. */
	pausedUntil: number[];
}

/** A world to play: who calls, what the network does, how the server answers. */
export interface World {
	clock: VirtualClock;
	door: Door;
	fate: (call: Call) => Fate;
	server?: Server;
}

interface Stage extends World {
	trace: Trace;
}

const acceptAll: Server = () => ({ isAccepted: true });

/** Sends all requests through one gate. */
export function throughGate(gate: Gate): Door {
	return async (visit) => {
		const leases = [await gate.admit(visit)];
		return {
			settle: (outcome) => leases.forEach((lease) => lease.settle(outcome)),
			throttled: (retryAfterMs) => gate.throttled(leases[leases.length - 1], retryAfterMs),
			again: async () => {
				leases[leases.length - 1].settle('answered');
				leases.push(await gate.admit(visit));
			},
		};
	};
}

/** Sends all requests through the limiter's public door, as transport and credential do. */
export function throughGates(gates: typeof GatesModule): Door {
	return async ({ lane, party, limit, owned, signal }) => {
		const options = {};
		const budget = { origin: 'https://litmos.test', apiKey: 'one', requestsPerMinute: limit };
		const announcement = { lane, party, signal };
		const enter = async () => await gates.enter(options, budget, announcement);
		if (owned) gates.announce(options, announcement);
		await enter();
		return {
			settle: (outcome) => gates.settle(options, outcome),
			throttled: (retryAfterMs) => gates.throttled(options, retryAfterMs),
			again: enter,
		};
	};
}

/** Sends once. The request arrives, whatever becomes of its sender in the meantime. */
async function send(
	call: Call,
	{ clock, fate, server = acceptAll, trace }: Stage,
	signal?: AbortSignal,
): Promise<Verdict | 'lost' | 'again'> {
	const { toServerMs, toClientMs, lostAfterMs, isUnauthorised } = fate(call);
	const sentAt = clock.now();
	let verdict: Verdict = { isAccepted: false };
	trace.admissions.push({ at: sentAt, call });
	clock.at(sentAt + toServerMs, () => {
		verdict = server(clock.now());
		trace.arrivals.push({ at: clock.now(), sentAt, call, isAccepted: verdict.isAccepted });
	});
	const gaveUp = new Promise<'lost'>((resolve) => {
		if (lostAfterMs !== undefined) clock.at(sentAt + lostAfterMs, () => resolve('lost'));
		signal?.addEventListener('abort', () => resolve('lost'));
	});
	const answer = clock.sleep(toServerMs + toClientMs).then(() => 'answer' as const);
	const first = await Promise.race(lostAfterMs === undefined ? [answer, gaveUp] : [gaveUp]);
	if (first === 'lost' || signal?.aborted) return 'lost';
	return isUnauthorised ? 'again' : verdict;
}

/** Sends what passed the door, again as long as n8n does so by itself. */
async function converse(pass: Pass, sendCall: () => ReturnType<typeof send>) {
	let answer = await sendCall();
	while (answer === 'again') {
		await pass.again();
		answer = await sendCall();
	}
	return answer;
}

/** Makes one call, again and again while the server refuses it. */
async function make(call: Call, stage: Stage, signal?: AbortSignal): Promise<void> {
	const { party, limit, lane = 'run', owned = true } = call;
	const { clock, door, trace } = stage;
	const visit: Visit = { lane, party, limit, owned, signal };
	for (let isDone = false; !isDone;) {
		const pass = await door(visit);
		try {
			const answer = await converse(pass, () => send(call, stage, signal));
			isDone = !owned || answer === 'lost' || answer.isAccepted;
			if (isDone && owned) pass.settle(answer === 'lost' ? 'lost' : 'answered');
			if (!isDone && answer !== 'lost') {
				trace.pausedUntil.push(clock.now() + pass.throttled(answer.retryAfterMs));
			}
		} finally {
			// As the transport does: cancelled in between, a request is lost.
			if (owned) pass.settle('lost');
		}
	}
	trace.done.push(call);
}

/** Plays a world to its end and tells what happened. */
export async function play(world: World, calls: Call[]): Promise<Trace> {
	const trace: Trace = { arrivals: [], admissions: [], cancelled: [], done: [], pausedUntil: [] };
	const stage: Stage = { ...world, trace };
	for (const call of calls) {
		const controller = new AbortController();
		if (call.cancelAfterMs !== undefined) {
			world.clock.at(call.at + call.cancelAfterMs, () => controller.abort());
		}
		const signal = call.cancelAfterMs === undefined ? undefined : controller.signal;
		world.clock.at(call.at, () => {
			make(call, stage, signal).catch(() => trace.cancelled.push(call));
		});
	}
	await world.clock.play();
	return trace;
}

/** The most of these moments in any window of a minute that includes both its ends. */
export function busiestMinute(times: number[]): number {
	return busiestMinuteWith(times.map((at) => ({ at, isMarked: true })));
}

/** The same, looking only at windows that hold a marked moment. */
export function busiestMinuteWith(moments: Array<{ at: number; isMarked: boolean }>): number {
	const sorted = [...moments].sort((a, b) => a.at - b.at);
	let first = 0;
	let most = 0;
	let marked = 0;
	sorted.forEach(({ at, isMarked }, index) => {
		if (isMarked) marked++;
		for (; at - sorted[first].at > 60_000; first++) if (sorted[first].isMarked) marked--;
		if (marked > 0) most = Math.max(most, index - first + 1);
	});
	return most;
}

/** A seeded source of numbers from 0 to 1 (mulberry32), so that every run is the same run. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** The network of an ordinary day: 20 to 400 ms each way. */
export function jitter(random: () => number): () => Fate {
	return () => ({ toServerMs: 20 + 380 * random(), toClientMs: 20 + 380 * random() });
}
