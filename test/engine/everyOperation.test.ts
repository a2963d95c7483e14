import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { loadPackage } from '../support/loadedPackage';
import { freshBench, jsonOf } from './support/bench';
import { PEOPLE_REQUESTS } from './support/peopleOperations';
import { CONTENT_REQUESTS } from './support/contentOperations';
import { finders } from '../../nodes/shared/locators/all';
import { silentFieldsOf } from '../../nodes/shared/operation/plan';
import { rows } from '../../scripts/operationList';
import {
	ASKING as ALL,
	itemsFor,
	MAILING,
	OPERATIONS,
	OWN_PARAMETERS,
} from './support/everyOperation';
import { checkedIn, schemaOf, WITHOUT_SCHEMA } from './support/outputSchema';
import { REPORT_REQUESTS } from './support/reportOperations';
import { LRS_REQUESTS } from './support/lrsOperations';
import { ILT_REQUESTS } from './support/iltOperations';

const bench = freshBench();

/** An update reads the record first. */
const UPDATES = rows.filter(({ operation }) => operation.output?.kind === 'updated');

/** Where Litmos would pass over an ID that it does not know: one list for the three items. */
const LOOKED_FOR = rows.filter(
	({ operation: { request } }) =>
		request && silentFieldsOf(request).some((name) => name in finders),
);

/** Where it is not one: also those whose code reads before it writes, and the link into a course. */
const REQUESTS_PER_ITEM: Readonly<Record<string, number>> = {
	...Object.fromEntries(UPDATES.map(({ name }) => [name.replace(':', ': '), 2])),
	...Object.fromEntries(LOOKED_FOR.map(({ name }) => [name.replace(':', ': '), 4 / 3])),
	...ILT_REQUESTS,
	'user: upsert': 2,
	'user: deactivate': 2,
	'user: getLoginLink': 2,
	'user: reactivate': 2,
	...PEOPLE_REQUESTS,
	...REPORT_REQUESTS,
	...CONTENT_REQUESTS,
	...LRS_REQUESTS,
	// And whether the course is there.
	'userCourse: assignMany': 2,
};

async function runEvery(operation: string, more = {}) {
	const items = itemsFor(bench());
	const run = await bench().run(operation, { ...OPERATIONS[operation], ...more }, { items });
	return { items, run };
}

async function descriptions(): Promise<INodeTypeDescription[]> {
	const { nodeTypes, nodeNames } = await loadPackage();
	return nodeNames.map((name) => nodeTypes.getByNameAndVersion(name).description);
}

/** The operations as the dropdowns of the built nodes have them. */
async function inTheDropdowns(): Promise<string[]> {
	return (await descriptions())
		.flatMap(({ properties }) => properties)
		.filter(({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource)
		.flatMap(({ options, displayOptions }) => {
			const resource = String(displayOptions?.show?.resource?.[0]);
			return (options as INodePropertyOptions[]).map(
				({ value }) => `${resource}: ${String(value)}`,
			);
		});
}

describe('every operation', () => {
	it('is one of those tested here', async () => {
		expect(Object.keys(OPERATIONS).sort()).toEqual((await inTheDropdowns()).sort());
		expect(Object.keys(OWN_PARAMETERS).filter((name) => !ALL.includes(name))).toEqual([]);
	});

	it.each(ALL)(
		'links outputs to items, asks once for each, mails nobody, puts out what its schema says: %s',
		async (operation) => {
			const { run } = await runEvery(operation);
			expect(run.error).toBeUndefined();
			const pairs = run.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
			expect([...new Set(pairs)]).toEqual([0, 1, 2]);
			expect(pairs).toEqual([...pairs].sort());
			const { limit } = OPERATIONS[operation];
			expect(run.hints).toEqual(limit ? [expect.stringContaining('stop at the Limit')] : []);
			expect(bench().sandbox.state.mails).toEqual([]);
			const requests = bench().requests();
			expect(requests.length).toBeCloseTo(3 * (REQUESTS_PER_ITEM[operation] ?? 1));
			for (const { path, query, client } of bench().log()) {
				// The learning record store refuses parameters that it does not know.
				if (path.startsWith('/TCAPI')) continue;
				expect(query.format).toBe('json');
				expect(client.source).toBe('n8n');
			}
			if (WITHOUT_SCHEMA.includes(operation)) return;
			const schema = schemaOf(jsonOf(run.items));
			expect(schema).toEqual(checkedIn(operation, schema));
			expect(Object.keys(schema.properties!).length).toBeLessThanOrEqual(10);
		},
	);

	it.each(ALL)('works while Litmos writes entities and over-full pages: %s', async (operation) => {
		bench().sandbox.addFault({ kind: 'entities', times: 0 });
		const { run } = await runEvery(operation);
		expect(run.error).toBeUndefined();
		// HTML of our own has entities, but none of Litmos' within it.
		const items = jsonOf(run.items).map(({ html = '', ...rest }) => {
			expect(html).not.toMatch(/&amp;(amp|lt|gt|quot|#39);/);
			return rest;
		});
		expect(JSON.stringify(items)).not.toMatch(/&(amp|lt|gt|quot|#39);|\/Date\(|\\\//);
	});

	it.each(MAILING)('mails when Send Email is on: %s', async (operation) => {
		await runEvery(operation, { sendEmail: true });
		expect(bench().sandbox.state.mails).toHaveLength(3);
	});

	it.each(ALL)('shows no sign-in secret: %s', async (operation) => {
		const raw = { simplify: false };
		const { run, items } = await runEvery(operation, raw);
		const { state } = bench().sandbox;
		const text = JSON.stringify(run);
		if (operation === 'user: getLoginLink') {
			const keys = items.map(({ user }) => state.users.get(String(user))?.LoginKey);
			expect(run.items.map(({ json }) => String(json.loginLink).split('&c=')[0])).toEqual(keys);
			return;
		}
		expect(text).not.toMatch(/loginkey|password/i);
		for (const { LoginKey } of state.users.values()) expect(text).not.toContain(LoginKey);
	});
});
