import type { Browser } from 'playwright-core';

const PATIENCE_MS = 20_000;

/** Types words into the search, and tells which do not lead to the page that they should. */
export async function searchFor(
	browser: Browser,
	home: string,
	wanted: Readonly<Record<string, string>>,
): Promise<string[]> {
	const page = await browser.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(home);
	await page.locator('#local-search button').click();
	const faults: string[] = [];
	for (const [words, target] of Object.entries(wanted)) {
		await page.locator('.VPLocalSearchBox input').fill(words);
		const results = page.locator(`.VPLocalSearchBox a[href*="${target}"]`);
		const isFound = await results
			.first()
			.waitFor()
			.then(() => true)
			.catch(() => false);
		if (!isFound) faults.push(`"${words}" does not find ${target}`);
	}
	await page.close();
	return faults;
}
