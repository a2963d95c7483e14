// What Apply leaves in Litmos, and what it costs.
import type { IDataObject } from 'n8n-workflow';
import { until } from '../engine/support/waiting';
import type { Fate } from './support/world';
import { APPLY, createWorld, sync, without, writesOf } from './support/world';

jest.setTimeout(120_000);

const numbers = (run: { items: Array<{ json: IDataObject }> }) => run.items[0]?.json ?? {};

it.each(['oneByOne', 'import'])(
	'takes leavers out of all teams before they are deactivated, written %s',
	async (writeBy) => {
		const fates = Array.from({ length: 8 }, (_, at): Fate =>
			at < 2 || at % 2 === 0 ? 'same' : 'gone',
		);
		const world = await createWorld({ fates, fresh: 0 });
		const { state } = world.bench.sandbox;
		const [team] = state.teams.values();
		world.before.forEach(({ Id }) => team!.members.add(Id));
		await sync(world, APPLY, { missing: 'leaveTeams', moreSettings: { writeBy } });
		const gone = world.before.filter((_, at) => fates[at] === 'gone').map(({ Id }) => Id);
		expect(gone.map((Id) => state.users.get(Id)?.Active)).toEqual(gone.map(() => false));
		for (const { members } of state.teams.values())
			expect(gone.filter((Id) => members.has(Id))).toEqual([]);
		const writes = writesOf(world.bench);
		expect(writes.slice(0, gone.length).every((one) => one.startsWith('DELETE'))).toBe(true);
	},
);

// Teams cost a request per 1,000 of their members on top: no list shows the members of several.
it.each([
	['without teams', false, 12],
	['with four teams of about 1,600 members', true, 15],
] as const)('of 5,000 people, %s, needs few requests', async (_, withTeams, most) => {
	const fateAt = (at: number): Fate =>
		at < 2 ? 'same' : at < 32 ? 'gone' : at < 282 ? 'job' : 'same';
	const fates = Array.from({ length: 5000 }, (__, at) => fateAt(at));
	const { bench, items } = await createWorld({ fates, fresh: 50 });
	const world = { bench, items: withTeams ? items : items.map((row) => without(row, ['Team'])) };
	const set = {
		matchBy: 'ExternalEmployeeId',
		missing: 'deactivate',
		moreSettings: { syncOutput: 'summary' },
	};
	const run = await sync(world, APPLY, set);
	expect(numbers(run)).toMatchObject({
		created: 50,
		updated: 250,
		deactivated: 30,
		failed: 0,
		refused: 0,
	});
	const spent = bench.requests().length;
	const again = await sync(world, APPLY, set);
	const unchanged = bench.requests().length - spent;
	expect(numbers(again)).toMatchObject({ created: 0, updated: 0, deactivated: 0 });
	expect(spent).toBeLessThanOrEqual(60);
	expect(unchanged).toBeLessThanOrEqual(most);
});

it('keeps what somebody changed between the reading of the list and the writing', async () => {
	const fates: Fate[] = ['same', 'same', 'job', 'same'];
	const world = await createWorld({ fates, fresh: 0, options: { latencyMs: 100 } });
	const { sandbox } = world.bench;
	const { Id } = world.before[2]!;
	const running = sync(world, APPLY, { moreSettings: { writeBy: 'oneByOne' } });
	// A request is logged when it arrives, and carried out a little later.
	await until(
		() => world.bench.requests().includes(`GET /users/${Id}`),
		'the reading of the record',
	);
	Object.assign(sandbox.state.users.get(Id)!, { Street2: 'Behind the harbour' });
	await running;
	expect(sandbox.state.users.get(Id)).toMatchObject({
		Street2: 'Behind the harbour',
		JobTitle: 'Pilot 2',
	});
});
