/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GlobalConfig } from 'jest';
import { provide } from './support/download';
import { packPackage } from './support/packages';
import { showProgress } from './support/progress';
import { NEWEST, OLDER } from './support/releases';
import { provideTools } from './support/tools';

/** Tests that need no n8n: nothing is fetched for them alone. */
const WITHOUT_N8N = /^(?:.*\/)?site(?:\.e2e(?:\.ts)?)?$/;

/** Fetches what is missing, and packs the package as it would be published. */
export default async function globalSetup({
	testPathPatterns: { patterns },
}: GlobalConfig): Promise<void> {
	provideTools();
	if (patterns.length > 0 && patterns.every((pattern) => WITHOUT_N8N.test(pattern))) return;
	const { report, end } = showProgress();
	// One after the other: what they have in common is fetched once.
	for (const release of [NEWEST, ...OLDER]) await provide(release, report);
	end();
	const folder = mkdtempSync(path.join(tmpdir(), 'litmos-e2e-'));
	process.env.LITMOS_E2E_FOLDER = folder;
	process.env.LITMOS_E2E_IDS = path.join(folder, 'ids');
	renameSync(packPackage(folder), path.join(folder, 'packed.tgz'));
}
