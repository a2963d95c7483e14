// Team operations against the stand-in for Litmos: what is stored afterwards, and what comes out.
import { mirrorHierarchy } from '../../nodes/Litmos/resources/team/mirror';
import type { Call } from '../../nodes/shared/operation/types';
import type { TeamRecord } from '../../sandbox/state/records';
import { jobContext } from '../support/jobContext';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const teams = () => [...state().teams.values()];
const people = () => [...state().users.values()];
const team = (Name: string) => teams().find((each) => each.Name === Name) as TeamRecord;
const idsOf = (records: ReadonlyArray<{ Id?: unknown }>) => records.map(({ Id }) => Id);

describe('Team', () => {
	it('is created at the top, with a description', async () => {
		const additionalFields = { Description: 'Ships & docks' };
		const [made] = await bench().records('team: create', { Name: 'Harbour', additionalFields });
		const stored = team('Harbour');
		expect(stored).toMatchObject({ Description: 'Ships & docks', ParentTeamId: '' });
		expect(made).toEqual({ Id: stored.Id, Name: 'Harbour', Description: 'Ships & docks' });
	});

	it('is created below another one', async () => {
		const [above] = teams();
		const parameters = { teamId: by('id', above.Id), Name: 'Pier' };
		const [made] = await bench().records('team: createSubTeam', parameters);
		expect(team('Pier')).toMatchObject({ Id: made.Id, ParentTeamId: above.Id });
		const below = await bench().records('team: getSubTeams', { teamId: by('id', above.Id) });
		expect(idsOf(below)).toContain(made.Id);
		expect(below).toHaveLength(
			teams().filter(({ ParentTeamId }) => ParentTeamId === above.Id).length,
		);
	});

	it('is retrieved with its import code, alone and in a list', async () => {
		const wanted = teams()[3];
		const [one] = await bench().records('team: get', { teamId: by('id', wanted.Id) });
		expect(one).toMatchObject({ Id: wanted.Id, Description: wanted.Description });
		expect(one.TeamCodeForBulkImport).toMatch(new RegExp(`^${wanted.OriginalId}-`));
		const limited = await bench().records('team: getAll', { limit: 3 });
		expect(idsOf(limited)).toEqual(idsOf(teams().slice(0, 3)));
		const all = await bench().records('team: getAll', { returnAll: true });
		expect(idsOf(all)).toEqual(idsOf(teams()));
		const filters = { search: wanted.Name };
		const found = await bench().records('team: getAll', { returnAll: true, filters });
		expect(idsOf(found)).toContain(wanted.Id);
		expect(found.length).toBeLessThan(all.length);
	});

	it('keeps its place and its description when the name changes', async () => {
		const wanted = teams()[5];
		Object.assign(wanted, { Description: 'Stays', ParentTeamId: teams()[0].Id });
		const teamId = by('id', wanted.Id);
		await bench().records('team: update', { teamId, updateFields: { Name: 'Renamed' } });
		expect(wanted).toMatchObject({
			Name: 'Renamed',
			Description: 'Stays',
			ParentTeamId: teams()[0].Id,
		});
		const empty = { Name: '', Description: 'Changed' };
		await bench().records('team: update', { teamId, updateFields: empty });
		expect(wanted).toMatchObject({ Name: 'Renamed', Description: 'Changed' });
		await bench().records('team: update', { teamId, updateFields: { clearDescription: true } });
		expect(wanted).toMatchObject({ Name: 'Renamed', Description: '', ParentTeamId: teams()[0].Id });
	});

	it('is deleted, and its members stay users', async () => {
		const wanted = teams()[4];
		const done = await bench().records('team: delete', { teamId: by('id', wanted.Id) });
		expect(done).toEqual([{ deleted: true }]);
		expect(state().teams.has(wanted.Id)).toBe(false);
		expect(people()).toHaveLength(40);
	});
});

