/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

const ROOT = path.resolve(__dirname, '../..');
const { n8n } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

/** n8n's heaviest node has 201 properties and 207 kB. */
const BUDGETS: Readonly<Record<string, { properties: number; bytes: number }>> = {
	Litmos: { properties: 200, bytes: 200_000 },
	LitmosCatalog: { properties: 60, bytes: 60_000 },
	LitmosLrs: { properties: 60, bytes: 60_000 },
	LitmosReport: { properties: 60, bytes: 65_000 },
	LitmosTrigger: { properties: 60, bytes: 60_000 },
	LitmosWebhookTrigger: { properties: 60, bytes: 60_000 },
};

const nodes = n8n.nodes.map((file) => {
	const name = path.basename(file, '.node.js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is only known now
	const loaded = require(path.join(ROOT, file)) as Record<string, new () => INodeType>;
	return { name, type: new loaded[name]!() };
});

describe('the panels', () => {
	it.each(nodes.map((node) => [node.name, node.type] as const))(
		'of %s stay light',
		(name, { description }) => {
			const budget = BUDGETS[name];
			expect(budget).toBeDefined();
			const bytes = Buffer.byteLength(JSON.stringify(description));
			const count = description.properties.length;
			process.stdout.write(`${name}: ${count} properties, ${(bytes / 1000).toFixed(1)} kB\n`);
			expect(count).toBeLessThanOrEqual(budget!.properties);
			expect(bytes).toBeLessThanOrEqual(budget!.bytes);
		},
	);
});
