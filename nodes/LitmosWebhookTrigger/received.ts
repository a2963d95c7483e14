import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

/** n8n's answer to a delivery: tells whether n8n took the event. */
export interface Answering {
	statusCode: number;
	/** True as soon as n8n has answered, whether or not anybody still listens. */
	writableEnded: boolean;
	/** True when the connection is gone. */
	destroyed: boolean;
	once: (event: 'finish' | 'close', listener: () => void) => unknown;
}

/** `first`: start the workflow. `repeated`: it was started before. `unclear`: an earlier delivery is still being taken. */
export type Standing = 'first' | 'repeated' | 'unclear';

/** What this process has received at one node. */
interface Memory {
	/** IDs of the events that n8n took, the oldest first. */
	taken: Set<string>;
	/** Deliveries that n8n has not answered yet, by the ID of their event. */
	open: Map<string, Answering>;
}

/**
 * How much is remembered of a node, in characters of IDs: some 3,600 events with IDs like the documented
 * ones. n8n writes all of it to its database with each event.
 */
const MEMORY_CHARACTERS = 40_000;

/** What Litmos takes for a success (contract: WebhookEvent); after anything else it sends the event again. */
const SUCCESSES = [200, 201, 202];

/** By node. n8n reads its stored data anew for each delivery, so only this sees the others that are under way. */
const memories = new Map<string, Memory>();

/**
 * Whether an event is here for the first time. What n8n stores of the node survives restarts and is shared
 * by all processes, but one process may write over what another has just stored; what a process
 * remembers by itself mends that for its own events with its next one.
 */
export async function receive(
	id: string,
	answering: Answering,
	{ node, stored }: { node: string; stored: IDataObject },
): Promise<Standing> {
	const memory = memoryOf(node, stored);
	for (;;) {
		settleAll(memory);
		if (memory.taken.has(id)) return 'repeated';
		const earlier = memory.open.get(id);
		if (!earlier) break;
		if (earlier.destroyed) return 'unclear';
		await ended(earlier);
	}
	memory.open.set(id, answering);
	const settle = () => settleAll(memory);
	answering.once('finish', settle);
	answering.once('close', settle);
	// n8n stores it when it has taken the event; if it fails to, nothing is stored.
	const note = () => void (stored.received = newest([...memory.taken, id]));
	note();
	// n8n 2.41 sets the mark of what has changed back when it begins the execution, before it stores.
	void sleep(1).then(note);
	return 'first';
}

/** What is stored comes first: it is older than what this process has not stored yet. */
function memoryOf(node: string, stored: IDataObject): Memory {
	const memory = memories.get(node) ?? { taken: new Set(), open: new Map() };
	const known = Array.isArray(stored.received) ? stored.received.map(String) : [];
	memory.taken = new Set(newest([...known, ...memory.taken]));
	memories.set(node, memory);
	return memory;
}

/** An event is taken if n8n said so to Litmos. If not, Litmos sends it again, and then it counts. */
function settleAll(memory: Memory): void {
	for (const [id, { writableEnded, statusCode }] of memory.open) {
		if (!writableEnded) continue;
		memory.open.delete(id);
		if (SUCCESSES.includes(statusCode)) memory.taken.add(id);
	}
}

async function ended(answering: Answering): Promise<void> {
	await new Promise<void>((done) => {
		answering.once('finish', done);
		answering.once('close', done);
	});
}

/** The newest IDs, as many as there is room for. */
function newest(ids: readonly string[]): string[] {
	let room = MEMORY_CHARACTERS;
	const kept = [...ids].reverse().filter((id) => {
		room -= id.length + 1;
		return room >= 0;
	});
	return kept.reverse();
}
