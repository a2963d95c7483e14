import { createBackoff } from './backoff';
import { createLending } from './lending';
import { createPacer } from './pacer';
import { createQueue, type PermitRequest } from './queue';
import { createSaturation } from './saturation';
import { createSlots, type Allowance, type Lane, type Permit } from './slots';

export type { PermitRequest } from './queue';
export type { Allowance, Lane, Permit, RequestOutcome } from './slots';

/** The time as the limiter sees it: milliseconds that never run backwards, and a way to wait. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** Limits all requests with one API key. */
export interface Limiter {
	/**
	 * Waits for a permit to send one request. Rejects with the signal's reason (an AbortError without
	 * one) when it aborts first, and with an Error when the deadline is over.
	 */
	acquire(request: PermitRequest): Promise<Permit>;
	/** Litmos rejected this request. Releases the permit and pauses the key; answers for how many milliseconds. */
	backOff(permit: Permit, retryAfterMs?: number): number;
	/** How many slots are taken. */
	taken(): number;
	/** Nothing would be forgotten if this limiter were thrown away. */
	isIdle(): boolean;
}

// Cancelled requests and released permits can raise the limit in force: look again this often.
const SLEEP_MAX_MS = 1_000;

/** Runs `grantAll` whenever a request may go; while nothing waits no timer runs. */
function createScheduler(clock: Clock, grantAll: () => number) {
	let isRunning = false;
	return async (): Promise<void> => {
		// A request that finds room must not wait for the sleep to end.
		let waitMs = grantAll();
		if (isRunning) return;
		isRunning = true;
		while (waitMs > 0) {
			await clock.sleep(Math.min(SLEEP_MAX_MS, Math.ceil(waitMs)));
			waitMs = grantAll();
		}
		isRunning = false;
	};
}

interface Parts {
	clock: Clock;
	queue: ReturnType<typeof createQueue>;
	slots: ReturnType<typeof createSlots>;
	backoff: ReturnType<typeof createBackoff>;
	pacer: ReturnType<typeof createPacer>;
	saturation: ReturnType<typeof createSaturation>;
	lending: ReturnType<typeof createLending>;
}

/** Grants the first request in turn that may go and answers 0, else how long the soonest waits. */
function grantOne(name: Lane, allowance: Allowance, parts: Parts): number {
	const { clock, queue, slots, pacer, saturation } = parts;
	const lane = queue.lane(name);
	const now = clock.now();
	const isSaturated = name === 'run' && saturation.isSustained(now);
	let soonestMs = Infinity;
	for (const flow of lane.flowsInTurn()) {
		const isAhead = name === 'run' && slots.isAhead(flow, allowance.limit);
		const waitMs = pacer.waitMs({ ...allowance, now, isAhead, isSaturated });
		if (waitMs === 0) {
			const waiter = lane.next(flow);
			if (!waiter) return 0;
			const { request, waitsSince } = waiter;
			queue.grant(waiter, slots.take({ ...request, waitsSince }));
			return 0;
		}
		soonestMs = Math.min(soonestMs, waitMs);
	}
	return soonestMs;
}

/** Grants all requests that may go now. Answers how long the next one waits, 0 if none is left. */
function grantAll(parts: Parts): number {
	const { clock, queue, slots, backoff, saturation, lending } = parts;
	queue.dropExpired(clock.now());
	for (let lane = queue.nextLane(); lane; lane = queue.nextLane()) {
		const allowance = slots.inForce(queue.lowest());
		const { limit } = allowance;
		const fullMs = slots.waitMs(lane, { limit, kept: lending.kept(limit) });
		// At an even pace slots stay free for a moment: that is no lull.
		if (fullMs > 0 || saturation.isSustained(clock.now())) saturation.note(clock.now());
		const blockedMs = fullMs || backoff.pauseMs(clock.now());
		// The pace comes last: it spends a token, which must not be lost.
		const waitMs = blockedMs || grantOne(lane, allowance, parts);
		if (waitMs > 0) return waitMs;
	}
	return 0;
}

/** Releases the permit of a rejected request and pauses the key; answers for how many milliseconds. */
function pause(permit: Permit, retryAfterMs: number | undefined, parts: Parts): number {
	const { clock, queue, slots, backoff, pacer } = parts;
	permit.release('rejected');
	const now = clock.now();
	// Its own slot may be free again, where the rest of its answer took long.
	const inForce = slots.inForce(queue.lowest());
	const limit = Math.min(permit.limit, inForce.limit);
	const allowance = { limit, guarantee: Math.min(permit.guarantee, inForce.guarantee) };
	const { isNew, pauseMs } = backoff.rejected({
		now,
		grantedAt: permit.grantedAt,
		retryAfterMs,
		sharedMs: pacer.sharedPauseMs(now, allowance),
		roomInMs: slots.roomInMs(permit, limit),
	});
	pacer.rejected({ ...allowance, now, isNew, resumesAt: now + pauseMs });
	return pauseMs;
}

/**
 * Makes the limiter of one API key: a queue, the slots of the limit, a backoff and a pacer.
 * `takenElsewhere`: slots of this key that count as well.
 */
export function createLimiter(clock: Clock, takenElsewhere = () => 0): Limiter {
	const queue = createQueue(clock);
	const backoff = createBackoff();
	const pacer = createPacer();
	const slots = createSlots({ now: clock.now, onAnswered, takenElsewhere });
	const saturation = createSaturation();
	const lending = createLending({ now: clock.now, queue, slots });
	const parts: Parts = { clock, queue, slots, backoff, pacer, saturation, lending };
	const schedule = createScheduler(clock, () => grantAll(parts));

	function onAnswered(grantedAt: number): void {
		backoff.answered(grantedAt);
		pacer.accepted(clock.now());
		// Of a run's last requests, none is under way any more.
		void schedule();
	}

	function acquire(request: PermitRequest): Promise<Permit> {
		const limit = Math.max(1, Math.floor(request.limit) || 1);
		const guarantee = Math.max(1, Math.min(limit, request.guarantee ?? limit));
		const permit = queue.add({ ...request, limit, guarantee });
		lending.note(request.lane);
		void schedule();
		return permit;
	}

	function isIdle(): boolean {
		if (queue.nextLane() !== undefined || slots.taken() > 0) return false;
		return backoff.pauseMs(clock.now()) === 0 && !pacer.isReduced(clock.now());
	}

	const backOff = (permit: Permit, retryAfterMs?: number) => pause(permit, retryAfterMs, parts);
	return { acquire, backOff, taken: slots.taken, isIdle };
}
