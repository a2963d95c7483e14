/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
// Builds the documentation site from docs. The pages about operations are printed first, from the built package
// and from what the sandbox answers. Run: npm run site. With `-- --print`, prints these pages and builds nothing.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPackage } from '../test/support/loadedPackage';
import { printMessages } from './site/messages';
import { printPages } from './site/operationPages';
import { BUILT, PRINTED, ROOT } from './site/repository';

async function print(): Promise<void> {
	const { nodeTypes, nodeNames } = await loadPackage();
	const nodes = nodeNames.map((name) => nodeTypes.getByNameAndVersion(name).description);
	const pages = await printPages(nodes, (page) => process.stdout.write(`  ${page}\n`));
	pages.push({ name: 'messages', title: 'Messages', isTop: true, content: printMessages() });
	mkdirSync(path.dirname(PRINTED), { recursive: true });
	writeFileSync(PRINTED, JSON.stringify(pages));
	process.stdout.write(`${pages.length} pages were printed.\n`);
}

function build(): number {
	const vitepress = path.join(ROOT, 'node_modules/vitepress/bin/vitepress.js');
	const { status } = spawnSync(process.execPath, [vitepress, 'build', 'docs'], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	if (status === 0) process.stdout.write(`The site is in ${BUILT}\n`);
	return status ?? 1;
}

print()
	.then(() => (process.argv.includes('--print') ? 0 : build()))
	.then((code) => process.exit(code))
	.catch((error: unknown) => {
		process.stdout.write(`The site could not be built: ${String(error)}\n`);
		process.exit(1);
	});
