// Libraries as their READMEs show them: so many in a minute.
import Bottleneck from 'bottleneck';
import { RateLimiter } from 'limiter';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import type { Contender } from './contender';
import { limitedBy, MINUTE_MS, PER_MINUTE, type Schedule, type Session } from './session';

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

const library = (
	name: string,
	library: string,
	open: Contender['open'],
): Contender & { library: string } => ({ name, library, kind: 'README', isEager: true, open });

export const asInReadme: readonly Contender[] = [
	library('limiter, RateLimiter', 'limiter', rateLimiter),
	library('bottleneck, reservoir', 'bottleneck', bottleneck),
	library('p-throttle, strict', 'p-throttle', pThrottleStrict),
	library('p-queue, strict', 'p-queue', pQueueStrict),
	library('rate-limiter-flexible', 'rate-limiter-flexible', flexibleQueue),
];
