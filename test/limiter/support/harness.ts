import { createGate, type Gate, type Visit } from '../../../nodes/shared/limiter/gate';
import { loadCopy, type Mutation } from './mutants';
import { inVirtualTime, type VirtualClock } from './virtualClock';

/** A gate in virtual time, and the means to send through it. */
export interface Bench {
	clock: VirtualClock;
	gate: Gate;
	/** Sends so many requests at once, each answered after 200 ms; lists those that have passed. */
	send(count: number, visit: Visit): string[];
	/** All that passed, in their order. */
	admitted: Array<{ party: string; at: number }>;
}

/** How long the bench's requests take. */
export const ANSWER_MS = 200;

/** A request of a bulk run. */
export const run: Visit = { lane: 'run', party: 'bulk', limit: 100, owned: true };

/** A request of somebody who looks at a dropdown. */
export const editor: Visit = { ...run, lane: 'editor', party: 'someone' };

function createBench(clock: VirtualClock, gate: Gate): Bench {
	const admitted: Bench['admitted'] = [];

	async function sendOne(visit: Visit, log: string[]): Promise<void> {
		const lease = await gate.admit(visit);
		admitted.push({ party: visit.party, at: clock.now() });
		log.push(visit.party);
		await clock.sleep(ANSWER_MS);
		lease.settle('answered');
	}

	function send(count: number, visit: Visit): string[] {
		const log: string[] = [];
		for (let index = 0; index < count; index++) {
			sendOne(visit, log).catch((error: Error) => log.push(error.name));
		}
		return log;
	}

	return { clock, gate, send, admitted };
}

/** Runs a test on a gate of its own, with a fault in it if one is given. */
export async function withGate(
	body: (bench: Bench) => Promise<void>,
	mutation?: Mutation,
): Promise<void> {
	await inVirtualTime(async (clock) => {
		const create = mutation ? loadCopy(clock, mutation).gate.createGate : createGate;
		await body(createBench(clock, create(clock)));
	});
}

/** A request with a signal, and what becomes of it. */
export function cancellable(gate: Gate, visit: Visit) {
	const controller = new AbortController();
	const outcome = gate.admit({ ...visit, signal: controller.signal }).then(
		() => 'admitted',
		(error: Error) => error.name,
	);
	return { controller, outcome };
}

/** Sends one request after the other; answers when the last one ended. */
export async function oneByOne(visits: Visit[], { clock, gate }: Bench): Promise<number> {
	for (const visit of visits) {
		const lease = await gate.admit(visit);
		await clock.sleep(ANSWER_MS);
		lease.settle('answered');
	}
	return clock.now();
}
