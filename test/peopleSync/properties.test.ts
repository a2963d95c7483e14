// Whatever the list: what Preview shows is what Apply does, once, and to nobody else.
import type { INodeParameters } from 'n8n-workflow';
import fc from 'fast-check';
import { addTeam } from '../../sandbox/state/teams';
import type { Fault } from '../../sandbox/server';
import type { Fate, World, WorldSpec } from './support/world';
import {
	APPLY,
	createWorld,
	FATES,
	PREVIEW,
	saidBy,
	snapshot,
	sync,
	without,
	writesOf,
} from './support/world';

const fates = fc.array(fc.constantFrom(...FATES), { minLength: 4, maxLength: 10 });
const specs = fc.record({ fates, fresh: fc.nat(3) });
const settings: fc.Arbitrary<INodeParameters> = fc.record({
	matchBy: fc.constantFrom('UserName', 'ExternalEmployeeId', 'Email'),
	missing: fc.constantFrom('leave', 'deactivate', 'leaveTeams'),
	moreSettings: fc.record({ clears: fc.boolean(), writeBy: fc.constant('oneByOne') }),
});

/** New people have a manager who is new, so that their order matters; leavers lead teams. */
const MIXED: WorldSpec = { fates: FATES, fresh: 2 };
const THOROUGH: INodeParameters = {
	matchBy: 'ExternalEmployeeId',
	missing: 'leaveTeams',
	moreSettings: { clears: true },
};

/** Columns that are empty for most people, so that nobody would see them emptied. */
const SELDOM = ['Street2', 'Skype', 'State', 'Website', 'Twitter', 'CustomField9'] as const;

it('Apply does what Preview says, and the next Apply writes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(specs, settings, async (spec, set) => {
			const world = await createWorld(spec);
			const before = snapshot(world.bench);
			const preview = saidBy(await sync(world, PREVIEW, set));
			expect(snapshot(world.bench)).toEqual(before);
			const run = await sync(world, APPLY, set);
			expect(saidBy(run)).toEqual(preview);
			expect(
				run.items.filter(({ json }) => json.result === 'failed').map(({ json }) => json),
			).toEqual([]);
			const count = writesOf(world.bench).length;
			const again = await sync(world, APPLY, set);
			expect(writesOf(world.bench)).toHaveLength(count);
			expect(again.items.map(({ json }) => json.result)).not.toContain('done');
			await world.bench.sandbox.close();
		}),
		{ numRuns: 25 },
	);
});

it('the order of the list and the case of keys mean nothing', async () => {
	await fc.assert(
		fc.asyncProperty(specs, settings, fc.infiniteStream(fc.nat()), async (spec, set, random) => {
			const [plain, mixed] = [await createWorld(spec), await createWorld(spec)];
			const shuffled = mixed.items
				.map((row) => ({
					row: {
						...row,
						Username: String(row.Username).toUpperCase(),
						'Employee ID': String(row['Employee ID']).toLowerCase(),
					},
					at: random.next().value,
				}))
				.sort((one, other) => one.at! - other.at!)
				.map(({ row }) => row);
			// A new name is written as the list has it.
			const isNew = ({ Username }: { Username?: unknown }) =>
				/^(NEW|RENAMED)/.test(String(Username));
			shuffled.filter(isNew).forEach((row) => (row.Username = row.Username.toLowerCase()));
			shuffled.forEach((row) => (row['Employee ID'] = row['Employee ID'].replace('n-', 'N-')));
			await sync(plain, APPLY, set);
			await sync({ ...mixed, items: shuffled }, APPLY, set);
			expect(snapshot(mixed.bench)).toEqual(snapshot(plain.bench));
			await plain.bench.sandbox.close();
			await mixed.bench.sandbox.close();
		}),
		{ numRuns: 12 },
	);
});

it('touches no field that the list does not name, known or not', async () => {
	await fc.assert(
		fc.asyncProperty(fates, settings, async (given, set) => {
			const { bench, items } = await createWorld({ fates: given, fresh: 0 });
			const { users } = bench.sandbox.state;
			for (const user of users.values())
				for (const column of SELDOM) user[column] ||= `${column} of ${user.Id}`;
			const before = structuredClone([...users.values()]);
			await sync({ bench, items: items.map((row) => without(row, ['City', 'Team'])) }, APPLY, {
				...set,
				missing: 'deactivate',
			});
			const named = [
				'UserName',
				'Email',
				'JobTitle',
				'Active',
				'ManagerId',
				'ManagerName',
				'IsCustomUsername',
				'Points',
			];
			const rest = (user: object) =>
				Object.fromEntries(Object.entries(user).filter(([name]) => !named.includes(name)));
			for (const user of before) expect(rest(users.get(user.Id)!)).toEqual(rest(user));
			expect(users.size).toBe(before.length);
			await bench.sandbox.close();
		}),
		{ numRuns: 12 },
	);
});

