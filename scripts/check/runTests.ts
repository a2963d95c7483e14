/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Row } from '../operationList';
import { rows } from '../operationList';

const ROOT = path.resolve(__dirname, '../..');

/** Tests that run once for each operation. */
export interface OperationTests {
	files: readonly string[];
	/** How the names of the tests end; `{}` stands for the operation. */
	names: readonly string[];
}

/** Runs the tests of some operations alone, and tells how jest ended. */
export function runTests(
	{ files, names }: OperationTests,
	chosen: readonly Row[],
	env = {},
): number {
	const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
	const operations = chosen.length === rows.length ? '\\w+: ?\\w+' : chosen.map(spelled).join('|');
	const wanted = names.map((name) => name.replace('{}', `(${operations})`)).join('|');
	const { status } = spawnSync(process.execPath, [jest, ...files, '-t', `(${wanted})$`], {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdio: 'inherit',
	});
	return status ?? 1;
}

/** Some tests say `team:create`, others `team: create`. */
function spelled({ name }: Row): string {
	return name.replace(':', ': ?');
}
