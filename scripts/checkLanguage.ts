/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Texts that a native reader would stumble over: in panels and messages, the README and the pages under docs and templates.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { phrasesIn } from './language/phrases';
import { linesOf, literalsIn } from './language/texts';

const PAGES = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'RELEASING.md',
	'CODE_OF_CONDUCT.md',
];

function filesIn(folder: string, ending: string): string[] {
	const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return entries.filter((entry) => entry.endsWith(ending)).map((entry) => path.join(folder, entry));
}

function look(files: readonly string[], isPanel: boolean): string[] {
	return files.flatMap((file) => {
		const source = readFileSync(file, 'utf8');
		const texts = isPanel ? literalsIn(source) : linesOf(source);
		return texts.flatMap(({ line, text }) =>
			phrasesIn(text, isPanel).map((fault) => `${file}:${line} ${fault}`),
		);
	});
}

const faults = [
	...look([...filesIn('nodes', '.ts'), ...filesIn('credentials', '.ts')], true),
	...look([...PAGES, ...filesIn('docs', '.md'), ...filesIn('templates', '.md')], false),
];
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
process.exitCode = faults.length > 0 ? 1 : 0;
