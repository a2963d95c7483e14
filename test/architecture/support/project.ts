/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** One file of a small project that imports another, or a package. */
export interface Import {
	from: string;
	/** As it is written in the import. */
	to: string;
	/** The import itself, where it is written in another way. */
	text?: string;
}

/** What a rule reports: the file, and what it imports. */
export interface Violation {
	from: string;
	to: string;
	rule: { name: string };
	/** The files of a circle. */
	cycle?: Array<{ name: string }>;
}

/** A folder that is gone after use. */
export function withFolder<T>(use: (folder: string) => T): T {
	const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'architecture-')));
	try {
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Writes these files, with the folders that they stand in. */
export function writeFiles(folder: string, texts: ReadonlyMap<string, string>): void {
	for (const [file, text] of texts) {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	}
}

/** What dependency-cruiser, with the project's own rules, reports of a project of these imports. */
export function violationsOf(imports: readonly Import[], missing: readonly string[] = []) {
	const texts = textsOf(imports, new Set(missing));
	return withFolder((folder) => {
		writeFiles(folder, texts);
		const folders = new Set([...texts.keys()].map((file) => file.split('/')[0] ?? ''));
		folders.delete('node_modules');
		return cruise(folder, [...folders]);
	});
}

function cruise(folder: string, folders: readonly string[]): Violation[] {
	const program = path.join(ROOT, 'node_modules/.bin/depcruise');
	const rules = path.join(ROOT, '.dependency-cruiser.js');
	const options = ['--config', rules, '--output-type', 'json', ...folders];
	const output = execFileSync(program, options, { cwd: folder, encoding: 'utf8' });
	return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

function textsOf(imports: readonly Import[], missing: ReadonlySet<string>): Map<string, string> {
	const texts = new Map<string, string>();
	for (const { from, to, text = `import '${to}';` } of imports) {
		texts.set(from, `${texts.get(from) ?? ''}${text}\n`);
		const target = targetOf(from, to);
		if (target && !missing.has(to) && !texts.has(target)) texts.set(target, '');
	}
	return texts;
}

/** The file that an import means. What is of Node.js itself has none. */
function targetOf(from: string, to: string): string | undefined {
	if (to.startsWith('node:')) return undefined;
	if (!to.startsWith('.')) return `node_modules/${to}/index.js`;
	const target = path.posix.join(path.posix.dirname(from), to);
	return target.endsWith('.json') ? target : `${target}.ts`;
}
