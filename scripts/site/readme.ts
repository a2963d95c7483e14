/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
// The README as others show it: GitHub, and npm, whose page n8n opens for a package. Both use the same style; npm
// has a narrower column and takes HTML out.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Browser, Page } from 'playwright-core';
import { OVERFLOW } from './inBrowser';
import { rawUrl, ROOT } from './repository';

const WIDTHS = { github: 1012, npm: 640, phone: 375 } as const;

export type Place = keyof typeof WIDTHS;
export const PLACES = Object.keys(WIDTHS) as Place[];

const BROKEN = '[...document.images].filter((one) => one.naturalWidth === 0).map((one) => one.src)';

/** Opens it in a page as wide as the column there. Its pictures come from this machine. */
export async function openReadme(browser: Browser, place: Place): Promise<Page> {
	const viewport = { width: WIDTHS[place], height: 900 };
	const page = await browser.newPage({ viewport, colorScheme: 'light' });
	const start = rawUrl('');
	await page.route(/^https:/, async (route) => {
		const url = route.request().url();
		const isOurs = url.startsWith(start);
		await (isOurs
			? route.fulfill({ path: path.join(ROOT, url.slice(start.length)) })
			: route.abort());
	});
	const markdown = new MarkdownIt({ html: place !== 'npm', linkify: true });
	const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8').replace(/<!--.*?-->/gs, '');
	await page.setContent(
		`<!doctype html><html lang="en"><title>README</title><body class="markdown-body" style="padding: 16px">${markdown.render(text)}</body></html>`,
	);
	const style = require.resolve('github-markdown-css/github-markdown.css');
	await page.addStyleTag({ content: readFileSync(style, 'utf8') });
	await page.waitForLoadState('networkidle');
	return page;
}

/** Pictures that do not show, and what is wider than the column. */
export async function readmeFaults(browser: Browser): Promise<string[]> {
	const faults: string[] = [];
	for (const place of PLACES) {
		const page = await openReadme(browser, place);
		const broken = await page.evaluate<string[]>(BROKEN);
		faults.push(...broken.map((picture) => `${place}: ${picture} does not show`));
		const over = await page.evaluate<number>(OVERFLOW);
		if (over > 0) faults.push(`${place}: ${over} pixels too wide`);
		await page.close();
	}
	return faults;
}
