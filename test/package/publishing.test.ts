/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { chosenRelease, refusesUnverified } from '../e2e/support/releases';
import { ROOT } from './pack';

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	permissions?: Record<string, string>;
	environment?: string;
	needs?: string;
	steps: Step[];
}

interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = path.join(ROOT, '.github/workflows');

const workflows = readdirSync(FOLDER).map((name) => ({
	name,
	workflow: parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow,
}));

const jobs = workflows.flatMap(({ name, workflow }) =>
	Object.entries(workflow.jobs).map(([id, job]) => ({
		name: `${name}: ${id}`,
		job,
		permissions: job.permissions ?? workflow.permissions,
	})),
);

/** What runs code that others have written, or code of the repository, which may call it. */
const RUNS_CODE =
	/^\s*(npm (ci|install|i|exec|run|test|start)|npx|yarn|pnpm|node)\s|\$\(|actions\/checkout/m;

const textOf = ({ steps }: Job) => steps.map(({ uses, run }) => uses ?? run).join('\n');

describe.each(jobs)('the job $name', ({ job, permissions }) => {
	it('says what it may do, and writes nothing into the repository', () => {
		expect(permissions).toBeDefined();
		expect(permissions?.contents ?? 'none').not.toBe('write');
	});

	it('names each action by its commit', () => {
		for (const { uses } of job.steps) expect(uses ?? '@'.repeat(41)).toMatch(/@[\da-f@]{40}$/);
	});

	it('installs and runs nothing of others where it could publish, and waits to be allowed to', () => {
		const canPublish = permissions?.['id-token'] === 'write';
		if (!canPublish) {
			expect(textOf(job)).not.toContain('npm publish');
			return;
		}
		expect(textOf(job)).not.toMatch(RUNS_CODE);
		if (job.environment === 'github-pages') {
			expect(permissions).toEqual({ pages: 'write', 'id-token': 'write' });
			expect(textOf(job)).toMatch(/^actions\/deploy-pages@\w+$/);
			return;
		}
		expect(permissions).toEqual({ 'id-token': 'write' });
		expect(job.environment).toBe('npm');
		expect(textOf(job)).toContain('--ignore-scripts');
		expect(textOf(job)).toMatch(/sha512sum --check[^\n]*\n\s*npm publish/);
	});
});

it('publishes in one job only, what another has tested and packed', () => {
	const publishing = jobs.filter(({ job }) => job.environment === 'npm');
	expect(publishing.map(({ name }) => name)).toEqual(['publish.yml: publish']);
	const needed = jobs.find(({ name }) => name === `publish.yml: ${publishing[0]!.job.needs}`);
	const tested = textOf(needed!.job);
	const order = ['npm ci', 'npm run lint', 'npm test', 'npm run build', 'npm pack'];
	expect(order.map((step) => tested.indexOf(step))).toEqual(
		order.map((step) => tested.indexOf(step)).sort((a, b) => a - b),
	);
	for (const step of order) expect(tested).toContain(step);
});

describe('the newest n8n', () => {
	const { workflow } = workflows.find(({ name }) => name === 'newest.yml')!;

	it('is tried each week, in the version that npm calls the latest, by all tests', () => {
		const { on } = workflow as unknown as { on: { schedule: Array<{ cron: string }> } };
		expect(on.schedule.map(({ cron }) => cron.split(' ').slice(2))).toEqual([['*', '*', '2']]);
		expect(textOf(workflow.jobs.newest!)).toMatch(/LITMOS_E2E_N8N=\$\(npm view .+\nnpm run e2e$/);
	});

	it('is an exact version, or the pinned one', () => {
		expect(chosenRelease('3.0.0')).toMatchObject({ version: '3.0.0' });
		expect(chosenRelease('')).toEqual(chosenRelease(undefined));
		expect(() => chosenRelease('latest')).toThrow(/wants a version/);
		expect(() => chosenRelease('')).not.toThrow();
	});

	it('refuses unverified packages by itself from 3 on', () => {
		const refusing = ['1.123.81', '2.99.0', '3.0.0', '10.1.0'].map((version) =>
			refusesUnverified(chosenRelease(version)),
		);
		expect(refusing).toEqual([false, false, true, true]);
	});
});
