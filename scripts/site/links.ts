/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
// The pages under docs are written for GitHub. Here is what makes them right on the site as well.
import path from 'node:path';
import type MarkdownIt from 'markdown-it';
import { blobUrl } from './repository';

const EXTERNAL = /^(?:[a-z]+:|#|\/)/i;

/** Where a link of a page leads: within docs as it stands, and outside of it to GitHub. */
export function siteLink(href: string, page: string): string {
	if (EXTERNAL.test(href)) return href;
	const [file = '', hash] = href.split('#');
	const target = path.posix.join('docs', path.posix.dirname(page), file);
	if (target.startsWith('docs/')) return href;
	return blobUrl(target.replace(/\/$/, '')) + (hash ? `#${hash}` : '');
}

const PICTURE =
	/<picture><source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)"><img src="([^"]+)" alt="([^"]*)"[^>]*><\/picture>/g;

/** The site has a switch for its colors: which picture shows is up to that, not to the system. */
export function switchPictures(markdown: string): string {
	const near = (file: string): string => (/^\.{0,2}\//.test(file) ? file : `./${file}`);
	return markdown.replace(PICTURE, (...found: string[]) => {
		const [, dark = '', light = '', alt = ''] = found;
		return [
			`<img class="light-only" src="${near(light)}" alt="${alt}" loading="lazy">`,
			`<img class="dark-only" src="${near(dark)}" alt="${alt}" loading="lazy">`,
		].join('');
	});
}

/** Makes VitePress read pages so. */
export function readAsSite(markdown: MarkdownIt): void {
	const render = markdown.render.bind(markdown);
	markdown.render = (source: string, env: unknown) => render(switchPictures(source), env);
	for (const kind of ['text', 'code_inline'] as const) {
		const rule = markdown.renderer.rules[kind]!;
		// Vue would take it for an expression of its own.
		markdown.renderer.rules[kind] = (...token) => rule(...token).replaceAll('{{', '&#123;&#123;');
	}
	markdown.core.ruler.push('corners of tables', ({ tokens }) => {
		for (const [index, token] of tokens.entries()) {
			// A screen reader would announce a heading that says nothing.
			const isCorner = token.type === 'th_open' && tokens[index + 1]?.content === '';
			if (isCorner) for (const one of [token, tokens[index + 2]!]) one.tag = 'td';
		}
	});
	markdown.core.ruler.push('links out of docs', ({ tokens, env }) => {
		const { relativePath = '' } = env as { relativePath?: string };
		for (const token of tokens.flatMap(({ children }) => children ?? [])) {
			if (token.type !== 'link_open') continue;
			token.attrSet('href', siteLink(token.attrGet('href') ?? '', relativePath));
		}
	});
}
