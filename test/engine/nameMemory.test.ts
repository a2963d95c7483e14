// Names that an execution has looked up once stay known in it, as in a loop with one item per round.
import * as FakeTimers from '@sinonjs/fake-timers';
import type { UserRecord } from '../../sandbox/state/records';
import type { Bench } from './support/bench';
import { startBench } from './support/bench';
import { by } from './support/locatorValue';

let bench: Bench;

const users = () => [...bench.sandbox.state.users.values()];
const requests = (start: string) =>
	bench.requests().filter((request) => request.startsWith(start)).length;

/** A team of a name that no other has, and nobody in it. */
function emptyTeam() {
	const [team] = [...bench.sandbox.state.teams.values()].slice(3);
	Object.assign(team, { Name: 'Warehouse North' });
	team.members.clear();
	return team;
}

const ADD = {
	teamId: by('name', '={{ $json.team }}'),
	userId: by('userName', '={{ $json.user }}'),
};

/** One round of a loop. */
const round = async ({ UserName }: UserRecord, executionId = 'loop') =>
	await bench.run('teamMember: add', ADD, {
		items: [{ team: 'Warehouse North', user: UserName }],
		executionId,
	});

async function loop(some: UserRecord[], executionId?: string): Promise<void> {
	for (const user of some) {
		const run = await round(user, executionId);
		if (run.error) throw run.error;
	}
}

describe('20 rounds of Team Member: Add with one item', () => {
	it.each([
		[40, 25],
		[1000, 25],
		// One by one it would be 60.
		[5000, 46],
	])('cost little beside the 20 in an account of %i people', async (people, most) => {
		bench = await startBench({ people });
		const team = emptyTeam();
		const some = users().slice(-20);
		await loop(some);
		expect([...team.members]).toEqual(some.map(({ Id }) => Id));
		expect(requests('POST')).toBe(20);
		expect(bench.requests().length).toBeLessThanOrEqual(most);
	});

	it('share nothing with other executions', async () => {
		bench = await startBench({ people: 40 });
		emptyTeam();
		await loop(users().slice(0, 2), 'one');
		const before = requests('GET');
		await loop(users().slice(0, 1), 'other');
		expect(requests('GET') - before).toBe(2);
	});

	it('share nothing with other accounts', async () => {
		bench = await startBench({ people: 40, apiKeys: ['sandbox-key', 'other-key'] });
		emptyTeam();
		const [user] = users();
		await round(user);
		const before = requests('GET');
		const items = [{ team: 'Warehouse North', user: user.UserName }];
		const parameters = { resource: 'teamMember', operation: 'add', ...ADD };
		const other = bench.engineWith({ apiKey: 'other-key' });
		await other.runNode({ parameters, items, executionId: 'loop' });
		expect(requests('GET') - before).toBe(2);
	});
});

describe('what is known', () => {
	let time: ReturnType<typeof FakeTimers.install> | undefined;
	afterEach(() => time?.uninstall());

	it('is read again after a minute', async () => {
		bench = await startBench({ people: 40 });
		emptyTeam();
		const [user] = users();
		await round(user);
		await round(user);
		expect(requests('GET')).toBe(2);
		const now = performance.now();
		time = FakeTimers.install({ toFake: ['performance'] });
		time.tick(now + 61_000);
		await round(user);
		expect(requests('GET')).toBe(4);
	});

	it('is forgotten when this execution writes to the list', async () => {
		bench = await startBench({ people: 40 });
		const team = emptyTeam();
		const some = users().slice(0, 4);
		await loop(some);
		const [gone] = some;
		const { run } = bench;
		await run('user: delete', { userId: by('id', gone.Id) }, { executionId: 'loop' });
		const name = { UserName: gone.UserName, FirstName: 'New', LastName: 'Person' };
		await run('user: create', name, { executionId: 'loop' });
		await loop([gone]);
		const again = users().find(({ UserName }) => UserName === gone.UserName)!;
		expect(again.Id).not.toBe(gone.Id);
		expect(team.members.has(again.Id)).toBe(true);
	});

	it('is looked up again where Litmos knows the ID no more', async () => {
		bench = await startBench({ people: 40 });
		const team = emptyTeam();
		await loop(users().slice(0, 3));
		// Somebody deletes the team and makes it anew.
		const { state } = bench.sandbox;
		state.teams.delete(team.Id);
		const fresh = { ...team, Id: [...state.teams.values()][0].Id, members: new Set<string>() };
		state.teams.set(fresh.Id, fresh);
		const [, , , user] = users();
		await loop([user]);
		expect([...fresh.members]).toEqual([user.Id]);
	});

	it('never says that there is nobody', async () => {
		bench = await startBench({ people: 40 });
		const team = emptyTeam();
		await loop(users().slice(0, 4));
		const [model] = users();
		const late = { ...model, Id: 'LateComer0000000000002', UserName: 'late.comer@example.com' };
		bench.sandbox.state.users.set(late.Id, late);
		bench.sandbox.state.userNames.set(late.UserName, late.Id);
		await loop([late]);
		expect(team.members.has(late.Id)).toBe(true);
	});

	it('leaves a name that two have refused', async () => {
		bench = await startBench({ people: 40 });
		emptyTeam();
		await loop(users().slice(0, 4));
		const [other] = bench.sandbox.state.teams.values();
		other.Name = 'Twice';
		[...bench.sandbox.state.teams.values()][1].Name = 'Twice';
		for (const user of users().slice(4, 8)) {
			const items = [{ team: 'Twice', user: user.UserName }];
			const run = await bench.run('teamMember: add', ADD, { items, executionId: 'loop' });
			expect(run.error?.message).toContain('2 teams in Litmos have the name');
		}
	});
});
