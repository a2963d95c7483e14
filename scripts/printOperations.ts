/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Writes what is generated from the operations: the golden list and the table in the README.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { insertTable, listOperations, tabulateEvents, tabulateOperations } from './operationList';

const ROOT = path.resolve(__dirname, '..');
const LIST = path.join(ROOT, 'test/contract/operations.txt');
const README = path.join(ROOT, 'README.md');

writeFileSync(LIST, listOperations());

const readme = existsSync(README) ? readFileSync(README, 'utf8') : '';
const updated = insertTable(readme, tabulateOperations()) ?? readme;
writeFileSync(README, insertTable(updated, tabulateEvents(), 'events') ?? updated);
