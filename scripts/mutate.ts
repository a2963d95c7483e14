/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Changes the code here and there, and looks whether the tests notice. Ends with code 1 where they notice less than
// the stored threshold says. With `--write` the results and docs/mutation.md are written.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { FOLDERS, type Folder } from './mutation/folders';
import { pageOf } from './mutation/page';
import { firstThreshold, readResults, RESULTS, scoreOf } from './mutation/results';
import { tryMutants } from './mutation/run';
import { sampleOf } from './mutation/sample';

const PAGE = path.resolve(__dirname, '../docs/mutation.md');

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Choice {
	/** Without one, as many as were tried when the result was stored. */
	sample: number | undefined;
	seed: number;
	write: boolean;
}

/** Tells whether the tests of a folder notice as much as they should. */
async function mutate(folder: Folder, choice: Choice): Promise<boolean> {
	const { seed, write } = choice;
	const sample = choice.sample ?? readResults().folders[folder.name]?.sample ?? 4;
	const tried = await tryMutants(folder, await sampleOf(folder.name, sample, seed));
	const score = scoreOf(tried);
	const results = readResults();
	const threshold = results.folders[folder.name]?.threshold ?? firstThreshold(tried);
	print(`${folder.name}: ${score} % of ${tried.length}, threshold ${threshold} %`);
	for (const { status, at, change } of tried) print(`  ${status.padEnd(9)} ${at} ${change}`);
	if (write) {
		const folders = { ...results.folders, [folder.name]: { sample, seed, threshold, tried } };
		const all = { ...results, folders };
		writeFileSync(RESULTS, await format(JSON.stringify(all), { parser: 'json', useTabs: true }));
		writeFileSync(PAGE, await format(pageOf(all), { parser: 'markdown' }));
	}
	return score >= threshold;
}

function numberIn(option: string, text: string): number {
	if (/^[1-9]\d*$/.test(text)) return Number(text);
	throw new Error(`--${option} takes a whole number from 1, not ${text}`);
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			sample: { type: 'string' },
			seed: { type: 'string', default: '1' },
			write: { type: 'boolean', default: false },
		},
	});
	const names = FOLDERS.map(({ name }) => name);
	const unknown = positionals.find((name) => !names.includes(name));
	if (unknown !== undefined) throw new Error(`${unknown} is none of ${names.join(', ')}`);
	const chosen = FOLDERS.filter(
		({ name }) => positionals.length === 0 || positionals.includes(name),
	);
	const sample = values.sample === undefined ? undefined : numberIn('sample', values.sample);
	const { write } = values;
	const seed = numberIn('seed', values.seed);
	for (const folder of chosen) {
		const isEnough = await mutate(folder, { sample, seed, write });
		if (!isEnough) process.exitCode = 1;
	}
}

void main();
