/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import path from 'node:path';
import type { Folder } from './folders';
import { loadCore } from './stryker';

const ROOT = path.resolve(__dirname, '../..');

/** What became of one mutant. */
export interface Tried {
	status: string;
	/** File and line. */
	at: string;
	/** Which kind of change, and what stood there afterwards. */
	change: string;
}

/**
 * Has Stryker try the mutants in some ranges. All of them are compiled into one copy of the project, and
 * Stryker switches on one at a time; before that the tests have to pass with none, or this throws.
 *
 * The first run of jest builds dist/ from that copy, which must not have one yet.
 *
 * The tests run as a command, because Stryker's own runner for jest needs an environment of its own.
 */
export async function tryMutants(folder: Folder, ranges: readonly string[]): Promise<Tried[]> {
	const { Stryker } = await loadCore();
	const stryker = new Stryker({
		mutate: ranges,
		testRunner: 'command',
		commandRunner: { command: `npx jest -i --bail ${folder.tests.join(' ')}` },
		ignorePatterns: ['dist', '.built-from', 'docs/images'],
		plugins: [],
		reporters: [],
		concurrency: 2,
		// A loop without end, rather than a busy machine.
		timeoutMS: 60_000,
		timeoutFactor: 3,
		dryRunTimeoutMinutes: 10,
		cleanTempDir: 'always',
		logLevel: 'error',
	});
	const results = await stryker.runMutationTest();
	return results.map(({ status, fileName, location, mutatorName, replacement }) => ({
		status,
		at: `${path.relative(ROOT, fileName).split(path.sep).join('/')}:${location.start.line}`,
		change: `${mutatorName}: ${replacement.replace(/\s+/g, ' ')}`,
	}));
}
