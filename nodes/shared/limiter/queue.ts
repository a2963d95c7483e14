import type { Allowance, Lane, Permit } from './slots';

/** A request that waits for its permit. */
export interface PermitRequest {
	lane: Lane;
	/** Requests per minute the credential allows. */
	limit: number;
	/** As in Allowance; the limit unless told. */
	guarantee?: number;
	/** Flows of a lane take turns; one execution of a node is one flow. */
	flow: string;
	/** The sender will release the permit; otherwise nobody reports how the request ended. */
	reportsOutcome: boolean;
	signal?: AbortSignal;
	/** When it stops waiting, in milliseconds by the limiter's clock; without it, never. */
	deadline?: number;
}

/** A permit request in the queue. */
export interface Waiter {
	request: PermitRequest & Allowance;
	/** Undefined at first: what is granted at once has not waited, however long the machine takes over it. */
	waitsSince?: number;
	resolve(permit: Permit): void;
	reject(reason: Error): void;
}

type Drop = (waiter: Waiter, reason: Error) => void;

function abortReason(signal: AbortSignal): Error {
	if (signal.reason instanceof Error) return signal.reason;
	const error = new Error('Canceled while waiting for the Litmos rate limit');
	error.name = 'AbortError';
	return error;
}

/** The queue of one lane: first come, first served inside a flow, and the flows take turns. */
function createLane() {
	const flows = new Map<string, Set<Waiter>>();
	let size = 0;

	function add(waiter: Waiter): void {
		const { flow } = waiter.request;
		size += 1;
		flows.set(flow, (flows.get(flow) ?? new Set<Waiter>()).add(waiter));
	}

	function remove(waiter: Waiter): void {
		const { flow } = waiter.request;
		const members = flows.get(flow);
		if (members?.delete(waiter)) size -= 1;
		if (members?.size === 0) flows.delete(flow);
	}

	/** Removes the flow's first waiter; from then on the flow is the last of its lane. */
	function next(flow: string): Waiter | undefined {
		const members = flows.get(flow);
		if (!members) return undefined;
		const [waiter] = members;
		remove(waiter);
		// A Map keeps the order of insertion: deleted and set again, the flow is the last.
		if (flows.delete(flow)) flows.set(flow, members);
		return waiter;
	}

	return {
		add,
		remove,
		next,
		flowsInTurn: () => flows.keys(),
		all: () => [...flows.values()].flatMap((members) => [...members]),
		size: () => size,
	};
}

/** Drops waiters whose signal aborts. Node warns of eleven listeners, so each signal gets only one. */
function createAbortWatch(drop: Drop) {
	const watched = new Map<AbortSignal, { waiters: Set<Waiter>; onAbort: () => void }>();

	function watch(waiter: Waiter, signal: AbortSignal): void {
		const known = watched.get(signal);
		if (known) return void known.waiters.add(waiter);
		const waiters = new Set([waiter]);
		const onAbort = () => waiters.forEach((one) => drop(one, abortReason(signal)));
		watched.set(signal, { waiters, onAbort });
		signal.addEventListener('abort', onAbort);
	}

	function unwatch(waiter: Waiter, signal: AbortSignal): void {
		const known = watched.get(signal);
		known?.waiters.delete(waiter);
		if (known?.waiters.size !== 0) return;
		watched.delete(signal);
		signal.removeEventListener('abort', known.onAbort);
	}

	return { watch, unwatch };
}

/** Counts waiters by a number of theirs, and knows the lowest: credentials with one key may differ. */
function createLowest() {
	const waiting = new Map<number, number>();

	function change(value: number, by: 1 | -1): void {
		const count = (waiting.get(value) ?? 0) + by;
		if (count > 0) waiting.set(value, count);
		else waiting.delete(value);
	}

	return { change, lowest: () => Math.min(...waiting.keys()) };
}

/** Drops waiters whose deadline is over; looks only when there can be one. */
function createDeadlines(allWaiters: () => Waiter[], drop: Drop) {
	let soonest = Infinity;
	const deadlineOf = ({ request }: Waiter): number => request.deadline ?? Infinity;

	function dropExpired(now: number): void {
		if (now < soonest) return;
		const reason = new Error('Waited too long for the Litmos rate limit');
		const expired = allWaiters().filter((waiter) => deadlineOf(waiter) <= now);
		expired.forEach((waiter) => drop(waiter, reason));
		soonest = allWaiters().reduce((least, waiter) => Math.min(least, deadlineOf(waiter)), Infinity);
	}

	const add = (waiter: Waiter): void => void (soonest = Math.min(soonest, deadlineOf(waiter)));

	return { add, dropExpired };
}

type Lanes = Record<Lane, ReturnType<typeof createLane>>;

/** Keeps account of all waiters: their limits, their signals, their deadlines. */
function createWaiters(lanes: Lanes) {
	const limits = createLowest();
	const guarantees = createLowest();
	const aborts = createAbortWatch(drop);
	const deadlines = createDeadlines(all, drop);

	function all(): Waiter[] {
		return [...lanes.editor.all(), ...lanes.run.all()];
	}

	function count({ limit, guarantee }: Allowance, by: 1 | -1): void {
		limits.change(limit, by);
		guarantees.change(guarantee, by);
	}

	function add(waiter: Waiter): void {
		const { signal } = waiter.request;
		count(waiter.request, 1);
		if (signal) aborts.watch(waiter, signal);
		deadlines.add(waiter);
	}

	function remove(waiter: Waiter): void {
		const { signal } = waiter.request;
		count(waiter.request, -1);
		if (signal) aborts.unwatch(waiter, signal);
	}

	function drop(waiter: Waiter, reason: Error): void {
		remove(waiter);
		lanes[waiter.request.lane].remove(waiter);
		waiter.reject(reason);
	}

	const lowest = (): Allowance => ({ limit: limits.lowest(), guarantee: guarantees.lowest() });
	return { add, remove, dropExpired: deadlines.dropExpired, lowest };
}

/** Keeps permit requests in the order in which they will be granted. */
export function createQueue(clock: { now(): number }) {
	const lanes: Lanes = { editor: createLane(), run: createLane() };
	const waiters = createWaiters(lanes);

	/** Waits for a permit. Rejects when the signal aborts first, or when the deadline is over. */
	function add(request: PermitRequest & Allowance): Promise<Permit> {
		const { lane, signal } = request;
		if (signal?.aborted) return Promise.reject(abortReason(signal));
		return new Promise((resolve, reject) => {
			const waiter: Waiter = { request, resolve, reject };
			void Promise.resolve().then(() => (waiter.waitsSince = clock.now()));
			waiters.add(waiter);
			lanes[lane].add(waiter);
		});
	}

	/** Hands the permit to a waiter that its lane has given out. */
	function grant(waiter: Waiter, permit: Permit): void {
		waiters.remove(waiter);
		waiter.resolve(permit);
	}

	/** The lane that is served next, if anyone waits. The editor goes first: a person waits for it. */
	function nextLane(): Lane | undefined {
		if (lanes.editor.size() > 0) return 'editor';
		return lanes.run.size() > 0 ? 'run' : undefined;
	}

	const { dropExpired, lowest } = waiters;
	return { add, grant, nextLane, lane: (name: Lane) => lanes[name], dropExpired, lowest };
}
