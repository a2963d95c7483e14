import type { IDataObject } from 'n8n-workflow';
import {
	evictionTime,
	evictUntil,
	laterThan,
	KEY_COST,
	dedupKeysIn,
	SEEN_CHARACTERS,
	addKeys,
	sizeOf,
} from './dedupKeys';
import type { Keyed } from './dedupKeys';
import { scanPages } from './scan';
import type { Page } from './scan';
import { isHeeded, nextSpan, reachesNow, SHORTEST_MS, wholeSeconds, WEEK_MS } from './spans';
import type { Span } from './spans';
import type { FeedState } from './state';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The lateness that is allowed: rows may come this long after the time that stands in them. */
export const LATENESS_MS = 60 * MINUTE_MS;

/** The clocks of Litmos may differ by this: the one in its answers, and the one in its rows. */
export const SKEW_MS = 10 * MINUTE_MS;

/** Dates that people may set back, such as that of a completion, are heeded for this long. */
const SET_BACK_MS = 30 * DAY_MS;

/** A span of the past with more pages than this is read in pieces. */
const MOST_PAGES = 10;

/** Rows of the last minute may still change, so the keys of their events are never evicted. */
const STABLE_AFTER_MS = MINUTE_MS;

/** An event that a row tells of. */
export interface Event extends Keyed {
	row: IDataObject;
}

/** Where the rows come from, and what in them is an event. */
export interface PollSource {
	readPage: (span: Span, start: number, limit: number) => Promise<Page>;
	/** The event in a row, if there is one; rows without a date count as of now. */
	eventIn: (row: IDataObject, now: number) => Event | undefined;
	/** The date is a fact of the event, not the moment of the change. */
	ownDate: boolean;
	pageSize: number;
	/** Whether another span may be begun. */
	mayGoOn: () => boolean;
	/** Whether the time of this poll is over, so that nothing waits any longer. */
	isOutOfTime: () => boolean;
}

/** What a poll emits, and the state to keep once that is done. */
export interface Progress {
	events: Event[];
	state: FeedState;
	/** There is more, for the next poll. */
	isLate: boolean;
}

/** From now on, or from a time before. */
export function beginAt(from: number, now: number): FeedState {
	const watermark = wholeSeconds(from);
	return { watermark, dedupFloor: watermark, span: WEEK_MS, now, seen: {} };
}

/** Where "from now on" begins: what is there by then, late rows included, is read once and not emitted. */
export const baselineOf = (now: number): FeedState => beginAt(now - LATENESS_MS - SKEW_MS, now);

/** One poll: reads spans, oldest first, as far as its time allows. What fails leaves the state as it was. */
export async function pollFeed(source: PollSource, begun: FeedState): Promise<Progress> {
	const progress: Progress = { events: [], state: begun, isLate: false };
	for (let steps = 0; ; steps++) {
		try {
			if (await takeStep(source, progress)) return progress;
		} catch (error) {
			// What was read until now counts; the rest is for the next poll.
			if (steps === 0 || !source.isOutOfTime()) throw error as Error;
			return { ...progress, isLate: true };
		}
		if (!source.mayGoOn()) return { ...progress, isLate: true };
	}
}

/** Reads the next span; true where it reached until now. */
async function takeStep(source: PollSource, progress: Progress): Promise<boolean> {
	const span = nextSpan(progress.state);
	const { state } = progress;
	const scan = await readSpan(source, span, state);
	if (scan === 'narrow') {
		progress.state = {
			...state,
			span: Math.max(SHORTEST_MS, wholeSeconds((span.to - span.since) / 2)),
		};
		return false;
	}
	if (!isHeeded(span, scan.serverMs)) {
		progress.state = { ...state, now: scan.serverMs };
		return false;
	}
	const isCurrent = reachesNow(span, scan.serverMs);
	const stableUntil = isCurrent
		? wholeSeconds(scan.serverMs - STABLE_AFTER_MS)
		: span.to - SECOND_MS;
	const step = { isCurrent, stableUntil, scan, state };
	const events = freshIn(source, step);
	progress.events = [...progress.events, ...events];
	progress.state = stateAfter(source, step, events);
	return isCurrent;
}

/** A span that was read. */
interface Step {
	isCurrent: boolean;
	/** What is older does not change any more, so its keys may be evicted where there is no room. */
	stableUntil: number;
	scan: Page;
	state: FeedState;
}

/** All rows of the span; the first page alone where it shows that Litmos does not heed all of it. */
async function readSpan(
	source: PollSource,
	span: Span,
	state: FeedState,
): Promise<Page | 'narrow'> {
	const isShortest = span.to - span.since <= SHORTEST_MS;
	const couldNarrow = nextSpan({ ...state, span: SHORTEST_MS }).to < span.to;
	let isHeededSoFar = true;
	const scan = await scanPages(
		async (start, limit) => {
			const page = await source.readPage(span, start, limit);
			isHeededSoFar &&= isHeeded(span, page.serverMs);
			// The rest of it would be of no use.
			return isHeededSoFar ? page : { rows: [], serverMs: page.serverMs };
		},
		{ pageSize: source.pageSize, maxPages: isShortest || !couldNarrow ? Infinity : MOST_PAGES },
	);
	return scan ?? 'narrow';
}

/** The events that were not emitted before, oldest first; of those that may still change, as many as there is room for. */
function freshIn(source: PollSource, { stableUntil, scan, state }: Step): Event[] {
	const known = dedupKeysIn(state.seen);
	const events: Event[] = [];
	for (const row of scan.rows) {
		const event = source.eventIn(row, scan.serverMs);
		if (!event || event.at <= state.dedupFloor || known.has(event.dedupKey)) continue;
		known.add(event.dedupKey);
		events.push(event);
	}
	events.sort((a, b) => a.at - b.at);
	const old = events.filter(({ at }) => at <= stableUntil);
	const room = SEEN_CHARACTERS - sizeOf(laterThan(state.seen, stableUntil));
	return [...old, ...events.slice(old.length, old.length + Math.floor(room / KEY_COST))];
}

function stateAfter({ ownDate }: PollSource, step: Step, events: readonly Event[]): FeedState {
	const { isCurrent, stableUntil, scan, state } = step;
	const read = isCurrent ? wholeSeconds(scan.serverMs - LATENESS_MS - SKEW_MS) : stableUntil;
	const watermark = Math.max(state.watermark, read);
	// While the past is caught up, an older event may still turn up by a later change.
	const done = isCurrent ? watermark - (ownDate ? SET_BACK_MS : 0) : state.dedupFloor;
	const seen = addKeys(evictUntil(state.seen, done), events);
	const crowded = evictionTime(seen, stableUntil) ?? 0;
	const dedupFloor = Math.max(state.dedupFloor, done, crowded);
	return {
		// What is done with need not be read again, not even where the ends belong to a span.
		watermark: isCurrent && crowded > 0 ? Math.max(watermark, crowded + SECOND_MS) : watermark,
		dedupFloor,
		span: isCurrent ? WEEK_MS : Math.min(WEEK_MS, 2 * state.span),
		now: scan.serverMs,
		seen: evictUntil(seen, dedupFloor),
	};
}
