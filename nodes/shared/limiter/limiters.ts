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
	apiKey: string;
	requestsPerMinute: number;
}

/** What is known of one options object: who sends it, and its permits, one for each sending. */
interface Ticket {
	sender?: Sender;
	permits: Array<{ limiter: Limiter; permit: Permit }>;
	isReleased: boolean;
}

const clock: Clock = {
	now: () => performance.now(),
	// Only the milliseconds: the other parameters differ between versions of n8n.
	sleep: async (ms) => await sleep(ms),
};

// Module state on purpose: one process, one limiter per key, whichever node or credential asks.
const limiters = new Map<string, Limiter>();
// n8n hands the same options object to the transport and to the credential.
const tickets = new WeakMap<object, Ticket>();

/** What belongs to a key goes by this name, whichever credential holds it; the key itself is never kept. */
export function accountName({ origin, apiKey }: Pick<KeyLimit, 'origin' | 'apiKey'>): string {
	return `${origin} ${createHash('sha256').update(apiKey).digest('hex')}`;
}

function limiterOf(keyLimit: KeyLimit): Limiter {
	const name = accountName(keyLimit);
	const known = limiters.get(name);
	if (known) return known;
	// A new key is the moment at which the map would grow, so tidy up here.
	for (const [other, limiter] of limiters) if (limiter.isIdle()) limiters.delete(other);
	const limiter = createLimiter(clock);
	limiters.set(name, limiter);
	return limiter;
}

function permitsOf(options: object): Ticket['permits'] {
	return tickets.get(options)?.permits ?? [];
}

function ticketOf(options: object): Ticket {
	const ticket = tickets.get(options) ?? { permits: [], isReleased: false };
	tickets.set(options, ticket);
	return ticket;
}

/**
 * Says who is about to send these options. Whoever calls this calls `release` or `backOff` in any
 * case, once for each sending.
 */
export function issueTicket(options: object, sender: Sender): void {
	// Sent before and never released: whether it arrived is unknown.
	release(options, 'lost');
	tickets.set(options, { sender, permits: [], isReleased: false });
}

/**
 * Waits until these options may be sent. Each call acquires a permit of its own: one per sending.
 * `fallback` is the sender of options without a ticket. Rejects as `Limiter.acquire` does.
 */
export async function acquire(
	options: object,
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
		reportsOutcome: ticket.sender !== undefined,
	});
	ticket.permits.push({ limiter, permit });
	// The sender gave up in the meantime, so nobody would ever release this permit.
	if (ticket.isReleased) permit.release('lost');
}

/** Whether these options have had a permit before: n8n sends them again by itself after a 401. */
export function hasAcquired(options: object): boolean {
	return permitsOf(options).length > 0;
}

/** Says how the request ended. Does nothing if it never had a permit. */
export function release(options: object, outcome: RequestOutcome): void {
	const ticket = tickets.get(options);
	if (ticket) ticket.isReleased = true;
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
