/** What is known when Litmos rejects a request because of its limit. Times in milliseconds. */
export interface Rejection {
	now: number;
	grantedAt: number;
	/** The response's Retry-After, if it had one. */
	retryAfterMs?: number;
	/** When our own oldest request leaves the window; undefined if we hold too few to tell. */
	roomInMs?: number;
}

interface Range {
	min: number;
	max: number;
}

// A Retry-After of zero would be rejected at once again; one of hours would hang every workflow.
const RETRY_AFTER_RANGE_MS = { min: 1_000, max: 300_000 };
// Without Retry-After: shorter pauses hammer, and after one whole window there must be room.
const PAUSE_RANGE_MS = { min: 5_000, max: 60_000 };
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

	function estimateMs(roomInMs = PAUSE_UNKNOWN_MS): number {
		return Math.min(PAUSE_RANGE_MS.max, clamp(roomInMs, PAUSE_RANGE_MS) * 2 ** attempts);
	}

	/**
	 * Begins or extends the pause and answers how long it lasts from now. A burst is rejected request
	 * by request: only the first of them is new.
	 */
	function rejected({ now, grantedAt, retryAfterMs, roomInMs }: Rejection) {
		const isNew = grantedAt > beganAt;
		const isTold = retryAfterMs !== undefined && Number.isFinite(retryAfterMs);
		const toldMs = isTold ? clamp(retryAfterMs, RETRY_AFTER_RANGE_MS) : undefined;
		until = Math.max(until, now + (toldMs ?? (isNew ? estimateMs(roomInMs) : 0)));
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
