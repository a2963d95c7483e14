import * as fc from 'fast-check';
import { loadCopy, type Mutation } from './support/mutants';
import { inVirtualTime, type VirtualClock } from './support/virtualClock';
import {
	busiestMinuteWith,
	play,
	throughGate,
	throughGates,
	type Door,
	type Trace,
} from './support/world';
import { moodyServer, sketches, wildNetwork, type Sketch } from './support/worlds';

type MakeDoor = (clock: VirtualClock) => Door;

// Fixed, so that a failure today is a failure tomorrow.
const RUNS = 120;
const FIXED = { seed: 20_261_122, endOnFailure: true };

const oneGate =
	(mutation?: Mutation): MakeDoor =>
	(clock) =>
		throughGate(loadCopy(clock, mutation).gate.createGate(clock));

const publicDoor =
	(mutation?: Mutation): MakeDoor =>
	(clock) =>
		throughGates(loadCopy(clock, mutation).gates);

/** Every party loads the limiter from a file of its own. */
const oneCopyPerParty: MakeDoor = (clock) => {
	const doors = new Map<string, Door>();
	return (visit) => {
		const door = doors.get(visit.party) ?? publicDoor()(clock);
		doors.set(visit.party, door);
		return door(visit);
	};
};

/** A refused request goes again with the place it had. */
const retryWithoutPlace: MakeDoor = (clock) => {
	const door = oneGate()(clock);
	const passes = new WeakMap<object, ReturnType<Door>>();
	return async (visit) => {
		const pass = passes.get(visit) ?? door(visit);
		passes.set(visit, pass);
		return await pass;
	};
};

async function playSketch(makeDoor: MakeDoor, { calls, seed }: Sketch) {
	return await inVirtualTime(async (clock) => {
		const world = { clock, door: makeDoor(clock), fate: wildNetwork(seed) };
		return await play({ ...world, server: moodyServer(seed) }, calls);
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

async function check(makeDoor: MakeDoor, sketched = sketches) {
	const property = fc.asyncProperty(sketched, async (sketch) =>
		keepsPromise(await playSketch(makeDoor, sketch)),
	);
	const { failed } = await fc.check(property, { ...FIXED, numRuns: RUNS });
	return failed ? 'broken' : 'kept';
}

/** Party b has a credential of its own, with the same key and twice the limit. */
const twoLimits = sketches.map(({ calls, seed }) => ({
	calls: calls.map((call) => (call.party === 'b' ? { ...call, limit: 2 * call.limit } : call)),
	seed,
}));

describe('the server never sees more requests in a minute than the limit', () => {
	it('through one gate, whatever callers, network and server do', async () => {
		expect(await check(oneGate())).toBe('kept');
	});

	it('through the public door of transport and credential', async () => {
		expect(await check(publicDoor())).toBe('kept');
	});

	it('and not more than the lower limit when two credentials share a key', async () => {
		expect(await check(oneGate(), twoLimits)).toBe('kept');
	});
});

const faults: Array<[string, MakeDoor]> = [
	[
		'a place is counted from the sending',
		oneGate({
			file: 'places',
			from: 'place.freeAt = place.seenAt + graceMs + WINDOW_MS + MARGIN_MS;',
			to: 'place.freeAt = admittedAt + graceMs + WINDOW_MS + MARGIN_MS;',
		}),
	],
	[
		'a lost request has no grace',
		oneGate({
			file: 'places',
			from: 'const LOST_GRACE_MS = 30_000;',
			to: 'const LOST_GRACE_MS = 0;',
		}),
	],
	[
		'nothing is allowed for the delivery of requests nobody reports',
		oneGate({
			file: 'places',
			from: 'const DELIVERY_ALLOWANCE_MS = 10_000;',
			to: 'const DELIVERY_ALLOWANCE_MS = 0;',
		}),
	],
	[
		'a place is free at the response',
		oneGate({
			file: 'places',
			from: 'graceMs + WINDOW_MS + MARGIN_MS;',
			to: 'graceMs + MARGIN_MS;',
		}),
	],
	['every node file has a limiter of its own', oneCopyPerParty],
	[
		'every credential has a limiter of its own',
		publicDoor({
			file: 'gates',
			from: "${createHash('sha256').update(apiKey).digest('hex')}`",
			to: "${createHash('sha256').update(apiKey).digest('hex')} ${gates.size % 3}`",
		}),
	],
	['a refused request goes again without a new place', retryWithoutPlace],
	[
		"n8n's own second sending takes no place",
		publicDoor({
			file: 'gates',
			from: 'const journey = journeyOf(options);',
			to: 'const journey = journeyOf(options); if (journey.passages.length > 0) return;',
		}),
	],
];

describe('the property notices a limiter in which', () => {
	it.each(faults)('%s', async (_fault, makeDoor) => {
		expect(await check(makeDoor)).toBe('broken');
	});

	it('the lower limit ends with the wait', async () => {
		const makeDoor = oneGate({
			file: 'places',
			from: 'Math.min(lowestWaiting, ...moment().places.map(({ limit }) => limit))',
			to: 'lowestWaiting',
		});
		expect(await check(makeDoor, twoLimits)).toBe('broken');
	});
});
