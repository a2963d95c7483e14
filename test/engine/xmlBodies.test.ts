// What becomes of a write in Litmos does not depend on the format of its body.
import { writesBody } from '../../nodes/shared/operation/describe';
import type { Operation } from '../../nodes/shared/operation/types';
import { rows } from '../../scripts/operationList';
import { jsonOf, startBench } from './support/bench';
import { itemsFor, OPERATIONS } from './support/everyOperation';

const NOW = Date.parse('2027-01-31T09:00:00Z');
const isAsking = (operation: Operation) => operation.output?.kind === 'portion';
/** Only these have requests for several items; others would arrive in an order of their own each time. */
const servesMany = ({ kind, request }: Operation) =>
	kind === 'joint' || request?.batch !== undefined;
const WRITING = rows
	// Some send a body to ask for something.
	.filter(({ operation }) => writesBody(operation) && !isAsking(operation))
	.map(({ name, operation }) => [name.replace(':', ': '), servesMany(operation)] as const);

/** Everything that the tenant holds, with sets and maps in a form that can be compared. */
function plain(value: unknown): unknown {
	if (value instanceof Map) return [...value].map(plain);
	if (value instanceof Set) return [...value].map(plain);
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '' : value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

async function tenantAfter(operation: string, format: string, isTogether: boolean) {
	const bench = await startBench({ clock: () => NOW });
	const items = itemsFor(bench).map((item, index) => ({
		...item,
		name: `R&D <${index}> "é" 'ü' ]]> \u000b &amp;`,
	}));
	const parameters = { ...OPERATIONS[operation], options: { requestFormat: format } };
	const before = plain(bench.sandbox.state);
	const results = [];
	for (const some of isTogether ? [items] : items.map((item) => [item])) {
		const run = await bench.run(operation, parameters, { items: some });
		expect(run.error).toBeUndefined();
		results.push(...jsonOf(run.items));
	}
	return { before, state: plain(bench.sandbox.state), items: results };
}

describe('a write as XML', () => {
	it('is read when Litmos answers in XML too', async () => {
		const bench = await startBench();
		bench.sandbox.addFault({ kind: 'xml', times: 0 });
		const parameters = { ...OPERATIONS['user: create'], options: { requestFormat: 'xml' } };
		const run = await bench.run('user: create', parameters, { items: itemsFor(bench, 1) });
		expect(run.error).toBeUndefined();
		expect(jsonOf(run.items)).toMatchObject([
			{ UserName: 'person0@new.example.com', LastName: 'Person', Active: true },
		]);
	});

	it('is not sent in a format that does not exist', async () => {
		const bench = await startBench();
		const parameters = { ...OPERATIONS['user: create'], options: { requestFormat: 'yaml' } };
		const run = await bench.run('user: create', parameters, { items: itemsFor(bench, 1) });
		expect(run.error?.message).toContain('Request Format');
		expect(bench.requests()).toEqual([]);
	});

	it.each(WRITING)('leaves the same in Litmos as JSON does: %s', async (operation, isTogether) => {
		const json = await tenantAfter(operation, 'json', isTogether);
		const xml = await tenantAfter(operation, 'xml', isTogether);
		// XML cannot hold this sign at all.
		const spoken = (value: unknown) =>
			JSON.parse(JSON.stringify(value).replaceAll('\\u000b', '')) as unknown;
		expect(json.state).not.toEqual(json.before);
		expect(spoken(xml.state)).toEqual(spoken(json.state));
		expect(spoken(xml.items)).toEqual(spoken(json.items));
	});
});
