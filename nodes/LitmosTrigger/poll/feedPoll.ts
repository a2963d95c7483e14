import type { IDataObject } from 'n8n-workflow';
import {
	crowdedUntil,
	forgetUntil,
	laterThan,
	MARK_COST,
	marksIn,
	MEMORY_CHARACTERS,
	remember,
	sizeOf,
} from './dedupKeys';
import type { Marked } from './dedupKeys';
import { readAll } from './scan';
import type { Page } from './scan';
import { isHeeded, nextSpan, reachesNow, SHORTEST_MS, wholeSeconds, WEEK_MS } from './spans';
import type { Span } from './spans';
import type { FeedState } from './state';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Rows may come this long after the time that stands in them. */
export const LATE_MS = 60 * MINUTE_MS;

/** The clocks of Litmos may differ by this: the one in its answers, and the one in its rows. */
export const SKEW_MS = 10 * MINUTE_MS;

/** Dates that people may set back, such as that of a completion, are heeded for this long. */
const SET_BACK_MS = 30 * DAY_MS;

/** A span of the past with more pages than this is read in pieces. */
const MOST_PAGES = 10;

/** Events of the last minute may still be in the making. */
const MAKING_MS = MINUTE_MS;

/** An event that a row tells of. */
export interface Event extends Marked {
	row: IDataObject;
}

/** Where the rows come from, and what in them is an event. */
export interface Feed {
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
	const settled = wholeSeconds(from);
	return { settled, floor: settled, span: WEEK_MS, now, seen: {} };
}

/** Where "from now on" begins: what is there by then, late rows included, is read once and not emitted. */
export const baselineOf = (now: number): FeedState => beginAt(now - LATE_MS - SKEW_MS, now);

/** One poll: reads spans, oldest first, as far as its time allows. What fails leaves the state as it was. */
export async function pollFeed(feed: Feed, begun: FeedState): Promise<Progress> {
	const progress: Progress = { events: [], state: begun, isLate: false };
	for (let steps = 0; ; steps++) {
		try {
			if (await takeStep(feed, progress)) return progress;
		} catch (error) {
			// What was read until now counts; the rest is for the next poll.
			if (steps === 0 || !feed.isOutOfTime()) throw error as Error;
			return { ...progress, isLate: true };
		}
		if (!feed.mayGoOn()) return { ...progress, isLate: true };
	}
}

/** Reads the next span; true where it reached until now. */
async function takeStep(feed: Feed, progress: Progress): Promise<boolean> {
	const span = nextSpan(progress.state);
	const { state } = progress;
	const pass = await readSpan(feed, span, state);
	if (pass === 'narrow') {
		progress.state = {
			...state,
			span: Math.max(SHORTEST_MS, wholeSeconds((span.to - span.since) / 2)),
		};
		return false;
	}
	if (!isHeeded(span, pass.serverMs)) {
		progress.state = { ...state, now: pass.serverMs };
		return false;
	}
	const isCurrent = reachesNow(span, pass.serverMs);
	const made = isCurrent ? wholeSeconds(pass.serverMs - MAKING_MS) : span.to - SECOND_MS;
	const step = { isCurrent, made, pass, state };
	const events = freshIn(feed, step);
	progress.events = [...progress.events, ...events];
	progress.state = stateAfter(feed, step, events);
	return isCurrent;
}

/** A span that was read. */
interface Step {
	isCurrent: boolean;
	/** What is older is no longer in the making, so memory may give it up under pressure. */
	made: number;
	pass: Page;
	state: FeedState;
}

/** All rows of the span; the first page alone where it shows that Litmos does not heed all of it. */
async function readSpan(feed: Feed, span: Span, state: FeedState): Promise<Page | 'narrow'> {
	const isShortest = span.to - span.since <= SHORTEST_MS;
	const couldNarrow = nextSpan({ ...state, span: SHORTEST_MS }).to < span.to;
	let isHeededSoFar = true;
	const pass = await readAll(
		async (start, limit) => {
			const page = await feed.readPage(span, start, limit);
			isHeededSoFar &&= isHeeded(span, page.serverMs);
			// The rest of it would be of no use.
			return isHeededSoFar ? page : { rows: [], serverMs: page.serverMs };
		},
		{ pageSize: feed.pageSize, maxPages: isShortest || !couldNarrow ? Infinity : MOST_PAGES },
	);
	return pass ?? 'narrow';
}

/** The events that were not emitted before, oldest first, as far as memory can hold those in the making. */
function freshIn(feed: Feed, { made, pass, state }: Step): Event[] {
	const known = marksIn(state.seen);
	const events: Event[] = [];
	for (const row of pass.rows) {
		const event = feed.eventIn(row, pass.serverMs);
		if (!event || event.at <= state.floor || known.has(event.mark)) continue;
		known.add(event.mark);
		events.push(event);
	}
	events.sort((a, b) => a.at - b.at);
	const old = events.filter(({ at }) => at <= made);
	const room = MEMORY_CHARACTERS - sizeOf(laterThan(state.seen, made));
	return [...old, ...events.slice(old.length, old.length + Math.floor(room / MARK_COST))];
}

function stateAfter({ ownDate }: Feed, step: Step, events: readonly Event[]): FeedState {
	const { isCurrent, made, pass, state } = step;
	const read = isCurrent ? wholeSeconds(pass.serverMs - LATE_MS - SKEW_MS) : made;
	const settled = Math.max(state.settled, read);
	// While the past is caught up, an older event may still turn up by a later change.
	const done = isCurrent ? settled - (ownDate ? SET_BACK_MS : 0) : state.floor;
	const seen = remember(forgetUntil(state.seen, done), events);
	const crowded = crowdedUntil(seen, made) ?? 0;
	const floor = Math.max(state.floor, done, crowded);
	return {
		// What is done with need not be read again, not even where the ends belong to a span.
		settled: isCurrent && crowded > 0 ? Math.max(settled, crowded + SECOND_MS) : settled,
		floor,
		span: isCurrent ? WEEK_MS : Math.min(WEEK_MS, 2 * state.span),
		now: pass.serverMs,
		seen: forgetUntil(seen, floor),
	};
}
