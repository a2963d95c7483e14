/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { table } from './fieldTables';
import { ROOT } from './repository';

interface Job {
	name: string;
	ours: string;
	loop: string;
}

/** The jobs that were counted, each with how it was done. */
function countedJobs(): Job[] {
	const page = readFileSync(path.join(ROOT, 'docs/requests-per-job.md'), 'utf8');
	return page
		.split('\n')
		.filter((line) => line.startsWith('|') && line.includes('**'))
		.map((line) => line.split('|').map((part) => part.trim()))
		.map(([, name = '', ours = '', loop = '']) => ({ name, ours, loop }));
}

/** Whole jobs in which a resource takes part, as the end of its page. */
export function jobsWith(resource: string): string[] {
	const jobs = countedJobs().filter(({ ours }) => ours.includes(` ${resource}: `));
	if (jobs.length === 0) return [];
	const lines = jobs.map(({ name, ours, loop }) => [name, ours, loop]);
	return [
		'## Whole jobs {#whole-jobs}',
		'How many requests a job takes, counted in real runs. [All jobs](../requests-per-job.md).',
		table([['Job', 'With this node', 'With one call per item'], ...lines]),
	];
}