it.each(['team', 'field'])('changes nobody outside of the scope, by %s', async (scopeBy) => {
	await fc.assert(
		fc.asyncProperty(specs, settings, async (spec, set) => {
			const world = await createWorld(spec);
			const { state } = world.bench.sandbox;
			const [team] = [...state.teams.values()].filter(({ members }) => members.size > 0);
			const below = [
				team!,
				...[...state.teams.values()].filter(({ ParentTeamId }) => ParentTeamId === team!.Id),
			];
			const inside = new Set(
				scopeBy === 'team'
					? below.flatMap(({ members }) => [...members])
					: world.before.filter((_, at) => at % 2 === 0).map(({ Id }) => Id),
			);
			// Whoever returns and is in no team belongs to the scope.
			const elsewhere = addTeam(state, { Name: 'Elsewhere', Description: '', ParentTeamId: '' });
			for (const { Id } of world.before) if (!inside.has(Id)) elsewhere.members.add(Id);
			for (const Id of scopeBy === 'field' ? inside : []) state.users.get(Id)!.Brand = 'Pirates';
			const outside = [...state.users.values()]
				.filter(({ Id }) => !inside.has(Id))
				.map((user) => structuredClone(user));
			const teamsOf = (Id: string) =>
				[...state.teams.values()].filter(({ members }) => members.has(Id)).map((one) => one.Id);
			const were = outside.map(({ Id }) => teamsOf(Id));
			const teamId = { __rl: true, mode: 'id', value: team!.Id };
			await sync(world, APPLY, {
				...set,
				scopeBy,
				teamId,
				scopeField: 'Brand',
				scopeValue: 'pirates',
			});
			for (const [at, user] of outside.entries()) {
				expect({ ...state.users.get(user.Id), Points: 0 }).toEqual({ ...user, Points: 0 });
				expect(teamsOf(user.Id)).toEqual(were[at]);
			}
			await world.bench.sandbox.close();
		}),
		{ numRuns: 12 },
	);
});

it('a list that is cut off anywhere writes nothing where too many would be deactivated', async () => {
	const world = await createWorld({
		fates: Array.from({ length: 20 }, (): Fate => 'job'),
		fresh: 0,
	});
	const { bench, items } = world;
	const before = snapshot(bench);
	const allowed = 3;
	const safetyStop = { mostCount: allowed };
	for (let length = items.length - allowed - 1; length >= 1; length--) {
		const { error } = await bench.run(
			APPLY,
			{
				...{ people: { mappingMode: 'autoMapInputData', value: null } },
				missing: 'deactivate',
				safetyStop,
			},
			{ items: items.slice(0, length) },
		);
		// Two of them are an Account Owner and an administrator, the first of the tenant.
		if (items.length - length > allowed) expect(error?.message).toContain('would be deactivated');
	}
	const { error } = await bench.run(
		APPLY,
		{ people: { mappingMode: 'autoMapInputData', value: null }, missing: 'deactivate', safetyStop },
		{ items: [{}] },
	);
	expect(error?.message).toContain('The list of users is empty');
	expect(writesOf(bench)).toEqual([]);
	expect(snapshot(bench)).toEqual(before);
});

const AT_ONCE = 24;

/** Requests of an Apply that nothing stops. */
async function uninterrupted(spec: WorldSpec, set: INodeParameters) {
	const world = await createWorld(spec);
	const run = await sync(world, APPLY, set);
	if (run.error) throw run.error;
	return { wanted: snapshot(world.bench), requests: world.bench.requests().length };
}

async function interrupted(spec: WorldSpec, set: INodeParameters, fault: Partial<Fault>) {
	const world = await createWorld(spec);
	world.bench.sandbox.addFault({ kind: '401', times: 0, ...fault });
	const { error } = await sync(world, APPLY, set);
	expect(error?.message).toContain('Litmos');
	world.bench.sandbox.clearFaults();
	const rerun = await sync(world, APPLY, set);
	if (rerun.error) throw rerun.error;
	return { at: fault.after, left: snapshot(world.bench) };
}

it.each([
	['one by one', THOROUGH],
	['by import', { ...THOROUGH, moreSettings: { clears: true, writeBy: 'import' } }],
] as const)('goes on after an interruption at any request, written %s', async (_, set) => {
	const { wanted, requests } = await uninterrupted(MIXED, set);
	expect(requests).toBeGreaterThan(15);
	for (const carriedOut of [false, true]) {
		// Together, since most of the time they wait before they look at an import.
		for (let from = 0; from < requests; from += AT_ONCE) {
			const count = Math.min(AT_ONCE, requests - from);
			const some = Array.from({ length: count }, (__, at) => from + at);
			const ends = await Promise.all(
				some.map(async (after) => await interrupted(MIXED, set, { after, carriedOut })),
			);
			for (const { at, left } of ends) expect([at, left]).toEqual([at, wanted]);
		}
	}
});

it('waits for the import of a run that was stopped, and imports nobody again', async () => {
	const set = { ...THOROUGH, moreSettings: { clears: true, writeBy: 'import' } };
	const spec = { ...MIXED, options: { importMs: 3_000 } };
	const imports = ({ bench }: World): string[] =>
		writesOf(bench).filter((request) => request.startsWith('POST /bulkimports'));
	const smooth = await createWorld(spec);
	const run = await sync(smooth, APPLY, set);
	if (run.error) throw run.error;
	const after = smooth.bench.requests().indexOf(imports(smooth)[0]!) + 1;
	const stopped = await createWorld(spec);
	stopped.bench.sandbox.addFault({ kind: '401', times: 0, after });
	expect((await sync(stopped, APPLY, set)).error?.message).toContain('Litmos');
	stopped.bench.sandbox.clearFaults();
	const rerun = await sync(stopped, APPLY, set);
	if (rerun.error) throw rerun.error;
	expect(imports(stopped)).toEqual(imports(smooth));
	expect(snapshot(stopped.bench)).toEqual(snapshot(smooth.bench));
});
