import type { IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** n8n polls again after a minute, and the editor waits for the poll at publishing. */
const WISHED_MS = 45_000;

/** Of an n8n that does not say how long a poll may take. */
const UNSAID_MS = 240_000;

const SLICE_MS = 250;

/** The time of one poll. n8n gives polls no sign to stop, so this is theirs. */
export interface Deadline {
	/** Aborts what waits, when the time that n8n gives is over. */
	signal: AbortSignal;
	/** Whether nothing new should be begun. */
	isNear: () => boolean;
	end: () => void;
}

export function startDeadline(ctx: IPollFunctions): Deadline {
	// Older versions of n8n do not have it.
	const offered = (ctx as Partial<IPollFunctions>).getPollBudgetMs?.() ?? UNSAID_MS;
	const began = performance.now();
	const near = began + Math.min(offered, WISHED_MS);
	const controller = new AbortController();
	let isEnded = false;
	async function watch(): Promise<void> {
		while (!isEnded && performance.now() < began + offered) await sleep(SLICE_MS);
		if (!isEnded) controller.abort();
	}
	void watch();
	return {
		signal: controller.signal,
		isNear: () => performance.now() >= near,
		end: () => void (isEnded = true),
	};
}
