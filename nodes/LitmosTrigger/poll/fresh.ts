import type { IDataObject } from 'n8n-workflow';
import { FURTHEST_MS } from './clock';
import { dedupKeysIn, KEY_COST, laterThan, SEEN_CHARACTERS, sizeOf } from './dedupKeys';
import type { Event, Found, PollSource, Step } from './source';
import { wholeSeconds } from './spans';
import type { Span } from './spans';

const SECOND_MS = 1000;

/** Rows of the last minute may still change, so the keys of their events are never evicted. */
const STABLE_AFTER_MS = 60_000;

/** The events that were not emitted before, oldest first; of those that may still change, as many as there is room for. */
export function freshIn(source: PollSource, step: Omit<Step, keyof Found>): Found {
	const { span, scan, state } = step;
	const events = unknownIn(source, step);
	const stableUntil = stableIn(events, step);
	const old = events.filter(({ at }) => at <= stableUntil);
	const room = SEEN_CHARACTERS - sizeOf(laterThan(state.seen, stableUntil));
	const most = old.length + Math.max(0, Math.floor(room / KEY_COST));
	// What has no room must be read again.
	const left = events[most]?.at ?? Infinity;
	const next = scan.end === 'whole' ? NaN : resumeAfter(source, { ...step, rows: scan.rows }, left);
	const stay = scan.end === 'cut' ? span.since : undefined;
	return {
		events: events.slice(0, most),
		stableUntil,
		resumeAt: next > span.since ? next : stay,
	};
}

/**
 * From where to go on after rows that come in the order of their changes; NaN where they do not. Their dates
 * count from the first of them alone: Litmos may find rows by other dates than it shows.
 */
export function resumeAfter(
	{ changedAt, pageSize }: PollSource,
	{ rows, span }: { rows: readonly IDataObject[]; span: Span },
	left = Infinity,
): number {
	const times = rows.map(changedAt);
	const count = Math.min(pageSize, Math.ceil(times.length / 2));
	const [first, last] = [times.slice(0, count), times.slice(-count)];
	const [begin, end] = [Math.min(...first), Math.min(left, ...last)];
	const isAscending = begin <= end && Math.max(...first) <= Math.max(...last);
	return isAscending ? wholeSeconds(span.since + end - begin) - SECOND_MS : NaN;
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
