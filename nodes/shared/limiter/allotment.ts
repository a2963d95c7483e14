/** A rejection that is new: its request was sent when nothing was known of an earlier one. */
export interface NewRejection {
	now: number;
	limit: number;
	/** Requests kept an even pace already, so they were too many, not only too close together. */
	wasPaced: boolean;
	/** When the pause ends that this rejection caused. */
	resumesAt: number;
}

const MINUTE_MS = 60_000;
// Longer than the minute by a slow answer: what came before a burst that is rejected must still count.
const LOOK_BACK_MS = 65_000;
// Small enough to lose little speed, large enough that a few rejections divide it among processes.
const DECREASE = 0.9;
// Nothing at all was accepted since the last rejection: it may be a pause too short, or an allotment far too large.
const STEEP_DECREASE = 0.75;
// After the first rejection the allotment is a guess, maybe from a single second. So it is no less than
// this part of the limit, and doubles so often in a minute until the next rejection: a slow start.
const SLOW_START_FRACTION = 0.2;
const DOUBLINGS_PER_MINUTE = 4;
// Parts of the limit that come back: hardly any in the first minute, as others may be there; all in four.
const RECOVERY = { perMinute: 0.01, perCubicMinute: 0.015 };

/** What comes back after so many minutes without a rejection, as a part of the limit. */
function recoveredIn(minutes: number): number {
	return RECOVERY.perMinute * minutes + RECOVERY.perCubicMinute * minutes ** 3;
}

/** Remembers for about a minute when Litmos accepted something. */
function createAcceptedLog() {
	const accepted: number[] = [];

	function count(now: number): number {
		while (now - accepted[0] >= LOOK_BACK_MS) accepted.shift();
		return accepted.length;
	}

	function add(now: number): void {
		count(now);
		accepted.push(now);
	}

	return { add, count };
}

/** What the last rejection has left. */
interface Baseline {
	perMinute: number;
	isSlowStart: boolean;
	resumesAt: number;
}

/** What a baseline has become: more, the longer nothing is rejected. */
function allotmentAt(baseline: Baseline, now: number, limit: number): number {
	const { perMinute, isSlowStart, resumesAt } = baseline;
	const cleanMinutes = Math.max(0, now - resumesAt) / MINUTE_MS;
	const allotment = isSlowStart
		? perMinute * 2 ** (DOUBLINGS_PER_MINUTE * cleanMinutes)
		: perMinute + limit * recoveredIn(cleanMinutes);
	return Math.min(limit, allotment);
}

/**
 * Learns how much of the limit this process may count on while others spend the same key's. Nobody
 * tells of them: all there is to learn from is what Litmos accepted, and when it rejected.
 */
export function createAllotment() {
	const log = createAcceptedLog();
	let hasAccepted = false;
	// Until something is rejected, all of the limit is there.
	let baseline: Baseline = { perMinute: Infinity, isSlowStart: false, resumesAt: -Infinity };

	function accepted(now: number): void {
		log.add(now);
		hasAccepted = true;
	}

	function rejected({ now, limit, wasPaced, resumesAt }: NewRejection): void {
		const decrease = hasAccepted ? DECREASE : STEEP_DECREASE;
		// Of the first burst only the closeness may have been too much, so it costs no decrease.
		const held = allotmentAt(baseline, now, limit) * (wasPaced ? decrease : 1);
		// A minute with a pause in it tells of the pause.
		const isTelling = baseline.isSlowStart || now - baseline.resumesAt >= LOOK_BACK_MS;
		const floor = wasPaced ? 1 : limit * SLOW_START_FRACTION;
		const lately = isTelling ? Math.max(floor, log.count(now)) : Infinity;
		const perMinute = Math.max(1, Math.min(held, lately));
		baseline = { perMinute, isSlowStart: !wasPaced, resumesAt };
		hasAccepted = false;
	}

	/** Whole requests per minute: at least one, and never more than the limit. */
	function perMinute(now: number, limit: number): number {
		return Math.max(1, Math.floor(allotmentAt(baseline, now, limit)));
	}

	return { accepted, rejected, perMinute };
}
