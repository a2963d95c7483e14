import { activityFeeds } from '../../sandbox/feeds/activities';
import { contentFeeds } from '../../sandbox/feeds/content';
import { peopleFeeds } from '../../sandbox/feeds/people';
import { resultFeeds } from '../../sandbox/feeds/results';
import { useSandbox, withSandbox } from './client';

const DAY_MS = 86_400_000;
const client = useSandbox({ people: 30, teams: 4, courses: 6 });
const FEEDS = [...peopleFeeds, ...contentFeeds, ...resultFeeds, ...activityFeeds];

const text = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const span = (from: number, to: number) => ({ since: text(from), to: text(to) });
const today = () => Math.floor(Date.now() / DAY_MS) * DAY_MS;

describe('a feed', () => {
	it.each(FEEDS.map(({ path }) => path))(
		'wants since and to, seven days apart at most: %s',
		async (path) => {
			const now = Date.now();
			const wrong: Array<Record<string, string>> = [
				{},
				{ since: text(now) },
				{ to: text(now) },
				span(now - 7 * DAY_MS - 1000, now),
				{ since: '2026-02-31', to: '2026-03-01' },
			];
			for (const query of wrong) {
				const { status, text: body } = await client.call('GET', path, { query });
				expect([status, body]).toEqual([406, expect.stringMatching(/Please provide a valid/)]);
			}
			const { status } = await client.call('GET', path, { query: span(now - 7 * DAY_MS, now) });
			expect(status).toBe(200);
		},
	);

	it('shows today only if to lies in the future', async () => {
		const { state } = client.sandbox;
		const user = [...state.users.values()][3];
		if (!user) throw new Error('There are no people');
		user.LastLogin = new Date(Date.now() - 2000).toISOString();
		const path = '/org/activities/logins';
		const names = async (to: number) =>
			(await client.read(path, span(today() - DAY_MS, to))).map(({ UserId }) => UserId);
		expect(await names(Date.now())).not.toContain(user.Id);
		expect(await names(today() + DAY_MS)).toContain(user.Id);
	});

	it('shows what was just made and changed, and no longer what is gone', async () => {
		const now = span(today() - DAY_MS, today() + DAY_MS);
		const [user] = [...client.sandbox.state.users.values()].slice(-1);
		const [course] = client.sandbox.state.courses.values();
		const ids = async (path: string) => (await client.read(path, now)).map(({ Id }) => Id);
		expect(await ids('/org/teams')).toEqual([]);
		const made = await client.call('POST', '/teams', { body: { Name: 'Just Made' } });
		const { Id: teamId } = JSON.parse(made.text) as { Id: string };
		await client.call('POST', `/teams/${teamId}/users`, { body: [{ Id: user?.Id }] });
		await client.call('POST', `/teams/${teamId}/courses`, {
			body: [{ Id: course?.Id, CourseTeamLibrary: false }],
		});
		await client.call('PUT', `/users/${user?.Id}`, { body: { ...user, City: 'Example' } });
		expect(await ids('/org/teams')).toEqual([teamId]);
		expect(await ids('/org/users/details')).toContain(user?.Id);
		const joined = await client.read('/org/teams/users', now);
		expect(joined).toContainEqual(expect.objectContaining({ TeamId: teamId, Id: user?.Id }));
		expect(await ids('/org/teams/courses')).toContain(course?.Id);
		await client.call('DELETE', `/teams/${teamId}/users`, { body: [{ Id: user?.Id }] });
		await client.call('DELETE', `/teams/${teamId}/users/${user?.Id}`);
		expect(await client.read('/org/teams/users', now)).toEqual([]);
		await client.call('DELETE', `/teams/${teamId}`);
		expect(await ids('/org/teams')).toEqual([]);
	});

	it('has rows all over the last years', async () => {
		const weeks = Array.from({ length: 60 }, (_, week) => today() - week * 7 * DAY_MS);
		const found = await Promise.all(
			weeks.map((to) => client.read('/org/results/details', span(to - 7 * DAY_MS, to))),
		);
		expect(found.filter((rows) => rows.length > 0).length).toBeGreaterThan(20);
	});

	it('says 404 instead of nothing, if it is told to', async () => {
		await withSandbox({ people: 3, teams: 1, courses: 1, emptyFeed: '404' }, async ({ call }) => {
			const query = span(Date.UTC(1999, 0, 1), Date.UTC(1999, 0, 2));
			expect((await call('GET', '/org/courses', { query })).status).toBe(404);
		});
	});
});

describe('GET /results/details', () => {
	const PATH = '/results/details';

	it.each([
		[{}, /valid 'since='/],
		[{ since: 'soon' }, /valid 'since='/],
		[{ since: '2026-01-01', limit: '1001' }, /maxminum number of records/],
	])('refuses %j', async (query, why) => {
		const { status, text: body } = await client.call('GET', PATH, {
			query: query as Record<string, string>,
		});
		expect([status, body]).toEqual([406, expect.stringMatching(why)]);
	});

	it('has the results that changed since, each with its person', async () => {
		const all = await client.read(PATH, { since: '2000-01-01' });
		const some = await client.read(PATH, { since: text(today() - 200 * DAY_MS) });
		expect(some.length).toBeGreaterThan(0);
		expect(some.length).toBeLessThan(all.length);
		expect(client.sandbox.state.users.has(String(some[0]?.Id))).toBe(true);
	});
});
