import type { INodeListSearchItems } from 'n8n-workflow';

/** From the answer on, not from the question: a slow list would be old as soon as it is shown. */
const KEPT_MS = 60_000;

/** More than people open in a minute; holds down what a long search leaves behind. */
const MOST_LISTS = 50;

interface Remembered {
	entries: Promise<INodeListSearchItems[]>;
	until: number;
}

// Module state on purpose: n8n makes a new context for each opening of a list.
const lists = new Map<string, Remembered>();

/** The entries of this name, from memory if they came within the last minute or are on their way. */
export async function remembered(
	name: string,
	ask: () => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchItems[]> {
	const known = lists.get(name);
	if (known && performance.now() < known.until) return await known.entries;
	makeRoom();
	// However long the answer takes: who asks in the meantime waits for it as well.
	const list: Remembered = { entries: ask(), until: Infinity };
	lists.set(name, list);
	// A failure is over at once, so whoever tries again asks Litmos.
	list.until = await list.entries.then(
		() => performance.now() + KEPT_MS,
		() => 0,
	);
	return await list.entries;
}

/** There may be no timers here, so the moment at which the map would grow is the one to tidy up. */
function makeRoom(): void {
	const now = performance.now();
	for (const [name, { until }] of lists) if (until <= now) lists.delete(name);
	const [oldest] = lists.keys();
	if (lists.size >= MOST_LISTS) lists.delete(oldest);
}
