/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Everything about one resource or one operation: one list of what is missing or wrong, then the tests of it alone.
import { writesBody } from '../nodes/shared/operation/describe';
import { chosenRows } from './check/chosenRows';
import { faultsOf } from './check/faults';
import { runTests } from './check/runTests';

const FILES = ['test/contract/calls', 'test/engine/everyFailure', 'test/engine/everyOperation'];
const WRITING_FILES = ['test/contract/xmlBodies', 'test/engine/xmlBodies'];
const NAMES = ['of {} is what the file says', ': {}'];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function check(wanted: string): number {
	const chosen = chosenRows(wanted);
	const faults = chosen.flatMap((row) => faultsOf(row).map((fault) => `${row.name}: ${fault}`));
	const count = faults.length === 0 ? 'nothing' : String(faults.length);
	print(`${chosen.length} operations, ${count} missing or wrong`);
	for (const fault of faults) print(`  ${fault}`);
	// To load what has nothing to test takes seconds.
	const isWriting = chosen.some(({ operation }) => writesBody(operation));
	const files = isWriting ? [...FILES, ...WRITING_FILES] : FILES;
	return Math.max(runTests({ files, names: NAMES }, chosen), faults.length > 0 ? 1 : 0);
}

const [wanted] = process.argv.slice(2);
if (wanted === undefined) {
	print('Say which: npm run check -- team, or npm run check -- team:create');
	process.exitCode = 1;
} else {
	process.exitCode = check(wanted);
}
