import type { IDataObject } from 'n8n-workflow';
import type { Keyed } from './dedupKeys';
import type { Page, Place, Scan } from './scan';
import type { Span } from './spans';
import type { FeedState } from './state';

const MINUTE_MS = 60_000;

/** The lateness that is allowed: rows may come this long after the time that stands in them. */
export const LATENESS_MS = 60 * MINUTE_MS;

/** The clocks of Litmos are expected to differ by this at most: the one in its answers, and the one in its rows. */
export const SKEW_MS = 10 * MINUTE_MS;

/** An event that a row tells of. */
export interface Event extends Keyed {
	row: IDataObject;
}

/** Where the rows come from, and what in them is an event. */
export interface PollSource {
	readPage: (span: Span, start: number, limit: number) => Promise<Page>;
	/** The event in a row, if there is one; rows without a date count as of now. */
	eventIn: (row: IDataObject, now: number) => Event | undefined;
	/** When a row was changed, as far as it says so; NaN where it does not. */
	changedAt: (row: IDataObject) => number;
	/** The date is a fact of the event, not the moment of the change. */
	ownDate: boolean;
	/** What had to be forgotten for want of room comes once more, and harms nobody; otherwise it counts as done with. */
	mayRepeat?: true;
	pageSize: number;
	/** Whether this poll may go on asking. */
	mayGoOn: () => boolean;
	/** Whether the time of this poll is over, so that nothing waits any longer. */
	isOutOfTime: () => boolean;
	/** The clock of this machine. */
	ownNow: () => number;
}

/** From where a poll reads, whether that is all that may still be new, and the place in the list where it goes on. */
export interface Reach {
	since: number;
	isWide: boolean;
	from?: Place;
}

/** What was found in a span that is not emitted yet. */
export interface FoundEvents {
	/** Oldest first. */
	events: Event[];
	/** What is older does not change any more, so its keys may be evicted where there is no room. */
	stableUntil: number;
	/** Where to go on, if it was not all read. */
	resume: FeedState['resume'];
}

/** A span that was read. */
export interface Step extends FoundEvents {
	reach: Reach;
	span: Span;
	/** Whether it reaches until now. */
	isCurrent: boolean;
	scan: Scan;
	/** As it was before. */
	state: FeedState;
	/** The clock of this machine. */
	ownNow: number;
}
