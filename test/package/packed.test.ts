/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { appendFileSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from './pack';
import { ROOT, copyOf, filesIn, packProject } from './pack';
import { codeFaults } from './shippedCode';

const LIMITER = 'dist/nodes/shared/limiter/limiters.js';

let bench: Workbench;
beforeAll(() => {
	bench = packProject();
});
afterAll(() => bench.remove());

const read = (file: string) => readFileSync(path.join(bench.packed, file), 'utf8');
const licence = () => readFileSync(path.join(ROOT, 'node_modules/limiter/LICENSE.txt'), 'utf8');

/** Each source file ships as one compiled file; the limiter's parts ship as one bundle. */
function expectedFiles(): string[] {
	const compiled = ['nodes', 'credentials']
		.flatMap((folder) => filesIn(path.join(ROOT, folder)).map((file) => `${folder}/${file}`))
		.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)
		.filter((file) => !file.startsWith(path.posix.dirname(LIMITER)) || file === LIMITER);
	const icons = ['dist/icons/litmos.dark.svg', 'dist/icons/litmos.svg'];
	const papers = ['LICENSE.md', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json'];
	return [...papers, ...compiled, ...icons].sort();
}

describe('the packed package', () => {
	it('holds the compiled sources, the codex files, the output schemas, two icons and the papers, and no file more', () => {
		expect(filesIn(bench.packed)).toEqual(expectedFiles());
	});

	it('is smaller than 900 kB unpacked', () => {
		const sizes = filesIn(bench.packed).map((file) => statSync(path.join(bench.packed, file)).size);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(900_000);
	});

	it('needs nothing but n8n-workflow and runs no script at installation', () => {
		const manifest = JSON.parse(read('package.json')) as Record<string, object | undefined>;
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		for (const kind of ['dependencies', 'optionalDependencies', 'bundleDependencies']) {
			expect(manifest[kind]).toBeUndefined();
		}
		const scripts = Object.keys(manifest.scripts ?? {});
		expect(scripts.filter((name) => /install|^prepare$/.test(name))).toEqual([]);
	});

	it('uses no timer, no process and no module that n8n withholds, and names no source map', () => {
		expect(codeFaults(bench.packed)).toEqual([]);
	});

	it('carries limiter inside one file', () => {
		const carriers = filesIn(bench.packed).filter((file) =>
			read(file).includes('tryRemoveTokens('),
		);
		expect(carriers).toEqual([LIMITER]);
	});

	it("ships limiter's licence, word for word, in the notices and above the bundled code", () => {
		const notices = /```text\n([\s\S]*?)\n```/.exec(read('THIRD-PARTY-NOTICES.md'))?.[1];
		expect(notices).toBe(licence().trim());
		expect(read(LIMITER).startsWith('/*!')).toBe(true);
		expect(read(LIMITER).split('*/')[0]).toContain(licence().trim());
	});
});

describe('the check of the shipped code', () => {
	it.each([
		['setTimeout(() => {}, 1);', `${LIMITER} uses setTimeout`],
		['const home = process.env.HOME;', `${LIMITER} uses process`],
		["require('limiter');", `${LIMITER} requires limiter`],
		["require('node:fs');", `${LIMITER} requires node:fs`],
		["require('./slots');", `${LIMITER} requires ./slots`],
		['//# sourceMappingURL=limiters.js.map', `${LIMITER} names a source map`],
	])('reports a copy with %s in it', (seed, fault) => {
		const copy = copyOf(bench.packed);
		appendFileSync(path.join(copy, LIMITER), `\n${seed}\n`);
		expect(codeFaults(copy)).toEqual([fault]);
		rmSync(copy, { recursive: true });
	});

	it('takes a member or a key of such a name for what it is', () => {
		const copy = copyOf(bench.packed);
		appendFileSync(path.join(copy, LIMITER), '\nexports.process = { process: 1 };\n');
		expect(codeFaults(copy)).toEqual([]);
		rmSync(copy, { recursive: true });
	});
});
