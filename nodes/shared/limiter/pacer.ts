import { TokenBucket } from 'limiter';
import { createShare } from './share';

/** What is known when Litmos refuses a request because of its limit. */
export interface Refusal {
	now: number;
	admittedAt: number;
	limit: number;
	/** The answer's Retry-After, if it had one. */
	retryAfterMs?: number;
	/** When our own oldest request leaves the window; undefined if we hold too few to tell. */
	roomInMs?: number;
}

/** A request that would like to pass. */
export interface Passage {
	now: number;
	limit: number;
	/** Its party has had its share, so it goes in even steps in any gear. */
	isAhead: boolean;
	/** Runs have used up the limit for long, so they go in even steps as well. */
	isEndless: boolean;
}

// A Retry-After of zero would refuse at once again; one of hours would hang every workflow.
const RETRY_AFTER_RANGE_MS = { min: 1_000, max: 300_000 };
// Without Retry-After: shorter pauses hammer, and after one whole window there must be room.
const PAUSE_RANGE_MS = { min: 5_000, max: 60_000 };
// Somebody else spent the limit: nothing tells when their requests leave the window.
const PAUSE_UNKNOWN_MS = 10_000;
// Long enough to spare Litmos several bursts, short enough to come back to full speed.
const SMOOTH_MS = 600_000;
const MINUTE_MS = 60_000;
// A burst of 5 % passed every kind of server tried: minute, log, estimate, bucket and GCRA.
const SMOOTH_BURST_SHARE = 0.05;
// The first step after a pause takes so long at most.
const FIRST_STEP_MS = 2_000;

interface Range {
	min: number;
	max: number;
}

interface Flow {
	bucketSize: number;
	tokensPerInterval: number;
	/** Tokens at the beginning. */
	content: number;
}

/** The smooth gear's flow: burst and refill together never exceed the limit. */
function spareFlow(limit: number): Flow {
	const { bucketSize } = fullFlow(limit);
	// Zero tokens per interval would mean "no limit" to the bucket.
	const tokensPerInterval = Math.max(1, limit - bucketSize);
	// Processes that pause together must not go on together; but a share of one must not wait a minute.
	const content = Math.max(0, 1 - (tokensPerInterval * FIRST_STEP_MS) / MINUTE_MS);
	return { bucketSize, tokensPerInterval, content };
}

/** As even, but the places alone decide how many there are. */
function fullFlow(limit: number): Flow {
	const bucketSize = Math.max(1, Math.floor(limit * SMOOTH_BURST_SHARE));
	return { bucketSize, tokensPerInterval: limit, content: bucketSize };
}

function createBucket(flow: Flow, before?: TokenBucket): TokenBucket {
	const bucket = new TokenBucket({ ...flow, interval: MINUTE_MS });
	before?.drip();
	bucket.content = Math.min(flow.bucketSize, before?.content ?? flow.content);
	return bucket;
}

/** Lets requests go one by one, at a pace that may change. */
function createSteps(flowAt: (perMinute: number) => Flow) {
	let bucket: { perMinute: number; tokens: TokenBucket } | undefined;

	/** Milliseconds until there is a token; 0 means it is spent now. */
	function waitMs(perMinute: number): number {
		if (bucket?.perMinute !== perMinute) {
			bucket = { perMinute, tokens: createBucket(flowAt(perMinute), bucket?.tokens) };
		}
		return bucket.tokens.tryRemoveTokens(1) ? 0 : Math.max(1, bucket.tokens.getWaitTime(1));
	}

	return { waitMs, restart: () => void (bucket = undefined) };
}

function clamp(value: number, { min, max }: Range): number {
	return Math.min(max, Math.max(min, value));
}

/** Stops the whole key after a refusal, longer each time it was in vain. */
function createPause() {
	let beganAt = -Infinity;
	let until = -Infinity;
	// Pauses since a request that was admitted after one was answered.
	let inVain = 0;

	function guessMs(roomInMs = PAUSE_UNKNOWN_MS): number {
		return Math.min(PAUSE_RANGE_MS.max, clamp(roomInMs, PAUSE_RANGE_MS) * 2 ** inVain);
	}

	/** A burst is refused request by request: that is one event, not a hundred. */
	const isNews = ({ admittedAt }: Refusal): boolean => admittedAt > beganAt;

	/** Begins or extends the pause; answers how long it lasts from now. */
	function refused(refusal: Refusal): number {
		const { now, retryAfterMs, roomInMs } = refusal;
		const isNew = isNews(refusal);
		const isTold = retryAfterMs !== undefined && Number.isFinite(retryAfterMs);
		const toldMs = isTold ? clamp(retryAfterMs, RETRY_AFTER_RANGE_MS) : undefined;
		until = Math.max(until, now + (toldMs ?? (isNew ? guessMs(roomInMs) : 0)));
		if (isNew) {
			beganAt = now;
			inVain += 1;
		}
		return until - now;
	}

	/** A request sent after the pause was answered, so the pause was long enough. */
	function answered(admittedAt: number): void {
		if (admittedAt > beganAt) inVain = 0;
	}

	return { isNews, refused, answered, leftMs: (now: number) => Math.max(0, until - now) };
}

/** Spreads requests evenly for a while: bursts are what servers that only estimate refuse. */
function createSmoothGear() {
	const { waitMs, restart } = createSteps(spareFlow);
	let until = -Infinity;

	function shift(now: number): void {
		until = now + SMOOTH_MS;
		// What gathers in the bucket during the pause would be a burst after it.
		restart();
	}

	return { shift, waitMs, isOn: (now: number) => now < until };
}

/**
 * Slows one key down once Litmos has refused: first a pause, then even steps instead of bursts, and no
 * more of them than this process's share.
 */
export function createBrake() {
	const pause = createPause();
	const smooth = createSmoothGear();
	const steady = createSteps(fullFlow);
	const share = createShare();

	/** Pauses the key and shifts to the smooth gear; answers how long the key now pauses. */
	function refused(refusal: Refusal): number {
		const { now, limit } = refusal;
		const isNews = pause.isNews(refusal);
		const wasSmooth = smooth.isOn(now);
		const pauseMs = pause.refused(refusal);
		smooth.shift(now);
		if (isNews) share.refused({ now, limit, wasSmooth, resumesAt: now + pauseMs });
		return pauseMs;
	}

	/** Litmos has accepted a request. */
	function answered(admittedAt: number, now: number): void {
		pause.answered(admittedAt);
		share.noteAccepted(now);
	}

	/** Milliseconds until a request may pass, but for the pause; 0: it passes and its token is spent. */
	function stepMs({ limit, now, isAhead, isEndless }: Passage): number {
		if (smooth.isOn(now)) return smooth.waitMs(share.perMinute(now, limit));
		if (isAhead) return smooth.waitMs(limit);
		return isEndless ? steady.waitMs(limit) : 0;
	}

	const isOff = (now: number): boolean => pause.leftMs(now) === 0 && !smooth.isOn(now);

	return { refused, answered, pauseMs: pause.leftMs, stepMs, isOff };
}
