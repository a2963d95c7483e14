/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Called by npm version, once package.json has the new version and before it is committed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { released } from './changelog';

const FILE = path.resolve(__dirname, '../../CHANGELOG.md');
writeFileSync(FILE, released(readFileSync(FILE, 'utf8'), process.env.npm_package_version ?? ''));
