import type { Replacement } from '../../../scripts/mutation/replaceOnce';
import {
	createLimiter,
	type Limiter,
	type PermitRequest,
} from '../../../nodes/shared/limiter/limiter';
import { loadCopy } from './limiterCopy';
import { inVirtualTime, type VirtualClock } from './virtualClock';

/** A limiter in virtual time, and the means to send through it. */
export interface Harness {
	clock: VirtualClock;
	limiter: Limiter;
	/** Sends so many requests at once, each answered after 200 ms; lists those that have a permit. */
	send(count: number, request: PermitRequest): string[];
	/** Has a whole minute's requests accepted, and waits until their slots are free. */
	spend(): Promise<void>;
	/** Has one request rejected 100 ms after its permit; answers for how many milliseconds the key pauses. */
	rejectOne(retryAfterMs?: number): Promise<number>;
	/** All that have a permit, in their order. */
	granted: Array<{ flow: string; at: number }>;
}

/** How long the harness's requests take. */
export const ANSWER_MS = 200;

/** A request of a bulk run. */
export const run: PermitRequest = { lane: 'run', flow: 'bulk', limit: 100, reportsOutcome: true };

/** A request of somebody who looks at a dropdown. */
export const editor: PermitRequest = { ...run, lane: 'editor', flow: 'someone' };

function createHarness(clock: VirtualClock, limiter: Limiter): Harness {
	const granted: Harness['granted'] = [];

	async function sendOne(request: PermitRequest, log: string[]): Promise<void> {
		const permit = await limiter.acquire(request);
		granted.push({ flow: request.flow, at: clock.now() });
		log.push(request.flow);
		await clock.sleep(ANSWER_MS);
		permit.release('answered');
	}

	function send(count: number, request: PermitRequest): string[] {
		const log: string[] = [];
		for (let index = 0; index < count; index++) {
			sendOne(request, log).catch((error: Error) => log.push(error.name));
		}
		return log;
	}

	async function spend(): Promise<void> {
		for (let count = 0; count < 98; count++) {
			void limiter.acquire(run).then((permit) => permit.release('answered'));
		}
		await clock.advance(clock.now() + 61_000);
	}

	async function rejectOne(retryAfterMs?: number): Promise<number> {
		const pending = limiter.acquire(run);
		await clock.advance();
		const permit = await pending;
		await clock.advance(clock.now() + 100);
		return limiter.backOff(permit, retryAfterMs);
	}

	return { clock, limiter, send, spend, rejectOne, granted };
}

/** Runs a test on a limiter of its own, with a fault in it if one is given. */
export async function withLimiter(
	body: (harness: Harness) => Promise<void>,
	mutation?: Replacement,
): Promise<void> {
	await inVirtualTime(async (clock) => {
		const create = mutation ? loadCopy(clock, mutation).limiter.createLimiter : createLimiter;
		await body(createHarness(clock, create(clock)));
	});
}

/** A request with a signal, and what becomes of it. */
export function cancellable(limiter: Limiter, request: PermitRequest) {
	const controller = new AbortController();
	const outcome = limiter.acquire({ ...request, signal: controller.signal }).then(
		() => 'granted',
		(error: Error) => error.name,
	);
	return { controller, outcome };
}

/** Sends one request after the other; answers when the last one ended. */
export async function oneByOne(
	requests: PermitRequest[],
	{ clock, limiter }: Harness,
): Promise<number> {
	for (const request of requests) {
		const permit = await limiter.acquire(request);
		await clock.sleep(ANSWER_MS);
		permit.release('answered');
	}
	return clock.now();
}
