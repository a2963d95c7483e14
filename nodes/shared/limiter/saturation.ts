// Two windows: runs that are done by then are done as fast as can be.
const SUSTAINED_MS = 120_000;
// A burst of a run that is not over takes less.
const LULL_MS = 10_000;

/**
 * Knows when runs have used up the limit for long. They would go on in one burst a minute, and another
 * process with the same key would hardly ever find room: at an even pace it does, and is not rejected.
 */
export function createSaturation() {
	let since = -Infinity;
	let last = -Infinity;

	/** Notes that a request waits and all slots are taken, or would be but for the even pace. */
	function note(now: number): void {
		if (now - last > LULL_MS) since = now;
		last = now;
	}

	return {
		note,
		isSustained: (now: number) => now - last <= LULL_MS && now - since >= SUSTAINED_MS,
	};
}
