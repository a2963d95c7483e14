/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

const ROOT = path.resolve(__dirname, '../..');
const { n8n } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

/** n8n's heaviest node has 201 properties and 207 kB. */
const BUDGETS: Readonly<Record<string, { properties: number; bytes: number }>> = {
	Litmos: { properties: 200, bytes: 200_000 },
	LitmosReport: { properties: 60, bytes: 60_000 },
	LitmosTrigger: { properties: 60, bytes: 60_000 },
	LitmosWebhookTrigger: { properties: 60, bytes: 60_000 },
};
const LOADING_MS = 60;
const PROCESSES = 9;
/** So long other tests may keep the machine from showing what loading takes by itself. */
const MOST = 45;

/** Loads what n8n loads of a package, and makes the descriptions that n8n sends to the editor. */
const LOADER = `
require('n8n-workflow');
const [before, spent] = [performance.now(), process.cpuUsage()];
for (const file of ${JSON.stringify([...n8n.credentials, ...n8n.nodes])}) {
	for (const Type of Object.values(require('./' + file))) new Type();
}
const { user, system } = process.cpuUsage(spent);
console.log(JSON.stringify([performance.now() - before, (user + system) / 1000]));
`;

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

	it(`load in less than ${LOADING_MS} ms, all of the package`, () => {
		// On a machine that is busy with other tests, the processor's time says more than the clock, and the fastest of some more than the others.
		const times: number[] = [];
		while (times.length < PROCESSES || (times.length < MOST && Math.min(...times) >= LOADING_MS)) {
			const printed = execFileSync(process.execPath, ['-e', LOADER], {
				cwd: ROOT,
				encoding: 'utf8',
			});
			times.push(Math.min(...(JSON.parse(printed) as number[])));
		}
		times.sort((a, b) => a - b);
		process.stdout.write(`Loading: ${times.map((time) => time.toFixed(0)).join(' ')} ms\n`);
		expect(times[0]!).toBeLessThan(LOADING_MS);
	}, 120_000);
});
