import { createPerson, useSandbox } from './client';

const client = useSandbox({ people: 60, teams: 8, courses: 12 });
const state = () => client.sandbox.state;
const newTeam = async (Name: string): Promise<string> =>
	JSON.parse((await client.call('POST', '/teams', { body: { Name } })).text).Id;
const coursesOf = async (userId: string) =>
	(await client.read(`/users/${userId}/courses`)).map(({ Id }) => Id);
const pathsOf = async (userId: string) =>
	(await client.read(`/users/${userId}/learningpaths`)).map(({ Id }) => Id);
const pathOfTwo = () => [...state().learningPaths.values()][1];
const plain = ({ status, reason }: { status: number; reason: string }) => [status, reason];

describe('a learning path', () => {
	it('given to a person brings its courses, and takes them along when it goes', async () => {
		const { Id } = await createPerson(client, 'walker@example.com');
		const path = pathOfTwo();
		const [, kept] = path.courses;
		await client.call('POST', `/users/${Id}/courses`, { body: [{ Id: kept }] });
		const body = [{ Id: path.Id }, { Id: 'unknown' }];
		expect((await client.call('POST', `/users/${Id}/learningpaths`, { body })).status).toBe(200);
		expect(await pathsOf(Id)).toEqual([path.Id]);
		expect((await coursesOf(Id)).sort()).toEqual([...path.courses].sort());
		expect(await client.read(`/learningpaths/${path.Id}/users`)).toMatchObject([
			{ Id, UserName: 'walker@example.com', Completed: false, PercentageComplete: 0 },
		]);
		const gone = await client.call('DELETE', `/users/${Id}/learningpaths/${path.Id}`);
		expect(gone.status).toBe(200);
		expect([await pathsOf(Id), await coursesOf(Id)]).toEqual([[], [kept]]);
	});

	it('given to a team reaches members, later ones too, who keep what they have by hand', async () => {
		const [early, late] = await Promise.all(
			['early', 'late'].map((name) => createPerson(client, `${name}@example.com`)),
		);
		const path = pathOfTwo();
		const team = await newTeam('On the way');
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id: early.Id }] });
		const paths = `/teams/${team}/learningpaths`;
		// S spells the key otherwise than K.
		await client.call('POST', paths, { body: [{ LearningPathId: path.Id }] });
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id: late.Id }] });
		expect(await client.read(paths)).toMatchObject([{ Id: path.Id, Name: path.Name }]);
		expect([await pathsOf(early.Id), await pathsOf(late.Id)]).toEqual([[path.Id], [path.Id]]);
		await client.call('POST', `/users/${late.Id}/learningpaths`, { body: [{ Id: path.Id }] });
		const refused = await client.call('DELETE', `/users/${late.Id}/learningpaths/${path.Id}`);
		expect(plain(refused)).toEqual([
			406,
			`The Learning Path ${path.Id} can't be removed because it was assigned via a Team. Remove the user from the team or remove the learning path from the team.`,
		]);
		expect((await client.call('DELETE', paths, { body: [{ Id: path.Id }] })).status).toBe(200);
		expect([await pathsOf(early.Id), await pathsOf(late.Id)]).toEqual([[], [path.Id]]);
		expect(await coursesOf(early.Id)).toEqual([]);
		expect(await coursesOf(late.Id)).toEqual(path.courses);
	});

	it('goes with the team that gave it, by leaving and by deletion of the team', async () => {
		const { Id } = await createPerson(client, 'twice@example.com');
		const path = pathOfTwo();
		const teams = [await newTeam('One way'), await newTeam('Other way')];
		for (const team of teams) {
			await client.call('POST', `/teams/${team}/learningpaths`, { body: [{ Id: path.Id }] });
			await client.call('POST', `/teams/${team}/users`, { body: [{ Id }] });
		}
		await client.call('DELETE', `/teams/${teams[0]}/users/${Id}`);
		expect(await pathsOf(Id)).toEqual([path.Id]);
		await client.call('DELETE', `/teams/${teams[1]}`);
		expect([await pathsOf(Id), await coursesOf(Id)]).toEqual([[], []]);
		expect([...path.teams]).not.toContain(teams[1]);
	});

	it('counts whole courses, and is complete with the last one', async () => {
		const { Id } = await createPerson(client, 'finisher@example.com');
		const path = pathOfTwo();
		await client.call('POST', `/users/${Id}/learningpaths`, { body: [{ Id: path.Id }] });
		const mine = state().enrolments.get(Id);
		const finish = (courseId: string, at: number) =>
			Object.assign(mine?.get(courseId) ?? {}, { started: at - 1000, completed: at });
		const [first, ...others] = path.courses;
		finish(first, 1_700_000_000_000);
		const [row] = await client.read(`/users/${Id}/learningpaths`);
		expect(row).toMatchObject({ Complete: false, DateCompleted: null });
		expect(row.PercentageComplete).toBeCloseTo(100 / path.courses.length, 0);
		others.forEach((courseId, index) => finish(courseId, 1_710_000_000_000 + index));
		const [done] = await client.read(`/users/${Id}/learningpaths`);
		expect(done).toMatchObject({ Complete: true, PercentageComplete: 100 });
		expect(done.DateCompleted).toContain(String(1_710_000_000_000 + others.length - 1));
		expect(done.StartDate).toContain(String(1_700_000_000_000 - 1000));
	});

	it('that is deleted is gone from people and teams, with the courses it gave', async () => {
		const { Id } = await createPerson(client, 'left.behind@example.com');
		const path = [...state().learningPaths.values()][2];
		await client.call('POST', `/users/${Id}/learningpaths`, { body: [{ Id: path.Id }] });
		expect((await client.call('DELETE', `/learningpaths/${path.Id}`)).status).toBe(200);
		expect([await pathsOf(Id), await coursesOf(Id)]).toEqual([[], []]);
		expect(plain(await client.call('GET', `/learningpaths/${path.Id}`))).toEqual([
			404,
			'The learning path does not exist.',
		]);
	});

	it.each([
		[
			'users',
			[{}],
			400,
			"The LearningPath Id can't be null. Check the body for the proper format.",
		],
		[
			'users',
			[{ Id: 'unknown' }],
			404,
			'The userid does not exist or no valid learning paths were included in the request. Check the body for the proper format.',
		],
		[
			'teams',
			[{ Id: 'unknown' }],
			404,
			'No team with this id exists in your organization, or there was no valid Learning Path Id in the body of the request.',
		],
	] as const)('is refused to %s where the body is %j', async (whose, body, status, text) => {
		const [Id] = state()[whose].keys();
		const reply = await client.call('POST', `/${whose}/${Id}/learningpaths`, { body });
		expect(plain(reply)).toEqual([status, text]);
	});
});

