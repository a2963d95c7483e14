import Bottleneck from 'bottleneck';
import { RateLimiter } from 'limiter';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { issueTicket, acquire, release, backOff } from '../../nodes/shared/limiter/limiters';
import type { KeyLimit } from '../../nodes/shared/limiter/limiters';
import { runPool } from '../../nodes/shared/operation/pool';
import { httpBatching, loopAndWait, pause, RETRY_MS, retryOnly, TRIES } from './n8nPatterns';
import type { Send, Session } from './session';

export interface Contender {
	name: string;
	/** The npm package whose version stands in the table. */
	library?: string;
	/** `key` is new for every session. */
	/** `processes`: how many share the key; who cannot be told counts for itself. */
	open: (key: string, processes?: number) => Session | Promise<Session>;
}

export const PER_MINUTE = 100;
const MINUTE_MS = 60_000;
/** Waits until the limiter lets one request go. */
type Schedule = <T>(send: () => Promise<T>) => Promise<T>;

/** All items at once, as the READMEs show it; what is refused goes again as often as n8n would do it. */
function limitedBy(schedule: Schedule): Session {
	async function deliver(item: number, send: Send): Promise<void> {
		for (let tried = 1; !(await schedule(() => send(item))) && tried < TRIES; tried++) {
			await pause(RETRY_MS);
		}
	}
	return {
		run: async (items, send) => {
			await Promise.all(items.map((item) => deliver(item, send)));
		},
	};
}

/** As transport and credential do it together: no request is given up, and the limiter hears each answer. */
async function sendUntilAccepted(
	keyLimit: KeyLimit,
	flow: string,
	send: () => Promise<boolean>,
): Promise<true> {
	const sender = { lane: 'run' as const, flow };
	for (;;) {
		const options = {};
		issueTicket(options, sender);
		await acquire(options, keyLimit, sender);
		if (await send()) {
			release(options, 'answered');
			return true;
		}
		backOff(options);
	}
}

/** With the pool of the node: five requests at a time in each run. */
function thisPackage(apiKey: string, processes = 1): Session {
	const keyLimit = {
		origin: 'https://bench.test',
		apiKey,
		requestsPerMinute: PER_MINUTE,
		processes,
	};
	let runs = 0;
	return {
		run: async (items, send) => {
			const flow = `run ${runs++}`;
			await runPool(
				items.map((item) => ({
					key: `${item}`,
					work: async () => await sendUntilAccepted(keyLimit, flow, async () => await send(item)),
				})),
			);
		},
	};
}

function rateLimiter(): Session {
	const limiter = new RateLimiter({ tokensPerInterval: PER_MINUTE, interval: 'minute' });
	return limitedBy(async (send) => {
		await limiter.removeTokens(1);
		return await send();
	});
}

function bottleneck(): Session {
	const limiter = new Bottleneck({
		reservoir: PER_MINUTE,
		reservoirRefreshAmount: PER_MINUTE,
		reservoirRefreshInterval: MINUTE_MS,
	});
	return limitedBy(async (send) => await limiter.schedule(send));
}

async function pThrottleStrict(): Promise<Session> {
	const { default: pThrottle } = await import('p-throttle');
	const throttle = pThrottle({ limit: PER_MINUTE, interval: MINUTE_MS, strict: true });
	const throttled = throttle(async (send: () => Promise<unknown>) => await send());
	return limitedBy((async (send) => await throttled(send)) as Schedule);
}

async function pQueueStrict(): Promise<Session> {
	const { default: PQueue } = await import('p-queue');
	const queue = new PQueue({ intervalCap: PER_MINUTE, interval: MINUTE_MS, strict: true });
	return limitedBy(async (send) => await queue.add(send));
}

function flexibleQueue(): Session {
	const memory = new RateLimiterMemory({ points: PER_MINUTE, duration: MINUTE_MS / 1_000 });
	const queue = new RateLimiterQueue(memory);
	return limitedBy(async (send) => {
		await queue.removeTokens(1);
		return await send();
	});
}

/** What people use where they have no limiter made for Litmos, and this package. */
export const contenders: readonly Contender[] = [
	{ name: 'this package', open: thisPackage },
	{ name: 'limiter, RateLimiter', library: 'limiter', open: rateLimiter },
	{ name: 'bottleneck, reservoir', library: 'bottleneck', open: bottleneck },
	{ name: 'p-throttle, strict', library: 'p-throttle', open: pThrottleStrict },
	{ name: 'p-queue, strict', library: 'p-queue', open: pQueueStrict },
	{ name: 'rate-limiter-flexible', library: 'rate-limiter-flexible', open: flexibleQueue },
	{ name: 'n8n: Loop of 10 and Wait', open: loopAndWait },
	{ name: 'n8n: HTTP Request batching', open: httpBatching },
	{ name: 'no limiter, with retry', open: retryOnly },
];
