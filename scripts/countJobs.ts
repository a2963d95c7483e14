/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Does each job in each way against the sandbox, counts the requests, and writes docs/requests-per-job.md.
// Ends with code 1 where ours is not the least.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { JOBS } from './jobs/jobs';
import { countAll } from './jobs/table';

const FILE = path.resolve(__dirname, '../docs/requests-per-job.md');

const INTRODUCTION = `# Requests per job

Litmos takes 100 requests per minute and key, so the number of requests is the time that a job takes. This table is printed by \`npm run jobs\`: each job was done in each way against the sandbox of this repository, which counted, and looked whether the job was done.

- **This node**: the operation that is named, in n8n's own engine.
- **One call per item**: what a loop with the HTTP Request node does.
- **Other clients**: what published clients do, or tell their users to do. The letters are those of [the contract](../contract/README.md). Where nothing is published about a job, the cell is empty. What does only a part of the job is not compared.

Whoever reads until a page is empty needs a page more than whoever stops at a short one, unless the rows just fill their pages.
`;

async function main(): Promise<void> {
	const { table, isLeastAll } = await countAll(JOBS, (line) => process.stdout.write(`${line}\n`));
	writeFileSync(FILE, await format(`${INTRODUCTION}\n${table}\n`, { parser: 'markdown' }));
	if (!isLeastAll) process.exitCode = 1;
}

void main();
