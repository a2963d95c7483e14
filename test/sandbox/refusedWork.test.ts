import { createPerson, useSandbox } from './client';

const client = useSandbox({ people: 60, teams: 8, courses: 10 });

describe('teams, roles and courses that are refused', () => {
	it.each([
		[
			'GET',
			'/teams/nowhere',
			undefined,
			404,
			'No team with this nowhere exists in your organization',
		],
		[
			'POST',
			'/teams',
			{ Description: 'nameless' },
			400,
			'Please check the xml/json included with this call',
		],
		['POST', '/teams', { Name: 'SALES' }, 409, 'Team name already exists'],
		['GET', '/teams/nowhere/users', undefined, 404, 'Not Found'],
		[
			'POST',
			'/teams/{team}/users',
			[],
			404,
			'No team with this id exists in your organization, or the user list is empty.',
		],
		[
			'PUT',
			'/teams/{team}/leaders/nobody',
			undefined,
			404,
			'User: nobody does not exist on the team: {team}.',
		],
		[
			'DELETE',
			'/teams/{team}/admins/nobody',
			undefined,
			404,
			'User: nobody does not exist on the team: {team}',
		],
		['GET', '/teams/nowhere/courses', undefined, 404, 'The team nowhere does not exist.'],
		[
			'POST',
			'/teams/{team}/courses',
			[],
			404,
			'No team with this id {team} exists in your organization, or you did not send any courses in your request',
		],
		['GET', '/courses/nothing', undefined, 404, 'The course nothing does not exist.'],
		[
			'GET',
			'/courses/nothing/details',
			undefined,
			404,
			'The Course nothing is invalid or does not exist!',
		],
		['POST', '/users/{user}/teams', [{ Id: 'nowhere' }], 404, 'Invalid Team Id found in the list'],
		['DELETE', '/users/nobody/teams', undefined, 404, 'The userid does not exist.'],
		['GET', '/users/nobody/usercustomfields', undefined, 404, 'The user does not exist.'],
		[
			'POST',
			'/users/{user}/usercustomfields',
			[{ Department: '' }],
			404,
			'A value for custom field is required',
		],
		['GET', '/users/details?', undefined, 406, /^Please provide a valid since parameter/],
	])('%s %s is answered with its documented text', async (method, path, body, status, text) => {
		const [team, user] = [client.sandbox.state.teams, client.sandbox.state.users].map(
			(all) => [...all.keys()][0],
		);
		const fill = (template: string): string =>
			template.replace('{team}', team).replace('{user}', user);
		const query = path.endsWith('?') ? { since: '2025-02-31' } : undefined;
		const reply = await client.call(method, fill(path).replace('?', ''), { body, query });
		expect(reply.status).toBe(status);
		if (typeof text === 'string') expect(JSON.parse(reply.text)).toEqual({ Detail: fill(text) });
		else expect(reply.reason).toMatch(text);
	});

	it('refuses more than 25 teams at once, and a team the person is in', async () => {
		const { Id } = await createPerson(client, 'teams@example.com');
		const ids = [...client.sandbox.state.teams.keys()].slice(0, 2).map((team) => ({ Id: team }));
		const many = Array.from({ length: 26 }, (_, index) => ({ Id: `team-${index}` }));
		expect((await client.call('POST', `/users/${Id}/teams`, { body: many })).reason).toBe(
			'Maximum TeamIds is 25',
		);
		expect((await client.call('POST', `/users/${Id}/teams`, { body: ids })).status).toBe(200);
		const again = await client.call('POST', `/users/${Id}/teams`, { body: ids.slice(1) });
		expect([again.status, again.reason]).toEqual([
			409,
			'The user already belongs to one or more of the teams',
		]);
	});

	it('refuses to take away a course that came with a learning path or a team', async () => {
		const { state } = client.sandbox;
		for (const [kind, reason] of [
			['path:', 'because it is part of a learning path'],
			['team:', 'because it was assigned via a Team'],
		]) {
			const found = [...state.enrolments].flatMap(([userId, mine]) =>
				[...mine.values()]
					.filter(({ sources }) => [...sources].every((source) => source.startsWith(kind)))
					.map(({ courseId }) => ({ userId, courseId })),
			);
			const { userId, courseId } = found[0];
			const reply = await client.call('DELETE', `/users/${userId}/courses/${courseId}`);
			expect([reply.status, reply.reason]).toEqual([406, expect.stringContaining(reason)]);
			expect(state.enrolments.get(userId)?.has(courseId)).toBe(true);
		}
	});
});
