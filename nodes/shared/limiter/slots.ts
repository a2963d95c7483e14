/** Who asks: an execution, or a person who looks at the editor and waits for a dropdown. */
export type Lane = 'run' | 'editor';

/** How a request ended: accepted, refused by the limit, or without a response (reset, timeout, cancelled). */
export type Outcome = 'answered' | 'refused' | 'lost';

/** One place of the limit, held by one physical request. */
export interface Lease {
	readonly admittedAt: number;
	readonly waitedMs: number;
	/** Says how the request ended. The first call counts, later ones do nothing. */
	settle(outcome: Outcome): void;
}

/** What a request tells when it takes a place; nobody settles the lease of one not owned. */
export interface Entry {
	lane: Lane;
	party: string;
	limit: number;
	owned: boolean;
	askedAt: number;
}

interface Place {
	lease: Lease;
	lane: Lane;
	party: string;
	limit: number;
	/** When its party was last seen: at the admission, then when the request was settled. */
	seenAt: number;
	freeAt: number;
}

interface Observer {
	now(): number;
	onAnswered(admittedAt: number): void;
}

// Litmos counts requests per minute.
const WINDOW_MS = 60_000;
// A window may include both its ends, and clocks and timers differ by some milliseconds.
const MARGIN_MS = 500;
// A request without a response may still be under way: it can reach Litmos this much later.
const LOST_GRACE_MS = 30_000;
// Nobody says when a request that is not owned arrived: this long after its admission at the latest.
const DELIVERY_ALLOWANCE_MS = 10_000;
// A party that works through its items one after the other asks again within this time.
const BETWEEN_REQUESTS_MS = 2_000;
// Of the limit: as many places as this must be ours for them to tell when there is room again.
const TELLING_PART = 0.15;

/** Places the run lane leaves free, so that a dropdown never queues behind a bulk run. */
function keptForEditor(limit: number): number {
	if (limit >= 20) return 2;
	return limit >= 10 ? 1 : 0;
}

interface Moment {
	places: Place[];
	now: number;
}

const runsIn = (places: Place[]): Place[] => places.filter(({ lane }) => lane === 'run');

/**
 * Whether a party has its share of the run lane while one seen lately has not. It should go in even
 * steps then: a run that always has requests waiting could take all places in the moment they are
 * free, and leave one that sends one by one without any.
 */
function isAhead(party: string, limit: number, { places, now }: Moment): boolean {
	const runs = runsIn(places);
	const seen = runs.filter(({ seenAt }) => now - seenAt < BETWEEN_REQUESTS_MS);
	const others = new Set(seen.map((place) => place.party));
	others.delete(party);
	if (others.size === 0) return false;
	const heldBy = (one: string): number => runs.filter((place) => place.party === one).length;
	const share = Math.floor((limit - keptForEditor(limit)) / (others.size + 1));
	return heldBy(party) >= share && [...others].some((other) => heldBy(other) < share);
}

/** Opens a place that is taken until the request is settled and a window has passed since. */
function openPlace(entry: Entry, { now, onAnswered }: Observer): Place {
	const { lane, party, limit, owned, askedAt } = entry;
	const admittedAt = now();
	const unreportedMs = DELIVERY_ALLOWANCE_MS + WINDOW_MS + MARGIN_MS;
	const freeAt = owned ? Infinity : admittedAt + unreportedMs;
	let isSettled = false;

	function settle(outcome: Outcome): void {
		if (isSettled) return;
		isSettled = true;
		const graceMs = outcome === 'lost' ? LOST_GRACE_MS : 0;
		place.seenAt = now();
		place.freeAt = place.seenAt + graceMs + WINDOW_MS + MARGIN_MS;
		if (outcome === 'answered') onAnswered(admittedAt);
	}

	const lease: Lease = { admittedAt, waitedMs: admittedAt - askedAt, settle };
	const place: Place = { lease, lane, party, limit, seenAt: admittedAt, freeAt };
	return place;
}

/**
 * Milliseconds until the oldest request that came before this one leaves the window. If ours are few,
 * that says nothing: somebody else's fill the window, or it is no window that the server counts by.
 */
function roomAfter(refused: Lease, limit: number, { places, now }: Moment): number | undefined {
	const earlier = places.filter(
		({ lease }) => lease !== refused && lease.admittedAt <= refused.admittedAt,
	);
	if (earlier.length < limit * TELLING_PART) return undefined;
	const oldest = Math.min(...earlier.map(({ freeAt }) => freeAt));
	return Number.isFinite(oldest) ? oldest - now : undefined;
}

/** Milliseconds until the lane may have a place: 0 means now. */
function waitFor(lane: Lane, limit: number, { places, now }: Moment): number {
	const isFullOfRuns = lane === 'run' && runsIn(places).length >= limit - keptForEditor(limit);
	if (places.length < limit && !isFullOfRuns) return 0;
	return Math.max(1, Math.min(...places.map(({ freeAt }) => freeAt)) - now);
}

/**
 * Keeps the places of one API key. A place is taken from admission until a window after the
 * RESPONSE: the request arrived some time before that, so two arrivals through one place are always
 * more than a window apart. Counting from the send would break the limit whenever a request is late.
 */
export function createPlaces(observer: Observer) {
	let places: Place[] = [];

	function moment(): Moment {
		const now = observer.now();
		places = places.filter(({ freeAt }) => freeAt > now);
		return { places, now };
	}

	function take(entry: Entry): Lease {
		const place = openPlace(entry, observer);
		places.push(place);
		return place.lease;
	}

	/**
	 * The limit in force: the lowest of those who wait and of the places held. So no window that
	 * holds a request ever exceeds the limit its credential set, even if others allow more.
	 */
	function limitInForce(lowestWaiting: number): number {
		return Math.min(lowestWaiting, ...moment().places.map(({ limit }) => limit));
	}

	return {
		take,
		limitInForce,
		waitMs: (lane: Lane, limit: number) => waitFor(lane, limit, moment()),
		isAhead: (party: string, limit: number) => isAhead(party, limit, moment()),
		roomInMs: (refused: Lease, limit: number) => roomAfter(refused, limit, moment()),
		isEmpty: () => moment().places.length === 0,
	};
}
