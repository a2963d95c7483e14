import type { Ordeal } from './limitWords';

/** How long a request still waits for the limit: in the queue, and after refusals. */
export function createPatience(maxWaitMinutes: number) {
	const since = performance.now();
	const until = since + maxWaitMinutes * 60_000;
	let refusals = 0;

	const ordeal = (pauseMs = 0): Ordeal => {
		return { waitedMs: performance.now() - since, refusals, pauseMs, maxWaitMinutes };
	};

	/** Notes a refusal; answers the whole ordeal if there is no point in waiting for the pause. */
	function refused(pauseMs: number): Ordeal | undefined {
		refusals++;
		return performance.now() + pauseMs > until ? ordeal(pauseMs) : undefined;
	}

	return { until, refused, ordeal };
}
