/** Which kind of caller sends: an execution, or a person who waits for a dropdown in the editor. */
export type Lane = 'run' | 'editor';

/**
 * What became of a request: its answer has begun, it was accepted, rejected by the limit, or it ended
 * without a response (reset, timeout, cancelled).
 */
export type RequestOutcome = 'arrived' | 'answered' | 'rejected' | 'lost';

/** What a credential allows. */
export interface Allowance {
	/** Requests per minute of its key. */
	readonly limit: number;
	/** Its part of them that is this process's own, where others share the key; all of them where none do. */
	readonly guarantee: number;
}

/** The right to send one physical request. Times are milliseconds by the limiter's clock. */
export interface Permit extends Allowance {
	readonly grantedAt: number;
	readonly waitedMs: number;
	/**
	 * Says what became of the request. The first call counts, and a second after `arrived`: the slot is
	 * free a window after the answer began, however long the rest of it takes.
	 */
	release(outcome: RequestOutcome): void;
}

/** What is known of a request that takes a slot. */
export interface SlotRequest extends Allowance {
	lane: Lane;
	flow: string;
	/** False: nobody will release the permit. */
	reportsOutcome: boolean;
	/** Undefined where it is granted at once. */
	waitsSince?: number;
}

interface Slot {
	permit: Permit;
	lane: Lane;
	flow: string;
	/** When its flow was last active: when the permit was granted, then when it was last released. */
	seenAt: number;
	freeAt: number;
}

interface SlotOptions {
	now(): number;
	onAnswered(grantedAt: number): void;
	/** Slots of the same key that another limiter of this process has taken. */
	takenElsewhere(): number;
}

// Litmos counts requests per minute.
const WINDOW_MS = 60_000;
// A window may include both its ends, and clocks and timers differ by some milliseconds.
const MARGIN_MS = 100;
// A request without a response may still be under way: it can reach Litmos this much later.
const LOST_GRACE_MS = 30_000;
// Without a report nobody knows when a request arrived: this long after its permit at the latest.
const DELIVERY_ALLOWANCE_MS = 10_000;
// A flow that works through its items one after the other asks again within this time.
const BETWEEN_REQUESTS_MS = 2_000;
// Fewer slots than this part of the limit tell nothing about when the window has room again.
const TELLING_FRACTION = 0.15;

/** Slots that are kept for the editor, so that a dropdown never queues behind a bulk run. */
export function keptForEditor(limit: number): number {
	if (limit >= 20) return 2;
	return limit >= 10 ? 1 : 0;
}

interface Snapshot {
	slots: Slot[];
	takenElsewhere: number;
	now: number;
}

const isRun = ({ lane }: Slot): boolean => lane === 'run';

/**
 * Whether a flow has its fair part of the run lane while another active one has not. It should keep
 * an even pace then: a run that always has requests waiting could take all slots in the moment they
 * are free, and leave one that sends one by one without any.
 */
function isAhead(flow: string, limit: number, { slots, now }: Snapshot): boolean {
	const others = new Set<string>();
	for (const slot of slots) {
		if (slot.flow === flow || !isRun(slot)) continue;
		if (now - slot.seenAt < BETWEEN_REQUESTS_MS) others.add(slot.flow);
	}
	if (others.size === 0) return false;
	const heldBy = (one: string): number =>
		slots.filter((slot) => isRun(slot) && slot.flow === one).length;
	const fairCount = Math.floor((limit - keptForEditor(limit)) / (others.size + 1));
	return heldBy(flow) >= fairCount && [...others].some((other) => heldBy(other) < fairCount);
}

/** Opens a slot that is taken until its permit is released and a window has passed since. */
function openSlot(request: SlotRequest, { now, onAnswered }: SlotOptions): Slot {
	const { lane, flow, limit, guarantee, reportsOutcome, waitsSince } = request;
	const grantedAt = now();
	const unreportedMs = DELIVERY_ALLOWANCE_MS + WINDOW_MS + MARGIN_MS;
	const freeAt = reportsOutcome ? Infinity : grantedAt + unreportedMs;
	let isReleased = false;
	let isOver = false;

	function release(outcome: RequestOutcome): void {
		if (isOver) return;
		isOver = outcome !== 'arrived';
		slot.seenAt = now();
		const graceMs = outcome === 'lost' ? LOST_GRACE_MS : 0;
		if (!isReleased) slot.freeAt = slot.seenAt + graceMs + WINDOW_MS + MARGIN_MS;
		isReleased = true;
		if (outcome === 'answered') onAnswered(grantedAt);
	}

	const permit: Permit = {
		grantedAt,
		waitedMs: grantedAt - (waitsSince ?? grantedAt),
		limit,
		guarantee,
		release,
	};
	const slot: Slot = { permit, lane, flow, seenAt: grantedAt, freeAt };
	return slot;
}

