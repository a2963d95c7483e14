/** One request, as it arrived. The API key itself is never kept. */
export interface LogEntry {
	/** Arrival, wall clock, milliseconds since 1970. */
	at: number;
	/** Arrival, monotonic clock, milliseconds. */
	atMono: number;
	method: string;
	/** With the /v1.svc prefix, without the query. */
	path: string;
	query: Record<string, string>;
	/** null while there is no answer, and for good when the connection was closed without one. */
	status: number | null;
	client: { source: string; userAgent: string; address: string };
	/** Index in the configured keys; -1 for a missing or unknown one. */
	key: number;
	/** Length of the request body. */
	bytes: number;
	/** What the sandbox did instead of answering normally. */
	because?: string;
}

const MINUTE_MS = 60_000;

/** The most arrivals in any closed window of 60 seconds, refused ones included. */
export function busiestMinute(entries: readonly LogEntry[]): number {
	const times = entries.map((entry) => entry.atMono).sort((a, b) => a - b);
	let first = 0;
	let most = 0;
	times.forEach((time, index) => {
		while (time - times[first] > MINUTE_MS) first += 1;
		most = Math.max(most, index - first + 1);
	});
	return most;
}

/** The query as one value per name, without a key sent the old way (D 2013: `?apikey=`). */
export function loggedQuery(search: string): Record<string, string> {
	const pairs = [...new URLSearchParams(search)].filter(
		([name]) => name.toLowerCase() !== 'apikey',
	);
	return Object.fromEntries(pairs);
}
