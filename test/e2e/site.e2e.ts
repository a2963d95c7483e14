/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
// The documentation site, built and looked at in a real browser. It needs no n8n.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BUILT, ROOT } from '../../scripts/site/repository';

const TSX = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');

/** Runs a script to its end: its code, and what it printed. */
function run(...script: string[]): { code: number | null; lines: string[] } {
	const { status, stdout, stderr } = spawnSync(process.execPath, [TSX, ...script], {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return { code: status, lines: `${stdout}${stderr}`.split('\n') };
}

/** A page with this in it as well, where Vue leaves it alone. */
const planted = (page: string, html: string): string =>
	page.replace('</body>', `<div>${html}</div></body>`);

describe('the site', () => {
	let copy: string;

	beforeAll(() => {
		const { code, lines } = run('scripts/buildSite.ts');
		if (code !== 0) throw new Error(lines.join('\n'));
		copy = mkdtempSync(path.join(tmpdir(), 'litmos-site-'));
	});
	afterAll(() => {
		if (copy) rmSync(copy, { recursive: true });
	});

	it('has no fault', () => {
		const { code, lines } = run('scripts/checkSite.ts');
		process.stdout.write(lines.map((line) => `  ${line}\n`).join(''));
		expect(lines.filter((line) => /: [1-9]\d* faults$/.test(line))).toEqual([]);
		expect(lines).toContain('0 faults in all');
		expect(code).toBe(0);
	});

	it('is checked: faults that are planted are found', () => {
		cpSync(BUILT, copy, {
			recursive: true,
			// Only two pages: each takes its time.
			filter: (file) => !file.endsWith('.html') || /\/(?:index|credential|start)\.html$/.test(file),
		});
		const file = path.join(copy, 'credential.html');
		const faults = [
			'<a href="none.html">gone</a>',
			'<a href="start.html#none">gone</a>',
			'<img src="none.png">',
			'<p style="width: 2000px">wide</p>',
			'<p style="color: #ddd; background: #eee">faint</p>',
		];
		writeFileSync(file, planted(readFileSync(file, 'utf8'), faults.join('')));
		const { code, lines } = run('scripts/checkSite.ts', copy);
		const text = lines.join('\n');
		expect(code).toBe(1);
		expect(text).toMatch(/none\.html \(404\)/);
		expect(text).toMatch(/start\.html#none on /);
		expect(text).toMatch(/none\.png \(404\)/);
		expect(text).toMatch(/credential\.html: .*Failed to load resource/);
		expect(text).toMatch(/credential\.html \(light\) image-alt/);
		expect(text).toMatch(/credential\.html \(dark\) color-contrast/);
		expect(text).toMatch(/credential\.html: \d+ pixels/);
	});
});
