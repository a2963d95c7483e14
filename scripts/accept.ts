/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Writes everything that is generated from the operations: the tables in the README, the schemas of outputs, the
// calls that Litmos sees. `-- team` or `-- team:create` writes the schemas and calls of these alone.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chosenRows } from './check/chosenRows';
import { runTests } from './check/runTests';
import { insertTable, rows, tabulateEvents, tabulateOperations } from './operationList';

const README = path.resolve(__dirname, '../README.md');

/** The tests that write, and the part of their names that they alone have. */
const WRITING = {
	files: ['test/contract/calls', 'test/engine/everyOperation'],
	names: ['of {} is what the file says', 'its schema says: {}'],
};

const readme = readFileSync(README, 'utf8');
const operations = insertTable(readme, tabulateOperations()) ?? readme;
writeFileSync(README, insertTable(operations, tabulateEvents(), 'events') ?? operations);

const chosen = process.argv[2] === undefined ? rows : chosenRows(process.argv[2]);
process.exitCode = runTests(WRITING, chosen, { LITMOS_ACCEPT: 'write' });
