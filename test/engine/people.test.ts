// What goes beyond one request: teams found or made, their tree, courses of many people; and batches of assignments.
import type { IDataObject } from 'n8n-workflow';
import type { TeamRecord } from '../../sandbox/state/records';
import { addTeam } from '../../sandbox/state/teams';
import { freshBench, jsonOf } from './support/bench';
import { by } from './support/locatorValue';
import { addPath } from './support/peopleOperations';

const bench = freshBench();
const state = () => bench().sandbox.state;
const people = () => [...state().users.values()];
const make = (Name: string, parent?: TeamRecord) =>
	addTeam(state(), { Name, Description: '', ParentTeamId: parent?.Id ?? '' });
const teamsNamed = (Name: string) =>
	[...state().teams.values()].filter((team) => team.Name === Name);

describe('Team: Find or Create', () => {
	const names = (...all: string[]) => ({ items: all.map((name) => ({ name })) });
	const NAMED = { Name: '={{ $json.name }}' };

	it('finds teams of all items in one request, and makes each missing one once', async () => {
		const known = make('Harbour');
		const items = names(' harbour', 'Pier', 'Harbour', 'Pier ');
		const found = await bench().records('team: findOrCreate', NAMED, items);
		const [pier] = teamsNamed('Pier');
		expect(found.map(({ Id, result }) => [Id, result])).toEqual([
			[known.Id, 'found'],
			[pier.Id, 'created'],
			[known.Id, 'found'],
			[pier.Id, 'found'],
		]);
		expect(bench().requests()).toEqual(['GET /teams', 'POST /teams']);
	});

	it('makes the team below its parent, whoever else has the name', async () => {
		const [north, south] = [make('North'), make('South')];
		const elsewhere = make('Sales', north);
		const parameters = { Name: 'Sales', teamPlace: 'below', teamId: by('id', south.Id) };
		const additionalFields = { Description: 'Sells & smiles' };
		const more = { ...parameters, additionalFields };
		const [made] = await bench().records('team: findOrCreate', more);
		expect(made).toMatchObject({ ParentTeamId: south.Id, result: 'created' });
		expect(state().teams.get(String(made.Id))).toMatchObject({
			ParentTeamId: south.Id,
			Description: 'Sells & smiles',
		});
		const again = { ...parameters, teamId: by('id', north.Id) };
		const [other] = await bench().records('team: findOrCreate', again);
		expect(other).toMatchObject({ Id: elsewhere.Id, result: 'found' });
		expect(bench().requests()).toEqual([
			'GET /teams',
			`POST /teams/${south.Id}/teams`,
			'GET /teams',
		]);
	});

	it('leaves sub-teams out of account at the top level', async () => {
		make('Depot', make('North'));
		const top = { Name: 'Depot', teamPlace: 'top' };
		expect(await bench().records('team: findOrCreate', top)).toMatchObject([{ result: 'created' }]);
		expect(teamsNamed('Depot')).toHaveLength(2);
	});

	it('makes no choice between two, and tells where to make it', async () => {
		const two = [make('Twin', make('North')), make('Twin')];
		const run = await bench().run('team: findOrCreate', { Name: 'Twin' });
		expect(run.error?.message).toBe('2 teams in Litmos are named "Twin"');
		expect(run.error?.description).toContain('"Where"');
		for (const { Id } of two) expect(run.error?.description).toContain(Id);
		expect(teamsNamed('Twin')).toHaveLength(2);
	});

	it('searches for the name where one page does not hold all teams', async () => {
		for (let index = 0; index < 1000; index++) make(`Crew ${index}`);
		const last = make('Last of all');
		const items = names('Last of all', 'Brand new');
		const found = await bench().records('team: findOrCreate', NAMED, items);
		expect(found.map(({ result }) => result)).toEqual(['found', 'created']);
		expect(found[0].Id).toBe(last.Id);
		expect(bench().requests()).toHaveLength(4);
	});

	it('goes on after a name that Litmos would not take, with Continue On Fail', async () => {
		const items = names('x'.repeat(101), 'Pier');
		const run = await bench().run('team: findOrCreate', NAMED, { ...items, continueOnFail: true });
		expect(jsonOf(run.items)).toMatchObject([
			{ error: expect.stringContaining('100 characters') },
			{ result: 'created' },
		]);
	});
});

