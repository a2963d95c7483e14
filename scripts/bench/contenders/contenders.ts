import { issueTicket, acquire, release, backOff } from '../../../nodes/shared/limiter/limiters';
import type { KeyLimit } from '../../../nodes/shared/limiter/limiters';
import { runPool } from '../../../nodes/shared/operation/pool';
import { asInReadme } from './asInReadme';
import type { Contender } from './contender';
import { httpBatching, loopAndWait, loopWithErrors, retryOnly } from './n8nPatterns';
import { PER_MINUTE, type Session } from './session';
import { tuned } from './tuned';

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
		limitKey: apiKey,
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

/** This package, and what people use where they have no limiter made for Litmos. */
export const contenders: readonly Contender[] = [
	{ name: 'this package', kind: 'ours', open: thisPackage },
	...tuned,
	{ name: 'n8n: Loop of 10, errors looped back', kind: 'tuned', open: loopWithErrors },
	...asInReadme,
	{ name: 'n8n: Loop of 10 and Wait', kind: 'n8n', open: loopAndWait },
	{ name: 'n8n: HTTP Request batching', kind: 'n8n', open: httpBatching },
	{ name: 'no limiter, with retry', kind: 'n8n', open: retryOnly },
];
