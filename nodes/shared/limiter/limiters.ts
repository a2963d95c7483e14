import { createHash } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import {
	createLimiter,
	type Clock,
	type Lane,
	type Limiter,
	type Permit,
	type RequestOutcome,
} from './limiter';
import { shareState, takenByOthers, type SharedState } from './sharedState';
import { createTimeLimits, type TimeLimit } from './timeLimit';

/** Who sends a request, and how long it may wait. */
export interface Sender {
	lane: Lane;
	/** Flows of a lane take turns. */
	flow: string;
	signal?: AbortSignal;
	/** When it stops waiting, in milliseconds as performance.now counts; without it, never. */
	deadline?: number;
}

/** What the credential knows: whose limit is spent, and how large it is. */
export interface KeyLimit {
	/** Scheme, host and port. */
	origin: string;
	/** The API Key, or of a learning record store its address and user. */
	limitKey: string;
	requestsPerMinute: number;
	/** Of n8n, that share the limit. */
	processes: number;
}

/** A key of this form is a number, so capitals do not make another one of it. */
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What is known of one options object: who sends it, and its permits, one for each sending. */
interface Ticket {
	sender?: Sender;
	permits: Array<{ limiter: Limiter; permit: Permit }>;
	isReleased: boolean;
	/** n8n's own, which ends the request when the execution is canceled. */
	cancelSignal?: AbortSignal;
	/** Of the last sending. */
	timeLimit?: TimeLimit;
}

/** What the limit reads of n8n's options, and sets there. */
interface SentOptions {
	/** Milliseconds of silence after which the request is given up. */
	timeout?: number;
	abortSignal?: unknown;
}

interface State extends SharedState {
	/** By the name of the key: one process, one limiter per key, whichever node or credential asks. */
	limiters: Map<string, Limiter>;
	/** n8n hands the same options object to the transport and to the credential. */
	tickets: WeakMap<object, Ticket>;
}

/** To be raised whenever State changes, or anything that stands in it. */
const SHAPE = 1;

/** An answer may drip for so many times the silence that is allowed. */
const TOTAL_BY_SILENCE = 2;

/** So many busy limiters are looked at when a permit is asked for. */
const LOOKED_AT = 2;

const clock: Clock = {
	now: () => performance.now(),
	// Only the milliseconds: the other parameters differ between versions of n8n.
	sleep: async (ms) => await sleep(ms),
};

const startTimeLimit = createTimeLimits(clock);
const { limiters, tickets } = shareState(SHAPE, createState);

function createState(): State {
	const known = new Map<string, Limiter>();
	return {
		limiters: known,
		tickets: new WeakMap(),
		taken: (name) => known.get(name)?.taken() ?? 0,
	};
}

/** What belongs to a key goes by this name, whichever credential holds it; the key itself is never kept. */
export function accountName({ origin, limitKey }: Pick<KeyLimit, 'origin' | 'limitKey'>): string {
	const key = GUID.test(limitKey) ? limitKey.toLowerCase() : limitKey;
	return `${origin} ${createHash('sha256').update(key).digest('hex')}`;
}

function limiterOf(keyLimit: KeyLimit): Limiter {
	tidyUp();
	const name = accountName(keyLimit);
	const known = limiters.get(name);
	if (known) return known;
	const limiter = createLimiter(clock, () => takenByOthers(SHAPE, name));
	limiters.set(name, limiter);
	return limiter;
}

/** Throws away idle limiters from the front; busy ones go to the end, so that each has its turn. */
function tidyUp(): void {
	let busy = 0;
	for (const [name, limiter] of limiters) {
		const isIdle = limiter.isIdle();
		if (!isIdle && (busy += 1) > LOOKED_AT) return;
		limiters.delete(name);
		if (!isIdle) limiters.set(name, limiter);
	}
}

function permitsOf(options: object): Ticket['permits'] {
	return tickets.get(options)?.permits ?? [];
}

