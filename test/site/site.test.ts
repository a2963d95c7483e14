/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// What the pages under docs become on the site; test/e2e/site.e2e.ts looks at it in a browser.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { rows } from '../../scripts/operationList';
import { readAsSite, siteLink, switchPictures } from '../../scripts/site/links';
import { slug } from '../../scripts/site/operationPages';
import { GITHUB, ROOT, SITE } from '../../scripts/site/repository';
import { arrange, pagesOf, sidebar, titleOf } from '../../scripts/site/sidebar';
import { placesOf, read } from './support/pages';

const NODES = ['litmos', 'litmos-catalog', 'litmos-report', 'litmos-lrs'];

/** The pages that are printed about nodes and resources. */
const PRINTED = new Set([...NODES, ...rows.map(({ resource }) => slug(resource.name))]);

describe('a link', () => {
	it.each([
		['limit.md#the-promise', 'usage.md', 'limit.md#the-promise'],
		['../limit.md', 'cookbook/sync.md', '../limit.md'],
		['../sandbox/README.md', 'limit.md', `${GITHUB}/blob/main/sandbox/README.md`],
		['../../examples/a.json', 'cookbook/sync.md', `${GITHUB}/blob/main/examples/a.json`],
		['../README.md#links', 'limit.md', `${GITHUB}/blob/main/README.md#links`],
		['../examples/', 'limit.md', `${GITHUB}/blob/main/examples`],
		['#here', 'limit.md', '#here'],
		['https://x.example/a', 'limit.md', 'https://x.example/a'],
	])('%s on %s leads to %s', (href, page, target) => {
		expect(siteLink(href, page)).toBe(target);
	});
});

describe('a page', () => {
	const render = (text: string) => {
		const markdown = new MarkdownIt({ html: true });
		readAsSite(markdown);
		return markdown.render(text, { relativePath: 'limit.md' });
	};

	it('shows one of two pictures, by the switch for the colors', () => {
		const picture =
			'<picture><source media="(prefers-color-scheme: dark)" srcset="images/a.dark.png"><img src="images/a.png" alt="A" width="700"></picture>';
		expect(switchPictures(picture)).toBe(
			'<img class="light-only" src="./images/a.png" alt="A" loading="lazy"><img class="dark-only" src="./images/a.dark.png" alt="A" loading="lazy">',
		);
	});

	it('leaves nothing that Vue would take for an expression', () => {
		expect(render('{{ a }} `{{ b }}`')).not.toContain('{{');
	});

	it('has no heading of a column that says nothing', () => {
		expect(render('|   | B |\n| - | - |\n| a | b |\n')).not.toContain('<th></th>');
		expect(render('|   | B |\n| - | - |\n| a | b |\n')).toContain('<th>B</th>');
	});

	it('leads out of docs to GitHub', () => {
		expect(render('[a](../SECURITY.md)')).toContain(`href="${GITHUB}/blob/main/SECURITY.md"`);
	});
});

describe('the sidebar', () => {
	it('has every page once, also one that nobody has put anywhere', () => {
		const pages = [...pagesOf(), 'brand-new', 'decisions/0001-x', 'cookbook/brand-new'];
		const arranged = arrange(pages);
		expect([...arranged.values()].flat().sort()).toEqual(pages.sort());
		expect(arranged.get('More')).toContain('brand-new');
		expect(arranged.get('For developers')).toContain('decisions/0001-x');
		expect(arranged.get('Cookbook')).toContain('cookbook/brand-new');
	});

	it('has a section for every page there is', () => {
		expect(arrange(pagesOf()).get('More')).toEqual([]);
	});

	it('takes a page that is gone for gone', () => {
		expect(arrange(['limit']).get('Start')).toEqual([]);
	});

	it('calls pages by their first headings, and groups the printed ones by node', () => {
		expect(titleOf('limit')).toBe('The rate limit');
		const printed = [
			{ name: 'litmos', title: 'Litmos', content: '' },
			{ name: 'user', title: 'User', node: 'litmos', content: '' },
			{ name: 'messages', title: 'Messages', isTop: true as const, content: '' },
		];
		const sections = sidebar(printed);
		const operations = sections.find(({ text }) => text === 'Operations')!;
		expect(operations.items?.at(-1)).toMatchObject({
			text: 'Litmos',
			items: [{ text: 'User', link: '/operations/user' }],
		});
		const trouble = sections.find(({ text }) => text === 'Troubleshooting')!;
		expect(trouble.items?.[0]).toEqual({ text: 'Messages', link: '/messages' });
	});
});

describe('an address in n8n', () => {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.node\.json$|\.credentials\.ts$/.test(file))
			.map((file) => `${folder}/${file}`),
	);
	const addresses = files.flatMap((file) =>
		[...read(file).matchAll(/['"](https:[^'"]+)['"]/g)]
			.map(([, address = '']) => [address, file] as const)
			.filter(([address]) => /\.github\.io\//.test(address)),
	);

	it('is in each node and each credential', () => {
		expect(new Set(addresses.map(([, file]) => file)).size).toBe(files.length);
		expect(addresses.length).toBeGreaterThanOrEqual(12);
	});

	it.each(addresses)('leads to a page of the site: %s in %s', (address) => {
		expect(address.startsWith(SITE)).toBe(true);
		const [page = '', place = ''] = address.slice(SITE.length).split('#');
		const name = page.replace(/\.html$/, '');
		if (name.startsWith('operations/')) {
			expect(PRINTED).toContain(name.slice('operations/'.length));
			return;
		}
		expect(pagesOf()).toContain(name);
		if (place) expect(placesOf(read(`docs/${name}.md`))).toContain(place);
	});
});

describe('the pages about operations', () => {
	it('have names of their own', () => {
		const resources = new Set(rows.map(({ node, resource }) => `${node} ${resource.name}`));
		expect(PRINTED.size).toBe(resources.size + NODES.length);
	});
});
