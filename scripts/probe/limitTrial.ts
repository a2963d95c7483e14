import { isRejection } from '../../nodes/shared/transport/errors';
import type { LitmosResponse } from '../../nodes/shared/transport/errors';
import type { Litmos } from './litmos';
import { Unanswered } from './unanswered';

/** More than two minutes' worth: where minutes are counted by the clock, a burst may fall into two of them. */
const REQUESTS = 250;
/** At a time: one by one they might be too slow to reach any limit. */
const TOGETHER = 5;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Twice as often as a limit of 100 per minute grants one. */
const POLL_MS = 300;

/**
 * When what happens, in seconds of a minute of Litmos' clock, which is known to about a second. The first
 * request leaves a moving window at `first + 60`, the burst at `burst + 60`, and a clock's minute ends at 60:
 * what is accepted between these moments tells how it is counted.
 */
const AT = {
	first: 5,
	burst: 25,
	burstEnds: 42,
	/** Until then a bucket has gained a few requests again, and a window none. */
	beforeMinuteEnds: 59,
	minuteOver: 62,
	firstLeft: 67,
	beforeBurstLeaves: 82,
	burstLeft: 105,
} as const;

export type Model =
	'none' | 'clockMinute' | 'ownMinute' | 'slidingLog' | 'slidingCounter' | 'bucket';

export interface Counting {
	model: Model;
	/** Whether refused requests count; `same` where a client cannot tell. */
	counts: 'yes' | 'no' | 'same';
}

export interface Trial {
	/** How many were accepted at once. */
	accepted: number;
	/** The first one, unless none came. */
	refusal?: LitmosResponse;
	/** Goes on where the burst has ended, the first time it is asked. @throws Unanswered */
	findModel: () => Promise<Counting>;
}

const READ_ONE = { method: 'GET', path: '/users', qs: { limit: 1 }, action: 'probe' } as const;

/** @returns what came: accepted, or refused for the limit. @throws Unanswered for anything else */
async function sendOne(litmos: Litmos): Promise<{ refusal?: LitmosResponse }> {
	const response = await litmos.sendUnlimited(READ_ONE);
	if (isRejection(response)) return { refusal: response };
	if (response.status !== 200) throw new Unanswered('refused', response.status);
	return {};
}

const isAccepted = async (litmos: Litmos): Promise<boolean> => !(await sendOne(litmos)).refusal;

/** Sends some at a time until one is refused. */
async function burst(
	litmos: Litmos,
	most: number,
): Promise<{ accepted: number; refusal?: LitmosResponse }> {
	for (let accepted = 0; accepted < most; accepted += TOGETHER) {
		const sent = Array.from({ length: TOGETHER }, async () => await sendOne(litmos));
		const results = await Promise.all(sent);
		const index = results.findIndex(({ refusal }) => refusal);
		if (index >= 0) return { accepted: accepted + index, refusal: results[index].refusal };
	}
	return { accepted: most };
}

/** How far Litmos' clock is ahead of ours, by its Date, which is cut to seconds; 0 where it sends none. */
function clockAhead({ headers }: LitmosResponse, now: number): number {
	const date = Date.parse(headers.date ?? '');
	return Number.isNaN(date) ? 0 : date + SECOND_MS / 2 - now;
}

/** A minute of Litmos' clock, by its seconds. Where one is over already, the network is too slow to tell. */
interface Minute {
	/** @throws Unanswered where it is over */
	waitFor(second: number): Promise<void>;
	/** @throws Unanswered where it is over */
	mustNotBeOver(second: number): void;
}

