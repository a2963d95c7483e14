import { WEEK_MS } from '../period';
import { FURTHEST_MS } from './clock';
import { addKeys, evictionTime, evictUntil } from './dedupKeys';
import { narrowUntilOf } from './reach';
import { LATENESS_MS, SKEW_MS } from './source';
import type { PollSource, Step } from './source';
import { wholeMinutes, wholeSeconds } from './spans';
import type { FeedState } from './state';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Dates that people may set back, such as that of a completion, are heeded for this long. */
const SET_BACK_MS = 30 * DAY_MS;

/** What to keep after a step whose events are emitted. */
export function stateAfter({ ownDate, mayRepeat }: PollSource, step: Step): FeedState {
	const { isCurrent, events, resume, scan, reach, state, stableUntil } = step;
	const isWhole = resume === undefined;
	const isSettled = isWhole && (reach.isWide || !isCurrent);
	const watermark = isSettled ? Math.max(state.watermark, readUntil(step)) : state.watermark;
	// While the past is caught up, an older event may still turn up by a later change.
	const done = isSettled && isCurrent ? watermark - (ownDate ? SET_BACK_MS : 0) : state.dedupFloor;
	const seen = addKeys(evictUntil(state.seen, done), events);
	const evicted = evictionTime(seen, mayRepeat ? Infinity : stableUntil) ?? 0;
	const crowded = mayRepeat ? 0 : evicted;
	const dedupFloor = Math.max(state.dedupFloor, done, crowded);
	// What is done with need not be read again, not even where the ends belong to a span.
	const unread = wholeSeconds(Math.min(crowded + SECOND_MS, scan.serverMs - MINUTE_MS));
	return {
		watermark: isCurrent && crowded > 0 ? Math.max(watermark, unread) : watermark,
		dedupFloor,
		span: isCurrent ? WEEK_MS : Math.min(WEEK_MS, 2 * state.span),
		now: scan.serverMs,
		seen: evictUntil(seen, Math.max(dedupFloor, evicted)),
		narrowUntil: isCurrent && isWhole ? narrowUntilOf(step) : state.narrowUntil,
		oddAt: state.oddAt,
		begun: isCurrent && isWhole ? undefined : state.begun,
		resume,
	};
}

/** Whether rows that come late, though within the time allowed, are taken for emitted after this. */
export function isCrowded({ isCurrent, scan, state }: Step, { dedupFloor }: FeedState): boolean {
	const promised = scan.serverMs - LATENESS_MS - SKEW_MS;
	return isCurrent && dedupFloor > promised && dedupFloor > state.dedupFloor;
}

function readUntil({ isCurrent, span, scan }: Step): number {
	return isCurrent ? wholeMinutes(scan.serverMs - FURTHEST_MS) : span.to - SECOND_MS;
}
