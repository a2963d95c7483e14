// Whose users the rows of the compliance overview are: emails, managers, teams, and filters by them.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addMember } from '../../sandbox/state/teams';
import { letAllBeIn } from './support/compliance';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const OVERVIEW = 'compliance: getCourses';
const NONE = { lookBack: 'none', simplify: false };

describe('the compliance overview', () => {
	const bench = freshBench();
	const read = async (more: IDataObject = {}) =>
		await bench().records(OVERVIEW, { ...NONE, ...more } as INodeParameters);
	const namesOf = (rows: IDataObject[]) => rows.map(({ UserName }) => String(UserName)).sort();

	it('names the manager as a person reads it, with emails', async () => {
		const { course, manager, managed, alone } = letAllBeIn(bench());
		const rows = await read({ courseId: by('id', course.Id) });
		const rowOf = ({ UserName }: { UserName: string }) =>
			rows.find((row) => row.UserName === UserName);
		expect(rowOf(managed[0])).toMatchObject({
			Email: managed[0].Email,
			ManagerId: manager.Id,
			ManagerName: `${manager.FirstName} ${manager.LastName}`,
			ManagerEmail: manager.Email,
			CourseName: course.Name,
			CourseId: course.Id,
			TeamNames: null,
			Active: true,
			DueDateKnown: true,
		});
		expect(rowOf(alone)).toMatchObject({
			ManagerId: null,
			ManagerName: null,
			ManagerEmail: null,
		});
		expect(bench().requests()).toEqual([
			`GET /courses/${course.Id}`,
			`GET /courses/${course.Id}/users`,
			'GET /users/details',
		]);
	});

	it('gives no email of a manager who has left', async () => {
		const { course, manager } = letAllBeIn(bench());
		Object.assign(manager, { Active: false });
		const rows = await read({ courseId: by('id', course.Id) });
		const mine = rows.filter(({ ManagerId }) => ManagerId === manager.Id);
		expect(mine.length).toBeGreaterThan(0);
		expect(new Set(mine.map(({ ManagerEmail }) => ManagerEmail))).toEqual(new Set([null]));
		expect(mine[0]?.ManagerName).toBe(`${manager.FirstName} ${manager.LastName}`);
	});

	it('says what it cannot know, of all courses at once', async () => {
		letAllBeIn(bench());
		const rows = await read({ includeManager: false });
		expect(bench().requests()).toEqual(['GET /results/details']);
		for (const row of rows) {
			expect(row).toMatchObject({ DueDate: null, DueDateKnown: false, ManagerName: null });
			expect([true, false]).toContain(row.Active);
			expect(row.Email).not.toBe('');
		}
	});

	it('asks for users and teams once for all items', async () => {
		const { course } = letAllBeIn(bench());
		const parameters = {
			...NONE,
			courseId: by('id', course.Id),
			includeTeams: true,
		} as INodeParameters;
		const rows = await bench().records(OVERVIEW, parameters, { items: [{}, {}, {}] });
		const { teams } = bench().sandbox.state;
		expect(bench().requests()).toHaveLength(2 + 1 + 1 + teams.size);
		expect(rows.length % 3).toBe(0);
	});

	it('names the teams of a user, but of a chosen team only those below it', async () => {
		const { course, managed } = letAllBeIn(bench());
		const { state } = bench().sandbox;
		const [top, below, other] = [...state.teams.values()];
		for (const team of state.teams.values()) {
			Object.assign(team, { ParentTeamId: team === below ? top.Id : '' });
			team.members.clear();
		}
		for (const team of [top, below, other])
			addMember(state, { team, userId: managed[0].Id }, Date.now());
		const filters = { includeSubTeams: true };
		const teamsOf = (rows: IDataObject[]) =>
			rows.find(({ UserName }) => UserName === managed[0].UserName)?.TeamNames;
		const all = await read({ courseId: by('id', course.Id), includeTeams: true });
		expect(teamsOf(all)).toBe([top, below, other].map(({ Name }) => Name).join('; '));
		expect(new Set(all.map(({ TeamNames }) => TeamNames)).has('')).toBe(true);
		const asked = bench().requests().length;
		const one = await read({
			courseId: by('id', course.Id),
			teamId: by('id', top.Id),
			includeTeams: true,
			filters,
		});
		expect(teamsOf(one)).toBe([top, below].map(({ Name }) => Name).join('; '));
		// Course, users, profiles, teams, and the members of two teams, which serve both for filter and names.
		expect(bench().requests().length - asked).toBe(6);
	});

	it('filters by manager, by profile and by activity', async () => {
		const { course, manager, managed, alone } = letAllBeIn(bench());
		const courseId = by('id', course.Id);
		const byManager = (name: string) => read({ courseId, filters: { manager: name } });
		for (const name of [
			manager.UserName.toUpperCase(),
			manager.Email,
			`${manager.FirstName} ${manager.LastName}`,
		])
			expect(namesOf(await byManager(name))).toEqual(
				managed.map(({ UserName }) => UserName).sort(),
			);
		Object.assign(alone, { CustomField3: 'Night Shift' });
		const match = { name: 'CustomField3', value: 'night shift' };
		const filtered = await read({ courseId, filters: { profileField: { match: [match] } } });
		expect(namesOf(filtered)).toEqual([alone.UserName]);
		Object.assign(alone, { Active: false });
		const active = await read({ courseId, filters: { activeOnly: true }, includeManager: false });
		expect(namesOf(active)).not.toContain(alone.UserName);
		expect(active.length).toBeGreaterThan(0);
	});

	it.each(['Nemo', ' '])('says that nobody is called like the manager: %j', async (manager) => {
		const { alone } = letAllBeIn(bench());
		Object.assign(alone, { Email: '' });
		const run = await bench().run(OVERVIEW, { ...NONE, filters: { manager } });
		expect(run.error?.message).toContain(
			`No user in Litmos has the username, email or name "${manager}"`,
		);
	});

	it('mixes no two managers of one name or email, unless just one of them is a manager', async () => {
		const { course, manager, managed, alone } = letAllBeIn(bench());
		const { FirstName, LastName } = manager;
		const Email = 'team.leads@example.com';
		Object.assign(manager, { Email });
		Object.assign(alone, { FirstName, LastName, Email });
		const named = {
			courseId: by('id', course.Id),
			filters: { manager: `${FirstName} ${LastName}` },
		};
		expect(namesOf(await read(named))).toEqual(managed.map(({ UserName }) => UserName).sort());
		Object.assign(managed[0], { ManagerId: alone.Id });
		for (const name of [`${FirstName} ${LastName}`, Email]) {
			const { error } = await bench().run(OVERVIEW, {
				...NONE,
				...named,
				filters: { manager: name },
			});
			expect(error?.message).toBe(`2 managers in Litmos have the email or name "${name}"`);
			expect(error?.description).toContain(`${manager.UserName}, ${alone.UserName}`);
		}
		const own = await read({ ...named, filters: { manager: alone.UserName } });
		expect(namesOf(own)).toEqual([managed[0].UserName]);
	});

	it('looks for no value that an expression left empty: it would find all who have none', async () => {
		letAllBeIn(bench());
		const match = [{ name: 'City', value: '={{ $json.city }}' }];
		const { error } = await bench().run(OVERVIEW, {
			...NONE,
			filters: { profileField: { match } },
		});
		expect(error?.message).toBe('The filter Profile Field has no value for City');
	});

	it('has the courses of a learning path only', async () => {
		letAllBeIn(bench());
		const [path] = [...bench().sandbox.state.learningPaths.values()];
		const filters = { learningPathId: by('name', path.Name) };
		const rows = await read({ filters, includeManager: false });
		const ids = new Set(rows.map(({ CourseId }) => CourseId));
		expect(ids.size).toBeGreaterThan(0);
		for (const id of ids) expect(path.courses).toContain(id);
	});

	it('tells what to do where Litmos does not list users for this key', async () => {
		bench().sandbox.addFault({ match: { path: '/users/details' }, kind: '403', times: 0 });
		const run = await bench().run(OVERVIEW, NONE);
		expect(run.error?.description).toMatch(/turn off Include Manager and Email/);
		expect(await read({ includeManager: false })).not.toEqual([]);
	});
});
