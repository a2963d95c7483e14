/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { GITHUB, rawUrl, ROOT } from '../../../scripts/site/repository';

const markdown = new MarkdownIt({ html: true });

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The tokens of a page, those inside of its paragraphs as well. */
const tokensOf = (text: string) =>
	markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);

/** Where the links of a page lead, and its pictures. */
export function targetsOf(text: string): { links: string[]; pictures: string[] } {
	const tokens = tokensOf(text);
	const all = (type: string, name: string): string[] =>
		tokens.filter((token) => token.type === type).map((token) => token.attrGet(name) ?? '');
	return { links: all('link_open', 'href'), pictures: all('image', 'src') };
}

/** HTML that a page shows: comments and places to link to show nothing. */
export function htmlIn(text: string): string[] {
	return tokensOf(text)
		.filter(({ type }) => /^html_(?:block|inline)$/.test(type))
		.map(({ content }) => content.replace(/<!--[\s\S]*?-->|<a id="[\w-]+">|<\/a>/g, '').trim())
		.filter((content) => content !== '');
}

/** The places of a page as GitHub names them. */
export function placesOf(text: string): Set<string> {
	const slugger = new GithubSlugger();
	const tokens = markdown.parse(text, {});
	const headings = tokens.flatMap((token, index) =>
		token.type === 'heading_open' ? [tokens[index + 1]!] : [],
	);
	const titles = headings.map(({ children }) =>
		(children ?? [])
			.filter(({ type }) => type === 'text' || type === 'code_inline')
			.map(({ content }) => content)
			.join(''),
	);
	const named = [...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id);
	return new Set([...titles.map((title) => slugger.slug(title)), ...named]);
}

/** What is wrong with the links of a page that lead to files of this repository. `file`: from its root. */
export function linkFaults(text: string, file: string): string[] {
	const { links, pictures } = targetsOf(text);
	return [...links, ...pictures].flatMap((link) => {
		const local = localPath(link, file);
		if (!local) return [];
		const [target, place] = local;
		if (!existsSync(path.join(ROOT, target))) return [`${link}: there is no ${target}`];
		if (!place || statSync(path.join(ROOT, target)).isDirectory()) return [];
		const places = placesOf(target === file ? text : read(target));
		return places.has(place) ? [] : [`${link}: ${target} has no such heading`];
	});
}

/** The file that a link leads to, from the root of the repository, and the place in it. */
function localPath(link: string, from: string): [file: string, place: string] | undefined {
	const [address = '', place = ''] = link.split('#');
	const start = [rawUrl(''), `${GITHUB}/blob/main/`].find((one) => address.startsWith(one));
	if (start) return [decodeURIComponent(address.slice(start.length)), place];
	if (/^[a-z]+:/i.test(address)) return undefined;
	if (address === '') return [from, place];
	return [path.posix.join(path.posix.dirname(from), decodeURIComponent(address)), place];
}
