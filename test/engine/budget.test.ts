// What runs cost in requests: this is what 100 requests per minute are spent on.
import { processorTime } from '../support/processorTime';
import type { Bench } from './support/bench';
import { startBench } from './support/bench';
import { by } from './support/locatorValue';

let bench: Bench;

async function open(people: number): Promise<void> {
	bench = await startBench({ people });
}

const users = () => [...bench.sandbox.state.users.values()];
const count = (start: string) =>
	bench.requests().filter((request) => request.startsWith(start)).length;

describe('1,000 items of Team Member: Add', () => {
	/** A team that nobody is in, and a thousand people with distinct addresses. */
	async function arrange() {
		await open(1000);
		const [team] = [...bench.sandbox.state.teams.values()].slice(4);
		team.members.clear();
		users().forEach((user, index) => (user.Email = `mail${index}@example.com`));
		return team;
	}

	it.each([
		// Ten batches of 100 people, and the list of people: one page of 1,000, one more to know that it was the last.
		['id', 'Id', 2],
		['userName', 'UserName', 2],
		['email', 'Email', 2],
	] as const)(
		'cost 10 requests, and the pages of one list to find people by %s',
		async (mode, field, pages) => {
			const team = await arrange();
			const items = users().map((user) => ({ who: user[field] }));
			const parameters = { teamId: by('id', team.Id), userId: by(mode, '={{ $json.who }}') };
			const run = await bench.run('teamMember: add', parameters, { items });
			expect(run.error).toBeUndefined();
			expect(run.items).toHaveLength(1000);
			expect([...team.members]).toEqual(users().map(({ Id }) => Id));
			expect(count('POST')).toBe(10);
			expect(count('GET')).toBe(pages);
		},
	);
});

describe('names that are looked up', () => {
	it('do not stop n8n for long, however many there are', async () => {
		async function costOf(people: number): Promise<number> {
			await open(people);
			const items = users().map(({ UserName }) => ({ who: UserName }));
			const [team] = [...bench.sandbox.state.teams.values()].slice(4);
			const parameters = { teamId: by('id', team.Id), userId: by('userName', '={{ $json.who }}') };
			return await processorTime(
				async () => await bench.records('teamMember: add', parameters, { items }),
			);
		}

		await costOf(300);
		const few = await costOf(300);
		// Ten times as many. Comparing each name with each row took 40 s here, in which n8n did nothing else: a hundred times as much.
		expect((await costOf(3000)) / few).toBeLessThan(30);
	});

	it('cost one request each while they are few, however many items name them', async () => {
		await open(40);
		const named = users().slice(0, 3);
		named.forEach((user, index) => (user.Email = `few${index}@example.com`));
		const items = Array.from({ length: 30 }, (_, index) => ({ who: named[index % 3].Email }));
		const [team] = bench.sandbox.state.teams.values();
		const parameters = { teamId: by('id', team.Id), userId: by('email', '={{ $json.who }}') };
		await bench.records('teamMember: add', parameters, { items });
		expect(bench.requests()).toEqual([
			'GET /users',
			'GET /users',
			'GET /users',
			`POST /teams/${team.Id}/users`,
		]);
	});

	it('never cost more than twice one by one, in an account of many pages', async () => {
		await open(5500);
		const named = users().slice(-4);
		named.forEach((user, index) => (user.Email = `last${index}@example.com`));
		const items = named.map(({ Email }) => ({ who: Email }));
		const parameters = { userId: by('email', '={{ $json.who }}') };
		const records = await bench.records('user: get', parameters, { items });
		expect(records.map(({ Id }) => Id)).toEqual(named.map(({ Id }) => Id));
		expect(bench.log().filter(({ path }) => path.endsWith('/users')).length).toBeLessThanOrEqual(8);
	});

	it('costs one more request for a team named the same by every item', async () => {
		await open(40);
		const [team] = [...bench.sandbox.state.teams.values()].slice(3);
		const items = users().map(({ Id }) => ({ who: Id }));
		const parameters = { teamId: by('name', team.Name), userId: by('id', '={{ $json.who }}') };
		await bench.records('teamMember: add', parameters, { items });
		expect(bench.requests()).toEqual(['GET /users', 'GET /teams', `POST /teams/${team.Id}/users`]);
	});
});

describe('lists', () => {
	const all = { returnAll: true, detail: 'details' };

	it.each([
		[4999, 5],
		// The last page is full, so only a sixth request shows that it was the last.
		[5000, 6],
	])('of %i people with all details cost %i requests', async (people, requests) => {
		await open(people);
		const listed = await bench.records('user: getAll', all);
		expect(listed.map(({ Id }) => Id)).toEqual(users().map(({ Id }) => Id));
		expect(bench.requests()).toEqual(Array(requests).fill('GET /users/details'));
	});

	it('ask for no more rows than are wanted', async () => {
		await open(1200);
		expect(await bench.records('user: getAll', { limit: 60 })).toHaveLength(60);
		expect(bench.log().map(({ query }) => query.limit)).toEqual(['60']);
		bench.sandbox.clearLog();
		expect(await bench.records('user: getAll', { limit: 1100 })).toHaveLength(1100);
		expect(bench.requests()).toHaveLength(2);
	});
});
