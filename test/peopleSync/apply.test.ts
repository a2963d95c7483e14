// What Apply leaves in Litmos.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addTeam } from '../../sandbox/state/teams';
import { until } from '../engine/support/waiting';
import type { Fate, World } from './support/world';
import { APPLY, createWorld, PREVIEW, saidBy, sync, writesOf } from './support/world';

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

/** The teams that a run says people have joined. */
const joinedBy = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json: { teamsJoined } }) => teamsJoined);

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
	expect(joinedBy(run.items)).toEqual([[], ['Asia > Sales']]);
});

it('does not call incomplete what became clear on the way', async () => {
	const world = await createWorld({ fates: ['job', 'same'], fresh: 0 });
	const [ada, bo] = world.items as [IDataObject, IDataObject];
	// Their usernames move on by one.
	Object.assign(ada, { Username: bo.Username });
	Object.assign(bo, { Username: 'later@example.com' });
	const run = await sync(world, APPLY, {
		matchBy: 'Email',
		moreSettings: { writeBy: 'oneByOne' },
	});
	expect(endingsOf(run.items)).toEqual([
		['done', ''],
		['done', ''],
	]);
	const { users } = world.bench.sandbox.state;
	expect(users.get(world.before[0]!.Id)!.UserName).toBe(world.before[1]!.UserName);
});

it('imports nothing where the only change is one that no import has', async () => {
	const fates = Array.from({ length: 20 }, (): Fate => 'same');
	const world = await createWorld({ fates, fresh: 0 });
	world.items.forEach((item) => (item['Time Zone'] = 'Fiji Standard Time'));
	const run = await sync(world, APPLY, {});
	expect(endingsOf(run.items)).toEqual(fates.map(() => ['done', '']));
	expect(writesOf(world.bench).filter((one) => one.includes('bulkimports'))).toEqual([]);
});

it('takes nobody out of a team whom it could not put into the next', async () => {
	const world = await createTeamWorld(['New']);
	const { sandbox } = world.bench;
	const [old] = ['Old', 'New'].map((Name) =>
		addTeam(sandbox.state, { Name, Description: '', ParentTeamId: '' }),
	);
	old!.members.add(world.before[0]!.Id);
	const match = { method: 'POST', path: '/teams/[^/]+/users' };
	sandbox.addFault({ kind: '500page', times: 0, match });
	const run = await sync(world, APPLY, {
		teamMode: 'equal',
		moreSettings: { managedTeams: 'Old; New' },
	});
	expect(run.items[0]!.json).toMatchObject({ result: 'failed' });
	expect(teamsOf(world, 0)).toEqual(['Old']);
});

describe('a batch of new members that Litmos refuses', () => {
	/** Everybody joins the team; the first `times` requests for that are refused. */
	async function refused(count: number, times: number) {
		const world = await createTeamWorld(Array<string>(count).fill('New'));
		const { sandbox } = world.bench;
		addTeam(sandbox.state, { Name: 'New', Description: '', ParentTeamId: '' });
		const match = { method: 'POST', path: '/teams/[^/]+/users' };
		sandbox.addFault({ kind: '403', times, match });
		return { world, run: await sync(world, APPLY, {}) };
	}

	it('goes out half by half, so that one user is not why all fail', async () => {
		// All 40, the first 20, 10, 5, 3, 2 and the first alone.
		const { world, run } = await refused(40, 7);
		const [first, ...others] = run.items.map(({ json }) => json.result);
		expect(first).toBe('failed');
		expect(others).toEqual(Array(39).fill('done'));
		expect(world.before.map((_, at) => teamsOf(world, at).length)).toEqual([
			0,
			...Array<number>(39).fill(1),
		]);
	});

	it('is given up soon where all are refused', async () => {
		const { world, run } = await refused(20, 0);
		expect(run.items.map(({ json }) => json.result)).toEqual(Array(20).fill('failed'));
		expect(writesOf(world.bench).length).toBeLessThan(20);
	});
});

