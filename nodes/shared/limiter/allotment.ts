/** A refusal that is news: its request was sent when nothing was known of an earlier one. */
export interface Setback {
	now: number;
	limit: number;
	/** Requests went in even steps already, so they were too many, not only too hasty. */
	wasSmooth: boolean;
	/** When the pause ends that this refusal caused. */
	resumesAt: number;
}

const MINUTE_MS = 60_000;
// Longer than the minute by a slow answer: what came before a burst that is refused must still count.
const LOOK_BACK_MS = 65_000;
// Small enough to lose little speed, large enough that a few refusals settle it among processes.
const STEP_DOWN = 0.9;
// Nothing at all was accepted since the last refusal: it may be a pause too short, or a share far too large.
const LEAP_DOWN = 0.75;
// After the first refusal the share is a guess, maybe from a single second. So it is no less than this
// part of the limit, and doubles so often in a minute until the next refusal.
const GUESS_AT_LEAST = 0.2;
const DOUBLINGS_PER_MINUTE = 4;
// Parts of the limit that come back: hardly any in the first minute, as others may be there; all in four.
const WON_BACK = { perMinute: 0.01, perCubicMinute: 0.015 };

/** What comes back after so many minutes without a refusal, as a part of the limit. */
function wonBackIn(minutes: number): number {
	return WON_BACK.perMinute * minutes + WON_BACK.perCubicMinute * minutes ** 3;
}

/** Remembers for about a minute when Litmos accepted something. */
function createMemory() {
	let accepted: number[] = [];

	function recall(now: number): number {
		accepted = accepted.filter((at) => now - at < LOOK_BACK_MS);
		return accepted.length;
	}

	function note(now: number): void {
		recall(now);
		accepted.push(now);
	}

	return { note, recall };
}

/** What the last refusal has taught. */
interface Lesson {
	perMinute: number;
	isGuess: boolean;
	resumesAt: number;
}

/** What became of a lesson since: more, the longer nothing is refused. */
function shareAfter({ perMinute, isGuess, resumesAt }: Lesson, now: number, limit: number): number {
	const cleanMinutes = Math.max(0, now - resumesAt) / MINUTE_MS;
	const share = isGuess
		? perMinute * 2 ** (DOUBLINGS_PER_MINUTE * cleanMinutes)
		: perMinute + limit * wonBackIn(cleanMinutes);
	return Math.min(limit, share);
}

/**
 * Learns how much of the limit this process may count on while others spend the same key's. Nobody
 * tells of them: all there is to learn from is what Litmos accepted, and when it refused.
 */
export function createShare() {
	const accepted = createMemory();
	let hasHadSuccess = false;
	// Until something is refused, all of the limit is there.
	let lesson: Lesson = { perMinute: Infinity, isGuess: false, resumesAt: -Infinity };

	function noteAccepted(now: number): void {
		accepted.note(now);
		hasHadSuccess = true;
	}

	function refused({ now, limit, wasSmooth, resumesAt }: Setback): void {
		const step = hasHadSuccess ? STEP_DOWN : LEAP_DOWN;
		// Of the first burst only the haste may have been too much, so it costs no step.
		const held = shareAfter(lesson, now, limit) * (wasSmooth ? step : 1);
		// A minute with a pause in it tells of the pause.
		const isTelling = lesson.isGuess || now - lesson.resumesAt >= LOOK_BACK_MS;
		const leastGuess = wasSmooth ? 1 : limit * GUESS_AT_LEAST;
		const lately = isTelling ? Math.max(leastGuess, accepted.recall(now)) : Infinity;
		const perMinute = Math.max(1, Math.min(held, lately));
		lesson = { perMinute, isGuess: !wasSmooth, resumesAt };
		hasHadSuccess = false;
	}

	/** Whole requests per minute: at least one, and never more than the limit. */
	function perMinute(now: number, limit: number): number {
		return Math.max(1, Math.floor(shareAfter(lesson, now, limit)));
	}

	return { noteAccepted, refused, perMinute };
}