describe('Team Member', () => {
	it('is added: the people of one team in one request, those of another in another', async () => {
		const [one, other] = [teams()[2], teams()[4]];
		one.members.clear();
		other.members.clear();
		const items = people()
			.slice(0, 6)
			.map(({ Id }, index) => ({ user: Id, team: (index % 2 ? other : one).Id }));
		const parameters = {
			teamId: by('id', '={{ $json.team }}'),
			userId: by('id', '={{ $json.user }}'),
		};
		const run = await bench().run('teamMember: add', parameters, { items });
		expect(run.items.map(({ json }) => json)).toEqual(
			items.map((item) => ({ teamId: item.team, userId: item.user, added: true })),
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect([...one.members]).toEqual([items[0].user, items[2].user, items[4].user]);
		expect([...other.members]).toEqual([items[1].user, items[3].user, items[5].user]);
		expect(bench().requests()).toHaveLength(3);
	});

	it('is listed if active, and removed', async () => {
		const wanted = teams().find(({ members }) => members.size > 2) as TeamRecord;
		const active = [...wanted.members].filter((id) => state().users.get(id)?.Active);
		const teamId = by('id', wanted.Id);
		const listed = await bench().records('teamMember: getAll', { teamId, returnAll: true });
		expect(idsOf(listed)).toEqual(active);
		const [leaving] = active;
		const gone = { teamId, userId: by('id', leaving) };
		expect(await bench().records('teamMember: remove', gone)).toEqual([
			{ teamId: wanted.Id, userId: leaving, removed: true },
		]);
		expect(wanted.members.has(leaving)).toBe(false);
	});
});

describe.each(['leaders', 'admins'] as const)('Team Role, %s', (role) => {
	it('is given to a member, listed and taken again', async () => {
		const wanted = teams().find(({ members }) => members.size > 2) as TeamRecord;
		wanted.leaders.clear();
		wanted.admins.clear();
		const [person] = wanted.members;
		const teamId = by('id', wanted.Id);
		const parameters = { teamId, userId: by('id', person), teamRole: role };
		const echo = { teamId: wanted.Id, userId: person, teamRole: role };
		const promoted = await bench().records('teamRole: promote', parameters);
		expect(promoted).toEqual([{ ...echo, promoted: true }]);
		expect([...wanted[role]]).toEqual([person]);
		expect(wanted.leaders.size + wanted.admins.size).toBe(1);
		const listed = await bench().records('teamRole: getAll', { teamId, teamRole: role });
		expect(idsOf(listed)).toEqual([person]);
		const demoted = await bench().records('teamRole: demote', parameters);
		expect(demoted).toEqual([{ ...echo, demoted: true }]);
		expect(wanted[role].size).toBe(0);
		expect(wanted.members.has(person)).toBe(true);
	});

	it('is refused to a stranger, with the way to make a member of him', async () => {
		const [wanted] = teams();
		const stranger = people().find(({ Id }) => !wanted.members.has(Id));
		const userId = by('id', String(stranger?.Id));
		const parameters = { teamId: by('id', wanted.Id), userId, teamRole: role };
		const { error } = await bench().run('teamRole: promote', parameters);
		expect(error?.description).toMatch(/Add the user with Team Member: Add first/);
	});
});

describe('Team: Mirror Hierarchy', () => {
	const NAMED = { Name: '={{ $json.name }}', parentName: '={{ $json.above }}' };
	const items = [
		{ name: 'Shop 1', above: 'Region North' },
		{ name: 'Region North', above: '' },
		{ name: 'Counter', above: 'Shop 1' },
		{ name: 'Region South', above: '' },
		{ name: 'Shop 1b', above: 'region south' },
	];
	const parents = () => {
		const teams = [...bench().sandbox.state.teams.values()];
		const nameOf = (id: unknown) => teams.find(({ Id }) => Id === id)?.Name ?? '';
		const made = teams.filter(({ Name }) => items.some(({ name }) => name === Name));
		return Object.fromEntries(made.map(({ Name, ParentTeamId }) => [Name, nameOf(ParentTeamId)]));
	};

	it('makes a tree of a list in any order, and finds it when it runs again', async () => {
		const made = await bench().records('team: mirrorHierarchy', NAMED, { items });
		expect(made.map(({ Name, result }) => [Name, result])).toEqual(
			items.map(({ name }) => [name, 'created']),
		);
		expect(parents()).toEqual({
			'Shop 1': 'Region North',
			'Region North': '',
			Counter: 'Shop 1',
			'Region South': '',
			'Shop 1b': 'Region South',
		});
		expect(bench().requests().length).toBeLessThanOrEqual(1 + 2 * items.length);
		const before = bench().requests().length;
		const again = await bench().records('team: mirrorHierarchy', NAMED, { items });
		expect(again.map(({ result }) => result)).toEqual(Array(5).fill('found'));
		expect(again.map(({ Id }) => Id)).toEqual(made.map(({ Id }) => Id));
		expect(bench().requests().length - before).toBe(1);
	});

	it('puts teams of the same name below different parents', async () => {
		const twins = [
			{ name: 'Till', above: 'Region East' },
			{ name: 'Till', above: 'Region West' },
			{ name: 'Region East' },
			{ name: 'Region West' },
		];
		const made = await bench().records('team: mirrorHierarchy', NAMED, { items: twins });
		expect(new Set(made.map(({ Id }) => Id)).size).toBe(4);
		expect(made[0]!.ParentTeamId).toBe(made[2]!.Id);
		expect(made[1]!.ParentTeamId).toBe(made[3]!.Id);
	});

	it('looks new teams up where Litmos does not say which ID they have', async () => {
		const silent = { kind: 'empty', carriedOut: true, times: 0 } as const;
		bench().sandbox.addFault({ ...silent, match: { method: 'POST', path: '^/teams' } });
		const made = await bench().records('team: mirrorHierarchy', NAMED, { items });
		const teams = bench().sandbox.state.teams;
		for (const { Id, Name } of made) expect(teams.get(String(Id))?.Name).toBe(Name);
		expect(parents()).toMatchObject({ Counter: 'Shop 1', 'Shop 1': 'Region North' });
	});

	it('takes a chain of thousands of teams, the lowest first', async () => {
		const depth = 3_000;
		const chain = Array.from({ length: depth }, (_, level) => ({
			name: `Level ${depth - level}`,
			above: level === depth - 1 ? '' : `Level ${depth - level - 1}`,
		}));
		const nobody = async () => await Promise.resolve([]);
		let made = 0;
		const call: Call = async ({ method }) =>
			method === 'GET' ? await nobody() : await Promise.resolve({ Id: `t${++made}` });
		const items = chain.map(({ name, above }) => ({ Name: name, parentName: above }));
		const results = await mirrorHierarchy.run(call, items, jobContext());
		expect(results.filter((one) => one instanceof Error)).toEqual([]);
		expect(made).toBe(depth);
	});

	it('makes nothing where an item cannot be read: the others would mean other teams', async () => {
		const { teams } = bench().sandbox.state;
		const before = teams.size;
		const { items: outputs } = await bench().run(
			'team: mirrorHierarchy',
			{ ...NAMED, additionalFields: { Description: '={{ $json.about }}' } },
			{
				items: [
					{ name: 'Sales', above: 'EMEA', about: 'x'.repeat(1_001) },
					{ name: 'Inside Sales', above: 'Sales', about: '' },
				],
				continueOnFail: true,
			},
		);
		expect(outputs.map(({ json }) => json.error)).toEqual(
			Array(2).fill(expect.stringContaining('Description')),
		);
		expect(bench().requests()).toEqual([]);
		expect(teams.size).toBe(before);
	});

	it('says what is wrong with an item, and works on the others', async () => {
		const odd = [
			{ name: 'Lost', above: 'Nowhere Land' },
			{ name: 'Egg', above: 'Hen' },
			{ name: 'Hen', above: 'Egg' },
			{ name: 'Fine' },
		];
		const run = await bench().run('team: mirrorHierarchy', NAMED, {
			items: odd,
			continueOnFail: true,
		});
		const errors = run.items.map(({ json }) => json.error);
		expect(errors[0]).toMatch(/"Nowhere Land" is neither in the list nor in Litmos/);
		expect(errors[1]).toMatch(/is its own parent in the list/);
		expect(errors[2]).toMatch(/is its own parent in the list/);
		expect(run.items[3]!.json).toMatchObject({ Name: 'Fine', result: 'created' });
	});
});