describe('a new team that Litmos refuses', () => {
	const ROWS = ['Sales', 'Sales > North', 'Support', 'Europe > Sales'];
	const REFUSED = expect.stringMatching(
		/^The team "Sales" could not be created: Litmos .*: Team name already exists/,
	);
	const ENDINGS = [
		['incomplete', REFUSED],
		['incomplete', REFUSED],
		['done', ''],
		['done', ''],
	];

	/** Somebody makes the team after the list of teams was read. */
	async function overtaken(set: INodeParameters) {
		const world = await createTeamWorld(ROWS, 100);
		Object.assign(world.items[0]!, { Position: 'Pilot' });
		const running = sync(world, APPLY, set);
		const { sandbox, requests } = world.bench;
		await until(() => requests().includes('GET /users/details'), 'the list of users');
		addTeam(sandbox.state, { Name: 'Sales', Description: '', ParentTeamId: '' });
		return { world, run: await running };
	}

	it('is tried once, and all else is done', async () => {
		const { world, run } = await overtaken(MAKES);
		expect(endingsOf(run.items)).toEqual(ENDINGS);
		expect(ROWS.map((_, at) => teamsOf(world, at))).toEqual([
			[],
			[],
			['Support'],
			['Europe > Sales'],
		]);
		expect(joinedBy(run.items)).toEqual([[], [], ['Support'], ['Europe > Sales']]);
		const { users } = world.bench.sandbox.state;
		expect(users.get(world.before[0]!.Id)).toMatchObject({ JobTitle: 'Pilot' });
		const tries = writesOf(world.bench).filter((write) => write === 'POST /teams');
		expect(tries).toHaveLength(3);
		const next = await sync(world, APPLY, MAKES);
		expect(next.items.map(({ json }) => json.result)).not.toContain('incomplete');
		expect(teamsOf(world, 1)).toEqual(['Sales > North']);
	});

	it('takes nobody out of the managed teams of a row that names it', async () => {
		const world = await createTeamWorld(['Sales']);
		const { sandbox } = world.bench;
		const old = addTeam(sandbox.state, { Name: 'Old', Description: '', ParentTeamId: '' });
		old.members.add(world.before[0]!.Id);
		sandbox.addFault({ kind: '500page', times: 0, match: { method: 'POST', path: '/teams$' } });
		const moreSettings = { ...MAKES.moreSettings, managedTeams: 'Old' };
		const run = await sync(world, APPLY, { teamMode: 'equal', moreSettings });
		expect(run.items[0]!.json).toMatchObject({ result: 'incomplete' });
		expect(teamsOf(world, 0)).toEqual(['Old']);
	});

	it('is not among those that the summary counts', async () => {
		const moreSettings = { ...MAKES.moreSettings, syncOutput: 'summary' };
		const { run } = await overtaken({ moreSettings });
		const [{ json }] = run.items as [{ json: IDataObject }];
		expect(json).toMatchObject({ teamsCreated: 3, teamsJoined: 2, incomplete: 2, failed: 0 });
	});

	it('may be one that Litmos does not list afterwards', async () => {
		const world = await createTeamWorld(['Sales', '']);
		const { sandbox } = world.bench;
		sandbox.addFault({
			kind: 'empty',
			carriedOut: false,
			match: { method: 'POST', path: '/teams$' },
		});
		const run = await sync(world, APPLY, MAKES);
		expect(endingsOf(run.items)).toEqual([
			['incomplete', 'Litmos does not list the new team "Sales" yet. Run Apply again in a minute.'],
			['unchanged', ''],
		]);
	});

	it.each(['401', 'reset'] as const)(
		'ends the run where more than it is wrong: %s',
		async (kind) => {
			const world = await createTeamWorld(ROWS);
			const match = { method: 'POST', path: '/teams$' };
			world.bench.sandbox.addFault({ kind, times: 0, match });
			const { error } = await sync(world, APPLY, MAKES);
			expect(error?.message).toContain('0 of 4 users were done by then');
		},
	);
});

describe('an item says which teams were joined and left', () => {
	const managed = ['Old', 'Older'];

	/** Two people of two managed teams whose rows name two others. */
	async function moved(path: string, method: string) {
		const world = await createTeamWorld(['New; Newer', 'New; Newer']);
		const { sandbox } = world.bench;
		const { state } = sandbox;
		const make = (Name: string) => addTeam(state, { Name, Description: '', ParentTeamId: '' });
		const teams = new Map([...managed, 'New', 'Newer'].map((name) => [name, make(name)]));
		for (const name of managed) world.before.forEach(({ Id }) => teams.get(name)!.members.add(Id));
		const idOf = (name: string) => teams.get(name)!.Id;
		const match = { method, path: path.replace(/[A-Z]\w+/, idOf) };
		sandbox.addFault({ kind: '500page', times: 0, match });
		const set = { teamMode: 'equal', moreSettings: { managedTeams: managed.join(';') } };
		return { world, set };
	}

	it.each([
		['joining', 'POST', '/teams/Newer/users$', ['New'], []],
		['leaving', 'DELETE', '/teams/Older/users/', ['New', 'Newer'], ['Old']],
	])('where Litmos refuses %s one of them', async (_, method, path, joined, left) => {
		const { world, set } = await moved(path, method);
		const { items } = await sync(world, APPLY, set);
		const told = { result: 'failed', teamsJoined: joined, teamsLeft: left };
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining(told),
			expect.objectContaining(told),
		]);
	});

	it('of a user who could not leave all teams', async () => {
		const world = await createWorld({ fates: ['same', 'same', 'gone'], fresh: 0 });
		const match = { method: 'DELETE', path: '/users/' };
		world.bench.sandbox.addFault({ kind: '500page', times: 0, match });
		const { items } = await sync(world, APPLY, { missing: 'leaveTeams' });
		expect(items.map(({ json: { result, teamsLeft } }) => [result, teamsLeft])).toEqual([
			['failed', []],
		]);
	});

	it('and the summary counts them, whatever became of the rest', async () => {
		const { world, set } = await moved('/teams/Older/users/', 'DELETE');
		const moreSettings = { ...set.moreSettings, syncOutput: 'summary' };
		const { items } = await sync(world, APPLY, { ...set, moreSettings });
		expect(items[0]!.json).toMatchObject({ failed: 2, teamsJoined: 4, teamsLeft: 2 });
	});
});

