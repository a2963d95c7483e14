/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
// How the pages are in a real browser: errors, places that links lead to, contrast and the like, small screens.
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 800 };
const THEMES = ['light', 'dark'] as const;

// As texts: the types of a browser are not those of this program.
const IDS = "[...document.querySelectorAll('[id]')].map(({ id }) => id)";
const LINKS = "[...document.querySelectorAll('a')].map(({ href }) => href)";
/** By how many pixels a page is wider than its window. */
export const OVERFLOW =
	'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Its places, and where it links to. */
interface Seen {
	ids: Set<string>;
	links: string[];
}

export interface Look {
	/** Each as `page: what is wrong`. */
	consoleErrors: string[];
	violations: string[];
	overflows: string[];
	lostPlaces: string[];
}

/** Opens each page once in a browser. `pages`: below `home`. */
export async function lookAt(
	browser: Browser,
	home: string,
	pages: readonly string[],
): Promise<Look> {
	const look: Look = { consoleErrors: [], violations: [], overflows: [], lostPlaces: [] };
	const page = await (await browser.newContext({ viewport: DESKTOP })).newPage();
	let current = '';
	page.on('pageerror', ({ message }) => look.consoleErrors.push(`${current}: ${message}`));
	page.on('console', (said) => {
		if (said.type() === 'error') look.consoleErrors.push(`${current}: ${said.text()}`);
	});
	const seen = new Map<string, Seen>();
	for (current of pages) {
		await page.setViewportSize(DESKTOP);
		await page.goto(home + current, { waitUntil: 'load' });
		await page.locator('#app').waitFor();
		seen.set(home + current, await placesOf(page));
		look.violations.push(...(await violationsOf(page)).map((fault) => `${current} ${fault}`));
		await page.setViewportSize(PHONE);
		const over = await page.evaluate<number>(OVERFLOW);
		if (over > 0) look.overflows.push(`${current}: ${over} pixels`);
	}
	look.lostPlaces.push(...lostPlaces(seen));
	return look;
}

async function placesOf(page: Page): Promise<Seen> {
	const ids = await page.evaluate<string[]>(IDS);
	const links = await page.evaluate<string[]>(LINKS);
	return { ids: new Set(ids), links };
}

/** Links to a heading that is not on its page. */
function lostPlaces(seen: ReadonlyMap<string, Seen>): string[] {
	return [...seen].flatMap(([from, { links }]) =>
		links
			.filter((link) => {
				const [page = '', place = ''] = link.split('#');
				const target = seen.get(page);
				return place !== '' && target && !target.ids.has(decodeURIComponent(place));
			})
			.map((link) => `${link} on ${from}`),
	);
}

async function violationsOf(page: Page): Promise<string[]> {
	const faults: string[] = [];
	await page.addScriptTag({ content: axeSource() });
	for (const colorScheme of THEMES) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
		await page.addStyleTag({ content: '* { transition: none !important; }' });
		const { violations } = await page.evaluate<AxeResults>('axe.run()');
		for (const { id, nodes } of violations) {
			const [first] = nodes;
			faults.push(`(${colorScheme}) ${id}: ${nodes.length} times, such as ${first?.html}`);
		}
	}
	return faults;
}

let axe: string | undefined;
const axeSource = (): string =>
	(axe ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
