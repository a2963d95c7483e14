/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
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
