// What a failing item does to the others, with and without Continue On Fail.
import type { NodeApiError } from 'n8n-workflow';
import type { Bench } from './support/bench';
import { freshBench, jsonOf } from './support/bench';
import { by } from './support/locatorValue';

const LATENCY_MS = 60;
const bench = freshBench();
const slow = freshBench({ latencyMs: LATENCY_MS });

const idsOf = ({ sandbox: { state } }: Bench) => [...state.users.keys()];
/** An ID as Litmos makes them, which nobody has. */
const nobody = (item: number) => `nobody-----${item}`.slice(-11) + '1';
/** People by their IDs; those at the given places do not exist. */
const itemsOf = (own: Bench, count: number, unknown: number[]) =>
	idsOf(own)
		.slice(0, count)
		.map((id, item) => ({ id: unknown.includes(item) ? nobody(item) : id }));
const BY_ID = { userId: by('id', '={{ $json.id }}') };

/** The most requests that were under way at once. */
function mostAtOnce(own: Bench): number {
	const times = own.log().map(({ atMono }) => atMono);
	const underWay = (time: number) =>
		times.filter((other) => other <= time && other > time - LATENCY_MS * 0.9).length;
	return Math.max(...times.map(underWay));
}

describe('without Continue On Fail', () => {
	it('starts nothing once an item has failed, five at once, and says what had been sent', async () => {
		const items = itemsOf(slow(), 40, [7]);
		const { error } = await slow().run('user: get', BY_ID, { items });
		const sent = slow()
			.log()
			.map(({ path }) => items.findIndex(({ id }) => path.endsWith(id)));
		const later = sent.filter((item) => item > 7).sort((a, b) => a - b);
		expect(later.length).toBeGreaterThan(0);
		// Those beside it, and more while its ID is tried as a name; by far not all 32.
		expect(later.length).toBeLessThan(17);
		const were = later.length === 1 ? '1 later item had' : `${later.length} later items had`;
		expect(error?.message).toBe(
			`User "${nobody(7)}" was not found in Litmos. ${were} already been sent`,
		);
		expect(error?.description).toContain(
			`${later.length === 1 ? 'Item' : 'Items'} ${later.join(', ')} succeeded.`,
		);
		expect(error?.description).toContain('Items are counted from 0');
		expect((error as NodeApiError).context.itemIndex).toBe(7);
		expect((error as NodeApiError).httpCode).toBe('404');
		expect(mostAtOnce(slow())).toBe(5);
	});

	it('names the first of several that failed, and the others apart', async () => {
		const items = itemsOf(slow(), 5, [1, 3]);
		const { error } = await slow().run('user: delete', BY_ID, { items });
		expect(error?.message).toMatch(
			/^User "obody-----11" .*\. 3 later items had already been sent$/,
		);
		expect(error?.description).toContain('Items 2, 4 succeeded.');
		expect(error?.description).toContain('Item 3 also failed.');
		expect(idsOf(slow())).toHaveLength(37);
	});

	it('sends nothing at all when a field of any item is wrong', async () => {
		const items = [...itemsOf(bench(), 9, []), { id: '' }];
		const { error } = await bench().run('user: delete', BY_ID, { items });
		expect(error?.message).toBe('The field "User" is empty');
		expect((error as NodeApiError).context.itemIndex).toBe(9);
		expect(bench().requests()).toEqual([]);
	});

	it('sends nothing at all when a name of any item is not found', async () => {
		const items = itemsOf(bench(), 9, []).map((item, index) => ({
			who: index === 4 ? 'nobody@example.com' : bench().sandbox.state.users.get(item.id)?.UserName,
		}));
		const parameters = { userId: by('userName', '={{ $json.who }}') };
		const { error } = await bench().run('user: delete', parameters, { items });
		expect(error?.message).toMatch(/^No user with the .* "nobody@example.com" was found/);
		expect(
			bench()
				.requests()
				.filter((request) => !request.startsWith('GET')),
		).toEqual([]);
	});
});

