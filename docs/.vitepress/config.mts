// The site: the pages under docs, and those that `npm run site` prints. See scripts/site.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitepress';
import { readAsSite } from '../../scripts/site/links';
import { BASE, BUILT, GITHUB, PRINTED, ROOT, SITE } from '../../scripts/site/repository';
import { sidebar } from '../../scripts/site/sidebar';

const printed = existsSync(PRINTED) ? JSON.parse(readFileSync(PRINTED, 'utf8')) : [];
const icon = `data:image/svg+xml;base64,${readFileSync(path.join(ROOT, 'icons/litmos.svg'), 'base64')}`;

export default defineConfig({
	title: 'Litmos nodes for n8n',
	description: 'How to use the n8n community nodes for Litmos',
	lang: 'en-US',
	base: BASE,
	outDir: BUILT,
	cacheDir: `${BUILT}/../vite`,
	head: [['link', { rel: 'icon', href: icon }]],
	sitemap: { hostname: SITE },
	markdown: {
		config: readAsSite,
		// Their colors can be read by everybody.
		theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
	},
	themeConfig: {
		nav: [
			{ text: 'Start', link: '/start' },
			{ text: 'Cookbook', link: '/cookbook/new-hires' },
			{ text: 'Operations', link: '/operations' },
			{ text: 'Troubleshooting', link: '/when-things-go-wrong' },
		],
		sidebar: sidebar(printed),
		outline: { level: [2, 3] },
		search: { provider: 'local' },
		socialLinks: [{ icon: 'github', link: GITHUB }],
		footer: { message: 'This package is not made or endorsed by Litmos or n8n.' },
	},
});
