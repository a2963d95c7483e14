/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
// Writes the owner into every file that names one: `npm run owner`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownerFrom, ownerOf, underOwner, type Manifest } from './owner';

const ROOT = path.resolve(__dirname, '../..');
const BINARY = /\.(png|svg|tgz)$/;

/** All that git has or would take. */
function files(): string[] {
	const args = ['ls-files', '-co', '--exclude-standard'];
	const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
	return [...new Set(listed.split('\n'))].filter((name) => name !== '' && !BINARY.test(name));
}

function main(): void {
	const to = ownerFrom(process.argv.slice(2));
	const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
	const from = ownerOf(JSON.parse(manifest) as Manifest);
	const changed = files().filter((name) => {
		const file = path.join(ROOT, name);
		const before = readFileSync(file, 'utf8');
		const after = underOwner(before, from, to);
		if (after !== before) writeFileSync(file, after);
		return after !== before;
	});
	process.stdout.write(`Changed: ${changed.join(', ') || 'nothing'}\n`);
}

try {
	main();
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 1;
}
