/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Editor } from './editor';

/** n8n moves its parts about for a moment after each click. */
export const SETTLE_MS = 500;

type Theme = 'dark' | 'light';

export interface Shot {
	/** Less than the page. */
	part?: Pick<Locator, 'screenshot'>;
	themes?: readonly Theme[];
}

/**
 * What a person sees, in n8n's light and in its dark colours: NAME.png and NAME.dark.png. Only where
 * LITMOS_E2E_IMAGES names a folder: `npm run images` puts them where the README finds them.
 */
export async function shoot({ page }: Editor, name: string, shot: Shot = {}): Promise<void> {
	const folder = process.env.LITMOS_E2E_IMAGES;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const { part = page, themes = ['dark', 'light'] } = shot;
	for (const theme of themes) {
		await page.emulateMedia({ colorScheme: theme });
		await page.waitForTimeout(SETTLE_MS);
		const file = theme === 'light' ? `${name}.png` : `${name}.dark.png`;
		await part.screenshot({ path: path.join(folder, file) });
	}
}
