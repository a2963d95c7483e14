/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Writes the tables of operations and events in the README.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { insertTable, tabulateEvents, tabulateOperations } from './operationList';

const ROOT = path.resolve(__dirname, '..');
const README = path.join(ROOT, 'README.md');

const readme = existsSync(README) ? readFileSync(README, 'utf8') : '';
const updated = insertTable(readme, tabulateOperations()) ?? readme;
writeFileSync(README, insertTable(updated, tabulateEvents(), 'events') ?? updated);
