/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { runScript } from '../support/runScript';
import type { Workbench } from './pack';
import { ROOT, offerWorkflow, packProject } from './pack';

let bench: Workbench;
beforeAll(() => {
	bench = packProject();
	offerWorkflow(bench);
});
afterAll(() => bench.remove());

const load = (script: string) => runScript(script, { cwd: bench.folder, temp: bench.folder });

/** Requires what package.json names, and says which modules hold on to a limiter. */
const REQUIRE_ALL = `
	const manifest = require('n8n-nodes-litmos/package.json');
	const files = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
	const classes = files.flatMap((file) => Object.keys(require('n8n-nodes-litmos/' + file)));
	const loaded = Object.values(require.cache);
	const limiters = loaded.filter((module) => /limiter/.test(module.id));
	const holders = loaded.filter((module) => limiters.some((one) => module.children.includes(one)));
	const short = (module) => module.id.split('n8n-nodes-litmos/dist/')[1] ?? module.id;
	console.log(JSON.stringify({
		classes,
		limiters: limiters.map(short),
		holders: holders.map(short).sort(),
	}));
`;

/** Loads the package by n8n's own loader, as n8n does when it starts. */
const LOAD_BY_N8N = `
	require(${JSON.stringify(path.join(ROOT, 'node_modules/reflect-metadata'))});
	const { PackageDirectoryLoader } = require(${JSON.stringify(path.join(ROOT, 'node_modules/n8n-core'))});
	const loader = new PackageDirectoryLoader('node_modules/n8n-nodes-litmos');
	loader.loadAll().then(() => console.log(JSON.stringify({
		known: loader.known,
		nodes: loader.types.nodes.map(({ name, displayName, version, iconUrl, codex, properties }) =>
			({ name, displayName, version, iconUrl, codex, properties: properties.length })),
		credentials: loader.types.credentials.map(({ name, displayName, iconUrl, supportedNodes }) =>
			({ name, displayName, iconUrl, supportedNodes })),
	})));
`;

interface Loaded {
	nodes: Array<{ name: string; iconUrl: Icons; codex: object; properties: number }>;
	credentials: Array<{ name: string; iconUrl: Icons; supportedNodes: string[] }>;
}
interface Icons {
	light: string;
	dark: string;
}

describe('the packed package, where only n8n-workflow can be reached', () => {
	it('loads, and credential and transport hold the same limiter', () => {
		expect(load(REQUIRE_ALL)).toEqual({
			classes: [
				'LitmosApi',
				'LitmosLrsApi',
				'LitmosWebhookApi',
				'Litmos',
				'LitmosCatalog',
				'LitmosLrs',
				'LitmosReport',
				'LitmosTrigger',
				'LitmosWebhookTrigger',
			],
			limiters: ['nodes/shared/limiter/limiters.js'],
			holders: [
				'nodes/shared/admission.js',
				'nodes/shared/transport/attempt.js',
				'nodes/shared/transport/client.js',
			],
		});
	});

	it("is loaded by n8n's own loader with names, icons and codex", () => {
		const { nodes, credentials } = load(LOAD_BY_N8N) as Loaded;
		expect(nodes).toEqual([
			expect.objectContaining({
				name: 'litmos',
				displayName: 'Litmos',
				codex: expect.objectContaining({ categories: ['Productivity'] }) as object,
			}),
			expect.objectContaining({
				name: 'litmosCatalog',
				displayName: 'Litmos Catalog',
				codex: expect.objectContaining({ categories: ['Productivity'] }) as object,
			}),
			expect.objectContaining({
				name: 'litmosLrs',
				displayName: 'Litmos LRS',
				codex: expect.objectContaining({ categories: ['Productivity', 'Analytics'] }) as object,
			}),
			expect.objectContaining({
				name: 'litmosReport',
				displayName: 'Litmos Report',
				codex: expect.objectContaining({ categories: ['Productivity', 'Analytics'] }) as object,
			}),
			expect.objectContaining({
				name: 'litmosTrigger',
				displayName: 'Litmos Trigger',
				codex: expect.objectContaining({ categories: ['Productivity'] }) as object,
			}),
			expect.objectContaining({
				name: 'litmosWebhookTrigger',
				displayName: 'Litmos Webhook Trigger',
				codex: expect.objectContaining({ categories: ['Productivity'] }) as object,
			}),
		]);
		for (const { properties } of nodes) expect(properties).toBeGreaterThan(5);
		expect(credentials).toEqual([
			expect.objectContaining({
				name: 'litmosApi',
				supportedNodes: [
					'litmos',
					'litmosCatalog',
					'litmosReport',
					'litmosTrigger',
					'litmosWebhookTrigger',
				],
			}),
			expect.objectContaining({ name: 'litmosLrsApi', supportedNodes: ['litmosLrs'] }),
			expect.objectContaining({
				name: 'litmosWebhookApi',
				supportedNodes: ['litmosWebhookTrigger'],
			}),
		]);
		const icons = [...nodes, ...credentials].flatMap(({ iconUrl }) => Object.values(iconUrl));
		expect(icons).toHaveLength(18);
		for (const icon of icons as string[]) {
			const file = icon.replace('icons/n8n-nodes-litmos/', '');
			expect(existsSync(path.join(bench.packed, file))).toBe(true);
		}
	});

	// The last one, since it spoils the package.
	it('would not load if it required limiter instead of carrying it', () => {
		const transport = path.join(bench.packed, 'dist/nodes/shared/transport/client.js');
		appendFileSync(transport, "\nrequire('limiter');\n");
		expect(() => load(REQUIRE_ALL)).toThrow(/Cannot find module 'limiter'/);
	});
});
