/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type * as Clock from '../../../nodes/shared/feeds/changes/clock';
import type * as FeedPoll from '../../../nodes/shared/feeds/changes/feedPoll';
import type * as Stamps from '../../../nodes/shared/feeds/changes/stamps';
import type * as Rows from '../../../nodes/LitmosTrigger/poll/rows';
import type * as SharedPages from '../../../nodes/LitmosTrigger/poll/asking/sharedPages';
import type * as State from '../../../nodes/shared/feeds/changes/state';
import type * as Turns from '../../../nodes/LitmosTrigger/poll/turns';
import { replaceOnce } from '../../../scripts/mutation/replaceOnce';

/** A fault put into the source of one file: texts become others. */
export interface Mutation {
	file: string;
	changes: ReadonlyArray<readonly [from: string, to: string]>;
}

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
const PARAMETERS = ['require', 'module', 'exports'];

function mutate(source: string, { file, changes }: Mutation): string {
	return changes.reduce((text, [from, to]) => replaceOnce(text, { file, from, to }), source);
}

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
	const loaded = new Map<string, { exports: unknown }>();
	const applied = new Set<Mutation>();

	function load(file: string): unknown {
		const known = loaded.get(file);
		if (known) return known.exports;
		const source = readFileSync(path.join(NODES, `${file}.ts`), 'utf8');
		const ours = mutations.filter((one) => one.file === path.basename(file));
		ours.forEach((one) => applied.add(one));
		const text = ours.reduce(mutate, source);
		const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
		const { outputText } = ts.transpileModule(text, { compilerOptions: options });
		const module = { exports: {} };
		loaded.set(file, module);
		const need = (wanted: string): unknown => {
			const other = path.join(path.dirname(file), wanted);
			return COPIED.test(other)
				? load(other)
				: (jest.requireActual(path.join(NODES, other)) as unknown);
		};
		const run = compileFunction(outputText, PARAMETERS) as (...given: unknown[]) => void;
		run(need, module, module.exports);
		return module.exports;
	}

	const copy = Object.fromEntries(parts.map((name) => [path.basename(name), load(name)]));
	const missed = mutations.find((one) => !applied.has(one));
	if (missed) throw new Error(`No part of it is ${missed.file}`);
	return copy;
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
