import { createBrake } from './brake';
import { createPlaces, type Lane, type Lease } from './places';
import { createQueue, type Visit } from './queue';

export type { Lane, Lease, Outcome } from './places';
export type { Visit } from './queue';

/** The time as the gate sees it: milliseconds that never run backwards, and a way to wait. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** The one gate that every request with an API key passes. */
export interface Gate {
	/** Waits for a place; rejects when the signal aborts first, or when the visit has waited too long. */
	admit(visit: Visit): Promise<Lease>;
	/** Litmos refused this request. Pauses the key, settles the lease; answers the pause's length. */
	throttled(lease: Lease, retryAfterMs?: number): number;
	/** Nothing would be forgotten if this gate were thrown away. */
	isIdle(): boolean;
}

// Cancelled visits and settled requests can raise the limit in force: look again this often.
const SLEEP_MAX_MS = 1_000;
// Two windows: runs that are done by then are done as fast as can be.
const ENDLESS_MS = 120_000;
// A burst of a run that is not over takes less.
const LULL_MS = 10_000;

/** Runs `serve` whenever somebody may go; without anybody waiting no timer runs. */
function createPump(clock: Clock, serve: () => number) {
	let isRunning = false;
	return async (): Promise<void> => {
		// Whoever finds room must not wait for the pump to wake up.
		let waitMs = serve();
		if (isRunning) return;
		isRunning = true;
		while (waitMs > 0) {
			await clock.sleep(Math.min(SLEEP_MAX_MS, Math.ceil(waitMs)));
			waitMs = serve();
		}
		isRunning = false;
	};
}

/**
 * Knows when runs have used up the limit for long. They would go on in one burst a minute, and another
 * process with the same key would hardly ever find room: in even steps it does, and is not refused.
 */
function createRush() {
	let since = -Infinity;
	let last = -Infinity;

	/** Somebody waits, and all places are taken, or would be but for the steps. */
	function goesOn(now: number): void {
		if (now - last > LULL_MS) since = now;
		last = now;
	}

	return { goesOn, isEndless: (now: number) => now - last <= LULL_MS && now - since >= ENDLESS_MS };
}

interface Parts {
	clock: Clock;
	queue: ReturnType<typeof createQueue>;
	places: ReturnType<typeof createPlaces>;
	brake: ReturnType<typeof createBrake>;
	rush: ReturnType<typeof createRush>;
}

/** Admits the first in turn who may pass and answers 0, else how long the soonest waits. */
function admitOne(lane: Lane, limit: number, parts: Parts): number {
	const { clock, queue, places, brake, rush } = parts;
	const line = queue.line(lane);
	const now = clock.now();
	const isEndless = lane === 'run' && rush.isEndless(now);
	let soonestMs = Infinity;
	for (const party of line.inTurn()) {
		const isAhead = lane === 'run' && places.isAhead(party, limit);
		const waitMs = brake.stepMs({ limit, now, isAhead, isEndless });
		if (waitMs === 0) {
			const waiter = line.next(party);
			if (waiter) queue.start(waiter, places.take({ ...waiter.visit, askedAt: waiter.askedAt }));
			return 0;
		}
		soonestMs = Math.min(soonestMs, waitMs);
	}
	return soonestMs;
}

/** Admits all who may go now. Answers how long the next one waits, 0 if nobody is left. */
function serve(parts: Parts): number {
	const { clock, queue, places, brake, rush } = parts;
	queue.dismissOverdue(clock.now());
	for (let lane = queue.turn(); lane; lane = queue.turn()) {
		const limit = places.limitInForce(queue.lowestLimit());
		const fullMs = places.waitMs(lane, limit);
		// In even steps places stay free for a moment: that is no lull.
		if (fullMs > 0 || rush.isEndless(clock.now())) rush.goesOn(clock.now());
		const shutMs = fullMs || brake.pauseMs(clock.now());
		// The step comes last: it spends a token, which must not be lost.
		const waitMs = shutMs || admitOne(lane, limit, parts);
		if (waitMs > 0) return waitMs;
	}
	return 0;
}

/** Makes the gate of one API key: a queue, the places of the limit and a brake. */
export function createGate(clock: Clock): Gate {
	const queue = createQueue(clock);
	const brake = createBrake();
	const places = createPlaces({
		now: clock.now,
		onAnswered: (at) => brake.answered(at, clock.now()),
	});
	const rush = createRush();
	const pump = createPump(clock, () => serve({ clock, queue, places, brake, rush }));

	function admit(visit: Visit): Promise<Lease> {
		const limit = Math.max(1, Math.floor(visit.limit) || 1);
		const admission = queue.join({ ...visit, limit });
		void pump();
		return admission;
	}

	function throttled(lease: Lease, retryAfterMs?: number): number {
		lease.settle('refused');
		// Its own place is still held, so there is a lowest limit.
		const limit = places.limitInForce(queue.lowestLimit());
		const refusal = { now: clock.now(), limit, admittedAt: lease.admittedAt, retryAfterMs };
		return brake.refused({ ...refusal, roomInMs: places.roomInMs(lease, limit) });
	}

	function isIdle(): boolean {
		return queue.turn() === undefined && places.isEmpty() && brake.isOff(clock.now());
	}

	return { admit, throttled, isIdle };
}
