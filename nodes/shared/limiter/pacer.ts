import { TokenBucket } from 'limiter';
import { createAllotment } from './allotment';
import { createShare } from './share';
import type { Allowance } from './slots';

/** A request that would be sent now. */
export interface PacedRequest extends Allowance {
	now: number;
	/** Its flow has had its fair part, so it keeps an even pace in any case. */
	isAhead: boolean;
	/** Runs have used up the limit for long, so they keep an even pace as well. */
	isSaturated: boolean;
}

/** A request that Litmos has rejected. */
interface PacedRejection extends Allowance {
	now: number;
	/** Its request was sent when nothing was known of an earlier rejection. */
	isNew: boolean;
	/** When the pause ends that this rejection caused. */
	resumesAt: number;
}

// Long enough to spare Litmos several bursts, short enough to come back to full speed.
const EVEN_PACE_MS = 600_000;
const MINUTE_MS = 60_000;
// A burst of 5 % passed every kind of server tried: minute, log, estimate, bucket and GCRA.
const BURST_FRACTION = 0.05;
// The first token after a pause takes so long at most.
const FIRST_TOKEN_MS = 2_000;

interface Pace {
	bucketSize: number;
	tokensPerInterval: number;
	/** Tokens at the beginning. */
	content: number;
}

/** Burst and refill together never exceed the limit. */
function reducedPace(limit: number): Pace {
	const { bucketSize } = fullPace(limit);
	// Zero tokens per interval would mean "no limit" to the bucket.
	const tokensPerInterval = Math.max(1, limit - bucketSize);
	// Processes that pause together must not go on together; but one request a minute must not wait a minute.
	const content = Math.max(0, 1 - (tokensPerInterval * FIRST_TOKEN_MS) / MINUTE_MS);
	return { bucketSize, tokensPerInterval, content };
}

/** As even, but the slots alone decide how many there are. */
function fullPace(limit: number): Pace {
	const bucketSize = Math.max(1, Math.floor(limit * BURST_FRACTION));
	return { bucketSize, tokensPerInterval: limit, content: bucketSize };
}

/** One by one, since each burst meets those of the others. */
function sharedPace(perMinute: number): Pace {
	return { bucketSize: 1, tokensPerInterval: perMinute, content: 1 };
}

function createBucket(pace: Pace, before?: TokenBucket): TokenBucket {
	const bucket = new TokenBucket({ ...pace, interval: MINUTE_MS });
	before?.drip();
	bucket.content = Math.min(pace.bucketSize, before?.content ?? pace.content);
	return bucket;
}

const isShared = ({ limit, guarantee }: Allowance): boolean => guarantee < limit;

/** Lets requests go one by one, at a pace that may change. */
function createEvenPace(paceAt: (perMinute: number) => Pace) {
	let bucket: { perMinute: number; tokens: TokenBucket } | undefined;

	/** Milliseconds until there is a token; 0 means it is spent now. */
	function waitMs(perMinute: number): number {
		if (bucket?.perMinute !== perMinute) {
			bucket = { perMinute, tokens: createBucket(paceAt(perMinute), bucket?.tokens) };
		}
		return bucket.tokens.tryRemoveTokens(1) ? 0 : Math.max(1, bucket.tokens.getWaitTime(1));
	}

	return { waitMs, reset: () => void (bucket = undefined) };
}

/**
 * Spreads requests evenly where bursts would do harm: for a while after a rejection, since bursts are
 * what servers that only estimate reject, and then no more of them than this process's allotment.
 */
export function createPacer() {
	const reduced = createEvenPace(reducedPace);
	const full = createEvenPace(fullPace);
	const shared = createEvenPace(sharedPace);
	const allotment = createAllotment();
	const share = createShare();
	let until = -Infinity;

	/** Whether a rejection is so recent that all requests keep an even pace, and a reduced one. */
	const isReduced = (now: number): boolean => now < until;

	function rejected({ now, isNew, resumesAt, ...allowance }: PacedRejection): void {
		const { limit } = allowance;
		const wasPaced = isReduced(now);
		until = now + EVEN_PACE_MS;
		// What gathers in the bucket during the pause would be a burst after it.
		reduced.reset();
		shared.reset();
		if (!isNew) return;
		if (isShared(allowance)) share.rejected(now, allowance, resumesAt);
		else allotment.rejected({ now, limit, wasPaced, resumesAt });
	}

	/** Milliseconds until a request may be sent; 0: it may, and its token is spent. */
	function waitMs({ now, isAhead, isSaturated, ...allowance }: PacedRequest): number {
		const { limit } = allowance;
		if (isShared(allowance)) return shared.waitMs(share.perMinute(now, allowance));
		if (isReduced(now)) return reduced.waitMs(allotment.perMinute(now, limit));
		if (isAhead) return reduced.waitMs(limit);
		return isSaturated ? full.waitMs(limit) : 0;
	}

	/** Where other processes share the limit: how long to pause after a rejection. */
	function sharedPauseMs(now: number, allowance: Allowance): number | undefined {
		return isShared(allowance) ? share.pauseMs(now, allowance) : undefined;
	}

	const { accepted } = allotment;
	return { rejected, accepted, waitMs, isReduced, sharedPauseMs };
}
