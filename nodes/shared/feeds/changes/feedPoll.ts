import { LitmosError } from '../../transport/errors';
import { WEEK_MS } from '../period';
import { FURTHEST_MS } from './clock';
import { freshIn, isCutShort } from './fresh';
import { isOdd, reachOf } from './reach';
import { scanPages } from './scan';
import type { Scan } from './scan';
import { isCrowded, stateAfter } from './settle';
import type { Event, PollSource, Step } from './source';
import { isHeeded, nextSpan, reachesNow, SHORTEST_MS, wholeSeconds } from './spans';
import type { Span } from './spans';
import type { FeedState } from './state';

const HOUR_MS = 3_600_000;

/** A span of the past with more pages than this is read in pieces. */
const MOST_PAGES = 10;

/** So often the beginning is looked for, where the clock of Litmos jumps. */
const TRIES = 4;

/** What a poll emits, and the state to keep once that is done. */
export interface Progress {
	events: Event[];
	state: FeedState;
	/** There is more, for the next poll. */
	isLate: boolean;
	/** Rows were dated outside of what was expected. */
	isOdd: boolean;
	/** So much came at once that late rows, though within the time allowed, are not emitted. */
	isCrowded: boolean;
	/** Of a second with more rows than a page has, the rest could not be had. */
	isCutShort: boolean;
}

/** From a time before. */
export function beginAt(from: number, now: number): FeedState {
	const watermark = wholeSeconds(from);
	return { watermark, dedupFloor: watermark, span: WEEK_MS, now, seen: {}, begun: 'lookingBack' };
}

/**
 * Where "from now on" begins: what is there by then is read once and not emitted. It is read from so
 * far back that all that may count as new is known, however wrong the dates in rows are.
 */
export const baselineOf = (now: number): FeedState => ({
	...beginAt(now - 2 * FURTHEST_MS, now),
	dedupFloor: wholeSeconds(now - FURTHEST_MS),
	begun: 'quiet',
});

/**
 * The first poll. Where to begin is known by two answers that agree on the time: a single one that is
 * wrong would have the past emitted, or the future left out.
 */
export async function beginFeed(
	source: PollSource,
	askTime: () => Promise<number>,
	stateAt: (now: number) => FeedState,
): Promise<Progress> {
	let now = await askTime();
	for (let tries = 0; tries < TRIES; tries++) {
		let isAgreed = true;
		let latest = now;
		const readPage: PollSource['readPage'] = async (...page) => {
			const read = await source.readPage(...page);
			latest = read.serverMs;
			isAgreed &&= Math.abs(latest - now) < HOUR_MS;
			return read;
		};
		const mayGoOn = () => isAgreed && source.mayGoOn();
		const progress = await pollFeed({ ...source, readPage, mayGoOn }, stateAt(now));
		if (isAgreed) return progress;
		now = latest;
	}
	throw new LitmosError(
		'The responses from Litmos carry contradictory times',
		'So it is not known where to begin. If there is a proxy between n8n and Litmos, let it pass on the Date header unchanged.',
	);
}

/** One poll: reads spans, oldest first, as far as its time allows. What fails leaves the state as it was. */
export async function pollFeed(source: PollSource, begun: FeedState): Promise<Progress> {
	const nothing = { isLate: false, isOdd: false, isCrowded: false, isCutShort: false };
	const progress: Progress = { events: [], state: begun, ...nothing };
	for (let steps = 0; ; steps++) {
		try {
			if (await takeStep(source, progress, steps === 0)) return progress;
		} catch (error) {
			// What was read until now counts; the rest is for the next poll.
			if (steps === 0 || !source.isOutOfTime()) throw error as Error;
			return { ...progress, isLate: true };
		}
		if (!source.mayGoOn()) return { ...progress, isLate: true };
	}
}

/** Reads the next span; true where it reached until now. */
async function takeStep(
	source: PollSource,
	progress: Progress,
	isFirst: boolean,
): Promise<boolean> {
	const { state } = progress;
	const ownNow = source.ownNow();
	const reach = reachOf(state, ownNow);
	const span = nextSpan({ ...state, watermark: reach.since });
	const scan = await readSpan(source, span, { state, reach });
	if (scan === 'narrow') {
		const half = wholeSeconds((span.to - span.since) / 2);
		progress.state = { ...state, span: Math.max(SHORTEST_MS, half) };
		return false;
	}
	const isCurrent = reachesNow(span, scan.serverMs);
	// A Date that is far behind makes a piece of the past reach until now.
	if (!isHeeded(span, scan.serverMs) || (isCurrent && !reachesNow(span, state.now))) {
		progress.state = { ...state, now: scan.serverMs };
		return false;
	}
	const read = { reach, span, isCurrent, scan, state, ownNow };
	const step: Step = { ...read, ...freshIn(source, read) };
	progress.state = stateAfter(source, step);
	progress.isCrowded ||= isCrowded(step, progress.state);
	progress.isCutShort ||= isCutShort(step);
	if (state.begun !== 'quiet') progress.events = [...progress.events, ...step.events];
	if (isFirst && isOdd(source, step)) {
		progress.isOdd = true;
		progress.state = { ...progress.state, narrowUntil: 0, oddAt: ownNow };
	}
	const { resume } = progress.state;
	// What gave the same page again and again may give the next one to the next poll.
	progress.isLate ||= resume?.again !== undefined;
	return resume === undefined ? isCurrent : resume.again !== undefined;
}

/** The rows of the span; the first page alone where it shows that Litmos does not heed all of it. */
async function readSpan(
	source: PollSource,
	span: Span,
	{ state, reach }: Pick<Step, 'state' | 'reach'>,
): Promise<Scan | 'narrow'> {
	const isShortest = span.to - span.since <= SHORTEST_MS;
	const shortest = nextSpan({ ...state, watermark: span.since, span: SHORTEST_MS });
	let isHeededSoFar = true;
	const scan = await scanPages(
		async (start, limit) => {
			const page = await source.readPage(span, start, limit);
			isHeededSoFar &&= isHeeded(span, page.serverMs);
			// The rest of it would be of no use.
			return isHeededSoFar ? page : { rows: [], serverMs: page.serverMs };
		},
		{
			pageSize: source.pageSize,
			maxPages: isShortest || shortest.to >= span.to ? Infinity : MOST_PAGES,
			mayGoOn: source.mayGoOn,
			from: reach.from,
		},
	);
	return scan ?? 'narrow';
}