/**
 * Milliseconds until the oldest request that came before this one leaves the window. If ours are few,
 * that says nothing: somebody else's fill the window, or it is no window that the server counts by.
 */
function roomAfter(rejected: Permit, limit: number, { slots, now }: Snapshot): number | undefined {
	const earlier = slots.filter(
		({ permit }) => permit !== rejected && permit.grantedAt <= rejected.grantedAt,
	);
	if (earlier.length < limit * TELLING_FRACTION) return undefined;
	const oldest = Math.min(...earlier.map(({ freeAt }) => freeAt));
	return Number.isFinite(oldest) ? oldest - now : undefined;
}

/** Of the places that are asked for: how many there are in all, and how many of them runs leave free. */
interface Places {
	limit: number;
	kept: number;
}

/** Milliseconds until there is a slot for the lane: 0 means now. */
function waitFor(lane: Lane, { limit, kept }: Places, { slots, ...rest }: Snapshot): number {
	const own = limit - rest.takenElsewhere;
	const isFullOfRuns = lane === 'run' && slots.filter(isRun).length >= own - kept;
	if (slots.length < own && !isFullOfRuns) return 0;
	return Math.max(1, Math.min(...slots.map(({ freeAt }) => freeAt)) - rest.now);
}

/**
 * What is in force: the lowest of those who wait and of the slots taken. So no window that
 * holds a request ever exceeds the limit its credential set, even if others allow more.
 */
function inForce(lowestWaiting: Allowance, { slots }: Snapshot): Allowance {
	let { limit, guarantee } = lowestWaiting;
	for (const { permit } of slots) {
		limit = Math.min(limit, permit.limit);
		guarantee = Math.min(guarantee, permit.guarantee);
	}
	return { limit, guarantee };
}

/** Requests of runs that have not been answered yet. */
function underWay({ slots }: Snapshot): number {
	return slots.filter((slot) => isRun(slot) && slot.freeAt === Infinity).length;
}

/** When a run has last sent a request, or heard of one. */
function seenAt({ slots }: Snapshot): number {
	return Math.max(...slots.filter(isRun).map((slot) => slot.seenAt));
}

/** Slots that are taken, and free within this time. */
function freeWithin(ms: number, { slots, now }: Snapshot): number {
	return slots.filter(({ freeAt }) => freeAt - now <= ms).length;
}

/**
 * Keeps the slots of one API key. A slot is taken from the permit until a window after the
 * RESPONSE has begun: the request arrived some time before that, so two arrivals through one slot are always
 * more than a window apart. Counting from the send would break the limit whenever a request is late.
 */
export function createSlots(options: SlotOptions) {
	let slots: Slot[] = [];

	function snapshot(): Snapshot {
		const now = options.now();
		if (slots.some(({ freeAt }) => freeAt <= now))
			slots = slots.filter(({ freeAt }) => freeAt > now);
		return { slots, takenElsewhere: options.takenElsewhere(), now };
	}

	function take(request: SlotRequest): Permit {
		const slot = openSlot(request, options);
		slots.push(slot);
		return slot.permit;
	}

	return {
		take,
		inForce: (lowestWaiting: Allowance) => inForce(lowestWaiting, snapshot()),
		underWay: () => underWay(snapshot()),
		seenAt: () => seenAt(snapshot()),
		freeWithin: (ms: number) => freeWithin(ms, snapshot()),
		waitMs: (lane: Lane, places: Places) => waitFor(lane, places, snapshot()),
		isAhead: (flow: string, limit: number) => isAhead(flow, limit, snapshot()),
		roomInMs: (rejected: Permit, limit: number) => roomAfter(rejected, limit, snapshot()),
		taken: () => snapshot().slots.length,
	};
}
