import type { Allowance } from './slots';

// A little below the guarantee, all of them together keep below the limit, and are hardly ever rejected.
const GUARANTEED_FRACTION = 0.99;
// No process is pushed below this part of its guarantee: that others wait does not tell that they are more.
const LEAST_FRACTION = 0.5;
// Requests per minute that are borrowed, for each second: at first, and after it was calm for long enough.
const BORROWED_PER_SECOND = { atFirst: 1.1, later: 1 };
// So long nothing is rejected before more is borrowed again: so many times as long each time it was in vain.
const CALM_RANGE_MS = { min: 10_000, max: 480_000 };
const CALM_GROWTH = 4;
// Who has nearly all of the limit has it alone.
const ALONE_FRACTION = 0.9;
// Of what is borrowed, this part is kept after a rejection; nothing where it is less than that part of the guarantee.
const KEPT_FRACTION = 0.25;
const LITTLE_FRACTION = 0.1;
// Below the guarantee: once in a window, since what a decrease has changed cannot be seen before.
const DECREASE = 0.85;
const DECREASE_EVERY_MS = 60_000;
// Requests per minute that come back in each minute, up to the guarantee.
const RECOVERED_PER_MINUTE = 1;
// Who has borrowed waits longer, so that the others find room.
const PAUSE_MS = { borrowing: 8_000, guaranteed: 3_000 };

const guaranteed = ({ guarantee }: Allowance): number => guarantee * GUARANTEED_FRACTION;

/** How long nothing has been rejected, and how much of that passes before more is borrowed. */
interface Calm {
	cleanMs: number;
	calmMs: number;
}

/** What is left after a rejection grows again: up to a process's own first, then by what is borrowed. */
function grown(perMinute: number, own: number, { cleanMs, calmMs }: Calm): number {
	const recovered = perMinute + (cleanMs / 60_000) * RECOVERED_PER_MINUTE;
	const borrowed = (Math.max(0, cleanMs - calmMs) / 1_000) * BORROWED_PER_SECOND.later;
	return Math.max(perMinute, Math.min(own, recovered)) + borrowed;
}

/** What a rejection leaves of what a process had. `isTelling`: not so soon after another decrease. */
function decreased(had: number, own: number, isTelling: boolean): number {
	const kept = (had - own) * KEPT_FRACTION;
	if (had > own) return own + (kept < LITTLE_FRACTION * own ? 0 : kept);
	return isTelling ? Math.max(own * LEAST_FRACTION, had * DECREASE) : had;
}

/**
 * How much of the limit a process takes that knows how many share it. Its guarantee is its own; the rest is
 * borrowed step by step, and given back as soon as somebody else wants it.
 */
export function createShare() {
	let startedAt: number | undefined;
	let left: number | undefined;
	let resumesAt = -Infinity;
	let decreasedAt = -Infinity;
	let calmMs = CALM_RANGE_MS.min;

	/** Requests per minute, not in whole numbers: never more than the limit. */
	function exactly(now: number, allowance: Allowance): number {
		const own = guaranteed(allowance);
		startedAt ??= now;
		const atFirst = own + ((now - startedAt) / 1_000) * BORROWED_PER_SECOND.atFirst;
		const cleanMs = Math.max(0, now - resumesAt);
		const wanted = left === undefined ? atFirst : grown(left, own, { cleanMs, calmMs });
		const taken = Math.min(allowance.limit, wanted);
		if (taken >= ALONE_FRACTION * allowance.limit) calmMs = CALM_RANGE_MS.min;
		return taken;
	}

	/** Of requests that were sent when nothing was known of an earlier rejection. */
	function rejected(now: number, allowance: Allowance, pauseEndsAt: number): void {
		const had = exactly(now, allowance);
		const isTelling = now - decreasedAt >= DECREASE_EVERY_MS;
		left = decreased(had, guaranteed(allowance), isTelling);
		if (left < had) decreasedAt = now;
		resumesAt = pauseEndsAt;
		calmMs = Math.min(CALM_RANGE_MS.max, calmMs * CALM_GROWTH);
	}

	/** Whole requests per minute: at least one, and never more than the limit. */
	const perMinute = (now: number, allowance: Allowance): number =>
		Math.max(1, Math.floor(exactly(now, allowance)));

	/** How long a process pauses that is rejected now. */
	function pauseMs(now: number, allowance: Allowance): number {
		return PAUSE_MS[exactly(now, allowance) > guaranteed(allowance) ? 'borrowing' : 'guaranteed'];
	}

	return { perMinute, rejected, pauseMs };
}
