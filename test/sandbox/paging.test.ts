import { createPerson, useSandbox, withSandbox } from './client';

const client = useSandbox({ people: 1250, teams: 12, courses: 110 });
const idsOf = (rows: Array<Record<string, unknown>>): string[] => rows.map(({ Id }) => String(Id));

describe('pages', () => {
	it('have 100 rows when no limit is given, and 1,000 at most', async () => {
		expect(await client.read('/users')).toHaveLength(100);
		expect(await client.read('/users', { limit: '250' })).toHaveLength(250);
		expect(await client.read('/users', { limit: '5000' })).toHaveLength(1000);
	});

	it('follow each other without a gap, and end with a short page and an empty one', async () => {
		const first = await client.read('/users', { limit: '1000' });
		const second = await client.read('/users', { limit: '1000', start: '1000' });
		expect(new Set(idsOf([...first, ...second])).size).toBe(client.sandbox.state.users.size);
		const beyond = await client.call('GET', '/users', { query: { start: '99999' } });
		expect([beyond.status, beyond.text]).toEqual([200, '[]']);
	});

	it.each([['/courses'], ['/courses/{course}/users'], ['/teams'], ['/users/details']])(
		'are served for %s as well',
		async (template) => {
			const [course] = client.sandbox.state.courses.keys();
			const path = template.replace('{course}', course);
			const rows = await client.read(path, { limit: '3' });
			expect(rows).toHaveLength(3);
			expect(idsOf(await client.read(path, { limit: '2', start: '1' }))).toEqual(
				idsOf(rows).slice(1),
			);
		},
	);

	it('carry a few rows too many when the sandbox is set so, and only when full', async () => {
		const sizes = { people: 25, teams: 1, courses: 1, overfull: 2, pageCap: 10 };
		await withSandbox(sizes, async ({ read }) => {
			expect(await read('/users', { limit: '50' })).toHaveLength(12);
			expect(await read('/users', { limit: '10', start: '12' })).toHaveLength(12);
			expect(await read('/users', { limit: '10', start: '24' })).toHaveLength(1);
		});
	});

	it('come with a total from /users/paginated, under Items', async () => {
		const query = { limit: '7', start: '1248' };
		const page = await client.read<Record<string, unknown>>('/users/paginated', query);
		const TotalCount = client.sandbox.state.users.size;
		expect(Object.keys(page)).toEqual(['Pagination', 'Items']);
		expect(page.Pagination).toEqual({ BatchParam: 'Limit', BatchSize: 7, Start: 1248, TotalCount });
		expect(page.Items).toHaveLength(TotalCount - 1248);
	});
});

describe('what a list leaves out and in which order it comes', () => {
	it('searches names, user names, e-mail addresses and companies, in any case and part', async () => {
		await createPerson(client, 'zz.unique.person@example.com', { CompanyName: 'Quark & Sons' });
		for (const search of ['UNIQUE.per', 'quark &', 'Barbara Lea']) {
			const rows = await client.read('/users', { search });
			expect(rows).toMatchObject([{ UserName: 'zz.unique.person@example.com' }]);
		}
		expect((await client.call('GET', '/users', { query: { search: 'no such text' } })).text).toBe(
			'[]',
		);
	});

	it('searches teams by name, courses by name and code', async () => {
		expect(await client.read('/teams', { search: 'hoa' })).toMatchObject([{ Name: "Hoa's Team" }]);
		expect(await client.read('/courses', { search: 'tst003' })).toMatchObject([{ Code: 'TST003' }]);
	});

	it('holds inactive people unless showInactive is false', async () => {
		const all = await client.read('/users', { limit: '1000' });
		const active = await client.read('/users', { limit: '1000', showInactive: 'false' });
		expect(all.some(({ Active }) => Active === false)).toBe(true);
		expect(active.every(({ Active }) => Active === true)).toBe(true);
	});

	it('is sorted by a field, downwards with dir=desc', async () => {
		const up = await client.read('/users', { sort: 'username', limit: '1000' });
		const down = await client.read('/users', { sort: 'UserName', dir: 'desc', limit: '3' });
		const names = up.map(({ UserName }) => String(UserName).toLowerCase());
		expect(names).toEqual([...names].sort());
		expect(String(down[0].UserName) > String(down[2].UserName)).toBe(true);
	});

	it.each(['yyyy-MM-dd', 'yyyy-MM-dd HH:mm', 'yyyy-MM-dd HH:mm:ss'])(
		'takes since as %s',
		async (pattern) => {
			const day = new Date(Date.now() - 90 * 86_400_000).toISOString();
			const since = day.replace('T', ' ').slice(0, pattern.length);
			const rows = await client.read('/users/details', { since, limit: '1000' });
			const made = [...client.sandbox.state.users.values()].map(({ CreatedDate }) =>
				Date.parse(CreatedDate),
			);
			const from = Date.parse(
				`${since.replace(' ', 'T')}${pattern.length === 10 ? 'T00:00:00' : ''}Z`,
			);
			expect(rows).toHaveLength(made.filter((created) => created >= from).length);
			expect(rows.length).toBeGreaterThan(0);
		},
	);
});
