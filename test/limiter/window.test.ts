import type { Replacement } from '../../scripts/mutation/replaceOnce';
import * as fc from 'fast-check';
import { loadCopy } from './support/limiterCopy';
import { inVirtualTime, type VirtualClock } from './support/virtualClock';
import {
	busiestMinuteWith,
	simulate,
	acquireFrom,
	acquireByKey,
	type Acquire,
	type Trace,
} from './support/simulation';
import { flakyServer, scenarios, worstNetwork, type Scenario } from './support/scenarios';

type MakeAcquire = (clock: VirtualClock) => Acquire;

// Fixed, so that a failure today is a failure tomorrow.
const RUNS = 120;
const FIXED = { seed: 20_261_122, endOnFailure: true };

const oneLimiter =
	(mutation?: Replacement): MakeAcquire =>
	(clock) =>
		acquireFrom(loadCopy(clock, mutation).limiter.createLimiter(clock));

const byKey =
	(mutation?: Replacement): MakeAcquire =>
	(clock) =>
		acquireByKey(loadCopy(clock, mutation).limiters);

/** Every flow loads the limiter from a file of its own. `sleepOf`: the function of n8n-workflow that it imports. */
const oneCopyPerFlow =
	(sleepOf: (clock: VirtualClock) => VirtualClock['sleep'], mutation?: Replacement): MakeAcquire =>
	(clock) => {
		const sleep = sleepOf(clock);
		const acquirers = new Map<string, Acquire>();
		return (request) => {
			const acquire =
				acquirers.get(request.flow) ?? acquireByKey(loadCopy({ sleep }, mutation).limiters);
			acquirers.set(request.flow, acquire);
			return acquire(request);
		};
	};

/** Of a package that was updated, as n8n loads it. */
const oneSleep = (clock: VirtualClock) => async (ms: number) => await clock.sleep(ms);

const NOT_SHARED: Replacement = {
	file: 'sharedState',
	from: '(states[shape] as T | undefined) ?? create()',
	to: 'create()',
};

/** A rejected request goes again with the permit it had. */
const retryWithoutPermit: MakeAcquire = (clock) => {
	const acquire = oneLimiter()(clock);
	const permits = new WeakMap<object, ReturnType<Acquire>>();
	return async (request) => {
		const permit = permits.get(request) ?? acquire(request);
		permits.set(request, permit);
		return await permit;
	};
};

async function simulateScenario(makeAcquire: MakeAcquire, { calls, seed }: Scenario) {
	return await inVirtualTime(async (clock) => {
		const simulation = { clock, acquire: makeAcquire(clock), deliver: worstNetwork(seed) };
		return await simulate({ ...simulation, server: flakyServer(seed) }, calls);
	});
}

/** The promise: no closed minute at the server ever holds more arrivals than the limit. */
function keepsPromise({ arrivals }: Trace): boolean {
	const limits = new Set(arrivals.map(({ call }) => call.limit));
	return [...limits].every((limit) => {
		const times = arrivals.map(({ at, call }) => ({ at, isMarked: call.limit === limit }));
		return busiestMinuteWith(times) <= limit;
	});
}

async function check(makeAcquire: MakeAcquire, generated = scenarios) {
	const errors: unknown[] = [];
	const property = fc.asyncProperty(generated, async (scenario) => {
		const trace = await simulateScenario(makeAcquire, scenario).catch((e) => void errors.push(e));
		return trace !== undefined && keepsPromise(trace);
	});
	const { failed } = await fc.check(property, { ...FIXED, numRuns: RUNS });
	// A fault that cannot be put in breaks no promise.
	expect(errors).toEqual([]);
	return failed ? 'broken' : 'kept';
}

/** Flow b has a credential of its own, with the same key and twice the limit. */
const twoLimits = scenarios.map(({ calls, seed }) => ({
	calls: calls.map((call) => (call.flow === 'b' ? { ...call, limit: 2 * call.limit } : call)),
	seed,
}));

describe('the server never sees more requests in a minute than the limit', () => {
	it('through one limiter, whatever callers, network and server do', async () => {
		expect(await check(oneLimiter())).toBe('kept');
	});

	it('by key, as transport and credential do', async () => {
		expect(await check(byKey())).toBe('kept');
	});

	it('by key, through versions of the package that were loaded one after the other', async () => {
		expect(await check(oneCopyPerFlow(oneSleep))).toBe('kept');
	});

	it('and not more than the lower limit when two credentials share a key', async () => {
		expect(await check(oneLimiter(), twoLimits)).toBe('kept');
	});
});

const faults: Array<[string, MakeAcquire]> = [
	[
		'a slot is counted from the sending',
		oneLimiter({
			file: 'slots',
			from: 'slot.freeAt = slot.seenAt + graceMs + WINDOW_MS + MARGIN_MS;',
			to: 'slot.freeAt = grantedAt + graceMs + WINDOW_MS + MARGIN_MS;',
		}),
	],
	[
		'a lost request has no grace',
		oneLimiter({
			file: 'slots',
			from: 'const LOST_GRACE_MS = 30_000;',
			to: 'const LOST_GRACE_MS = 0;',
		}),
	],
	[
		'nothing is allowed for the delivery of requests nobody reports',
		oneLimiter({
			file: 'slots',
			from: 'const DELIVERY_ALLOWANCE_MS = 10_000;',
			to: 'const DELIVERY_ALLOWANCE_MS = 0;',
		}),
	],
	[
		'a slot is free at the response',
		oneLimiter({
			file: 'slots',
			from: 'graceMs + WINDOW_MS + MARGIN_MS;',
			to: 'graceMs + MARGIN_MS;',
		}),
	],
	['every version of the package has a limiter of its own', oneCopyPerFlow(oneSleep, NOT_SHARED)],
	[
		'every credential has a limiter of its own',
		byKey({
			file: 'limiters',
			from: "${createHash('sha256').update(key).digest('hex')}`",
			to: "${createHash('sha256').update(key).digest('hex')} ${limiters.size % 3}`",
		}),
	],
	['a rejected request goes again without a new permit', retryWithoutPermit],
	[
		"n8n's own second sending takes no slot",
		byKey({
			file: 'limiters',
			from: 'const ticket = ticketOf(options);',
			to: 'const ticket = ticketOf(options); if (ticket.permits.length > 0) return;',
		}),
	],
];

describe('the property notices a limiter in which', () => {
	it.each(faults)('%s', async (_fault, makeAcquire) => {
		expect(await check(makeAcquire)).toBe('broken');
	});

	it('the lower limit ends with the wait', async () => {
		const makeAcquire = oneLimiter({
			file: 'slots',
			from: 'limit = Math.min(limit, permit.limit);',
			to: '',
		});
		expect(await check(makeAcquire, twoLimits)).toBe('broken');
	});
});
