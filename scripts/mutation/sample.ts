/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from '../../test/limiter/support/simulation';
import { isWithin, loadInstrumenter } from './stryker';

const ROOT = path.resolve(__dirname, '../..');
/** A range brings all mutants inside it: one with more than these is a whole function, seldom a close question. */
const MOST_IN_RANGE = 3;
const SILENT = { debug() {}, info() {}, isDebugEnabled: () => false };

interface Candidate {
	/** As Stryker's option `mutate` takes it. */
	range: string;
	mutants: number;
}

function sourcesOf(folder: string): string[] {
	const entries = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
	return entries
		.filter((entry) => entry.endsWith('.ts'))
		.map((entry) => path.posix.join(folder, entry.split(path.sep).join('/')))
		.sort();
}

async function candidatesOf(name: string): Promise<Candidate[]> {
	const { Instrumenter } = await loadInstrumenter();
	const file = { name, content: readFileSync(path.join(ROOT, name), 'utf8'), mutate: true };
	const options = { plugins: null, excludedMutations: [], ignorers: [] };
	const { mutants } = await new Instrumenter(SILENT).instrument([file], options);
	const counts = new Map<string, number>();
	for (const mutant of mutants) {
		const { start, end } = mutant.location;
		const range = `${name}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
		counts.set(range, mutants.filter((other) => isWithin(other, mutant)).length);
	}
	return [...counts].map(([range, count]) => ({ range, mutants: count }));
}

function shuffle<T>(values: readonly T[], random: () => number): T[] {
	return values
		.map((value) => ({ value, at: random() }))
		.sort((one, other) => one.at - other.at)
		.map(({ value }) => value);
}

/** Ranges with at least `wanted` mutants of a folder: the same for the same sources and seed. */
export async function sampleOf(folder: string, wanted: number, seed: number): Promise<string[]> {
	const lists = await Promise.all(sourcesOf(folder).map(candidatesOf));
	const candidates = lists.flat().filter(({ mutants }) => mutants <= MOST_IN_RANGE);
	const chosen: string[] = [];
	let count = 0;
	for (const { range, mutants } of shuffle(candidates, createRandom(seed))) {
		if (count >= wanted) break;
		chosen.push(range);
		count += mutants;
	}
	return chosen;
}
