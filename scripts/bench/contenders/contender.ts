import type { Session } from './session';

/** Of what kind a contender is, as it stands in the table. */
export type Kind = 'ours' | 'tuned' | 'README' | 'n8n';

export interface Contender {
	name: string;
	kind: Kind;
	/** The npm package whose version stands in the table. */
	library?: string;
	/** Sends all that it is given at once, as a library does; a node sends five at a time. */
	isEager?: boolean;
	/** `key` is new for every session. */
	open: (key: string, processes?: number) => Session | Promise<Session>;
}