it('goes on where an import of somebody else, which it waits for, fails', async () => {
	const world = await createWorld({ fates: ['same', 'same'], fresh: 2 });
	const { sandbox, requests } = world.bench;
	await sync(world, APPLY, { moreSettings: { writeBy: 'import' } });
	const [other] = [...sandbox.state.imports.values()];
	Object.assign(other!, { status: 'Waiting', doneAt: Infinity });
	for (const item of world.items) item.Position = 'Pilot';
	const count = requests().length;
	const running = sync(world, APPLY, { moreSettings: { writeBy: 'import' } });
	await until(() => requests().slice(count).includes('GET /bulkimports'), 'the imports');
	Object.assign(other!, { status: 'Failed', doneAt: Infinity });
	const { items, error } = await running;
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.result)).toEqual(['done', 'done', 'done', 'done']);
});

/** An import of somebody else, which Litmos is through with a second later. */
function addImport({ imports }: World['bench']['sandbox']['state']): void {
	const [Id, at] = ['abcdefghijkl', Date.now()];
	const counts = { created: 0, duplicate: 0, invalidEmail: 0, errors: [], rows: [] };
	const quiet = { sendEmails: false, skipFirstLogin: false };
	const about = { Id, at, doneAt: at + 1_000, of: 'people', status: 'Waiting' } as const;
	imports.set(Id, { ...about, ...counts, ...quiet });
}

it('comes to the teams where all that can come before them does', async () => {
	const world = await createWorld({ fates: ['same', 'same'], fresh: 4 });
	const { state } = world.bench.sandbox;
	const [first, , single, last] = world.items as IDataObject[];
	// No import takes so long a username, so whoever has this manager waits for one who is written alone.
	const long = `${'n'.repeat(40)}@example.com`;
	Object.assign(single!, { Username: long, Email: long });
	Object.assign(last!, { Manager: long });
	Object.assign(first!, { Team: 'Brand New' });
	addImport(state);
	const moreSettings = { ...MAKES.moreSettings, writeBy: 'import' };
	const run = await sync(world, APPLY, { moreSettings });
	expect(endingsOf(run.items.slice(0, 4))).toEqual(Array(4).fill(['done', '']));
});

it('does not call done what the wait for an import of somebody else has made impossible', async () => {
	const world = await createWorld({ fates: ['same', 'same', 'same', 'gone'], fresh: 1 });
	const { sandbox, requests } = world.bench;
	addImport(sandbox.state);
	const moreSettings = { writeBy: 'import' };
	const running = sync(world, APPLY, { missing: 'deactivate', moreSettings });
	await until(() => requests().includes('GET /bulkimports'), 'the imports');
	const { Id, UserName } = world.before[3]!;
	Object.assign(sandbox.state.users.get(Id)!, { AccessLevel: 'Administrator' });
	const { items } = await running;
	expect(endingsOf(items.filter(({ json }) => json.UserName === UserName))).toEqual([
		['failed', expect.stringMatching(/^Account Owners and administrators/)],
	]);
	expect(sandbox.state.users.get(Id)).toMatchObject({ Active: true });
});

