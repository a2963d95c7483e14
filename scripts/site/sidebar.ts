/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
// The pages on the left. A page that nobody has put anywhere stands under More: none is left out.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PrintedPage } from './operationPages';
import { ROOT } from './repository';

const DOCS = path.join(ROOT, 'docs');

export interface Entry {
	text: string;
	link?: string;
	collapsed?: boolean;
	items?: Entry[];
}

/** Pages by their names below docs, without `.md`; a name that ends with `/` is all pages of that folder. */
const SECTIONS: ReadonlyArray<readonly [title: string, pages: readonly string[]]> = [
	['Start', ['start', 'install', 'credential', 'usage', 'ten-jobs']],
	[
		'Cookbook',
		[
			'cookbook/new-hires',
			'cookbook/leavers',
			'cookbook/sync',
			'cookbook/reminders',
			'cookbook/certificates',
			'cookbook/live-training',
			'cookbook/reports',
			'cookbook/ai-agent',
			'cookbook/',
		],
	],
	[
		'Guides',
		[
			'people-sync',
			'compliance',
			'triggers',
			'warehouse',
			'learning-record-store',
			'agents',
			'several-accounts',
		],
	],
	['Operations', ['operations', 'requests-per-job']],
	['Limit', ['limit', 'performance']],
	['Scaling', ['scaling']],
	['Troubleshooting', ['when-things-go-wrong', 'not-proven']],
	['Security', ['security', 'audit']],
	[
		'For developers',
		[
			'how-it-works',
			'how-items-become-requests',
			'how-triggers-work',
			'mutation',
			'roadmap',
			'decisions/',
		],
	],
];

/** Every page below docs that is written by hand, without `.md`. */
export function pagesOf(folder = DOCS): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => file.split(path.sep).join('/'))
		.filter((file) => file.endsWith('.md') && !/^\.|\[/.test(file) && file !== 'index.md')
		.map((file) => file.slice(0, -'.md'.length))
		.sort();
}

/** The first heading of a page. */
export function titleOf(page: string): string {
	const text = readFileSync(path.join(DOCS, `${page}.md`), 'utf8');
	return /^# (.+)$/m.exec(text)?.[1] ?? page;
}

/** Which page stands where. What is not there is left out, so that a page may come and go. */
export function arrange(pages: readonly string[]): Map<string, string[]> {
	const left = new Set(pages);
	const take = (wanted: string): string[] => {
		const found = [...left].filter((page) =>
			wanted.endsWith('/') ? page.startsWith(wanted) : page === wanted,
		);
		for (const page of found) left.delete(page);
		return found;
	};
	const sections = new Map(SECTIONS.map(([title, wanted]) => [title, wanted.flatMap(take)]));
	return sections.set('More', [...left]);
}

/** The sidebar of all pages; the generated ones stand in groups by node, below Operations. */
export function sidebar(printed: readonly PrintedPage[]): Entry[] {
	return [...arrange(pagesOf())]
		.filter(([, pages]) => pages.length > 0)
		.map(([text, pages]) => {
			const items: Entry[] = pages.map((page) => ({ text: titleOf(page), link: `/${page}` }));
			if (text === 'Operations') items.push(...groups(printed));
			if (text === 'Troubleshooting') items.unshift(...topPages(printed));
			return { text, items };
		});
}

const topPages = (printed: readonly PrintedPage[]): Entry[] =>
	printed
		.filter(({ isTop }) => isTop)
		.map(({ name, title }) => ({ text: title, link: `/${name}` }));

function groups(printed: readonly PrintedPage[]): Entry[] {
	const nodes = printed.filter(({ node, isTop }) => node === undefined && !isTop);
	return nodes.map(({ name, title }) => ({
		text: title,
		link: `/operations/${name}`,
		collapsed: true,
		items: printed
			.filter(({ node }) => node === name)
			.map((page) => ({ text: page.title, link: `/operations/${page.name}` })),
	}));
}
