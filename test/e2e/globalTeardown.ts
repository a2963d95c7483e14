/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { rmSync } from 'node:fs';
import { leftovers, until } from './support/processes';

/** Nothing that was started may go on. `LITMOS_E2E_KEEP=1` keeps the logs and screenshots. */
export default async function globalTeardown(): Promise<void> {
	const folder = process.env.LITMOS_E2E_FOLDER;
	if (!folder) return;
	await until('all processes have ended', () => leftovers().length === 0).catch(() => {
		throw new Error(`Still running: the processes ${leftovers().join(', ')}`);
	});
	if (process.env.LITMOS_E2E_KEEP) process.stdout.write(`\nKept: ${folder}\n`);
	else rmSync(folder, { recursive: true, force: true });
}
