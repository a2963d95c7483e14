import type { Server } from './simulation';

/** Makes a server with a limit per minute whose windows or refills start `phaseMs` early. */
export type ServerModel = (limit: number, phaseMs: number) => Server;

const MINUTE_MS = 60_000;
const accept = { isAccepted: true };
const reject = { isAccepted: false };

/** Counts anew at the start of every minute. */
const fixedMinute: ServerModel = (limit, phaseMs) => {
	let minute = -1;
	let count = 0;
	return (at) => {
		const current = Math.floor((at + phaseMs) / MINUTE_MS);
		if (current !== minute) count = 0;
		minute = current;
		count += 1;
		return count <= limit ? accept : reject;
	};
};

/** Remembers each arrival for a minute; rejected ones too, if they count. */
function createLog(doRefusedCount: boolean): ServerModel {
	return (limit) => {
		let log: number[] = [];
		return (at) => {
			log = log.filter((time) => at - time < MINUTE_MS);
			const isAccepted = log.length < limit;
			if (isAccepted || doRefusedCount) log.push(at);
			return isAccepted ? accept : reject;
		};
	};
}

/** Estimates a sliding window from this minute's count and the part left of the last one's. */
const slidingCounter: ServerModel = (limit, phaseMs) => {
	const counts = new Map<number, number>();
	return (at) => {
		const position = (at + phaseMs) / MINUTE_MS;
		const minute = Math.floor(position);
		const current = counts.get(minute) ?? 0;
		const estimate = (counts.get(minute - 1) ?? 0) * (1 - (position - minute)) + current;
		if (estimate + 1 > limit) return reject;
		counts.set(minute, current + 1);
		return accept;
	};
};

/** A bucket of tokens that is full at first and refills evenly. */
function createTokens(burst: (limit: number) => number): ServerModel {
	return (limit, phaseMs) => {
		let tokens = burst(limit);
		let last = -phaseMs;
		return (at) => {
			tokens = Math.min(burst(limit), tokens + ((at - last) * limit) / MINUTE_MS);
			last = at;
			if (tokens < 1) return reject;
			tokens -= 1;
			return accept;
		};
	};
}

/** GCRA: an arrival may be early by as much as a burst of 10 needs. */
const gcra: ServerModel = (limit) => {
	const stepMs = MINUTE_MS / limit;
	const earlyMs = 9 * stepMs;
	let expectedAt = 0;
	return (at) => {
		if (at < expectedAt - earlyMs) return reject;
		expectedAt = Math.max(at, expectedAt) + stepMs;
		return accept;
	};
};

/** The ways in which servers are known to count; Litmos does not say which one it uses. */
export const serverModels: Record<string, ServerModel> = {
	'a fixed minute': fixedMinute,
	'a sliding log': createLog(false),
	'a sliding log of all arrivals': createLog(true),
	'a sliding counter': slidingCounter,
	'a token bucket': createTokens((limit) => limit),
	'a GCRA with a burst of ten': gcra,
};

/** Somebody else spends part of the same limit; `times` are in the order in which they arrive. */
export function withOthers(server: Server, times: number[]): Server {
	let next = 0;
	return (at) => {
		for (; next < times.length && times[next] <= at; next++) server(times[next]);
		return server(at);
	};
}