function ticketOf(options: object): Ticket {
	const ticket = tickets.get(options) ?? newTicket();
	tickets.set(options, ticket);
	return ticket;
}

function newTicket(sender?: Sender): Ticket {
	return { sender, permits: [], isReleased: false };
}

/**
 * Says who is about to send these options. Whoever calls this calls `release` or `backOff` in any
 * case, once for each sending.
 */
export function issueTicket(options: object, sender: Sender): void {
	// Sent before and never released: whether it arrived is unknown.
	release(options, 'lost');
	tickets.set(options, newTicket(sender));
}

/**
 * Waits until these options may be sent. Each call acquires a permit of its own: one per sending.
 * `fallback` is the sender of options without a ticket. Options with a ticket get a signal that ends the
 * request when its time is over. Rejects as `Limiter.acquire` does.
 */
export async function acquire(
	options: SentOptions,
	keyLimit: KeyLimit,
	fallback: Sender,
): Promise<void> {
	const ticket = ticketOf(options);
	// n8n sends again after an answer. Held on, these permits could wait for each other for ever.
	for (const { permit } of ticket.permits) permit.release('lost');
	const limiter = limiterOf(keyLimit);
	const permit = await limiter.acquire({
		...(ticket.sender ?? fallback),
		limit: keyLimit.requestsPerMinute,
		guarantee: keyLimit.requestsPerMinute / keyLimit.processes,
		reportsOutcome: ticket.sender !== undefined,
	});
	ticket.permits.push({ limiter, permit });
	// The sender gave up in the meantime, so nobody would ever release this permit.
	if (ticket.isReleased) permit.release('lost');
	else if (ticket.sender) limitTime(options, ticket);
}

/** Here, because n8n sets the signal of its own before it asks the credential, and none after it. */
function limitTime(options: SentOptions, ticket: Ticket): void {
	const { timeout, abortSignal } = options;
	if (!timeout) return;
	if (abortSignal instanceof AbortSignal && abortSignal !== ticket.timeLimit?.signal)
		ticket.cancelSignal = abortSignal;
	ticket.timeLimit?.end();
	const allowed = { silenceMs: timeout, totalMs: TOTAL_BY_SILENCE * timeout };
	ticket.timeLimit = startTimeLimit(allowed, ticket.cancelSignal);
	options.abortSignal = ticket.timeLimit.signal;
}

/** The time limit of these options, if they were sent with one. */
export function timeLimitOf(options: object): TimeLimit | undefined {
	return tickets.get(options)?.timeLimit;
}

/** Whether these options have had a permit before: n8n sends them again by itself after a 401. */
export function hasAcquired(options: object): boolean {
	return permitsOf(options).length > 0;
}

/** Says that the answer has begun: the request has arrived, so its slot is taken for one more window only. */
export function noteArrival(options: object): void {
	timeLimitOf(options)?.noteSign();
	for (const { permit } of permitsOf(options)) permit.release('arrived');
}

/** Says how the request ended. Does nothing if it never had a permit. */
export function release(options: object, outcome: Exclude<RequestOutcome, 'arrived'>): void {
	const ticket = tickets.get(options);
	if (ticket) ticket.isReleased = true;
	ticket?.timeLimit?.end();
	for (const { permit } of permitsOf(options)) permit.release(outcome);
}

/** Litmos rejected the request: call this instead of `release`. Answers for how many milliseconds the key pauses. */
export function backOff(options: object, retryAfterMs?: number): number {
	const last = permitsOf(options).at(-1);
	const pauseMs = last?.limiter.backOff(last.permit, retryAfterMs) ?? 0;
	release(options, 'answered');
	return pauseMs;
}

/** For how many milliseconds these options have waited for permits since their ticket was issued. */
export function waitedMs(options: object): number {
	return permitsOf(options).reduce((sum, { permit }) => sum + permit.waitedMs, 0);
}