describe('with Continue On Fail', () => {
	it('puts each error at its item, and carries out all others', async () => {
		const items = [...itemsOf(bench(), 12, [3, 8]), { id: '' }];
		const options = { items, continueOnFail: true };
		const run = await bench().run('user: delete', BY_ID, options);
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const errors = jsonOf(run.items).map(({ error }) => error);
		expect(errors[3]).toBe('User "obody-----31" was not found in Litmos');
		expect(errors[8]).toBe('User "obody-----81" was not found in Litmos');
		expect(errors[12]).toBe('The field "User" is empty');
		expect(errors.filter(Boolean)).toHaveLength(3);
		expect(run.items[3].json.details).toMatch(/^Choose it from the list, or check/);
		expect(idsOf(bench())).toHaveLength(30);
	});

	it('routes failed items to the error output, with what had come in', async () => {
		const items = itemsOf(bench(), 4, [1]);
		const options = { items, onError: 'continueErrorOutput' as const };
		const { outputs, error } = await bench().run('user: get', BY_ID, options);
		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0]).map(({ Id }) => Id)).toEqual([0, 2, 3].map((item) => items[item].id));
		expect(jsonOf(outputs[1])).toEqual([
			{
				id: nobody(1),
				error: `User "${nobody(1)}" was not found in Litmos`,
				details: expect.any(String) as string,
			},
		]);
	});

	it('marks all items of a request that they shared, and only those', async () => {
		const [other] = [...bench().sandbox.state.teams.values()].slice(4);
		other.members.clear();
		const items = idsOf(bench())
			.slice(0, 6)
			.map((id, index) => ({ id, team: index % 2 ? other.Id : 'no-such-team' }));
		const parameters = { ...BY_ID, teamId: by('id', '={{ $json.team }}') };
		const options = { items, continueOnFail: true };
		const records = jsonOf((await bench().run('teamMember: add', parameters, options)).items);
		const failed = records.flatMap(({ error }, item) => (error ? [item] : []));
		expect(failed).toEqual([0, 2, 4]);
		expect([...other.members]).toEqual([1, 3, 5].map((item) => items[item].id));
	});

	it('gives every item the reason when the look-up of names fails', async () => {
		bench().sandbox.addFault({ kind: '403', times: 0 });
		const parameters = { userId: by('email', '={{ $json.id }}@example.com') };
		const options = { items: itemsOf(bench(), 3, []), continueOnFail: true };
		const records = jsonOf((await bench().run('user: get', parameters, options)).items);
		expect(records.map(({ error }) => error)).toEqual(
			Array(3).fill('Litmos does not allow this operation (Get user)'),
		);
		expect(bench().requests()).toHaveLength(1);
	});

	it('does not pass items on as done when the credential cannot be used', async () => {
		const engine = bench().engineWith({ apiKey: 'two words' });
		const parameters = { resource: 'user', operation: 'delete', ...BY_ID };
		const items = itemsOf(bench(), 2, []);
		const run = await engine.runNode({ parameters, items, continueOnFail: true });
		expect(jsonOf(run.items)).toEqual([
			expect.objectContaining({ error: expect.stringContaining('contains a space') as string }),
			expect.objectContaining({ error: expect.stringContaining('contains a space') as string }),
		]);
		expect(bench().requests()).toEqual([]);
	});
});

describe('runs side by side', () => {
	it('keep their items apart', async () => {
		const runs = await Promise.all(
			[0, 1, 2, 3].map(async (index) => {
				const items = idsOf(slow())
					.slice(index * 8, index * 8 + 8)
					.map((id) => ({ id }));
				const run = await slow().run('user: get', BY_ID, { items });
				return [jsonOf(run.items).map(({ Id }) => Id), items.map(({ id }) => id)];
			}),
		);
		for (const [got, asked] of runs) expect(got).toEqual(asked);
	});
});
