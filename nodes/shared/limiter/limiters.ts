import { createHash } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import { createGate, type Clock, type Gate, type Lane, type Lease, type Outcome } from './gate';

/** Who sends a request: told by the transport, which then also settles it. */
export interface Announcement {
	lane: Lane;
	party: string;
	signal?: AbortSignal;
	/** When it gives up waiting, as performance.now counts. */
	until?: number;
}

/** What the credential knows: whose limit is spent, and how large it is. */
export interface Budget {
	origin: string;
	apiKey: string;
	requestsPerMinute: number;
}

interface Journey {
	announcement?: Announcement;
	passages: Array<{ gate: Gate; lease: Lease }>;
	isOver: boolean;
}

const clock: Clock = {
	now: () => performance.now(),
	// Only the milliseconds: the other parameters differ between versions of n8n.
	sleep: async (ms) => await sleep(ms),
};

// Module state on purpose: one process, one gate per key, whichever node or credential asks.
const gates = new Map<string, Gate>();
// n8n hands the same options object to the transport and to the credential.
const journeys = new WeakMap<object, Journey>();

/** What belongs to a key goes by this name, whichever credential holds it; the key itself is never kept. */
export function accountName({ origin, apiKey }: Pick<Budget, 'origin' | 'apiKey'>): string {
	return `${origin} ${createHash('sha256').update(apiKey).digest('hex')}`;
}

function gateOf(budget: Budget): Gate {
	const name = accountName(budget);
	const known = gates.get(name);
	if (known) return known;
	// A new key is the moment at which the map would grow, so tidy up here.
	for (const [other, gate] of gates) if (gate.isIdle()) gates.delete(other);
	const gate = createGate(clock);
	gates.set(name, gate);
	return gate;
}

function passagesOf(options: object): Journey['passages'] {
	return journeys.get(options)?.passages ?? [];
}

function journeyOf(options: object): Journey {
	const journey = journeys.get(options) ?? { passages: [], isOver: false };
	journeys.set(options, journey);
	return journey;
}

/** Tells who is about to send these options. The caller settles them in any case, once each time. */
export function announce(options: object, announcement: Announcement): void {
	// Sent before and never settled: whether it arrived is unknown.
	settle(options, 'lost');
	journeys.set(options, { announcement, passages: [], isOver: false });
}

/** Waits until these options may be sent. Each call takes a place of its own: one per sending. */
export async function enter(
	options: object,
	budget: Budget,
	fallback: Announcement,
): Promise<void> {
	const journey = journeyOf(options);
	// n8n sends again after an answer. Held on, these places could wait for each other for ever.
	for (const { lease } of journey.passages) lease.settle('lost');
	const gate = gateOf(budget);
	const lease = await gate.admit({
		...(journey.announcement ?? fallback),
		limit: budget.requestsPerMinute,
		owned: journey.announcement !== undefined,
	});
	journey.passages.push({ gate, lease });
	// The sender gave up in the meantime, so nobody would ever settle this place.
	if (journey.isOver) lease.settle('lost');
}

/** Whether these options have passed before: n8n sends them again by itself after a 401. */
export function hasEntered(options: object): boolean {
	return passagesOf(options).length > 0;
}

/** Says how the request ended. Does nothing if it never passed the gate. */
export function settle(options: object, outcome: Outcome): void {
	const journey = journeys.get(options);
	if (journey) journey.isOver = true;
	for (const { lease } of passagesOf(options)) lease.settle(outcome);
}

/** Litmos refused the request: call this instead of `settle`. Answers how long the key pauses. */
export function throttled(options: object, retryAfterMs?: number): number {
	const last = passagesOf(options).at(-1);
	const pauseMs = last?.gate.throttled(last.lease, retryAfterMs) ?? 0;
	settle(options, 'answered');
	return pauseMs;
}

/** How long these options waited at the gate since they were announced. */
export function waitedMs(options: object): number {
	return passagesOf(options).reduce((sum, { lease }) => sum + lease.waitedMs, 0);
}
