/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs a folder as `npm publish` would. The tarball's path. */
function pack(from: string, to: string): string {
	const before = new Set(readdirSync(to));
	const how = ['--ignore-scripts', '--pack-destination', to, '--loglevel', 'error'];
	execFileSync(NPM, ['pack', ...how], { cwd: from, shell: process.platform === 'win32' });
	const tarball = readdirSync(to).find((name) => name.endsWith('.tgz') && !before.has(name));
	if (!tarball) throw new Error('npm pack left no tarball');
	return path.join(to, tarball);
}

/** The package as it would be published from what is in `dist/`. */
export function packPackage(to: string): string {
	if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('There is no dist/: npm run build');
	return pack(ROOT, to);
}

/** Unpacks a tarball the way n8n does, into a folder that is there. */
export function unpack(tarball: string, into: string): void {
	execFileSync('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
}

/** The same package under another version, for updates. */
export function packAs(version: string, tarball: string, to: string): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'litmos-e2e-package-'));
	unpack(tarball, folder);
	const file = path.join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
	writeFileSync(file, JSON.stringify({ ...manifest, version }, null, '\t'));
	const packed = pack(folder, to);
	rmSync(folder, { recursive: true, force: true });
	return packed;
}
