// Libraries as an expert would set them for a limit of 100: an even pace with some room, and a lease of our own.
import Bottleneck from 'bottleneck';
import { TokenBucket } from 'limiter';
import { pRateLimit } from 'p-ratelimit';
import type { Contender } from './contender';
import { pause } from './pause';
import { limitedBy, MINUTE_MS, PER_MINUTE, type Schedule, type Session } from './session';

const GAP_MS = 610;
const FEW = 5;
const FEW_MS = FEW * GAP_MS;

function bottleneck(): Session {
	const limiter = new Bottleneck({ minTime: GAP_MS });
	return limitedBy(async (send) => await limiter.schedule(send));
}

async function pQueue(): Promise<Session> {
	const { default: PQueue } = await import('p-queue');
	const queue = new PQueue({ intervalCap: 1, interval: GAP_MS });
	return limitedBy(async (send) => await queue.add(send));
}

async function pThrottle(): Promise<Session> {
	const { default: create } = await import('p-throttle');
	const throttled = create({ limit: FEW, interval: FEW_MS })(
		async (send: () => Promise<unknown>) => await send(),
	);
	return limitedBy((async (send) => await throttled(send)) as Schedule);
}

function tokenBucket(): Session {
	const bucket = new TokenBucket({ bucketSize: FEW, tokensPerInterval: 95, interval: 'minute' });
	return limitedBy(async (send) => {
		await bucket.removeTokens(1);
		return await send();
	});
}

function pRatelimit(): Session {
	return limitedBy(pRateLimit({ rate: FEW, interval: FEW_MS }));
}

/** A permit is back a minute after the answer: nothing else. */
function lease(): Session {
	const waiting: Array<() => void> = [];
	let free = PER_MINUTE;

	async function comeBack(): Promise<void> {
		await pause(MINUTE_MS);
		const next = waiting.shift();
		if (next) next();
		else free++;
	}

	return limitedBy(async (send) => {
		if (free > 0) free--;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		return await send().finally(() => void comeBack());
	});
}

const expert = (name: string, open: Contender['open'], library?: string): Contender => ({
	name,
	library,
	kind: 'tuned',
	isEager: true,
	open,
});

export const tuned: readonly Contender[] = [
	expert('bottleneck, 1 per 610 ms', bottleneck, 'bottleneck'),
	expert('p-queue, 1 per 610 ms', pQueue, 'p-queue'),
	expert('p-throttle, 5 per 3,050 ms', pThrottle, 'p-throttle'),
	expert('limiter, TokenBucket(5, 95)', tokenBucket, 'limiter'),
	expert('p-ratelimit, 5 per 3,050 ms', pRatelimit, 'p-ratelimit'),
	expert('a lease of 20 lines', lease),
];
