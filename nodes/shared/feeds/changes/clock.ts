const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Clocks that differ by more are told of; that of Litmos is believed to be ahead of ours by so much. */
export const TOLERATED_MS = 10 * MINUTE_MS;

/**
 * How far what is new may lie behind the time that counts: two clocks wrong by 14 hours each, which is
 * the most that a time zone makes of one, a row that comes an hour late, and some room.
 */
export const FURTHEST_MS = 30 * HOUR_MS;

/** Nothing in Litmos is older, and no clock that tells the time shows less. */
export const EARLIEST = Date.UTC(1980, 0, 1);

/**
 * The time up to which a poll may have read, from the Date of an answer and the clock of this machine:
 * a Date that is ahead, such as that of a proxy, must not carry the trigger past what is yet to happen,
 * and one of 1970 is none: what would be kept with it could not be read again.
 */
export function settledTime(serverMs: number | undefined, ownMs: number): number {
	const isTold = serverMs !== undefined && serverMs >= EARLIEST;
	return isTold ? Math.min(serverMs, ownMs + TOLERATED_MS) : ownMs;
}

/** By how many milliseconds Litmos' clock is ahead of this machine's; undefined where they agree. */
export function differenceOf(serverMs: number | undefined, ownMs: number): number | undefined {
	const difference = (serverMs ?? ownMs) - ownMs;
	return Math.abs(difference) > TOLERATED_MS ? difference : undefined;
}
