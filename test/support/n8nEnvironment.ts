/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// n8n-core reads these settings while it is loaded, so this file must be imported before it.
import 'reflect-metadata';
import path from 'node:path';

const worker = process.env.JEST_WORKER_ID ?? '0';

// n8n-core keeps a small settings file in its folder, and jest gives no chance to remove it.
process.env.N8N_USER_FOLDER = path.resolve(
	__dirname,
	`../../node_modules/.cache/n8n-nodes-litmos/engine-${worker}`,
);
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_ENCRYPTION_KEY = 'engine-harness';
