// What a sync of 5,000 people costs, counted by the sandbox.
import { APPLY, createWorld, PREVIEW, sync, without } from './support/world';
import type { Fate, World } from './support/world';

const PEOPLE = 5000;
const [CHANGED, FRESH, GONE] = [250, 50, 30];

/** The first two are an Account Owner and an administrator. */
const fateAt = (at: number): Fate =>
	at < 2 ? 'same' : at < 2 + GONE ? 'gone' : at < 2 + GONE + CHANGED ? 'job' : 'same';

/** So many members in each team, all of them people who stay. */
function fill({ bench: { sandbox } }: World, each: number): void {
	const { users, teams } = sandbox.state;
	const staying = [...users.keys()].slice(2 + GONE);
	[...teams.values()].forEach(({ members }, at) => {
		members.clear();
		for (let one = 0; one < each; one++) members.add(staying[(at * each + one) % staying.length]!);
	});
}

// The people take 6, the list of teams 1, and each team 1 per 1,000 members: no list has the members of several.
it.each([
	{ what: 'without teams', teams: 4, each: 0, unchanged: 6, most: 25 },
	{ what: 'with five teams of 900 members', teams: 5, each: 900, unchanged: 12, most: 40 },
	{ what: 'with four teams of 1,600 members', teams: 4, each: 1600, unchanged: 15, most: 40 },
])('of 5,000 people, $what', async ({ teams, each, unchanged, most }) => {
	const fates = Array.from({ length: PEOPLE }, (_, at) => fateAt(at));
	const made = await createWorld({ fates, fresh: FRESH, options: { teams } });
	fill(made, each);
	const items = each > 0 ? made.items : made.items.map((row) => without(row, ['Team']));
	const { bench } = made;
	const spend = async (operation: string) => {
		const before = bench.requests().length;
		const { items: output, error } = await sync({ bench, items }, operation, {
			matchBy: 'ExternalEmployeeId',
			missing: 'deactivate',
			moreSettings: { syncOutput: 'summary' },
		});
		expect(error).toBeUndefined();
		const spent = bench.requests().length - before;
		expect(output[0]?.json.requests).toBe(spent);
		return { spent, summary: output[0]!.json };
	};
	const preview = await spend(PREVIEW);
	expect(preview.spent).toBe(unchanged);
	const first = await spend(APPLY);
	const numbers = { created: FRESH, updated: CHANGED, deactivated: GONE, failed: 0, refused: 0 };
	expect(preview.summary).toMatchObject(numbers);
	expect(first.summary).toMatchObject(numbers);
	expect(first.spent).toBeLessThanOrEqual(most);
	const again = await spend(APPLY);
	expect(again.summary).toMatchObject({ created: 0, updated: 0, deactivated: 0 });
	expect(again.spent).toBe(unchanged);
});
