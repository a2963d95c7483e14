import type { State } from '../../sandbox/server';
import { createPerson, useSandbox } from './client';

const client = useSandbox({ people: 120, teams: 10, courses: 20 });
const emptyTeam = async (Name: string): Promise<string> =>
	JSON.parse((await client.call('POST', '/teams', { body: { Name } })).text).Id;
const courseIds = (): string[] => [...client.sandbox.state.courses.keys()];
const coursesOf = async (userId: string): Promise<unknown[]> =>
	(await client.read(`/users/${userId}/courses`)).map(({ Id }) => Id);

describe('teams, people and courses agree', () => {
	it('a new member gets the courses of the team, and loses them on leaving unless they came otherwise, too', async () => {
		const { Id } = await createPerson(client, 'member@example.com');
		const team = await emptyTeam('Agreement');
		const [own, taught, offered] = courseIds();
		const courses = [
			{ Id: own, CourseTeamLibrary: false },
			{ Id: taught, CourseTeamLibrary: false },
			{ Id: offered, CourseTeamLibrary: true },
			{ Id: 'unknown', CourseTeamLibrary: false },
		];
		expect((await client.call('POST', `/teams/${team}/courses`, { body: courses })).status).toBe(
			201,
		);
		await client.call('POST', `/users/${Id}/courses`, { body: [{ Id: own }, { Id: 'unknown' }] });
		await client.call('POST', `/teams/${team}/users`, {
			body: [{ Id }, { Id }, { Id: 'unknown' }],
		});
		expect(await coursesOf(Id)).toEqual([own, taught]);
		expect(await client.read(`/users/${Id}/teams`)).toMatchObject([
			{ Id: team, Name: 'Agreement' },
		]);
		expect(await client.read(`/teams/${team}/courses`)).toMatchObject(courses.slice(0, 3));
		expect((await client.call('DELETE', `/teams/${team}/users/${Id}`)).status).toBe(200);
		expect(await coursesOf(Id)).toEqual([own]);
	});

	it('a course given to a team reaches its members, and sub-teams only when asked', async () => {
		const { Id } = await createPerson(client, 'below@example.com');
		const top = await emptyTeam('Top');
		const below = JSON.parse(
			(await client.call('POST', `/teams/${top}/teams`, { body: { Name: 'Below' } })).text,
		).Id;
		await client.call('POST', `/users/${Id}/teams`, { body: [{ Id: below }] });
		const [first, second] = courseIds();
		await client.call('POST', `/teams/${top}/courses`, { body: [{ Id: first }] });
		expect(await coursesOf(Id)).toEqual([]);
		const query = { includesubteams: 'true' };
		await client.call('POST', `/teams/${top}/courses`, { body: [{ Id: second }], query });
		expect(await coursesOf(Id)).toEqual([second]);
		await client.call('DELETE', `/teams/${below}/courses`, {
			body: [{ Id: second, CourseTeamLibrary: false }],
		});
		expect(await coursesOf(Id)).toEqual([]);
	});

	it('a course both assigned and in the library goes from one and stays in the other', async () => {
		const { Id } = await createPerson(client, 'both@example.com');
		const team = await emptyTeam('Both');
		const [course] = courseIds();
		const [assigned, offered] = [false, true].map((flag) => ({
			Id: course,
			CourseTeamLibrary: flag,
		}));
		const path = `/teams/${team}/courses`;
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id }] });
		await client.call('POST', path, { body: [assigned, offered] });
		expect(await client.read(path)).toMatchObject([assigned, offered]);
		await client.call('DELETE', path, { body: [offered] });
		expect(await client.read(path)).toMatchObject([assigned]);
		expect(await coursesOf(Id)).toEqual([course]);
		await client.call('DELETE', path, { body: [assigned] });
		expect([await client.read(path), await coursesOf(Id)]).toEqual([[], []]);
	});

	it('a team in which a learning path is at work keeps its courses', async () => {
		const { state } = client.sandbox;
		const [path] = state.learningPaths.values();
		const [team] = path.teams;
		const reply = await client.call('DELETE', `/teams/${team}/courses`, {
			body: [{ Id: path.courses[0] }],
		});
		expect([reply.status, reply.reason]).toEqual([
			403,
			'Course is assigned via Learning Path. Remove the team from the Learning Path to unassign from team',
		]);
	});

	it('promotion needs membership, shows in lists, and ends with leaving all teams', async () => {
		const { Id } = await createPerson(client, 'leader@example.com');
		const team = await emptyTeam('Led');
		expect((await client.call('PUT', `/teams/${team}/leaders/${Id}`)).status).toBe(404);
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id }] });
		expect((await client.call('PUT', `/teams/${team}/leaders/${Id}`, { body: {} })).status).toBe(
			200,
		);
		expect((await client.call('PUT', `/teams/${team}/admins/${Id}`)).status).toBe(200);
		expect(await client.read(`/teams/${team}/leaders`)).toMatchObject([
			{ Id, AccessLevel: 'Team_Leader' },
		]);
		expect((await client.call('DELETE', `/teams/${team}/admins/${Id}`)).status).toBe(200);
		expect(await client.read(`/teams/${team}/admins`)).toEqual([]);
		expect((await client.call('DELETE', `/users/${Id}/teams`)).status).toBe(200);
		expect(await client.read(`/teams/${team}/leaders`)).toEqual([]);
		expect(await client.read(`/users/${Id}`)).toMatchObject({ AccessLevel: 'Learner' });
	});

	it('inactive people are in no team list, deleted ones nowhere', async () => {
		const team = await emptyTeam('Fading');
		const [a, b] = await Promise.all(
			['a', 'b'].map((name) => createPerson(client, `fade.${name}@example.com`)),
		);
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id: a.Id }, { Id: b.Id }] });
		await client.call('PUT', `/users/${a.Id}`, { body: { ...a, Active: false } });
		expect(await client.read(`/teams/${team}/users`)).toMatchObject([{ Id: b.Id }]);
		expect(await client.read('/users', { search: 'fade.' })).toHaveLength(2);
		await client.call('DELETE', `/users/${b.Id}`);
		expect(await client.read(`/teams/${team}/users`)).toEqual([]);
		const gone = await client.call('GET', `/users/${b.Id}`);
		expect([gone.status, gone.reason]).toEqual([404, `User - ${b.Id} was not found`]);
		expect((await client.call('DELETE', `/users/${b.Id}`)).reason).toBe(
			'No user with this id exists in your organization',
		);
	});

	it('a team is renamed and moved by PUT and takes its assignments along when deleted', async () => {
		const { Id } = await createPerson(client, 'orphan@example.com');
		const [parent, team] = [await emptyTeam('Parent'), await emptyTeam('Child')];
		const body = { Id: team, Name: 'Renamed', Description: 'Moved', ParentTeamId: parent };
		expect((await client.call('PUT', `/teams/${team}`, { body })).status).toBe(200);
		expect(await client.read(`/teams/${team}`)).toMatchObject(body);
		expect(
			(await client.call('PUT', `/teams/${team}`, { body: { ...body, Id: parent } })).status,
		).toBe(404);
		await client.call('POST', `/teams/${team}/courses`, { body: [{ Id: courseIds()[0] }] });
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id }] });
		expect((await client.call('DELETE', `/teams/${team}`)).status).toBe(200);
		expect((await client.call('GET', `/teams/${team}`)).status).toBe(404);
		expect(await coursesOf(Id)).toEqual([]);
	});
});

