/** How far a download has come. */
export interface Estimate {
	/** From 0 to 1; never goes back. */
	done: number;
	secondsLeft: number;
	/** It has taken so much longer than usual that a figure would be a guess. */
	isLate: boolean;
}

/** What was seen by then is chance; from the second on it alone counts. */
const TRUSTED_FROM = 0.05;
const TRUSTED_AT = 0.35;
/** So much of the usual time is over, and so little is done, that the usual time says nothing any more. */
const LATE = { elapsed: 0.75, done: 0.15 };
/** A wait is never said to be over while it is not. */
const LEAST_SECONDS = 5;

/**
 * Estimates how long a download takes. The usual time runs down by itself, whether or not anything
 * is reported; what was seen counts more, the further it has come.
 */
export function createEstimate(usualSeconds: number): (done: number, elapsed: number) => Estimate {
	let furthest = 0;
	return (done, elapsed) => {
		furthest = Math.max(furthest, Math.min(1, done));
		if (furthest >= 1) return { done: 1, secondsLeft: 0, isLate: false };
		const usual = Math.max(0, usualSeconds - elapsed);
		const trust = (furthest - TRUSTED_FROM) / (TRUSTED_AT - TRUSTED_FROM);
		const weight = Math.max(0, Math.min(1, trust));
		const seen = weight > 0 ? (elapsed * (1 - furthest)) / furthest : 0;
		const secondsLeft = Math.max(LEAST_SECONDS, weight * seen + (1 - weight) * usual);
		const isLate = elapsed > LATE.elapsed * usualSeconds && furthest < LATE.done;
		return { done: furthest, secondsLeft, isLate };
	};
}

/** How a wait reads. */
export function waitInWords({ done, secondsLeft, isLate }: Estimate): string {
	if (done >= 1) return 'done';
	if (isLate) return 'slower than usual';
	if (secondsLeft < 90) return `about ${Math.ceil(secondsLeft / 5) * 5} s left`;
	return `about ${Math.round(secondsLeft / 60)} min left`;
}

/** What can be seen of a download while npm works. */
export interface Seen {
	/** Lines that npm has written: a list or a package each. */
	lines: number;
	/** Bytes that were written to the disk since it began. */
	bytes: number;
}

/**
 * The part of npm's work that is done. npm writes its lines while it asks and fetches, and unpacks
 * to the disk without a word: only both together move all the time.
 */
export function fractionOf(seen: Seen, whole: Seen): number {
	const part = (name: keyof Seen): number => Math.min(1, seen[name] / whole[name]);
	return 0.4 * part('lines') + 0.6 * part('bytes');
}
