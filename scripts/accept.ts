/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Writes everything that is generated from the operations: the tables and lists in the README and docs, the schemas of outputs, the
// calls that Litmos sees. `-- team` or `-- team:create` writes the schemas and calls of these alone.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chosenRows } from './check/chosenRows';
import { runTests } from './check/runTests';
import { insertTable, printed, rows } from './operationList';

const ROOT = path.resolve(__dirname, '..');

/** The tests that write, and the part of their names that they alone have. */
const WRITING = {
	files: ['test/contract/calls', 'test/engine/everyOperation'],
	names: ['of {} is what the file says', 'its schema says: {}'],
};

for (const { page, name, print } of printed) {
	const file = path.join(ROOT, page);
	const text = readFileSync(file, 'utf8');
	writeFileSync(file, insertTable(text, print(), name) ?? text);
}

const chosen = process.argv[2] === undefined ? rows : chosenRows(process.argv[2]);
process.exitCode = runTests(WRITING, chosen, { LITMOS_ACCEPT: 'write' });
