/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** All that git has or would take, without what was deleted. */
export function filesOf(folder: string): string[] {
	const args = ['ls-files', '-co', '--exclude-standard'];
	const listed = execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).split('\n');
	return [...new Set(listed)].filter((name) => name !== '' && existsSync(path.join(folder, name)));
}
