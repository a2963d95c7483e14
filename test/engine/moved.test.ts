import { freshBench, jsonOf } from './support/bench';
import { itemsFor, OPERATIONS } from './support/everyOperation';
import { rows } from '../../scripts/operationList';

const bench = freshBench();
const LITMOS = 'n8n-nodes-litmos.litmos';
const moved = rows.filter(({ node }) => node === 'n8n-nodes-litmos.litmosCatalog');

/** What the node puts out and what Litmos is asked for it. */
async function runBy(type: string, name: string) {
	const items = itemsFor(bench());
	const parameters = OPERATIONS[name.replace(':', ': ')];
	const before = bench().requests().length;
	const run = await bench().run(name.replace(':', ': '), parameters, { items, type });
	return { error: run.error, json: jsonOf(run.items), asked: bench().requests().slice(before) };
}

describe('a workflow from before Litmos Catalog', () => {
	it('has operations that moved', () => {
		expect(moved.length).toBeGreaterThan(30);
	});

	it.each(moved.map(({ name }) => name))('runs %s with the parameters it has', async (name) => {
		const { error, json, asked } = await runBy(LITMOS, name);
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		expect(asked.length).toBeGreaterThan(0);
	});
});
