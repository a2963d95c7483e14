/** The ways a server may count; which one Litmos uses is unknown, so a client must hold against all. */
export const LIMIT_MODELS = [
	'none',
	'fixedMinute',
	'slidingLog',
	'slidingCounter',
	'tokenBucket',
	'gcra',
] as const;
export type LimitModel = (typeof LIMIT_MODELS)[number];

/** The verdict about one request. */
export interface Verdict {
	accepted: boolean;
	/** Until a request can be accepted again; 0 when accepted. */
	waitMs: number;
}

export interface LimitSettings {
	model: LimitModel;
	perMinute: number;
	countRefused: boolean;
}

/** Counts arrivals of one key; times in milliseconds, never going back. */
export type Limit = (now: number) => Verdict;

const MINUTE_MS = 60_000;
const ACCEPTED: Verdict = { accepted: true, waitMs: 0 };
const refusedFor = (waitMs: number): Verdict => ({
	accepted: false,
	waitMs: Math.max(1, Math.ceil(waitMs)),
});

/** Windows of one minute on the wall clock. */
function fixedMinute({ perMinute, countRefused }: LimitSettings): Limit {
	let window = -1;
	let counted = 0;
	return (now) => {
		const current = Math.floor(now / MINUTE_MS);
		if (current !== window) counted = 0;
		window = current;
		const accepted = counted < perMinute;
		if (accepted || countRefused) counted += 1;
		return accepted ? ACCEPTED : refusedFor((current + 1) * MINUTE_MS - now);
	};
}

/** Exact: no closed window of 60 seconds holds more than the limit. */
function slidingLog({ perMinute, countRefused }: LimitSettings): Limit {
	let counted: number[] = [];
	return (now) => {
		counted = counted.filter((at) => at >= now - MINUTE_MS);
		const accepted = counted.length < perMinute;
		if (accepted || countRefused) counted.push(now);
		if (accepted) return ACCEPTED;
		return refusedFor(counted[Math.max(0, counted.length - perMinute)] + MINUTE_MS + 1 - now);
	};
}

/** Estimates from two windows: this one, and the rest of the one before in proportion. */
function slidingCounter({ perMinute, countRefused }: LimitSettings): Limit {
	let window = -1;
	let before = 0;
	let counted = 0;
	return (now) => {
		const current = Math.floor(now / MINUTE_MS);
		if (current !== window) {
			before = current === window + 1 ? counted : 0;
			counted = 0;
			window = current;
		}
		const weight = 1 - (now % MINUTE_MS) / MINUTE_MS;
		const accepted = before * weight + counted < perMinute;
		if (accepted || countRefused) counted += 1;
		return accepted ? ACCEPTED : refusedFor(MINUTE_MS / perMinute);
	};
}

/** A bucket that holds one minute's worth and fills evenly. */
function tokenBucket({ perMinute, countRefused }: LimitSettings): Limit {
	const perMs = perMinute / MINUTE_MS;
	let tokens = perMinute;
	let filledAt: number | null = null;
	return (now) => {
		tokens = Math.min(perMinute, tokens + (now - (filledAt ?? now)) * perMs);
		filledAt = now;
		const accepted = tokens >= 1;
		if (accepted) tokens -= 1;
		else if (countRefused) tokens = 0;
		return accepted ? ACCEPTED : refusedFor((1 - tokens) / perMs);
	};
}

/** Even steps, of which a tenth of a minute's worth may come early: the generic cell rate algorithm. */
function gcra({ perMinute, countRefused }: LimitSettings): Limit {
	const stepMs = MINUTE_MS / perMinute;
	const earlyMs = Math.max(0, Math.floor(perMinute / 10) - 1) * stepMs;
	let due = -Infinity;
	return (now) => {
		const waitMs = due - earlyMs - now;
		const accepted = waitMs <= 0;
		if (accepted || countRefused) due = Math.max(now, due) + stepMs;
		return accepted ? ACCEPTED : refusedFor(due - earlyMs - now);
	};
}

const MODELS: Readonly<Record<LimitModel, (settings: LimitSettings) => Limit>> = {
	none: () => () => ACCEPTED,
	fixedMinute,
	slidingLog,
	slidingCounter,
	tokenBucket,
	gcra,
};

/** Creates the counter of one key. */
export const createLimit = (settings: LimitSettings): Limit => MODELS[settings.model](settings);
