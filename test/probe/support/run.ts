import type { Sandbox } from '../../../sandbox/server';
import { startSandbox } from '../../../sandbox/server';
import type { SandboxOptions } from '../../../sandbox/options';
import { runProbe, type Outcome, type Run } from '../../../scripts/probe/probe';

const API_KEY = 'key-of-a-probe';

const KEPT = [
	'users',
	'userNames',
	'customFields',
	'teams',
	'courses',
	'enrolments',
	'collections',
	'listings',
	'tokens',
	'learningPaths',
	'mails',
] as const;

/** All that was there before: what the probe makes and removes again leaves no trace. */
export function tenantOf({ state }: Sandbox): Record<string, unknown> {
	return structuredClone(Object.fromEntries(KEPT.map((name) => [name, state[name]])));
}

export interface Probed {
	outcome: Outcome;
	sandbox: Sandbox;
	before: Record<string, unknown>;
}

/** Runs the probe against a sandbox of its own, which is stopped then. */
export async function probe(
	options: SandboxOptions,
	run: Omit<Run, 'access'> & { prepare?: (sandbox: Sandbox) => void } = {},
): Promise<Probed> {
	const sandbox = await startSandbox({ people: 60, ...options, apiKeys: [API_KEY] });
	try {
		// Points are counted whenever somebody looks.
		const before = tenantOf(sandbox);
		run.prepare?.(sandbox);
		const requestsPerMinute = 1_000;
		const access = { apiKey: API_KEY, region: 'custom', baseUrl: sandbox.baseUrl } as const;
		const outcome = await runProbe({ ...run, access: { ...access, requestsPerMinute } });
		return { outcome, sandbox, before };
	} finally {
		await sandbox.close();
	}
}
