/** What is known when Litmos rejects a request because of its limit. Times in milliseconds. */
export interface Rejection {
	now: number;
	grantedAt: number;
	/** The response's Retry-After, if it had one. */
	retryAfterMs?: number;
	/** When our own oldest request leaves the window; undefined if we hold too few to tell. */
	roomInMs?: number;
	/** The first pause where other processes share the limit: what we hold tells nothing then. */
	sharedMs?: number;
}

interface Range {
	min: number;
	max: number;
}

// A Retry-After of zero would be rejected at once again; one of hours would hang every workflow.
const RETRY_AFTER_RANGE_MS = { min: 1_000, max: 300_000 };
// Without Retry-After: shorter pauses hammer, and after one whole window there must be room.
const PAUSE_RANGE_MS = { min: 5_000, max: 60_000 };
// The others' requests leave the window at any time; who tries too late finds it full again.
const SHARED_PAUSE_MAX_MS = 8_000;
// Somebody else spent the limit: nothing tells when their requests leave the window.
const PAUSE_UNKNOWN_MS = 10_000;

function clamp(value: number, { min, max }: Range): number {
	return Math.min(max, Math.max(min, value));
}

/** Pauses one key after a rejection, longer each time the pause was too short. */
export function createBackoff() {
	let beganAt = -Infinity;
	let until = -Infinity;
	// Pauses since a request that was sent after one was answered.
	let attempts = 0;

	const pauseMs = (now: number): number => Math.max(0, until - now);

	function estimateMs(roomInMs = PAUSE_UNKNOWN_MS, sharedMs?: number): number {
		if (sharedMs !== undefined) return Math.min(SHARED_PAUSE_MAX_MS, sharedMs * 2 ** attempts);
		return Math.min(PAUSE_RANGE_MS.max, clamp(roomInMs, PAUSE_RANGE_MS) * 2 ** attempts);
	}

	/**
	 * Begins or extends the pause and answers how long it lasts from now. A burst is rejected request
	 * by request: only the first of them is new.
	 */
	function rejected({ now, grantedAt, retryAfterMs, roomInMs, sharedMs }: Rejection) {
		const isNew = grantedAt > beganAt;
		const isTold = retryAfterMs !== undefined && Number.isFinite(retryAfterMs);
		const toldMs = isTold ? clamp(retryAfterMs, RETRY_AFTER_RANGE_MS) : undefined;
		const guessMs = isNew ? estimateMs(roomInMs, sharedMs) : 0;
		until = Math.max(until, now + (toldMs ?? guessMs));
		if (isNew) {
			beganAt = now;
			attempts += 1;
		}
		return { isNew, pauseMs: until - now };
	}

	/** A request sent after the pause was answered, so the pause was long enough. */
	function answered(grantedAt: number): void {
		if (grantedAt > beganAt) attempts = 0;
	}

	return { rejected, answered, pauseMs };
}
