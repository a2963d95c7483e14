/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Writes the owner into every file that names one: `npm run owner`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from './files';
import { ownerFrom, ownerOf, underOwner, type Manifest } from './owner';

const ROOT = path.resolve(__dirname, '../..');
const BINARY = /\.(png|svg|tgz)$/;

function main(): void {
	const to = ownerFrom(process.argv.slice(2));
	const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
	const from = ownerOf(JSON.parse(manifest) as Manifest);
	const texts = filesOf(ROOT).filter((name) => !BINARY.test(name));
	const changed = texts.filter((name) => {
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
