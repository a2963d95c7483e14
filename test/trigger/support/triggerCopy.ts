/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import path from 'node:path';
import type * as Clock from '../../../nodes/shared/feeds/changes/clock';
import type * as FeedPoll from '../../../nodes/shared/feeds/changes/feedPoll';
import type * as Stamps from '../../../nodes/shared/feeds/changes/stamps';
import type * as Rows from '../../../nodes/LitmosTrigger/poll/rows';
import type * as SharedPages from '../../../nodes/LitmosTrigger/poll/asking/sharedPages';
import type * as State from '../../../nodes/shared/feeds/changes/state';
import type * as Turns from '../../../nodes/LitmosTrigger/poll/turns';
import type { Mutation } from '../../support/copies';
import { loadCopies } from '../../support/copies';

/** The parts of the trigger that find each event once. */
export interface Copy {
	clock: typeof Clock;
	feedPoll: typeof FeedPoll;
	rows: typeof Rows;
	stamps: typeof Stamps;
	sharedPages: typeof SharedPages;
	state: typeof State;
	turns: typeof Turns;
}

const NODES = path.join(__dirname, '../../../nodes');

/** What is loaded anew; all else is as it is. */
const COPIED = /^(?:LitmosTrigger\/poll|LitmosReport\/warehouse|shared\/feeds\/changes)\//;

/** Few rows are many, so that small histories have what busy feeds have. */
export const SMALL: Mutation = {
	file: 'reach',
	changes: [['const FEW_ROWS = 200;', 'const FEW_ROWS = 3;']],
};

/** Loads copies of these files and of all that they import of the same folders. By their paths under nodes/, without endings. */
export function loadParts(
	parts: readonly string[],
	mutations: readonly Mutation[],
): Record<string, unknown> {
	const originals = {
		folder: NODES,
		isCopied: (file: string) => COPIED.test(file),
		outside: (name: string): unknown => jest.requireActual(path.join(NODES, name)),
	};
	return loadCopies(originals, parts, mutations);
}

/** Loads a copy of its own, with a fault if one is given. */
export function loadCopy(mutation?: Mutation): Copy {
	const changes = ['clock', 'feedPoll', 'stamps', 'state'].map(
		(name) => `shared/feeds/changes/${name}`,
	);
	const polls = ['rows', 'asking/sharedPages', 'turns'].map((name) => `LitmosTrigger/poll/${name}`);
	const mutations = [SMALL, ...(mutation ? [mutation] : [])];
	return loadParts([...changes, ...polls], mutations) as unknown as Copy;
}
