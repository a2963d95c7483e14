import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

/** n8n's answer to a delivery: tells whether n8n took the event. */
export interface WatchedResponse {
	statusCode: number;
	/** True as soon as n8n has answered, whether or not anybody still listens. */
	writableEnded: boolean;
	/** True when the connection is gone. */
	destroyed: boolean;
	once: (event: 'finish' | 'close', listener: () => void) => unknown;
}

/** `first`: start the workflow. `repeated`: it was started before. `unclear`: an earlier delivery is still being taken. */
export type DeliveryStatus = 'first' | 'repeated' | 'unclear';

/** What this process has received at one node. */
interface Received {
	/** IDs of the events that n8n took, the oldest first. */
	taken: Set<string>;
	/** Deliveries that n8n has not answered yet, by the ID of their event. */
	open: Map<string, WatchedResponse>;
}

/**
 * How much is stored of a node, in characters of IDs: some 3,600 events with IDs like the documented
 * ones. n8n writes all of it to its database with each event.
 */
const STORED_CHARACTERS = 40_000;

/** What Litmos takes for a success (contract: WebhookEvent); after anything else it sends the event again. */
const SUCCESSES = [200, 201, 202];

/** By node. n8n reads its stored data anew for each delivery, so only this sees the others that are under way. */
const receivedByNode = new Map<string, Received>();

/**
 * Whether an event is here for the first time. What n8n stores of the node survives restarts and is shared
 * by all processes, but one process may write over what another has just stored; what a process
 * knows by itself mends that for its own events with its next one.
 */
export async function receive(
	id: string,
	response: WatchedResponse,
	{ node, stored }: { node: string; stored: IDataObject },
): Promise<DeliveryStatus> {
	const received = receivedAt(node, stored);
	for (;;) {
		noteAnswers(received);
		if (received.taken.has(id)) return 'repeated';
		const earlier = received.open.get(id);
		if (!earlier) break;
		if (earlier.destroyed) return 'unclear';
		await ended(earlier);
	}
	received.open.set(id, response);
	const note = () => noteAnswers(received);
	response.once('finish', note);
	response.once('close', note);
	// n8n stores it when it has taken the event; if it fails to, nothing is stored.
	const store = () => void (stored.received = newest([...received.taken, id]));
	store();
	// n8n 2.41 sets the mark of what has changed back when it begins the execution, before it stores.
	void sleep(1).then(store);
	return 'first';
}

/** What is stored comes first: it is older than what this process has not stored yet. */
function receivedAt(node: string, stored: IDataObject): Received {
	const received = receivedByNode.get(node) ?? { taken: new Set(), open: new Map() };
	const before = Array.isArray(stored.received) ? stored.received.map(String) : [];
	received.taken = new Set(newest([...before, ...received.taken]));
	receivedByNode.set(node, received);
	return received;
}

/** An event is taken if n8n said so to Litmos. If not, Litmos sends it again, and then it counts. */
function noteAnswers(received: Received): void {
	for (const [id, { writableEnded, statusCode }] of received.open) {
		if (!writableEnded) continue;
		received.open.delete(id);
		if (SUCCESSES.includes(statusCode)) received.taken.add(id);
	}
}

async function ended(response: WatchedResponse): Promise<void> {
	await new Promise<void>((done) => {
		response.once('finish', done);
		response.once('close', done);
	});
}

/** The newest IDs, as many as there is room for. */
function newest(ids: readonly string[]): string[] {
	let room = STORED_CHARACTERS;
	const kept = [...ids].reverse().filter((id) => {
		room -= id.length + 1;
		return room >= 0;
	});
	return kept.reverse();
}
