import { LATENESS_MS, SKEW_MS } from './source';
import type { PollSource, Reach, Step } from './source';
import { wholeMinutes } from './spans';
import type { FeedState } from './state';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So many rows of the last 30 hours are few enough to be read by each poll. */
const FEW_ROWS = 200;

/**
 * Most polls of a busy feed read the last 70 minutes. Once an hour, and for a day after rows were dated
 * outside of what was expected, they read all that may still be new. What was too long for one poll is read on.
 */
export function reachOf(state: FeedState, ownNow: number): Reach {
	const { watermark, now, narrowUntil = 0, resume } = state;
	const isNarrow = ownNow < narrowUntil && ownNow >= narrowUntil - HOUR_MS;
	if (resume && (resume.isWide || isNarrow)) return resume;
	if (!isNarrow) return { since: watermark, isWide: true };
	return { since: Math.max(watermark, expectedSince(now)), isWide: false };
}

/** Until when the next polls need not read all, by the clock of this machine; 0 where the next one must. */
export function narrowUntilOf({ scan, reach, state, ownNow }: Step): number {
	const sinceOdd = ownNow - (state.oddAt ?? -Infinity);
	const isFew = scan.rows.length <= FEW_ROWS && state.resume === undefined;
	const isWatched = sinceOdd >= 0 && sinceOdd < DAY_MS;
	if (!reach.isWide) return state.narrowUntil ?? 0;
	return isFew || isWatched ? 0 : ownNow + HOUR_MS;
}

/** Whether a poll of the last 70 minutes would have missed an event, or one is yet to happen. */
export function isOdd(
	{ changedAt, ownDate }: PollSource,
	{ state, scan, events, reach, isCurrent }: Step,
): boolean {
	if (state.begun || state.resume || !reach.isWide || !isCurrent) return false;
	const earliest = expectedSince(state.now) - SECOND_MS;
	const latest = scan.serverMs + LATENESS_MS + SKEW_MS;
	return events.some(({ row, at }) => {
		const changed = changedAt(row);
		return changed < earliest || changed > latest || (!ownDate && at > latest);
	});
}

function expectedSince(now: number): number {
	return wholeMinutes(now - LATENESS_MS - SKEW_MS);
}