it('says why it left alone whoever has become an administrator meanwhile', async () => {
	const fates: Fate[] = ['same', 'same', 'same', 'gone'];
	const world = await createWorld({ fates, fresh: 0, options: { latencyMs: 100 } });
	const { sandbox, requests } = world.bench;
	const { Id } = world.before[3]!;
	const running = sync(world, APPLY, { missing: 'deactivate' });
	// A request is logged when it arrives, and carried out a little later.
	await until(() => requests().includes(`GET /users/${Id}`), 'the reading of the record');
	Object.assign(sandbox.state.users.get(Id)!, { AccessLevel: 'Administrator' });
	expect(endingsOf((await running).items)).toEqual([
		['failed', expect.stringMatching(/^Account Owners and administrators are deactivated only if/)],
	]);
	expect(sandbox.state.users.get(Id)).toMatchObject({ Active: true });
});

describe('the scope of a team', () => {
	/** A team that the first three are in, and nobody else. */
	async function scoped(fates: readonly Fate[], fresh: number, options = {}) {
		const world = await createWorld({ fates, fresh, options });
		const { state } = world.bench.sandbox;
		state.teams.forEach(({ members }) => members.clear());
		world.items.forEach((item) => delete item.Team);
		const team = addTeam(state, { Name: 'Scope', Description: '', ParentTeamId: '' });
		world.before.slice(0, 3).forEach(({ Id }) => team.members.add(Id));
		const set = { scopeBy: 'team', teamId: { __rl: true, mode: 'id', value: team.Id } };
		return { world, team, set };
	}

	it('has a new user whom an earlier run could not put into it', async () => {
		const { world, team, set } = await scoped(['same', 'same', 'same', 'same'], 1);
		const { sandbox } = world.bench;
		const match = { method: 'POST', path: '/teams/[^/]+/users' };
		sandbox.addFault({ kind: '401', times: 0, match });
		expect((await sync(world, APPLY, set)).error?.message).toContain('1 of 1 users were done');
		sandbox.clearFaults();
		const next = await sync(world, APPLY, set);
		expect(endingsOf(next.items)).toEqual([['done', '']]);
		expect(joinedBy(next.items)).toEqual([['Scope']]);
		expect(team.members.size).toBe(4);
		expect((await sync(world, APPLY, set)).items).toEqual([]);
	});

	it('has the new users whom the import of a run that was stopped brings', async () => {
		const { world, team, set } = await scoped(['same', 'same', 'same'], 2, { importMs: 5_000 });
		const { sandbox } = world.bench;
		const byImport = { ...set, moreSettings: { writeBy: 'import' } };
		sandbox.addFault({ kind: '401', times: 0, match: { method: 'GET', path: '/bulkimports/.+' } });
		expect((await sync(world, APPLY, byImport)).error).toBeDefined();
		sandbox.clearFaults();
		const { items } = await sync(world, APPLY, byImport);
		expect(joinedBy(items)).toEqual([['Scope'], ['Scope']]);
		expect(team.members.size).toBe(5);
	});

	it('has whoever returns and is in no team, also under a new username', async () => {
		const { world, team, set } = await scoped(['same', 'same', 'same', 'back'], 0);
		Object.assign(world.items[3]!, { Username: 'married@example.com' });
		const { users } = world.bench.sandbox.state;
		const run = await sync(world, APPLY, { ...set, matchBy: 'ExternalEmployeeId' });
		expect(endingsOf(run.items)).toEqual([['done', '']]);
		const { Id } = world.before[3]!;
		expect(users.get(Id)).toMatchObject({ Active: true, UserName: 'married@example.com' });
		expect(team.members.has(Id)).toBe(true);
	});

	it('leaves alone who returns to another team', async () => {
		const { world, set } = await scoped(['same', 'same', 'same', 'back'], 0);
		const [other] = world.bench.sandbox.state.teams.values();
		other!.members.add(world.before[3]!.Id);
		expect((await sync(world, APPLY, set)).items).toEqual([]);
		expect(writesOf(world.bench)).toEqual([]);
	});
});

describe('a new user', () => {
	it('is not there, whatever became of the manager, where Litmos made none', async () => {
		const world = await createWorld({ fates: ['same', 'same'], fresh: 2 });
		const match = { method: 'POST', path: '/users$' };
		world.bench.sandbox.addFault({ kind: 'empty', carriedOut: false, times: 0, match });
		const NONE = ['failed', 'Litmos did not take over the new user'];
		expect(endingsOf((await sync(world, APPLY, {})).items)).toEqual([NONE, NONE]);
	});

	it('counts as created though a team is missing', async () => {
		const world = await createWorld({ fates: ['same', 'same'], fresh: 2 });
		Object.assign(world.items[1]!, { Team: 'Nowhere' });
		const { items } = await sync(world, APPLY, { moreSettings: { syncOutput: 'summary' } });
		expect(items[0]!.json).toMatchObject({ created: 2, incomplete: 1 });
	});
});