describe('Team: Get Hierarchy', () => {
	const places = (rows: IDataObject[]) => rows.map(({ path, depth }) => [path, depth]);

	function grow(): TeamRecord {
		state().teams.clear();
		const europe = make('Europe');
		const north = make('North', europe);
		make('Asia');
		make('R&D', north);
		make('South', europe);
		return north;
	}

	it('shows all levels in the order of the tree, in one request for all items', async () => {
		const north = grow();
		const all = await bench().records('team: getHierarchy');
		expect(places(all)).toEqual([
			['Europe', 0],
			['Europe > North', 1],
			['Europe > North > R&D', 2],
			['Europe > South', 1],
			['Asia', 0],
		]);
		expect(all[2]).toMatchObject({ Name: 'R&D', ParentTeamId: north.Id });
		expect(bench().requests()).toEqual(['GET /teams']);
		const items = [{}, {}, {}].map(() => ({ team: north.Id }));
		const teamId = by('id', '={{ $json.team }}');
		const part = await bench().records('team: getHierarchy', { teamId }, { items });
		expect(places(part.slice(0, 2))).toEqual([
			['Europe > North', 1],
			['Europe > North > R&D', 2],
		]);
		expect(part).toHaveLength(6);
		expect(bench().requests()).toEqual(['GET /teams', 'GET /teams']);
	});

	it('costs one request for each 1,000 teams', async () => {
		grow();
		for (let index = 0; index < 1200; index++) make(`Crew ${index}`);
		expect(await bench().records('team: getHierarchy')).toHaveLength(1205);
		expect(bench().requests()).toHaveLength(2);
	});

	it('says so where the team is not there', async () => {
		const run = await bench().run('team: getHierarchy', { teamId: by('id', 'nowhere----1') });
		expect(run.error?.message).toMatch(/"nowhere----1" was found/);
	});
});

describe('User Course: Get Many for Users', () => {
	const parameters = { userId: by('id', '={{ $json.user }}'), simplify: false };

	it('asks for 25 people at once and gives each the own courses', async () => {
		const items = people().map(({ Id }) => ({ user: Id }));
		const run = await bench().run('userCourse: getAllForUsers', parameters, { items });
		expect(run.error).toBeUndefined();
		expect(bench().requests()).toEqual(['POST /users/courses', 'POST /users/courses']);
		people().forEach(({ Id }, index) => {
			const own = run.items.filter(
				({ pairedItem }) => (pairedItem as { item: number }).item === index,
			);
			const courses = [...(state().enrolments.get(Id)?.keys() ?? [])];
			expect(own.map(({ json }) => [json.userId, json.Id])).toEqual(
				courses.map((course) => [Id, course]),
			);
		});
	});

	it('fails for a person that Litmos says nothing about, and for no other', async () => {
		const [one, two] = people();
		state().enrolments.set(one.Id, new Map());
		const items = [{ user: one.Id }, { user: 'nobody-----1' }, { user: two.Id }];
		const options = { items, continueOnFail: true };
		const run = await bench().run('userCourse: getAllForUsers', parameters, options);
		const failed = run.items.filter(({ json }) => json.error);
		expect(failed).toHaveLength(1);
		expect(failed[0].pairedItem).toEqual({ item: 1 });
		expect(failed[0].json.error).toContain('nothing about nobody-----1');
		const stopped = await bench().run('userCourse: getAllForUsers', parameters, { items });
		expect(stopped.error?.message).toContain('nothing about nobody-----1');
	});
});