/** Somebody who has completed a course of several modules. */
function graduate(state: State): { userId: string; courseId: string } {
	for (const [userId, mine] of state.enrolments) {
		const done = [...mine.values()].find(
			({ completed, modules }) => completed !== null && modules.size > 1,
		);
		if (done !== undefined) return { userId, courseId: done.courseId };
	}
	throw new Error('nobody has completed anything');
}

describe('results', () => {
	it('of one course agree with the lists, and go back to nothing on reset', async () => {
		const { userId, courseId } = graduate(client.sandbox.state);
		const path = `/users/${userId}/courses/${courseId}`;
		const one = await client.read<Record<string, unknown>>(path);
		const [row] = (await client.read(`/users/${userId}/courses`)).filter(
			({ Id }) => Id === courseId,
		);
		const [person] = (await client.read(`/courses/${courseId}/users`, { limit: '1000' })).filter(
			({ Id }) => Id === userId,
		);
		expect([one.Complete, row.Complete, person.Completed]).toEqual([true, true, true]);
		expect([one.PercentageComplete, row.PercentageComplete, person.PercentageComplete]).toEqual([
			100, 100, 100,
		]);
		expect(
			(one.Modules as Array<Record<string, unknown>>).every(({ Completed }) => Completed),
		).toBe(true);
		expect((await client.call('PUT', `${path}/reset`)).status).toBe(200);
		const after = await client.read<Record<string, unknown>>(path);
		expect(after).toMatchObject({
			Complete: false,
			PercentageComplete: 0,
			StartDate: null,
			DateCompleted: null,
		});
	});

	it('are sane in the seeded tenant: overdue, up to date and compliant fit the dates', async () => {
		const rows = (
			await Promise.all(
				[...client.sandbox.state.users.keys()].map((id) => client.read(`/users/${id}/courses`)),
			)
		).flat();
		const at = (value: unknown): number => Number(/\d+/.exec(String(value))?.[0]);
		for (const row of rows) {
			if (row.StartDate !== null)
				expect(at(row.StartDate)).toBeGreaterThanOrEqual(at(row.AssignedDate));
			if (row.DateCompleted !== null) expect(at(row.DateCompleted)).toBeLessThanOrEqual(Date.now());
			expect(row.Complete).toBe(row.DateCompleted !== null);
			expect(row.Overdue && row.Complete).toBe(false);
		}
		expect(rows.some(({ Overdue }) => Overdue)).toBe(true);
		expect(rows.some(({ UpToDate, CompliantTill }) => !UpToDate && CompliantTill !== null)).toBe(
			true,
		);
	});

	it('of up to 25 people come in one call', async () => {
		const ids = [...client.sandbox.state.users.keys()].slice(0, 26).map((Id) => ({ Id }));
		const reply = await client.call('POST', '/users/courses', {
			body: [...ids.slice(0, 3), { Id: 'unknown' }],
		});
		const people = JSON.parse(reply.text);
		expect(people.map(({ Id }: { Id: string }) => ({ Id }))).toEqual(ids.slice(0, 3));
		expect(people[0].Courses).toEqual(await client.read(`/users/${ids[0].Id}/courses`));
		expect((await client.call('POST', '/users/courses', { body: ids })).status).toBe(400);
	});
});
