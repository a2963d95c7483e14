// Every way to name a person, a team and a course, and the lists behind "From List".
import { freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const people = () => [...state().users.values()];
const teams = () => [...state().teams.values()];
const courses = () => [...state().courses.values()];

describe('a user', () => {
	const get = async (mode: string, value: string) =>
		await bench().records('user: get', { userId: by(mode, value) });

	it.each(['list', 'id', 'userName', 'email'])('is found by %s', async (mode) => {
		const user = people().find(({ UserName }) => /^[\w.]+@[\w.]+$/.test(UserName));
		const values: Record<string, string | undefined> = {
			list: user?.Id,
			id: user?.Id,
			userName: user?.UserName.toUpperCase(),
			email: ` ${String(user?.Email.toUpperCase())} `,
		};
		expect(await get(mode, String(values[mode]))).toMatchObject([{ Id: user?.Id }]);
		expect(bench().requests()).toHaveLength(mode === 'email' ? 2 : 1);
	});

	it('is found by a user name that cannot stand in a path', async () => {
		const odd = "o'brien+test@example.com";
		const name = { UserName: odd, FirstName: 'Odd', LastName: 'Name' };
		const [made] = await bench().records('user: create', name);
		expect(await get('userName', odd)).toMatchObject([{ Id: made.Id, UserName: odd }]);
		expect(bench().requests().join()).not.toContain('brien');
	});

	it('is not taken for another one that Litmos answers with', async () => {
		const [, other] = people();
		state().userNames.set('ghost@example.com', other.Id);
		const parameters = { userId: by('userName', 'ghost@example.com') };
		for (const operation of ['user: get', 'user: deactivate']) {
			const { error } = await bench().run(operation, parameters);
			expect(error?.message).toMatch(/^No user with the .* "ghost@example\.com" was found/);
		}
		expect(bench().requests().join()).not.toContain('PUT');
	});

	it('is told from people whose names only contain the text', async () => {
		const [one, two] = people();
		Object.assign(one, { Email: 'ann@example.com' });
		Object.assign(two, { Email: 'joann@example.com' });
		expect(await get('email', 'ann@example.com')).toMatchObject([{ Id: one.Id }]);
	});

	it('can be the manager, by email', async () => {
		const [boss, worker] = people().filter(({ Email }) => Email !== '');
		worker.ManagerId = '0';
		await bench().records('user: update', {
			userId: by('id', worker.Id),
			updateFields: { ManagerId: by('email', boss.Email) },
		});
		expect(state().users.get(worker.Id)).toMatchObject({
			ManagerId: boss.Id,
			ManagerName: boss.UserName,
		});
	});
});

describe('a team', () => {
	it.each(['list', 'id', 'name', 'url', 'api url'])('is found by %s', async (mode) => {
		const team = teams()[3];
		const values: Record<string, string> = {
			list: team.Id,
			id: team.Id,
			name: team.Name.toUpperCase(),
			url: `https://example.litmos.com/team/${team.OriginalId}/edit?tab=people`,
			'api url': `https://api.litmos.com/v1.svc/teams/${team.Id}?source=n8n`,
		};
		const teamId = by(mode.replace('api ', ''), values[mode]);
		expect(await bench().records('team: get', { teamId })).toMatchObject([{ Id: team.Id }]);
	});

	it('is not guessed when two have the name', async () => {
		const [one, two] = teams();
		expect(one.Name).toBe(two.Name);
		const { error } = await bench().run('team: delete', { teamId: by('name', one.Name) });
		expect(error?.message).toBe(`2 teams in Litmos have the name "${one.Name}"`);
		expect(error?.description).toContain(`${one.Id}, ${two.Id}`);
		expect(teams()).toHaveLength(8);
	});
});

describe('a course', () => {
	it.each(['list', 'id', 'name', 'url'])('is found by %s', async (mode) => {
		const course = courses()[3];
		const values: Record<string, string> = {
			list: course.Id,
			id: course.Id,
			name: course.Name,
			url: `https://example.litmos.com/course/${course.OriginalId}`,
		};
		const courseId = by(mode, values[mode]);
		expect(await bench().records('course: get', { courseId })).toMatchObject([{ Id: course.Id }]);
	});

	it('is found by a name with signs that Litmos writes as entities', async () => {
		bench().sandbox.addFault({ kind: 'entities', times: 0 });
		const course = courses()[3];
		course.Name = `"Ships" & Docks, <Sailor's> R&amp;D`;
		const courseId = by('name', course.Name);
		expect(await bench().records('course: get', { courseId })).toMatchObject([
			{ Id: course.Id, Name: course.Name },
		]);
	});
});

describe('From List', () => {
	const search = async (method: string, filter?: string) =>
		(await bench().engine.listSearch({ method, filter })).results;

	it('offers people with name, user name and whether they are inactive, for one request', async () => {
		const user = people()[4];
		user.Active = false;
		const results = await search('searchUsers');
		expect(results).toHaveLength(40);
		expect(results).toContainEqual({
			name: `${user.FirstName} ${user.LastName} (${user.UserName}) – inactive`,
			value: user.Id,
		});
		expect(bench().requests()).toEqual(['GET /users']);
		const found = await search('searchUsers', user.UserName);
		expect(found.map(({ value }) => value)).toContain(user.Id);
		expect(found.length).toBeLessThan(40);
	});

	it('offers teams with the number that tells namesakes apart', async () => {
		const team = teams()[2];
		expect(await search('searchTeams')).toContainEqual({
			name: `${team.Name} (${team.OriginalId})`,
			value: team.Id,
		});
	});

	it('offers courses with their codes', async () => {
		const [first] = courses();
		const inactive = courses().find(({ Active }) => !Active);
		const results = await search('searchCourses', '');
		expect(results).toContainEqual({ name: `${first.Name} (${first.Code})`, value: first.Id });
		const names = results.map(({ name }) => name);
		expect(names).toContain(`${inactive?.Name} (${inactive?.Code}) – inactive`);
	});

	it('asks for one page of 200, however many there are', async () => {
		const large = await startBench({ people: 450 });
		const { results, paginationToken } = await large.engine.listSearch({ method: 'searchUsers' });
		expect(results).toHaveLength(200);
		expect(paginationToken).toBeUndefined();
		expect(large.requests()).toEqual(['GET /users']);
	});

	it.each([
		[{ apiKey: 'wrong-key' }, /did not accept the API Key for the Region Custom/],
		[{ apiKey: 'two words' }, /API Key of the Litmos credential contains a space/],
	])('says what is wrong with the credential %j', async (fields, message) => {
		const engine = bench().engineWith(fields);
		await expect(engine.listSearch({ method: 'searchTeams' })).rejects.toThrow(message);
	});
});

describe('a value in the mode From List', () => {
	const add = async (value: string, userId: string) =>
		await bench().run(
			'teamMember: add',
			{ teamId: by('list', teams()[3].Id), userId: by('list', value) },
			{ items: [{ userId }] },
		);

	it('with an expression, is not taken for picked: Litmos passes over an ID it does not know', async () => {
		const { error } = await add('={{ $json.userId }}', 'Oe4zZK7ZntpWn8FLGZTxuw2');
		expect(error?.message).toMatch(/^User "Oe4zZK7ZntpWn8FLGZTxuw2" was not found/);
		expect(bench().requests().join()).not.toContain('POST');
	});

	it('takes an address of the API, in a set of fields too', async () => {
		const [boss, worker] = people();
		const { Id } = boss;
		worker.ManagerId = '0';
		await bench().records(
			'user: update',
			{
				userId: by('list', worker.Id),
				updateFields: { ManagerId: by('list', '={{ $json.address }}') },
			},
			{ items: [{ address: `https://api.litmos.com/v1.svc/users/${Id}` }] },
		);
		expect(state().users.get(worker.Id)).toMatchObject({ ManagerId: Id });
	});

	it('costs no look-up where it was picked', async () => {
		const { error } = await add(people()[1].Id, '');
		expect(error).toBeUndefined();
		expect(bench().requests()).toHaveLength(1);
	});
});