describe('what many get', () => {
	it('travels together: courses and learning paths of one team, learning paths and teams of one person', async () => {
		const team = make('Together');
		const [person] = people();
		const courses = [...state().courses.keys()].slice(0, 3);
		const paths = courses.map((id, index) => addPath(state(), `Together ${index}`, [id]));
		const own = courses.map((_, index) => make(`Together ${index}`));
		const items = courses.map((course, index) => ({
			course,
			path: paths[index].Id,
			team: own[index].Id,
		}));
		const teamId = by('id', team.Id);
		const userId = by('id', person.Id);
		const courseId = by('id', '={{ $json.course }}');
		const learningPathId = by('id', '={{ $json.path }}');
		await bench().records('teamCourse: assign', { teamId, courseId }, { items });
		await bench().records('teamLearningPath: assign', { teamId, learningPathId }, { items });
		await bench().records('userLearningPath: assign', { userId, learningPathId }, { items });
		const each = { userId, teamId: by('id', '={{ $json.team }}') };
		await bench().records('userTeam: add', each, { items });
		expect(bench().requests()).toEqual([
			'GET /courses',
			`POST /teams/${team.Id}/courses`,
			'GET /learningpaths',
			`POST /teams/${team.Id}/learningpaths`,
			'GET /learningpaths',
			`POST /users/${person.Id}/learningpaths`,
			`POST /users/${person.Id}/teams`,
		]);
		expect([...team.courses]).toEqual(courses);
		for (const path of paths)
			expect([path.teams.has(team.Id), path.people.has(person.Id)]).toEqual([true, true]);
		for (const { members } of own) expect([...members]).toEqual([person.Id]);
		const early = await bench().run('teamCourse: unassign', { teamId, courseId }, { items });
		expect(early.error?.description).toContain('unassign the learning path from the team');
		await bench().records('teamLearningPath: unassign', { teamId, learningPathId }, { items });
		await bench().records('teamCourse: unassign', { teamId, courseId }, { items });
		expect([team.courses.size, paths.some((path) => path.teams.has(team.Id))]).toEqual([0, false]);
		expect(bench().requests()).toHaveLength(15);
	});

	it('goes to the library of a team without being assigned, and to sub-teams if wanted', async () => {
		const team = make('Library');
		const below = make('Below', team);
		const [first, second] = state().courses.keys();
		const teamId = by('id', team.Id);
		const placed = { teamId, courseId: by('id', first), coursePlace: 'library' };
		await bench().records('teamCourse: assign', placed);
		const deep = { teamId, courseId: by('id', second), includeSubTeams: true };
		await bench().records('teamCourse: assign', deep);
		expect([[...team.library], [...team.courses], [...below.courses]]).toEqual([
			[first],
			[second],
			[second],
		]);
		expect(await bench().records('teamCourse: getAll', { teamId })).toMatchObject([
			{ Id: second, CourseTeamLibrary: false },
			{ Id: first, CourseTeamLibrary: true },
		]);
		await bench().records('teamCourse: unassign', placed);
		expect([team.library.size, team.courses.size]).toEqual([0, 1]);
	});

	it('goes in without the team that the person is in already, with a way out', async () => {
		const [in1, out] = [make('In'), make('Out')];
		const [person] = people();
		in1.members.add(person.Id);
		const items = [{ team: in1.Id }, { team: out.Id }];
		const parameters = { userId: by('id', person.Id), teamId: by('id', '={{ $json.team }}') };
		const stopped = await bench().run('userTeam: add', parameters, { items });
		expect(stopped.error?.description).toContain('Team Member: Add');
		expect(out.members.size).toBe(0);
		const run = await bench().run('userTeam: add', parameters, { items, continueOnFail: true });
		expect(jsonOf(run.items).map(({ error, added }) => Boolean(error) || added)).toEqual([
			true,
			true,
		]);
		expect(run.items[0]!.json.error).toContain('Litmos refused the values');
		expect([...out.members]).toEqual([person.Id]);
	});
});

describe('User: Count', () => {
	it('tells the total in one request, with and without those who were deactivated', async () => {
		const active = people().filter(({ Active }) => Active).length;
		expect(await bench().records('user: count')).toEqual([{ count: 40 }]);
		const filters = { activeOnly: true };
		expect(await bench().records('user: count', { filters })).toEqual([{ count: active }]);
		expect(active).toBeLessThan(40);
		expect(bench().requests()).toHaveLength(2);
	});
});

describe('custom fields of courses', () => {
	it('can be chosen from the list, which is searched here', async () => {
		const method = 'searchCustomFields';
		const { results } = await bench().engine.listSearch({ method });
		expect(results.map(({ name }) => name)).toEqual(['Cost Centre', 'Audience & Level']);
		const filtered = await bench().engine.listSearch({ method, filter: 'AUD' });
		expect(filtered.results.map(({ name }) => name)).toEqual(['Audience & Level']);
		expect(
			bench()
				.log()
				.map(({ query }) => Object.keys(query).sort()),
		).toEqual([['format', 'source']]);
		const customFieldId = by('list', String(results[1].value));
		const [field] = await bench().records('customField: get', { customFieldId });
		expect(field).toMatchObject({ Label: 'Audience & Level', Type: 'Dropdown' });
		const limited = await bench().records('customField: getAll', { limit: 1 });
		expect(limited.map(({ Label }) => Label)).toEqual(['Cost Centre']);
		const [course] = state().courses.keys();
		const values = { courseId: by('id', course) };
		expect(await bench().records('course: getCustomFields', values)).toEqual([
			{
				courseId: course,
				customFields: { 'Cost Centre': 'CC-100', 'Audience & Level': 'Everyone' },
			},
		]);
	});
});
