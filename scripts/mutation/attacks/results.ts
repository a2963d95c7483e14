/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { insertTable } from '../../operationList';

const RESULTS = path.join(__dirname, 'results.json');
const PAGE = path.resolve(__dirname, '../../../docs/security.md');

/** What came of the mutants of a class of attacks. */
export interface ClassResult {
	/** How many attacks failed with each. */
	tried: Array<{ name: string; failed: number | 'no end' }>;
	/** How many attacks there are. */
	attacks: number;
	/** Those that failed with none. */
	unproven: string[];
}

/** Writes down what came of a class, and the page by what is written down of all of them. */
export async function writeResult(group: string, result: ClassResult): Promise<void> {
	const known = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
	const all = { ...(known as Record<string, ClassResult>), [group]: result };
	const order = (name: string) => name.charCodeAt(0) * 100 + Number(name.slice(1));
	const classes = Object.entries(all).sort(([a], [b]) => order(a) - order(b));
	const text = JSON.stringify(Object.fromEntries(classes));
	writeFileSync(RESULTS, await format(text, { parser: 'json', useTabs: true, printWidth: 100 }));
	const page = insertTable(readFileSync(PAGE, 'utf8'), tableOf(classes), 'mutants');
	if (page === undefined) throw new Error('docs/security.md has no place for the table');
	writeFileSync(PAGE, await format(page, { parser: 'markdown' }));
}

function tableOf(classes: ReadonlyArray<[string, ClassResult]>): string {
	const rows = classes.flatMap(([group, { tried, attacks, unproven }]) => [
		...tried.map(({ name, failed }) => `| ${group} | ${name} | ${failed} |`),
		`| ${group} | **any of these** | ${attacks - unproven.length} of ${attacks} |`,
	]);
	return ['| Class | Switched off | Attacks that fail |', '| --- | --- | ---: |', ...rows].join(
		'\n',
	);
}
