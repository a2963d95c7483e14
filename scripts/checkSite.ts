/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Looks at the built site: links, places, errors, accessibility, a phone, the search. Run after `npm run site`:
// npm run site:check. With `-- FOLDER`, another site; with `-- --images`, takes the pictures docs/images/site-*.png.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { tool } from '../test/e2e/support/tools';
import { followLinks } from './site/brokenLinks';
import { lookAt } from './site/inBrowser';
import { takePictures } from './site/pictures';
import { readmeFaults } from './site/readme';
import { BASE, BUILT } from './site/repository';
import { serve } from './site/serve';
import { searchFor } from './site/searching';

/** Each is on a page whose name says so. */
const SEARCHED = { leavers: 'cookbook/leavers', 'safety stop': 'people-sync' };

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function report(what: string, faults: readonly string[]): number {
	print(`${what}: ${faults.length} faults`);
	for (const fault of faults) print(`  ${fault}`);
	return faults.length;
}

/** Pages as they are linked; the one for addresses that do not exist has no place of its own. */
const pagesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.html') && file !== '404.html')
		.map((file) => file.split(path.sep).join('/'))
		.sort();

async function check(home: string, folder: string, browser: Browser): Promise<number> {
	const pages = pagesIn(folder);
	const { followed, outside, faults } = await followLinks(home);
	let count = report(`Links (${followed} addresses followed from ${pages.length} pages)`, faults);
	const look = await lookAt(browser, home, pages);
	count += report('Links to a heading', look.lostPlaces);
	count += report('Errors in the console', look.consoleErrors);
	count += report('Accessibility by axe, light and dark', look.violations);
	count += report('Wider than a phone of 375 pixels', look.overflows);
	count += report('Search', await searchFor(browser, home, SEARCHED));
	count += report('README at GitHub, at npm and on a phone', await readmeFaults(browser));
	print(`Links to other sites, not followed: ${outside.length}`);
	if (process.argv.includes('--outside')) outside.forEach(print);
	return count;
}

async function main(): Promise<void> {
	const folder = path.resolve(process.argv.slice(2).find((one) => !one.startsWith('--')) ?? BUILT);
	const served = await serve(folder, BASE);
	const browser = await chromium.launch({
		executablePath: tool('chromium'),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const home = served.origin + BASE;
		if (process.argv.includes('--images')) return await takePictures(browser, home);
		const count = await check(home, folder, browser);
		print(`${count} faults in all`);
		process.exitCode = count === 0 ? 0 : 1;
	} finally {
		await browser.close();
		served.close();
	}
}

main().catch((error: unknown) => {
	print(`The site could not be checked: ${String(error)}`);
	process.exit(1);
});
