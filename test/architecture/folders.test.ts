/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { withFolder, writeFiles } from './support/project';

const ROOT = path.resolve(__dirname, '../..');
const MOST = 20;

/** Folders with more files beside each other than one looks through with ease, each as `folder: count`. */
function crowded(root: string, folders: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const folder of folders) {
		const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
		for (const file of entries.filter((entry) => entry.isFile())) {
			counts.set(file.parentPath, (counts.get(file.parentPath) ?? 0) + 1);
		}
	}
	return [...counts]
		.filter(([, count]) => count > MOST)
		.map(([folder, count]) => `${path.relative(root, folder)}: ${count}`);
}

/** Files of any name in this folder. */
function files(folder: string, count: number): Array<[file: string, text: string]> {
	return Array.from({ length: count }, (_, index) => [`${folder}/${index}.ts`, '']);
}

it('has `npm run lint` apply the rules to every folder with code', () => {
	const read = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
	const { scripts } = read('package.json') as { scripts: Record<'lint' | 'rules', string> };
	const { include } = read('tsconfig.dev.json') as { include: string[] };
	expect(scripts.lint.split(' && ')).toContain('npm run rules');
	const [eslint, cruiser, ...others] = scripts.rules.split(' && ');
	expect(eslint).toBe('eslint --config eslint.rules.config.js --no-inline-config .');
	expect(cruiser).toMatch(/^depcruise --config \.dependency-cruiser\.js /);
	expect(cruiser?.split(' ').slice(3).sort()).toEqual(include.sort());
	expect(others).toEqual([]);
});

it('keeps at most 20 files beside each other', () => {
	expect(crowded(ROOT, ['nodes', 'credentials', 'sandbox', 'scripts', 'contract'])).toEqual([]);
});

it('reports 21 files and lets 20 pass, in any depth', () => {
	const tree = new Map([
		...files('sandbox', 21),
		...files('sandbox/seed', 20),
		...files('nodes/Litmos/resources/team', 21),
		...files('scripts', 20),
	]);
	withFolder((folder) => {
		writeFiles(folder, tree);
		expect(crowded(folder, ['nodes', 'sandbox', 'scripts']).sort()).toEqual([
			'nodes/Litmos/resources/team: 21',
			'sandbox: 21',
		]);
	});
});
