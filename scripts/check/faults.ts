/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { requestsOf } from '../../nodes/shared/operation/describe';
import { lrsRoutes } from '../../sandbox/lrs/routes';
import { routes } from '../../sandbox/routes';
import { CONTRACT_RULES } from '../../test/contract/rowContractRules';
import type { Rule } from '../../test/contract/rowRules';
import { ROW_RULES } from '../../test/contract/rowRules';
import { OPERATIONS } from '../../test/engine/support/everyOperation';
import { schemaFile, WITHOUT_SCHEMA } from '../../test/engine/support/outputSchema';
import { withoutSample } from '../../test/engine/support/sampleParameters';
import { byPosition, targetsOf } from '../../test/support/rowContract';
import type { Row } from '../operationList';
import { tabulateOperations, rows } from '../operationList';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** As tests name an operation: `team: create`. */
const spoken = ({ name }: Row) => name.replace(':', ': ');
const written = ({ name }: Row) => `npm run accept -- ${name} writes it`;

const sandboxAnswers: Rule = ({ operation }) => {
	const served = [...routes, ...lrsRoutes].map(
		({ method, path: at }) => `${method} ${byPosition(at)}`,
	);
	return requestsOf(operation)
		.flatMap(({ method, path: at }) => targetsOf(at).map(({ template }) => `${method} ${template}`))
		.filter((address) => !served.includes(byPosition(address)))
		.map((address) => `the sandbox has no route for ${address} (sandbox/routes)`);
};

const hasSamples: Rule = (row) =>
	withoutSample(row.operation, OPERATIONS[spoken(row)] ?? {}).map(
		(field) => `there is no sample of ${field} (test/engine/support/everyOperation.ts)`,
	);

const hasSchema: Rule = (row) =>
	WITHOUT_SCHEMA.includes(spoken(row)) || existsSync(schemaFile(spoken(row)))
		? []
		: [`there is no schema of its output (${written(row)})`];

const hasCalls: Rule = (row) => {
	const calls = JSON.parse(read('test/contract/calls.expected.json')) as Record<string, unknown>;
	return row.name in calls ? [] : [`calls.expected.json does not have it (${written(row)})`];
};

const isInTable: Rule = (row) => {
	// The table begins with two lines of its own.
	const line = tabulateOperations().split('\n')[rows.indexOf(row) + 2] ?? '';
	return read('docs/operations.md').includes(line)
		? []
		: [`docs/operations.md has another line (${written(row)})`];
};

const RULES: Readonly<Record<string, Rule>> = {
	...ROW_RULES,
	...CONTRACT_RULES,
	'is answered by the sandbox': sandboxAnswers,
	'has sample values': hasSamples,
	'has a schema of its output': hasSchema,
	'has expected calls': hasCalls,
	'is in docs/operations.md': isInTable,
};

/** What is missing or wrong about an operation, other than what its tests find. */
export function faultsOf(row: Row): string[] {
	return Object.entries(RULES).flatMap(([rule, look]) => {
		try {
			return look(row);
		} catch (error) {
			return [`it cannot be seen whether it ${rule}: ${(error as Error).message}`];
		}
	});
}
