import type { WaitStatistics } from './waitMessages';

/** How long a request may wait for the limit in all: in the queue, and while it is rejected. */
export function createWaitBudget(minutes: number) {
	// With NaN there would be no deadline, and no end.
	const maxWaitMinutes = minutes > 0 ? minutes : 0;
	const since = performance.now();
	const deadline = since + maxWaitMinutes * 60_000;
	let rejections = 0;

	const statistics = (pauseMs = 0): WaitStatistics => {
		return { waitedMs: performance.now() - since, rejections, pauseMs, maxWaitMinutes };
	};

	/** Counts a rejection; answers the statistics if the pause ends after the deadline. */
	function rejected(pauseMs: number): WaitStatistics | undefined {
		rejections++;
		return performance.now() + pauseMs > deadline ? statistics(pauseMs) : undefined;
	}

	return { deadline, rejected, statistics };
}
