import { FOLDERS } from './folders';
import { keyOf, scoreOf, type Results } from './results';
import type { Tried } from './run';

const INTRODUCTION = `# Mutation score

A mutant is the code with one small change, such as \`<\` instead of \`<=\`. The tests of its folder should fail with it; where they pass, the mutant has survived. [Stryker](https://stryker-mutator.io) makes the mutants, and \`npm run mutate -- --write\` tries a sample of them and writes this page. The sample is small and the same for the same sources and seed, so a score is a hint rather than a measure. The mutants of the top of nodes/shared and of nodes/Litmos are not in it.

A folder's tests are those named in \`scripts/mutation/folders.ts\`; a survivor may well fail another test. They pass with no mutant switched on, or the run ends with an error. A mutant that makes the tests run without end counts as killed. \`npm run mutate\` ends with code 1 where a score is below the threshold in \`scripts/mutation/results.json\`.
`;

const count = (tried: readonly Tried[], status: string): number =>
	tried.filter((mutant) => mutant.status === status).length;

const code = (text: string): string => `\`\`${text.replaceAll('|', '\\|')}\`\``;

/** The page of all folders: the scores, then the survivors with the reason that each was left. */
export function pageOf({ folders, reasons }: Results): string {
	const known = FOLDERS.flatMap(({ name }) => {
		const result = folders[name];
		return result ? [{ name, ...result }] : [];
	});
	const scores = known.map(({ name, tried, sample, seed, threshold }) =>
		[
			`\`npm run mutate -- ${name} --sample ${sample} --seed ${seed}\``,
			tried.length,
			count(tried, 'Killed'),
			count(tried, 'Timeout'),
			count(tried, 'Survived'),
			`${scoreOf(tried)} %`,
			`${threshold} %`,
		].join(' | '),
	);
	const survivors = known
		.flatMap(({ tried }) => tried)
		.filter(({ status }) => status === 'Survived')
		.map((mutant) =>
			[mutant.at, code(mutant.change), reasons[keyOf(mutant)] ?? 'Open: a test is missing'].join(
				' | ',
			),
		);
	const missing = FOLDERS.filter(({ name }) => !folders[name]).map(({ name }) => name);
	return [
		INTRODUCTION,
		table('Command | Mutants | Killed | Timed out | Survived | Score | Threshold', scores),
		missing.length === 0 ? '' : `\nNot measured yet: ${missing.join(', ')}.`,
		'\n## Survivors\n',
		table('Where | Change | Why it was left', survivors),
	].join('\n');
}

function table(head: string, rows: readonly string[]): string {
	if (rows.length === 0) return 'None.';
	const line = head.replace(/[^|]+/g, '---');
	return [head, line, ...rows].map((row) => `| ${row} |`).join('\n');
}
