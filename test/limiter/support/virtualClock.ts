/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import type { Clock } from '../../../nodes/shared/limiter/limiter';

/** A clock that jumps from one event to the next, so that an hour takes milliseconds. */
export interface VirtualClock extends Clock {
	at(time: number, act: () => void): void;
	/** Sleepers and planned acts that are not due yet. */
	pending(): number;
	/** Runs all events up to a time; without one, until nothing is left to happen. */
	advance(until?: number): Promise<void>;
}

interface Event {
	time: number;
	act: () => void;
}

// A limiter that never lets go would keep its timer for ever: no test needs more than a day.
const END_OF_TIME_MS = 86_400_000;

/** Node comes to the next tick when no promise has anything left to do. */
async function letPromisesRun(): Promise<void> {
	await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** Keeps events by time; those of one moment keep the order in which they were planned. */
function createAgenda() {
	const events: Event[] = [];

	function insert(event: Event): void {
		let low = 0;
		let high = events.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (events[middle].time <= event.time) low = middle + 1;
			else high = middle;
		}
		events.splice(low, 0, event);
	}

	return { events, insert };
}

function createVirtualClock(): VirtualClock {
	const { events, insert } = createAgenda();
	let time = 0;

	const now = (): number => time;
	const at = (moment: number, act: () => void): void =>
		insert({ time: Math.max(time, moment), act });
	const sleep = (ms: number): Promise<void> =>
		new Promise((resolve) => insert({ time: time + ms, act: resolve }));

	async function advance(until = END_OF_TIME_MS): Promise<void> {
		await letPromisesRun();
		while (events.length > 0 && events[0].time <= until) {
			const event = events.shift();
			time = event?.time ?? time;
			event?.act();
			await letPromisesRun();
		}
		if (until < END_OF_TIME_MS) time = Math.max(time, until);
	}

	return { now, at, sleep, advance, pending: () => events.length };
}

/** Runs a body in virtual time; `limiter` reads performance.now, so that follows too. */
export async function inVirtualTime<T>(body: (clock: VirtualClock) => Promise<T>): Promise<T> {
	const clock = createVirtualClock();
	const original = Object.getOwnPropertyDescriptor(performance, 'now');
	Object.defineProperty(performance, 'now', {
		value: clock.now,
		configurable: true,
		writable: true,
	});
	try {
		return await body(clock);
	} finally {
		if (original) Object.defineProperty(performance, 'now', original);
		else Reflect.deleteProperty(performance, 'now');
	}
}
