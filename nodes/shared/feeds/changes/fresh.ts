import { FURTHEST_MS } from './clock';
import { dedupKeysIn, KEY_COST, laterThan, SEEN_CHARACTERS, sizeOf } from './dedupKeys';
import type { Event, FoundEvents, PollSource, Step } from './source';
import { wholeSeconds } from './spans';
import type { FeedState } from './state';

const SECOND_MS = 1000;

/** So many polls in a row ask for the rest of a second of which only the first page comes. */
const MOST_AGAIN = 3;

/** Rows of the last minute may still change, so the keys of their events are never evicted. */
const STABLE_AFTER_MS = 60_000;

/** The events that were not emitted before, oldest first; of those that may still change, as many as there is room for. */
export function freshIn(source: PollSource, step: Omit<Step, keyof FoundEvents>): FoundEvents {
	const { state } = step;
	const events = unknownIn(source, step);
	const stableUntil = stableIn(events, step);
	const old = events.filter(({ at }) => at <= stableUntil);
	const room = SEEN_CHARACTERS - sizeOf(laterThan(state.seen, stableUntil));
	const most = source.mayRepeat ? Infinity : old.length + Math.max(0, Math.floor(room / KEY_COST));
	return {
		events: events.slice(0, most),
		stableUntil,
		resume: resumeAfter(source, step, events.length > most),
	};
}

/** Where to go on in a list that was not read to its end; undefined where it was, or there is nothing more to get. */
function resumeAfter(
	{ changedAt }: PollSource,
	{ scan, span, state, reach: { isWide } }: Omit<Step, keyof FoundEvents>,
	isFull: boolean,
): FeedState['resume'] {
	const { since } = span;
	if (scan.end === 'whole') return undefined;
	// What had no room must be read again.
	if (scan.end === 'cut') return { since, isWide, from: isFull ? state.resume?.from : scan.next };
	// Where Litmos knows no other pages, the next span begins with the last row, if that is later.
	const last = wholeSeconds(Math.min(changedAt(scan.rows.at(-1) ?? {}), scan.serverMs));
	// Rows that show later dates than the span has are not found by them.
	const isFoundBy = last <= span.to;
	if (isFoundBy && last - SECOND_MS > since) return { since: last - SECOND_MS, isWide };
	// It does not heed where the span begins either.
	if (!(last >= since)) return undefined;
	// One second fills the page. Whatever stands between may know no better for now, Litmos itself never.
	const again = (state.resume?.again ?? 0) + 1;
	const full = isFoundBy ? last : since;
	return again <= MOST_AGAIN ? { since, isWide, again } : { since: full + SECOND_MS, isWide };
}

/** Whether the rest of a second is left out, as no page but the first could be had of it. */
export function isCutShort({ state, resume }: Step): boolean {
	return state.resume?.again === MOST_AGAIN && resume !== undefined && resume.again === undefined;
}

function unknownIn(source: PollSource, { scan, state }: Pick<Step, 'scan' | 'state'>): Event[] {
	const known = dedupKeysIn(state.seen);
	const events: Event[] = [];
	for (const row of scan.rows) {
		const event = source.eventIn(row, scan.serverMs);
		if (!event || event.at <= state.dedupFloor || known.has(event.dedupKey)) continue;
		known.add(event.dedupKey);
		events.push(event);
	}
	return events.sort((a, b) => a.at - b.at);
}

function stableIn(
	events: readonly Event[],
	{ isCurrent, span, scan: { serverMs } }: Pick<Step, 'isCurrent' | 'span' | 'scan'>,
): number {
	if (!isCurrent) {
		const newest = Math.min(events.at(-1)?.at ?? 0, span.to + FURTHEST_MS);
		return wholeSeconds(Math.max(span.to, newest) - SECOND_MS);
	}
	// Where the dates in rows are ahead of the time that counts, theirs counts.
	const middle = Math.min(events[events.length >> 1]?.at ?? 0, serverMs + FURTHEST_MS);
	return wholeSeconds(Math.max(serverMs, middle) - STABLE_AFTER_MS);
}
