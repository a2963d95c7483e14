import { createPerson, person, useSandbox } from './client';

const client = useSandbox({ people: 30, teams: 4, courses: 6 });
const mailsOf = async (act: () => Promise<unknown>): Promise<string[]> => {
	client.sandbox.state.mails.length = 0;
	await act();
	return client.sandbox.state.mails.map(({ to, why }) => `${to}: ${why}`);
};
const courses = (from: number): Array<{ Id: string }> =>
	[...client.sandbox.state.courses.keys()].slice(from, from + 1).map((Id) => ({ Id }));
const newTeam = async (Name: string): Promise<string> =>
	JSON.parse((await client.call('POST', '/teams', { body: { Name } })).text).Id;
const YES = { sendmessage: 'true' };
const NO = { sendmessage: 'false' };

describe('mail that is sent only on request', () => {
	it('for a new person', async () => {
		expect(await mailsOf(() => createPerson(client, 'quiet@example.com'))).toEqual([]);
		const loud = { body: person('loud@example.com'), query: YES };
		expect(await mailsOf(() => client.call('POST', '/users', loud))).toEqual([
			'loud@example.com: user created',
		]);
	});

	it('for people put into a team, from either side', async () => {
		const { Id } = await createPerson(client, 'joiner@example.com');
		const [a, b, c, d] = await Promise.all(['A', 'B', 'C', 'D'].map(newTeam));
		expect(
			await mailsOf(() => client.call('POST', `/teams/${a}/users`, { body: [{ Id }] })),
		).toEqual([]);
		expect(
			await mailsOf(() => client.call('POST', `/users/${Id}/teams`, { body: [{ Id: b }] })),
		).toEqual([]);
		const loud = [
			await mailsOf(() => client.call('POST', `/teams/${c}/users`, { body: [{ Id }], query: YES })),
			await mailsOf(() =>
				client.call('POST', `/users/${Id}/teams`, { body: [{ Id: d }], query: YES }),
			),
		];
		expect(loud.flat()).toEqual([
			'joiner@example.com: added to team',
			'joiner@example.com: added to teams',
		]);
	});
});

describe('mail that is sent unless sendmessage is false', () => {
	it('for courses of a person who has logged in before', async () => {
		const [owner] = client.sandbox.state.users.values();
		client.sandbox.state.enrolments.delete(owner.Id);
		const path = `/users/${owner.Id}/courses`;
		const mails = await mailsOf(() => client.call('POST', path, { body: courses(0) }));
		expect(mails).toEqual([`${owner.Email}: courses assigned`]);
		expect(await mailsOf(() => client.call('POST', path, { body: courses(1), query: NO }))).toEqual(
			[],
		);
		const { Id } = await createPerson(client, 'never.seen@example.com');
		expect(
			await mailsOf(() => client.call('POST', `/users/${Id}/courses`, { body: courses(0) })),
		).toEqual([]);
	});

	it('for courses of a team', async () => {
		const { Id } = await createPerson(client, 'team.mail@example.com');
		const team = await newTeam('Mailed');
		await client.call('POST', `/teams/${team}/users`, { body: [{ Id }] });
		const path = `/teams/${team}/courses`;
		expect(await mailsOf(() => client.call('POST', path, { body: courses(0), query: NO }))).toEqual(
			[],
		);
		const library = courses(1).map((course) => ({ ...course, CourseTeamLibrary: true }));
		expect(await mailsOf(() => client.call('POST', path, { body: library }))).toEqual([]);
		expect(await mailsOf(() => client.call('POST', path, { body: courses(2) }))).toEqual([
			'team.mail@example.com: team courses assigned',
		]);
	});
});
