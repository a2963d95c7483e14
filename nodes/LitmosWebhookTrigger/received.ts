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
	taken: TakenEvents;
	/** Deliveries that n8n has not answered yet, by the ID of their event. */
	open: Map<string, WatchedResponse>;
}

/** The events that n8n took. */
interface TakenEvents {
	has: (id: string) => boolean;
	add: (id: string) => void;
	/** Adds what is stored: it is older than what this process has not stored yet. */
	merge: (stored: unknown) => void;
	/** What to store: these events and one more. */
	textWith: (id: string) => string;
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
	const { taken, open } = receivedAt(node, stored);
	for (;;) {
		noteAnswer(id, { taken, open });
		if (taken.has(id)) return 'repeated';
		const earlier = open.get(id);
		if (!earlier) break;
		if (earlier.destroyed) return 'unclear';
		await ended(earlier);
	}
	open.set(id, response);
	const note = () => noteAnswer(id, { taken, open });
	response.once('finish', note);
	response.once('close', note);
	// n8n stores it when it has taken the event; if it fails to, nothing is stored.
	const store = () => void (stored.received = taken.textWith(id));
	store();
	// n8n 2.41 sets the mark of what has changed back when it begins the execution, before it stores.
	void sleep(1).then(store);
	return 'first';
}

function receivedAt(node: string, stored: IDataObject): Received {
	const received = receivedByNode.get(node) ?? { taken: createTaken(), open: new Map() };
	receivedByNode.set(node, received);
	received.taken.merge(stored.received);
	return received;
}

/** An event is taken if n8n said so to Litmos. If not, Litmos sends it again, and then it counts. */
function noteAnswer(id: string, { taken, open }: Received): void {
	const response = open.get(id);
	if (!response?.writableEnded) return;
	open.delete(id);
	if (SUCCESSES.includes(response.statusCode)) taken.add(id);
}

async function ended(response: WatchedResponse): Promise<void> {
	await new Promise<void>((done) => {
		response.once('finish', done);
		response.once('close', done);
	});
}

/**
 * The newest events, as many as there is room for. They are kept as the text that is stored: a list of
 * thousands, built anew for each delivery, would cost more than all the rest of it.
 */
function createTaken(): TakenEvents {
	let lines = new Set<string>();
	let text = '';

	function append(line: string): void {
		if (lines.has(line)) return;
		lines.add(line);
		text = joined(text, line);
		const kept = newest(text);
		for (const old of evicted(text, kept)) lines.delete(old);
		text = kept;
	}

	function merge(stored: unknown): void {
		const before = storedText(stored);
		if (before === text || before === '') return;
		// Stored earlier, by this process: what stands before its own oldest event was evicted since.
		const known = from(before, text.split('\n', 1)[0]);
		if (known === undefined) {
			text = newest([...new Set([...before.split('\n'), ...lines])].join('\n'));
			lines = new Set(text.split('\n'));
		} else if (!isBeginning(known, text)) {
			known.split('\n').forEach(append);
		}
	}

	return {
		has: (id) => lines.has(lineOf(id)),
		add: (id) => append(lineOf(id)),
		merge,
		textWith: (id) => (lines.has(lineOf(id)) ? text : newest(joined(text, lineOf(id)))),
	};
}

/** As many lines from the end as there is room for. */
function newest(text: string): string {
	const excess = text.length - STORED_CHARACTERS;
	return excess <= 0 ? text : text.slice(text.indexOf('\n', excess - 1) + 1);
}

function evicted(text: string, kept: string): string[] {
	return text.length === kept.length ? [] : text.slice(0, -kept.length - 1).split('\n');
}

/** The text from this line on; undefined where it has no such line. */
function from(text: string, line: string): string | undefined {
	const at = `\n${text}\n`.indexOf(`\n${line}\n`);
	return line === '' || at < 0 ? undefined : text.slice(at);
}

const isBeginning = (part: string, text: string): boolean => `${text}\n`.startsWith(`${part}\n`);

const joined = (text: string, line: string): string => (text === '' ? line : `${text}\n${line}`);

/** An ID without line breaks. */
const lineOf = (id: string): string => JSON.stringify(id).slice(1, -1);

/** Before, it was a list. */
function storedText(stored: unknown): string {
	if (typeof stored === 'string') return stored;
	return Array.isArray(stored) ? stored.map((id) => lineOf(String(id))).join('\n') : '';
}
