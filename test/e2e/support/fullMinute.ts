import type { LogEntry } from '../../../sandbox/http/log';
import { ask } from './ask';
import { sleep } from './processes';
import type { Stage } from './stage';

/** The source of the requests that are sent here. */
export const OTHER_PROGRAM = 'another program';

const LOOK_EVERY_MS = 100;
/** A request counts for a minute. A little earlier another one takes its place. */
const COUNTS_FOR_MS = 58_000;

const isRefused = ({ because, client }: LogEntry): boolean =>
	because === 'limit' && client.source !== OTHER_PROGRAM;

export interface Spent {
	apiKey: string;
	/** All requests by that key, those of here included. */
	log: () => readonly LogEntry[];
}

/**
 * Keeps the minute of a key as full as it has been until Litmos refuses something of n8n. A quick machine
 * sends all its requests within a minute, and nothing is done here. On a slow one the first of them
 * would not count any more when the last come; another program then sends one for each of these.
 */
export function keepMinuteFull({ sandbox }: Pick<Stage, 'sandbox'>, { apiKey, log }: Spent) {
	let isOver = false;
	const query = `limit=1&format=json&source=${encodeURIComponent(OTHER_PROGRAM)}`;
	const url = `${sandbox.baseUrl}/users?${query}`;

	async function keep(): Promise<void> {
		for (let sent = 0; !isOver && !log().some(isRefused);) {
			const old = performance.now() - COUNTS_FOR_MS;
			const leaving = log().filter(({ atMono }) => atMono < old).length;
			for (; sent < leaving; sent++) await ask(url, { headers: { apikey: apiKey } });
			await sleep(LOOK_EVERY_MS);
		}
	}

	const kept = keep();
	return async (): Promise<void> => {
		isOver = true;
		await kept;
	};
}
