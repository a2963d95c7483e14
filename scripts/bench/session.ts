/** Sends an item once; false: refused by the limit. */
export type Send = (item: number) => Promise<boolean>;

/** One process: all runs in it share what limits them. */
export interface Session {
	/** Ends when nothing more is done for these items, be they done or given up. */
	run: (items: readonly number[], send: Send) => Promise<void>;
}
