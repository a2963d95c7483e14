/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readContract } from '../../contract/schema';
import { requestsOf } from '../../nodes/shared/operation/describe';
import { rows } from '../../scripts/operationList';
import { endpointsOf } from '../support/rowContract';

interface LeftOut {
	group: string;
	reason: string;
	endpoints: string[];
}

const ROOT = path.resolve(__dirname, '../..');
const { groups } = JSON.parse(readFileSync(path.join(ROOT, 'contract/left-out.json'), 'utf8')) as {
	groups: LeftOut[];
};
const leftOut = groups.flatMap(({ endpoints }) => endpoints);
const covered = new Set(
	rows.flatMap(({ operation }) => endpointsOf(requestsOf(operation)).map(({ id }) => id)),
);
const all = readContract().endpoints;

describe('every endpoint of the contract', () => {
	it('is reached by an operation, or left out for a reason', () => {
		const undecided = all.filter(({ id }) => !covered.has(id) && !leftOut.includes(id));
		expect(undecided.map(({ id }) => id)).toEqual([]);
	});

	it('that is left out is in the contract, in its group, once, and reached by no operation', () => {
		const found = groups.flatMap(({ group, endpoints }) =>
			endpoints.filter((id) =>
				all.some((endpoint) => endpoint.id === id && endpoint.group === group),
			),
		);
		expect(found).toEqual(leftOut);
		expect(new Set(leftOut).size).toBe(leftOut.length);
		expect(leftOut.filter((id) => covered.has(id))).toEqual([]);
		for (const { reason } of groups) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
	});

	it('of the API is reached by an operation', () => {
		const missing = all.filter(({ id, host }) => host === 'api' && !covered.has(id));
		expect(missing.map(({ id }) => id)).toEqual([]);
	});
});
