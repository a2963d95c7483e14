import { pause } from './pause';

/** Sends an item once; false: refused by the limit. */
export type Send = (item: number) => Promise<boolean>;

/** One process: all runs in it share what limits them. */
export interface Session {
	/** Ends when nothing more is done for these items, be they done or given up. */
	run: (items: readonly number[], send: Send) => Promise<void>;
}

export const PER_MINUTE = 100;
export const MINUTE_MS = 60_000;
/** The most that n8n's own Retry On Fail waits. */
export const RETRY_MS = 5_000;

/** Waits until the limiter lets one request go. */
export type Schedule = <T>(send: () => Promise<T>) => Promise<T>;

/** All items at once, as libraries are used; what is refused goes again until it is accepted. */
export function limitedBy(schedule: Schedule): Session {
	async function deliver(item: number, send: Send): Promise<void> {
		while (!(await schedule(() => send(item)))) await pause(RETRY_MS);
	}
	return {
		run: async (items, send) => {
			await Promise.all(items.map((item) => deliver(item, send)));
		},
	};
}