/** Chooses the next minute before which nothing is sent for a minute. */
async function chooseMinute(litmos: Litmos): Promise<Minute> {
	const { clock } = litmos;
	const hello = await litmos.sendUnlimited(READ_ONE);
	const ahead = clockAhead(hello, clock.now());
	const quiet = clock.now() + ahead + MINUTE_MS - (AT.first - 1) * SECOND_MS;
	const began = Math.ceil(quiet / MINUTE_MS) * MINUTE_MS - ahead;
	const msTo = (second: number): number => {
		const ms = began + second * SECOND_MS - clock.now();
		if (ms < -SECOND_MS) throw new Unanswered('unforeseen');
		return Math.max(0, ms);
	};
	return {
		waitFor: async (second) => await clock.sleep(msTo(second)),
		mustNotBeOver: (second) => void msTo(second),
	};
}

/** Sends one after the other by the clock, without waiting for responses. */
async function poll(litmos: Litmos, count: number): Promise<boolean[]> {
	const sent: Array<Promise<boolean>> = [];
	for (let index = 0; index < count; index++) {
		await litmos.clock.sleep(POLL_MS);
		sent.push(isAccepted(litmos));
	}
	return await Promise.all(sent);
}

/** A bucket gives one again and again while it is asked; it stays empty if what it refuses counts as well. */
function bucketFrom(polled: readonly boolean[]): Counting {
	const last = polled.slice(-polled.length / 2);
	const share = last.filter(Boolean).length / last.length;
	if (share > 0.1 && share < 0.25) throw new Unanswered('unforeseen');
	return { model: 'bucket', counts: share < 0.25 ? 'yes' : 'no' };
}

/** Windows of a minute, by what is accepted while nothing, the first request or the burst has left them. */
async function windowFrom(litmos: Litmos, minute: Minute): Promise<Counting> {
	await minute.waitFor(AT.minuteOver);
	if (await isAccepted(litmos)) {
		const { refusal } = await burst(litmos, 4 * TOGETHER);
		if (refusal) return { model: 'slidingCounter', counts: 'no' };
		return { model: 'clockMinute', counts: 'same' };
	}
	await minute.waitFor(AT.firstLeft);
	if (await isAccepted(litmos)) {
		if (await isAccepted(litmos)) return { model: 'ownMinute', counts: 'same' };
		return { model: 'slidingLog', counts: 'no' };
	}
	await minute.waitFor(AT.beforeBurstLeaves);
	if (await isAccepted(litmos)) return { model: 'slidingCounter', counts: 'yes' };
	await minute.waitFor(AT.burstLeft);
	if (await isAccepted(litmos)) return { model: 'slidingLog', counts: 'yes' };
	throw new Unanswered('unforeseen');
}

/** So many refused ones that it shows if they count. */
const pollsFor = (accepted: number): number => Math.max(20, Math.ceil(accepted * 0.3));

async function modelAfter(litmos: Litmos, accepted: number, minute: Minute): Promise<Counting> {
	minute.mustNotBeOver(AT.burstEnds);
	const polled = await poll(litmos, pollsFor(accepted));
	if (polled.some(Boolean)) return bucketFrom(polled);
	await minute.waitFor(AT.beforeMinuteEnds);
	if (await isAccepted(litmos)) return { model: 'bucket', counts: 'yes' };
	return await windowFrom(litmos, minute);
}

/**
 * Finds out how the key is limited, with about 150 requests in up to four minutes. Nothing else should use the key
 * meanwhile. @throws Unanswered where responses do not tell
 */
export async function tryLimit(litmos: Litmos): Promise<Trial> {
	const minute = await chooseMinute(litmos);
	await minute.waitFor(AT.first);
	await sendOne(litmos);
	await minute.waitFor(AT.burst);
	const { accepted, refusal } = await burst(litmos, REQUESTS);
	if (!refusal) {
		minute.mustNotBeOver(AT.beforeBurstLeaves);
		return { accepted, findModel: async () => ({ model: 'none', counts: 'same' }) };
	}
	let counting: Promise<Counting> | undefined;
	const findModel = async () => await (counting ??= modelAfter(litmos, accepted, minute));
	return { accepted, refusal, findModel };
}
