/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './support/processes';
import type { Stage } from './support/stage';
import { openStage, PACKAGE } from './support/stage';
import { LITMOS } from './support/workflow';

const PAGE = path.resolve(__dirname, '../../docs/install.md');

/** The settings that the page about installation gives to n8n by Docker Compose. */
function settings(): Record<string, string> {
	const block = /environment:\n([\s\S]+?)\n {4}volumes:/.exec(readFileSync(PAGE, 'utf8'))?.[1];
	const lines = (block ?? '').matchAll(/^ {6}(\w+): '(.+)'$/gm);
	return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

describe('the settings for Docker Compose in docs/install.md', () => {
	let stage: Stage;
	afterAll(async () => await stage?.close());

	it('install the package at the start of n8n, unverified as it is', async () => {
		const env = settings();
		expect(Object.keys(env)).toHaveLength(3);
		expect(env).toHaveProperty('N8N_UNVERIFIED_PACKAGES_ENABLED', 'true');
		stage = await openStage('install', { installed: false, env });
		const { rest } = stage.n8n;
		const [installed] = await until('it is installed', async () => {
			const all = await rest.packages();
			return all.length > 0 ? all : undefined;
		});
		expect(installed).toMatchObject({ packageName: PACKAGE, failedLoading: false });
		expect(await rest.nodeTypes()).toContain(LITMOS);
	});
});
