import type { Limiter, Lane, PermitRequest } from '../../../nodes/shared/limiter/limiter';
import type * as LimitersModule from '../../../nodes/shared/limiter/limiters';
import type { VirtualClock } from './virtualClock';

/** One request somebody wants to make, and when. */
export interface Call {
	at: number;
	flow: string;
	limit: number;
	lane?: Lane;
	/** False: nobody reports how it ended, as with n8n's HTTP Request node. */
	reportsOutcome?: boolean;
	/** When the user cancels, counted from `at`. */
	cancelAfterMs?: number;
}

/** What the network does with one sending. */
export interface Delivery {
	toServerMs: number;
	toClientMs: number;
	/** No response comes: the client gives up so long after sending. */
	lostAfterMs?: number;
	/** The answer is 401, after which n8n sends the same options again. */
	isUnauthorised?: boolean;
}

/** What a client does with its permit. */
export interface SendPermit {
	release(outcome: 'answered' | 'lost'): void;
	backOff(retryAfterMs?: number): number;
	/** n8n sends the same options again. */
	again(): Promise<void>;
}

/** Waits until a client may send. */
export type Acquire = (request: PermitRequest) => Promise<SendPermit>;

/** The server's answer to an arrival. */
export interface ServerAnswer {
	isAccepted: boolean;
	retryAfterMs?: number;
}

/** Sees arrivals in the order in which they happen. */
export type Server = (at: number) => ServerAnswer;

/** What happened, as client and server saw it. */
export interface Trace {
	arrivals: Array<{ at: number; sentAt: number; call: Call; isAccepted: boolean }>;
	grants: Array<{ at: number; call: Call }>;
	cancelled: Call[];
	done: Call[];
	/** End of every pause a rejection caused. */
	pausedUntil: number[];
}

/** What is simulated: who calls, what the network does, how the server answers. */
export interface Simulation {
	clock: VirtualClock;
	acquire: Acquire;
	deliver: (call: Call) => Delivery;
	server?: Server;
}

interface Running extends Simulation {
	trace: Trace;
}

const acceptAll: Server = () => ({ isAccepted: true });

/** Sends all requests through one limiter. */
export function acquireFrom(limiter: Limiter): Acquire {
	return async (request) => {
		const permits = [await limiter.acquire(request)];
		return {
			release: (outcome) => permits.forEach((permit) => permit.release(outcome)),
			backOff: (retryAfterMs) => limiter.backOff(permits[permits.length - 1], retryAfterMs),
			again: async () => {
				permits[permits.length - 1].release('answered');
				permits.push(await limiter.acquire(request));
			},
		};
	};
}

/** Sends all requests through the limiter's public functions, as transport and credential do. */
export function acquireByKey(limiters: typeof LimitersModule): Acquire {
	return async ({ lane, flow, limit, reportsOutcome, signal }) => {
		const options = {};
		const keyLimit = {
			origin: 'https://litmos.test',
			limitKey: 'one',
			requestsPerMinute: limit,
			processes: 1,
		};
		const sender = { lane, flow, signal };
		const acquire = async () => await limiters.acquire(options, keyLimit, sender);
		if (reportsOutcome) limiters.issueTicket(options, sender);
		await acquire();
		return {
			release: (outcome) => limiters.release(options, outcome),
			backOff: (retryAfterMs) => limiters.backOff(options, retryAfterMs),
			again: acquire,
		};
	};
}

/** Sends once. The request arrives, whatever becomes of its sender in the meantime. */
async function send(
	call: Call,
	{ clock, deliver, server = acceptAll, trace }: Running,
	signal?: AbortSignal,
): Promise<ServerAnswer | 'lost' | 'again'> {
	const { toServerMs, toClientMs, lostAfterMs, isUnauthorised } = deliver(call);
	const sentAt = clock.now();
	let serverAnswer: ServerAnswer = { isAccepted: false };
	trace.grants.push({ at: sentAt, call });
	clock.at(sentAt + toServerMs, () => {
		serverAnswer = server(clock.now());
		trace.arrivals.push({ at: clock.now(), sentAt, call, isAccepted: serverAnswer.isAccepted });
	});
	const gaveUp = new Promise<'lost'>((resolve) => {
		if (lostAfterMs !== undefined) clock.at(sentAt + lostAfterMs, () => resolve('lost'));
		signal?.addEventListener('abort', () => resolve('lost'));
	});
	const answer = clock.sleep(toServerMs + toClientMs).then(() => 'answer' as const);
	const first = await Promise.race(lostAfterMs === undefined ? [answer, gaveUp] : [gaveUp]);
	if (first === 'lost' || signal?.aborted) return 'lost';
	return isUnauthorised ? 'again' : serverAnswer;
}

/** Sends with a permit, again as long as n8n does so by itself. */
async function sendUntilFinal(permit: SendPermit, sendCall: () => ReturnType<typeof send>) {
	let answer = await sendCall();
	while (answer === 'again') {
		await permit.again();
		answer = await sendCall();
	}
	return answer;
}

/** Makes one call, again and again while the server rejects it. */
async function makeCall(call: Call, running: Running, signal?: AbortSignal): Promise<void> {
	const { flow, limit, lane = 'run', reportsOutcome = true } = call;
	const { clock, acquire, trace } = running;
	const request: PermitRequest = { lane, flow, limit, reportsOutcome, signal };
	for (let isDone = false; !isDone;) {
		const permit = await acquire(request);
		try {
			const answer = await sendUntilFinal(permit, () => send(call, running, signal));
			isDone = !reportsOutcome || answer === 'lost' || answer.isAccepted;
			if (isDone && reportsOutcome) permit.release(answer === 'lost' ? 'lost' : 'answered');
			if (!isDone && answer !== 'lost') {
				trace.pausedUntil.push(clock.now() + permit.backOff(answer.retryAfterMs));
			}
		} finally {
			// As the transport does: cancelled in between, a request is lost.
			if (reportsOutcome) permit.release('lost');
		}
	}
	trace.done.push(call);
}

/** Runs a simulation to its end and lists what happened. */
export async function simulate(simulation: Simulation, calls: Call[]): Promise<Trace> {
	const trace: Trace = { arrivals: [], grants: [], cancelled: [], done: [], pausedUntil: [] };
	const running: Running = { ...simulation, trace };
	for (const call of calls) {
		const controller = new AbortController();
		if (call.cancelAfterMs !== undefined) {
			simulation.clock.at(call.at + call.cancelAfterMs, () => controller.abort());
		}
		const signal = call.cancelAfterMs === undefined ? undefined : controller.signal;
		simulation.clock.at(call.at, () => {
			makeCall(call, running, signal).catch(() => trace.cancelled.push(call));
		});
	}
	await simulation.clock.advance();
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
export function jitter(random: () => number): () => Delivery {
	return () => ({ toServerMs: 20 + 380 * random(), toClientMs: 20 + 380 * random() });
}
