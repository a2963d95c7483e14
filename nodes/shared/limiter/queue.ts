import type { Lane, Lease } from './places';

/** A request that wants to be sent. */
export interface Visit {
	lane: Lane;
	/** Parties of a lane take turns; one execution is one party. */
	party: string;
	/** Requests per minute the credential allows. */
	limit: number;
	/** The sender will settle the lease; otherwise nobody reports the answer. */
	owned: boolean;
	signal?: AbortSignal;
	/** When it gives up waiting, by the clock of the gate; without it, never. */
	until?: number;
}

/** A visit in the queue. */
export interface Waiter {
	visit: Visit;
	askedAt: number;
	resolve(lease: Lease): void;
	reject(reason: Error): void;
}

type Dismiss = (waiter: Waiter, reason: Error) => void;

function abortReason(signal: AbortSignal): Error {
	if (signal.reason instanceof Error) return signal.reason;
	const error = new Error('Cancelled while waiting for the Litmos request limit');
	error.name = 'AbortError';
	return error;
}

/** One lane's line: first come, first served inside a party, and the parties take turns. */
function createLine() {
	const parties = new Map<string, Set<Waiter>>();

	function join(waiter: Waiter): void {
		const { party } = waiter.visit;
		parties.set(party, (parties.get(party) ?? new Set<Waiter>()).add(waiter));
	}

	function leave(waiter: Waiter): void {
		const { party } = waiter.visit;
		const members = parties.get(party);
		members?.delete(waiter);
		if (members?.size === 0) parties.delete(party);
	}

	/** The party's first; from then on the party stands last. */
	function next(party: string): Waiter | undefined {
		const members = parties.get(party);
		if (!members) return undefined;
		const [waiter] = members;
		leave(waiter);
		// A Map keeps the order of insertion: deleted and set again, the party stands last.
		if (parties.delete(party)) parties.set(party, members);
		return waiter;
	}

	return {
		join,
		leave,
		next,
		inTurn: () => parties.keys(),
		all: () => [...parties.values()].flatMap((members) => [...members]),
		isEmpty: () => !parties.size,
	};
}

/** Dismisses those whose signal aborts. Node warns of eleven listeners, so each signal gets only one. */
function createAbortWatch(dismiss: Dismiss) {
	const watched = new Map<AbortSignal, { waiters: Set<Waiter>; onAbort: () => void }>();

	function watch(waiter: Waiter, signal: AbortSignal): void {
		const known = watched.get(signal);
		if (known) return void known.waiters.add(waiter);
		const waiters = new Set([waiter]);
		const onAbort = () => waiters.forEach((one) => dismiss(one, abortReason(signal)));
		watched.set(signal, { waiters, onAbort });
		signal.addEventListener('abort', onAbort);
	}

	function forget(waiter: Waiter, signal: AbortSignal): void {
		const known = watched.get(signal);
		known?.waiters.delete(waiter);
		if (known?.waiters.size !== 0) return;
		watched.delete(signal);
		signal.removeEventListener('abort', known.onAbort);
	}

	return { watch, forget };
}

/** Counts who waits under which limit: credentials with one key may differ. */
function createLimits() {
	const waiting = new Map<number, number>();

	function change(limit: number, by: 1 | -1): void {
		const count = (waiting.get(limit) ?? 0) + by;
		if (count > 0) waiting.set(limit, count);
		else waiting.delete(limit);
	}

	return { change, lowest: () => Math.min(...waiting.keys()) };
}

/** Dismisses those who have waited too long; looks only when there can be one. */
function createDeadlines(everybody: () => Waiter[], dismiss: Dismiss) {
	let soonest = Infinity;
	const untilOf = ({ visit }: Waiter): number => visit.until ?? Infinity;

	function dismissOverdue(now: number): void {
		if (now < soonest) return;
		const reason = new Error('Waited too long for the Litmos request limit');
		const overdue = everybody().filter((waiter) => untilOf(waiter) <= now);
		overdue.forEach((waiter) => dismiss(waiter, reason));
		soonest = everybody().reduce((least, waiter) => Math.min(least, untilOf(waiter)), Infinity);
	}

	const add = (waiter: Waiter): void => void (soonest = Math.min(soonest, untilOf(waiter)));

	return { add, dismissOverdue };
}

type Lines = Record<Lane, ReturnType<typeof createLine>>;

/** Watches over those who wait: their limits, their signals, their patience. */
function createWatch(lines: Lines) {
	const limits = createLimits();
	const aborts = createAbortWatch(dismiss);
	const deadlines = createDeadlines(everybody, dismiss);

	function everybody(): Waiter[] {
		return [...lines.editor.all(), ...lines.run.all()];
	}

	function arrived(waiter: Waiter): void {
		const { limit, signal } = waiter.visit;
		limits.change(limit, 1);
		if (signal) aborts.watch(waiter, signal);
		deadlines.add(waiter);
	}

	function left(waiter: Waiter): void {
		const { limit, signal } = waiter.visit;
		limits.change(limit, -1);
		if (signal) aborts.forget(waiter, signal);
	}

	function dismiss(waiter: Waiter, reason: Error): void {
		left(waiter);
		lines[waiter.visit.lane].leave(waiter);
		waiter.reject(reason);
	}

	const { dismissOverdue } = deadlines;

	return { arrived, left, dismissOverdue, lowestLimit: limits.lowest };
}

/** Keeps those who wait, in the order in which they will go. */
export function createQueue(clock: { now(): number }) {
	const lines: Lines = { editor: createLine(), run: createLine() };
	const { arrived, left, dismissOverdue, lowestLimit } = createWatch(lines);

	/** Waits in line; the promise rejects when the signal aborts first, or `until` is over. */
	function join(visit: Visit): Promise<Lease> {
		const { lane, signal } = visit;
		if (signal?.aborted) return Promise.reject(abortReason(signal));
		return new Promise((resolve, reject) => {
			const waiter: Waiter = { visit, askedAt: clock.now(), resolve, reject };
			arrived(waiter);
			lines[lane].join(waiter);
		});
	}

	/** Lets go whom the line has handed out. */
	function start(waiter: Waiter, lease: Lease): void {
		left(waiter);
		waiter.resolve(lease);
	}

	/** The lane whose turn it is. The editor goes first: a person waits for it. */
	function turn(): Lane | undefined {
		if (!lines.editor.isEmpty()) return 'editor';
		return lines.run.isEmpty() ? undefined : 'run';
	}

	return { join, start, turn, line: (lane: Lane) => lines[lane], dismissOverdue, lowestLimit };
}
