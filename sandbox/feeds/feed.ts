import { findEndpoint } from '../../contract/schema';
import { HttpError, type Answer } from '../http/answers';
import type { Call, Route } from '../http/call';
import type { Timestamps } from '../state/timestamps';
import { list, readMoment } from '../http/lists';
import type { State } from '../state/state';
import type { WireRecord } from '../http/wireFormat';

const DAY_MS = 86_400_000;
/** D, K: since and to are seven days apart at most. */
const LONGEST_SPAN = 7 * DAY_MS;
// S: the 406 of most feeds; unknown: what the five say for which S has a 404 only, so they say the same.
const BAD_SPAN = 'Please provide a valid since and to query string parameters';
const NO_ROWS = 'Not Found. The record you requested does not exist.';

/** One row of a feed, and when it was made and last changed. */
export interface FeedRow extends Timestamps {
	show: () => WireRecord;
}

/** A feed: what it is about, whenever that happened. */
export interface Feed {
	path: `/${string}`;
	root: string;
	/** All rows, or only those that are wanted: a feed of very many need not make the others. */
	rows: (state: State, isWanted: (timestamps: Timestamps) => boolean) => FeedRow[];
}

/** A row about a single moment. */
export const rowAt = (at: number, show: () => WireRecord): FeedRow => ({
	created: at,
	updated: at,
	show,
});

interface Span {
	since: number;
	to: number;
}

/** unknown: whether the span of seven days holds in the logs and for e-commerce as well; it does here. */
function spanOf(call: Call, path: string): Span {
	const since = readMoment(call.query.since ?? '');
	const to = readMoment(call.query.to ?? '');
	const isValid = since !== null && to !== null && to - since <= LONGEST_SPAN;
	if (isValid) return { since, to: withoutToday(to, call.now) };
	const refusal = findEndpoint('GET', path)?.errors.find(({ status }) => status === 406);
	throw new HttpError(406, refusal?.text ?? BAD_SPAN);
}

/** D, K: to must lie in the future for today to be in. */
function withoutToday(to: number, now: number): number {
	const today = Math.floor(now / DAY_MS) * DAY_MS;
	return to > now ? to : Math.min(to, today - 1);
}

/** unknown: whether the ends belong to the span. */
function isIn(call: Call, { since, to }: Span): (timestamps: Timestamps) => boolean {
	const isAt: (at: number) => boolean =
		call.settings.spanEnds === 'inside'
			? (at) => at >= since && at <= to
			: (at) => at > since && at < to;
	const isByMaking = call.settings.spanCounts === 'madeOrChanged';
	return ({ created, updated }) => (isByMaking && isAt(created)) || isAt(updated);
}

function answer(call: Call, { path, root, rows }: Feed): Answer {
	const isWanted = isIn(call, spanOf(call, path));
	const found = rows(call.state, isWanted).filter(isWanted);
	if (found.length === 0 && call.settings.emptyFeed === '404') throw new HttpError(404, NO_ROWS);
	// unknown: the order of rows; oldest change first is assumed.
	found.sort((a, b) => a.updated - b.updated);
	return list(call, { rows: found, root, show: ({ show }) => show() });
}

/** The route that serves a feed. */
export const feedRoute = (feed: Feed): Route => ({
	method: 'GET',
	path: feed.path,
	handle: (call) => answer(call, feed),
});
