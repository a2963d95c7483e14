import { WEEK_MS } from '../period';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The clock that Litmos reads spans by may differ from the time that counts by this: 14 hours, twice. */
const WRONG_MS = 28 * HOUR_MS;

/**
 * A span that ends within today must end in the future, or Litmos leaves today out. Where today begins
 * is not published, so a span ends in the future by all clocks, or more than a day and an hour ago by all.
 */
const AHEAD_MS = WRONG_MS + 2 * HOUR_MS;
const PAST_MS = WRONG_MS + DAY_MS + HOUR_MS;

/** The shortest span that still brings something new: it counts up to a second before its end. */
export const SHORTEST_MS = 2 * SECOND_MS;

/** What is asked for: milliseconds, in whole seconds, as `since` and `to` know no fractions. */
export interface Span {
	since: number;
	to: number;
}

/** From where to read, how long a span of the past may be, and what time it is; in milliseconds. */
export interface Cursor {
	watermark: number;
	span: number;
	now: number;
}

/** The next span: up to now if that is a week at most, or else a piece of the past. */
export function nextSpan({ watermark: since, span, now }: Cursor): Span {
	const past = wholeSeconds(Math.min(since + span, now - PAST_MS));
	const isNarrowed = span < WEEK_MS && past >= since + SHORTEST_MS;
	const isCurrent = since + WEEK_MS >= now + AHEAD_MS && !isNarrowed;
	return { since, to: isCurrent ? since + WEEK_MS : past };
}

/** Whether Litmos heeds the whole of the span, now that its clock is known. */
export function isHeeded({ to }: Span, now: number): boolean {
	return reachesNow({ to }, now) || to <= now - PAST_MS;
}

/** Whether the span goes on into the future. */
export function reachesNow({ to }: Pick<Span, 'to'>, now: number): boolean {
	return to >= now + AHEAD_MS;
}

export function wholeSeconds(ms: number): number {
	return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

/** Triggers that poll in the same minute ask for the same span, so that they can share the answer. */
export function wholeMinutes(ms: number): number {
	return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
