/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type * as Clock from '../../../nodes/LitmosTrigger/poll/clock';
import type * as FeedPoll from '../../../nodes/LitmosTrigger/poll/feedPoll';
import type * as Rows from '../../../nodes/LitmosTrigger/poll/rows';
import type * as SharedPages from '../../../nodes/LitmosTrigger/poll/asking/sharedPages';
import type * as State from '../../../nodes/LitmosTrigger/poll/state';
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
	sharedPages: typeof SharedPages;
	state: typeof State;
	turns: typeof Turns;
}

const FOLDER = path.join(__dirname, '../../../nodes/LitmosTrigger/poll');
const PARAMETERS = ['require', 'module', 'exports'];

function mutate(source: string, { file, changes }: Mutation): string {
	return changes.reduce((text, [from, to]) => replaceOnce(text, { file, from, to }), source);
}

/** Few rows are many, so that small histories have what busy feeds have. */
const SMALL: Mutation = {
	file: 'reach',
	changes: [['const FEW_ROWS = 200;', 'const FEW_ROWS = 3;']],
};

/** Loads a copy of its own, with a fault if one is given. */
export function loadCopy(mutation?: Mutation): Copy {
	const loaded = new Map<string, { exports: unknown }>();
	const mutations = [SMALL, ...(mutation ? [mutation] : [])];
	const applied = new Set<Mutation>();

	function load(name: string): unknown {
		const known = loaded.get(name);
		if (known) return known.exports;
		const source = readFileSync(path.join(FOLDER, `${name}.ts`), 'utf8');
		const ours = mutations.filter(({ file }) => file === name);
		ours.forEach((one) => applied.add(one));
		const text = ours.reduce(mutate, source);
		const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
		const { outputText } = ts.transpileModule(text, { compilerOptions: options });
		const module = { exports: {} };
		loaded.set(name, module);
		const need = (wanted: string): unknown =>
			wanted.startsWith('./')
				? load(wanted.slice(2))
				: (jest.requireActual(path.join(FOLDER, wanted)) as unknown);
		const run = compileFunction(outputText, PARAMETERS) as (...given: unknown[]) => void;
		run(need, module, module.exports);
		return module.exports;
	}

	const parts = ['clock', 'feedPoll', 'rows', 'asking/sharedPages', 'state', 'turns'];
	const copy = Object.fromEntries(
		parts.map((name) => [path.basename(name), load(name)]),
	) as unknown as Copy;
	if (applied.size < mutations.length)
		throw new Error(`No part of it is ${String(mutation?.file)}`);
	return copy;
}
