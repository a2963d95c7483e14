/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTypeScript } from '../support/runScript';
import type { Workbench } from './pack';
import { ROOT, copyOf, packProject } from './pack';
import type { Finding, Job, ScanAnswer } from './scanPackages';
import { SCANNER } from './scanPackages';

/** Both legs of n8n's scan: the repository's sources, and what is in the tarball. */
const SOURCES = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
const TARBALL = ['**/*.js', 'package.json'];

let bench: Workbench;
let findings: Finding[];
const copies: string[] = [];
// One process for all: the scanner takes longer to load than to read most of them.
beforeAll(() => {
	bench = packProject();
	findings = scan([
		{ folder: ROOT, patterns: SOURCES },
		{ folder: bench.packed, patterns: TARBALL },
		seeded('dist/nodes/shared/limiter/limiters.js', (text) => `${text}\nsetTimeout(acquire, 1);\n`),
		seeded('dist/nodes/shared/transport/client.js', (text) => `${text}\nconsole.log(1);\n`),
		seeded('package.json', withDependency),
		seededSource('credentials/LitmosApi.credentials.ts', (text) =>
			text.replace('typeOptions: { password: true },', ''),
		),
	]);
});
afterAll(() => {
	bench.remove();
	for (const copy of copies) rmSync(copy, { recursive: true });
});

function scan(input: Job[]): Finding[] {
	const file = path.join(__dirname, 'scanPackages.ts');
	const options = { cwd: ROOT, temp: bench.folder, input };
	const answer = runTypeScript(file, options) as ScanAnswer;
	expect(answer.sourcePatterns).toEqual(SOURCES);
	return answer.findings;
}

/** A copy of one file of the unpacked package, with a fault in it: the other files are scanned without one. */
function seeded(file: string, change: (text: string) => string): Job {
	const folder = copyOf(bench.packed, ['package.json', file]);
	copies.push(folder);
	const target = path.join(folder, file);
	writeFileSync(target, change(readFileSync(target, 'utf8')));
	return { folder, patterns: TARBALL };
}

function seededSource(file: string, change: (text: string) => string): Job {
	const folder = copyOf(ROOT, ['package.json', 'credentials', 'icons']);
	copies.push(folder);
	const target = path.join(folder, file);
	writeFileSync(target, change(readFileSync(target, 'utf8')));
	return { folder, patterns: ['package.json', 'credentials/**/*.ts'] };
}

const withDependency = (text: string) => {
	const manifest = JSON.parse(text) as object;
	return JSON.stringify({ ...manifest, dependencies: { limiter: '4.1.0' } });
};

describe("n8n's package scanner", () => {
	it('carries the rules that n8n pins for it, not the ones of our own linter', () => {
		const plugin = 'node_modules/@n8n/eslint-plugin-community-nodes/package.json';
		const own = JSON.parse(readFileSync(path.join(SCANNER, plugin), 'utf8')) as object;
		expect(own).toMatchObject({ version: '0.29.0' });
	});

	it('passes the sources and the tarball', () => {
		expect(findings.slice(0, 2)).toEqual([{ passed: true }, { passed: true }]);
	});

	it('finds a timer, a console, a dependency and an open password field where we put one', () => {
		expect(findings.slice(2).map(({ details }) => details)).toEqual([
			expect.stringContaining('no-restricted-globals'),
			expect.stringContaining('no-console'),
			expect.stringContaining('no-runtime-dependencies'),
			expect.stringContaining('credential-password-field'),
		]);
	});
});
