import { isRejection } from '../../../nodes/shared/transport/errors';
import type { LitmosResponse } from '../../../nodes/shared/transport/errors';
import type { Asker } from '../askers';
import { sendOnce, type Litmos } from '../litmos';
import { Unanswered } from '../unanswered';

/** More than two minutes' worth: where minutes are counted by the clock, a burst may fall into two of them. */
const REQUESTS = 250;
/** At a time: one by one they might be too slow to reach any limit. */
const TOGETHER = 5;
const FEW = 50;
const MINUTE_MS = 60_000;

interface Burst {
	accepted: number;
	refusal?: LitmosResponse;
}

const bursts = new WeakMap<Litmos, Promise<Burst>>();

/** Reads one user again and again until the first refusal. The questions share what came of it. */
async function burst(litmos: Litmos): Promise<Burst> {
	const request = { method: 'GET', path: '/users', qs: { limit: 1 }, action: 'probe' } as const;
	const began = performance.now();
	for (let accepted = 0; accepted < REQUESTS; accepted += TOGETHER) {
		const sent = Array.from({ length: TOGETHER }, async () => await sendOnce(litmos, request));
		const responses = await Promise.all(sent);
		const refusal = responses.find(isRejection);
		if (refusal) return { accepted: accepted + responses.indexOf(refusal), refusal };
		const other = responses.find(({ status }) => status !== 200);
		if (other) throw new Unanswered('refused', other.status);
	}
	// The network was too slow to tell.
	if (performance.now() - began > MINUTE_MS) throw new Unanswered('unforeseen');
	return { accepted: REQUESTS };
}

async function burstOf(litmos: Litmos): Promise<Burst> {
	const known = bursts.get(litmos) ?? burst(litmos);
	bursts.set(litmos, known);
	return await known;
}

async function askBurst(litmos: Litmos): Promise<string> {
	const { accepted } = await burstOf(litmos);
	if (accepted === REQUESTS) return 'all';
	return accepted < FEW ? 'few' : 'most';
}

/** About the rate limit. */
export const LIMIT_ASKERS: Readonly<Record<string, Asker>> = {
	refusal: async (litmos) => {
		const { refusal } = await burstOf(litmos);
		return refusal ? String(refusal.status) : 'never';
	},
	retryAfter: async (litmos) =>
		(await burstOf(litmos)).refusal?.headers['retry-after'] ? 'yes' : 'no',
	burst: askBurst,
};
