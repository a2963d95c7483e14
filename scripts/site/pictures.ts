/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openReadme } from './readme';
import { ROOT } from './repository';

const PICTURES = [
	['site-desktop', 'index.html', 1280, 'light'],
	['site-dark', 'operations/user.html', 1280, 'dark'],
	['site-phone', 'cookbook/leavers.html', 375, 'light'],
] as const;

/** Takes the pictures of the site that docs/images has. */
export async function takePictures(browser: Browser, home: string): Promise<void> {
	for (const [name, file, width, colorScheme] of PICTURES) {
		const viewport = { width, height: 900 };
		const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
		await page.goto(home + file, { waitUntil: 'networkidle' });
		await page.screenshot({ path: path.join(ROOT, `docs/images/${name}.png`) });
		await page.close();
	}
	const readme = await openReadme(browser, 'npm');
	await readme.screenshot({ path: path.join(ROOT, 'docs/images/site-readme.png'), fullPage: true });
	await readme.close();
}
