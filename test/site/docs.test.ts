/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { rows } from '../../scripts/operationList';
import { pagesOf } from '../../scripts/site/sidebar';
import { ROOT } from '../../scripts/site/repository';
import { linkFaults, read } from './support/pages';

const PAGES = pagesOf().map((page) => `docs/${page}.md`);
const COOKBOOK = PAGES.filter((page) => page.startsWith('docs/cookbook/'));
const NODES: Readonly<Record<string, string>> = {
	Litmos: 'n8n-nodes-litmos.litmos',
	'Litmos Report': 'n8n-nodes-litmos.litmosReport',
};

/** Actions that a page tells to add, but that the node does not have. */
function unknownActions(text: string): string[] {
	const told = [...text.matchAll(/\*\*(Litmos|Litmos Report)\*\*, \*\*([^*]+)\*\*/g)];
	return told
		.filter(
			([, node = '', action]) =>
				!rows.some((row) => row.node === NODES[node] && row.operation.action === action),
		)
		.map(([, node, action]) => `${node}: ${action}`);
}

/** Numbers of requests that a page tells of an example, but that are not those of its run. */
function wrongRequests(text: string): string[] {
	const told = text.matchAll(/\/examples\/([\w-]+)\.json\)[^\n]*?(\d+) requests/g);
	return [...told]
		.filter(([, name, requests]) => {
			const file = `examples/expected/${name}.json`;
			if (!existsSync(path.join(ROOT, file))) return true;
			return (JSON.parse(read(file)) as { requests: number }).requests !== Number(requests);
		})
		.map(([, name, requests]) => `${name}: ${requests}`);
}

describe.each([...PAGES, 'examples/README.md', 'CONTRIBUTING.md'])('%s', (page) => {
	it('has no link to what is not there', () => {
		expect(linkFaults(read(page), page)).toEqual([]);
	});
});

describe.each(COOKBOOK)('%s', (page) => {
	it('tells to add what the nodes have, and requests that were counted', () => {
		expect(unknownActions(read(page))).toEqual([]);
		expect(wrongRequests(read(page))).toEqual([]);
	});
});

describe('the cookbook', () => {
	it('has a page for each of the eight jobs', () => {
		expect(COOKBOOK.length).toBeGreaterThanOrEqual(8);
	});

	it('is checked: what is not so is found', () => {
		expect(unknownActions('**Litmos**, **Fire user** and **Litmos Report**, **Get user**')).toEqual(
			['Litmos: Fire user', 'Litmos Report: Get user'],
		);
		const line = (name: string, requests: number) =>
			`[x](../../examples/${name}.json): ${requests} requests`;
		expect(wrongRequests(line('onboarding', 1))).toEqual(['onboarding: 1']);
		expect(wrongRequests(line('none', 1))).toEqual(['none: 1']);
	});
});

describe('the way to a first run', () => {
	const ways = read('docs/start.md').split('\n## ').slice(1, 3);

	it.each(ways)('has at most 12 steps and 10 minutes, as it says: %#', (way) => {
		const [, steps, minutes] = /(\d+) steps, about (\d+) minutes/.exec(way) ?? [];
		expect([...way.matchAll(/^\d+\. /gm)]).toHaveLength(Number(steps));
		expect(Number(steps)).toBeLessThanOrEqual(12);
		expect(Number(minutes)).toBeLessThanOrEqual(10);
	});
});
