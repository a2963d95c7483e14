import type { IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** n8n polls again after a minute, and the editor waits for the poll at publishing. */
const WISHED_MS = 45_000;

/** Of an n8n that does not say how long a poll may take. */
const UNSAID_MS = 240_000;

/** n8n abandons a poll when its time is over, with all that was found: this part of it is made use of. */
const USED_PART = 0.9;

/** After this part, what is under way is brought to its end, and who is wanted is looked up. */
const NEAR_PART = 2 / 3;

const SLICE_MS = 250;

/** The time of one poll. n8n gives polls no sign to stop, so this is theirs. */
export interface Deadline {
	/** Aborts what waits, shortly before the time that n8n gives is over. */
	signal: AbortSignal;
	/** Whether nothing new should be begun. */
	isNear: () => boolean;
	end: () => void;
}

export function startDeadline(ctx: IPollFunctions): Deadline {
	// Older versions of n8n do not have it.
	const offered = (ctx as Partial<IPollFunctions>).getPollBudgetMs?.();
	const usedMs = offered === undefined ? UNSAID_MS : offered * USED_PART;
	const began = performance.now();
	const near = began + Math.min(usedMs * NEAR_PART, WISHED_MS);
	const controller = new AbortController();
	let isEnded = false;
	async function watch(): Promise<void> {
		while (!isEnded && performance.now() < began + usedMs) await sleep(SLICE_MS);
		if (!isEnded) controller.abort();
	}
	void watch();
	return {
		signal: controller.signal,
		isNear: () => performance.now() >= near,
		end: () => void (isEnded = true),
	};
}
