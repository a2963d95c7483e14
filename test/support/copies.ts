/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// Sources loaded anew, with faults put into them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync, type Options } from '@swc/core';
import { replaceOnce } from '../../scripts/mutation/replaceOnce';

/** A fault put into the source of one file: texts become others. */
export interface Mutation {
	/** Its name, without the folder and the ending. */
	file: string;
	changes: ReadonlyArray<readonly [from: string, to: string]>;
}

interface Originals {
	folder: string;
	/** By its path in the folder, without the ending. */
	isCopied: (file: string) => boolean;
	/** What is not copied, by its path in the folder or the name of its package. */
	outside: (name: string) => unknown;
}

/** A module's body: called once for each copy. */
type Wrapper = (need: (name: string) => unknown, module: object, exports: object) => void;

const PARAMETERS = ['require', 'module', 'exports'];
// As jest compiles the tests; TypeScript's own compiler takes a second to load.
const OPTIONS: Options = {
	swcrc: false,
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};
const compiled = new Map<string, Wrapper>();

const mutate = (source: string, { file, changes }: Mutation): string =>
	changes.reduce((text, [from, to]) => replaceOnce(text, { file, from, to }), source);

/** Copies of the same text share the machine code that V8 makes of it; each has variables of its own. */
function compile(file: string, mutations: readonly Mutation[]): Wrapper {
	const key = JSON.stringify([file, mutations]);
	const known = compiled.get(key);
	if (known !== undefined) return known;
	const text = mutations.reduce(mutate, readFileSync(file, 'utf8'));
	const wrapper = compileFunction(transformSync(text, OPTIONS).code, PARAMETERS) as Wrapper;
	compiled.set(key, wrapper);
	return wrapper;
}

/**
 * Copies of these files and of all that they import but for what is outside, as if they had been loaded from another
 * folder. `parts`: their paths in the folder, without endings; the copies are known by their names.
 * @throws Error where a mutation is of none of them
 */
export function loadCopies(
	{ folder, isCopied, outside }: Originals,
	parts: readonly string[],
	mutations: readonly Mutation[],
): Record<string, unknown> {
	const loaded = new Map<string, { exports: unknown }>();
	const applied = new Set<Mutation>();

	function load(file: string): unknown {
		const known = loaded.get(file);
		if (known) return known.exports;
		const module = { exports: {} };
		loaded.set(file, module);
		const ours = mutations.filter((one) => one.file === path.basename(file));
		ours.forEach((one) => applied.add(one));
		const need = (wanted: string): unknown => {
			if (!wanted.startsWith('.')) return outside(wanted);
			const other = path.join(path.dirname(file), wanted);
			return isCopied(other) ? load(other) : outside(other);
		};
		compile(path.join(folder, `${file}.ts`), ours)(need, module, module.exports);
		return module.exports;
	}

	const copies = Object.fromEntries(parts.map((part) => [path.basename(part), load(part)]));
	const missed = mutations.find((one) => !applied.has(one));
	if (missed) throw new Error(`No part of it is ${missed.file}`);
	return copies;
}
