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
}

/** A visit in the queue. */
export interface Waiter {
	visit: Visit;
	askedAt: number;
	start(lease: Lease): void;
}

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

	return { join, leave, next, inTurn: () => [...parties.keys()], isEmpty: () => !parties.size };
}

/** Tells when a signal aborts. Node warns of eleven listeners, so each signal gets only one. */
function createAbortWatch() {
	const watched = new Map<AbortSignal, { cancels: Set<() => void>; onAbort: () => void }>();

	function watch(signal: AbortSignal, cancel: () => void): void {
		const known = watched.get(signal);
		if (known) return void known.cancels.add(cancel);
		const cancels = new Set([cancel]);
		const onAbort = () => cancels.forEach((one) => one());
		watched.set(signal, { cancels, onAbort });
		signal.addEventListener('abort', onAbort);
	}

	function forget(signal: AbortSignal, cancel: () => void): void {
		const known = watched.get(signal);
		known?.cancels.delete(cancel);
		if (known?.cancels.size !== 0) return;
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

/** Keeps those who wait, in the order in which they will go. */
export function createQueue(clock: { now(): number }) {
	const lines = { editor: createLine(), run: createLine() };
	const limits = createLimits();
	const aborts = createAbortWatch();

	/** Waits in line; the promise rejects when the signal aborts first. */
	function join(visit: Visit): Promise<Lease> {
		const { lane, limit, signal } = visit;
		if (signal?.aborted) return Promise.reject(abortReason(signal));
		return new Promise((resolve, reject) => {
			const part = () => {
				limits.change(limit, -1);
				if (signal) aborts.forget(signal, cancel);
			};
			const cancel = () => {
				part();
				lines[lane].leave(waiter);
				if (signal) reject(abortReason(signal));
			};
			const start = (lease: Lease) => {
				part();
				resolve(lease);
			};
			const waiter: Waiter = { visit, askedAt: clock.now(), start };
			limits.change(limit, 1);
			if (signal) aborts.watch(signal, cancel);
			lines[lane].join(waiter);
		});
	}

	/** The lane whose turn it is. The editor goes first: a person waits for it. */
	function turn(): Lane | undefined {
		if (!lines.editor.isEmpty()) return 'editor';
		return lines.run.isEmpty() ? undefined : 'run';
	}

	return { join, turn, line: (lane: Lane) => lines[lane], lowestLimit: limits.lowest };
}
