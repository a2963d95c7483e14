/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Does each job in each way against the sandbox, counts the requests, and writes docs/requests-per-job.md.
// Ends with code 1 where ours is not the least.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { JOBS } from './jobs/jobs';
import { requestsOf } from './jobs/ways';
import type { Job, Way } from './jobs/ways';

const FILE = path.resolve(__dirname, '../docs/requests-per-job.md');
const PER_MINUTE = 100;

const INTRODUCTION = `# Requests per job

Litmos takes ${PER_MINUTE} requests per minute and key, so the number of requests is the time that a job takes. This table is printed by \`npm run jobs\`: each job was done in each way against the sandbox of this repository, which counted.

- **This node**: the operation that is named, in n8n's own engine.
- **One call per item**: what a loop with the HTTP Request node does.
- **Other clients**: what published clients do, or tell their users to do. The letters are those of [the contract](../contract/README.md). Where nothing is published about a job, the cell is empty.
`;

const time = (requests: number): string =>
	requests <= PER_MINUTE ? 'at once' : `${Math.floor((requests - 1) / PER_MINUTE)} min`;

const cell = (requests: number | undefined, way: Way | undefined): string =>
	requests === undefined || !way
		? ''
		: `**${requests.toLocaleString('en')}** (${time(requests)}): ${way.name}`;

async function lineOf(job: Job): Promise<{ line: string; isLeast: boolean }> {
	const ours = await requestsOf(job, job.ours);
	const loop = await requestsOf(job, job.loop);
	const peer = job.peer && (await requestsOf(job, job.peer));
	const cells = [job.name, cell(ours, job.ours), cell(loop, job.loop), cell(peer, job.peer)];
	process.stdout.write(`${job.name}: ${ours}, ${loop}, ${peer ?? '-'}\n`);
	return { line: `| ${cells.join(' | ')} |`, isLeast: ours < Math.min(loop, peer ?? Infinity) };
}

async function main(): Promise<void> {
	const lines: string[] = [];
	for (const job of JOBS) {
		const { line, isLeast } = await lineOf(job);
		lines.push(line);
		if (!isLeast) process.exitCode = 1;
	}
	const head = '| Job | This node | One call per item | Other clients |\n| --- | --- | --- | --- |';
	const text = `${INTRODUCTION}\n${head}\n${lines.join('\n')}\n`;
	writeFileSync(FILE, await format(text, { parser: 'markdown' }));
}

void main();