describe('a course that is deleted', () => {
	it('is gone from people, teams and learning paths', async () => {
		const { Id } = await createPerson(client, 'no.course@example.com');
		const [path] = state().learningPaths.values();
		const [course] = path.courses;
		const team = await newTeam('Bereft');
		await client.call('POST', `/teams/${team}/courses`, { body: [{ CourseId: course }] });
		await client.call('POST', `/users/${Id}/learningpaths`, { body: [{ Id: path.Id }] });
		expect(await client.read(`/teams/${team}/courses`)).toMatchObject([{ Id: course }]);
		expect((await client.call('DELETE', `/courses/${course}`)).status).toBe(200);
		expect((await client.call('DELETE', `/courses/${course}`)).status).toBe(404);
		expect(await coursesOf(Id)).not.toContain(course);
		expect(await client.read(`/teams/${team}/courses`)).toEqual([]);
		const left = (await client.read(`/learningpaths/${path.Id}/courses`)).map((row) => row.Id);
		expect([left.includes(course), left.length > 0]).toEqual([false, true]);
	});
});

describe('badges and points', () => {
	it('come with completed courses, agree everywhere, and are gone after a reset', async () => {
		const [userId, mine] = [...state().enrolments].find(([, all]) =>
			[...all.values()].some(({ completed }) => completed !== null),
		) as [string, Map<string, { completed: number | null }>];
		const count = [...mine.values()].filter(({ completed }) => completed !== null).length;
		const summary = () => client.read<object>(`/users/${userId}/gamificationsummary`);
		expect(await summary()).toEqual({ TotalBadgeEarned: count, TotalPointEarned: 100 * count });
		expect(await client.read(`/users/${userId}/badges`)).toHaveLength(count);
		expect(await client.read(`/users/${userId}/gamificationdetails`)).toHaveLength(count);
		expect(await client.read(`/users/${userId}`)).toMatchObject({ Points: 100 * count });
		const team = await newTeam('Earners');
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id: userId }] });
		const [row] = await client.read(`/teams/${team}/gamificationdetails`);
		expect(row).toMatchObject({ Id: userId });
		expect(row.GamificationAchievedItems).toHaveLength(count);
		expect((await client.call('PUT', `/users/${userId}/gamificationreset`)).status).toBe(200);
		expect(await summary()).toEqual({ TotalBadgeEarned: 0, TotalPointEarned: 0 });
		expect(await client.read(`/users/${userId}`)).toMatchObject({ Points: 0 });
	});

	it.each(['gamificationsummary', 'badges', 'gamificationdetails'])(
		'of nobody are refused: %s',
		async (what) => {
			expect(plain(await client.call('GET', `/users/nobody/${what}`))).toEqual([
				404,
				'The user in the xml/json request does not exist.',
			]);
		},
	);
});

describe('custom fields of courses', () => {
	it('are listed with their settings, alone too, and with the values of a course', async () => {
		const fields = await client.read('/coursecustomfields');
		expect(fields.map(({ Label }) => Label)).toEqual(['Cost Centre', 'Audience & Level']);
		const [one] = fields;
		expect(await client.read(`/coursecustomfields/${String(one.CustomFieldId)}`)).toEqual(one);
		const courses = [...state().courses.keys()];
		expect(await client.read(`/courses/${courses[1]}/coursecustomfields`)).toEqual([
			{ fieldname: 'Cost Centre', Value: null },
			{ fieldname: 'Audience & Level', Value: 'Everyone' },
		]);
		expect(plain(await client.call('GET', '/coursecustomfields/unknown'))).toEqual([
			404,
			'Not Found. The record you requested does not exist.',
		]);
	});
});
