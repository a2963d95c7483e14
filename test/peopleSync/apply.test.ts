// What Apply leaves in Litmos.
import type { IDataObject } from 'n8n-workflow';
import { addTeam } from '../../sandbox/state/teams';
import { until } from '../engine/support/waiting';
import type { Fate, World } from './support/world';
import { APPLY, createWorld, PREVIEW, saidBy, sync, writesOf } from './support/world';

jest.setTimeout(120_000);

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

it.each(['oneByOne', 'import'])(
	'puts new people into the team of the scope and into the teams of their rows, written %s',
	async (writeBy) => {
		const world = await createWorld({ fates: ['same', 'same'], fresh: 3 });
		const { state } = world.bench.sandbox;
		const teams = [...state.teams.values()];
		const scope = teams.find(({ Id }) => !teams.some(({ ParentTeamId }) => ParentTeamId === Id))!;
		const teamId = { __rl: true, mode: 'id', value: scope.Id };
		const set = { scopeBy: 'team', teamId, moreSettings: { writeBy } };
		const preview = saidBy(await sync(world, PREVIEW, set));
		expect(saidBy(await sync(world, APPLY, set))).toEqual(preview);
		const added = [...state.users.values()].filter(({ UserName }) => UserName.startsWith('new'));
		expect(added).toHaveLength(3);
		for (const { Id } of added) expect(scope.members.has(Id)).toBe(true);
		expect(teams.flatMap(({ members }) => [...members]).length).toBeGreaterThan(3);
		const count = writesOf(world.bench).length;
		await sync(world, APPLY, set);
		expect(writesOf(world.bench)).toHaveLength(count);
	},
);

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

/** Those of the tenant, each with the teams of a row, where missing teams are made. */
async function createTeamWorld(rows: readonly string[], latencyMs = 0): Promise<World> {
	const fates = rows.map((): Fate => 'same');
	const world = await createWorld({ fates, fresh: 0, options: { latencyMs, teams: 0 } });
	world.items.forEach((item, at) => (item.Team = rows[at]));
	return world;
}

const MAKES = { moreSettings: { createsTeams: true, includeUnchanged: true } };

/** The teams of a person, as paths. */
function teamsOf({ bench, before }: World, at: number): string[] {
	const { teams } = bench.sandbox.state;
	const pathOf = (id: string): string => {
		const { Name, ParentTeamId } = teams.get(id)!;
		return ParentTeamId ? `${pathOf(ParentTeamId)} > ${Name}` : Name;
	};
	const mine = [...teams.values()].filter(({ members }) => members.has(before[at]!.Id));
	return mine.map(({ Id }) => pathOf(Id)).sort();
}

const endingsOf = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json: { result, reason } }) => [result, reason]);

it('puts people into a new team although another new one has its name', async () => {
	const world = await createTeamWorld(['Sales', 'Europe > Sales']);
	const run = await sync(world, APPLY, MAKES);
	expect([teamsOf(world, 0), teamsOf(world, 1)]).toEqual([['Sales'], ['Europe > Sales']]);
	expect(endingsOf(run.items)).toEqual([
		['done', ''],
		['done', ''],
	]);
});

it('does not call done what it could no longer understand once new teams were there', async () => {
	const world = await createTeamWorld(['Sales', 'Asia > Sales']);
	const { state } = world.bench.sandbox;
	const above = addTeam(state, { Name: 'Europe', Description: '', ParentTeamId: '' });
	addTeam(state, { Name: 'Sales', Description: '', ParentTeamId: above.Id });
	const run = await sync(world, APPLY, MAKES);
	expect([teamsOf(world, 0), teamsOf(world, 1)]).toEqual([[], ['Asia > Sales']]);
	expect(endingsOf(run.items)).toEqual([
		['incomplete', expect.stringContaining('2 teams have the name "Sales"')],
		['done', ''],
	]);
});
