// Many people, many courses: who gets what, and what it costs.
import { assignByImport } from '../../nodes/Litmos/resources/bulkImport/assignCourses';
import { assignManyCourses } from '../../nodes/Litmos/resources/userCourse/assignMany';
import type { Call } from '../../nodes/shared/operation/types';
import { UncertainError } from '../../nodes/shared/transport/errors';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench({ people: 60, courses: 40 });
const ASSIGN = 'userCourse: assignMany';

const people = (count: number) => [...bench().sandbox.state.users.values()].slice(0, count);
const courses = (count: number) => [...bench().sandbox.state.courses.values()].slice(0, count);
const idsOf = (records: Array<{ Id: string }>) => records.map(({ Id }) => Id);
const writes = () =>
	bench()
		.requests()
		.filter((request) => request.startsWith('POST'));
const has = (userId: string, courseId: string) =>
	bench().sandbox.state.enrolments.get(userId)?.has(courseId) === true;

const PERSON = 'Oe4zZK7ZntpWn8FLGZTxuw2';
const OTHER = 'PaD1GUsp8bHbPMpQLsL7PQ2';

describe('assigning many', () => {
	it('costs one request for each person, and says so', async () => {
		const [users, given] = [idsOf(people(10)), idsOf(courses(3))];
		const rows = await bench().records(
			ASSIGN,
			{
				usersBy: 'id',
				userList: '={{ $json.users }}',
				contentBy: 'id',
				courseList: given.join(', '),
			},
			{ items: [{ users }] },
		);
		expect(bench().requests()).toEqual([
			'GET /courses',
			...users.map((id) => `POST /users/${id}/courses`),
		]);
		expect(rows).toEqual(
			users.map((userId) => ({
				userId,
				courses: given,
				assigned: true,
				requests: [`POST /users/${userId}/courses (3)`],
			})),
		);
		for (const userId of users) for (const id of given) expect(has(userId, id)).toBe(true);
		expect(bench().sandbox.state.mails).toEqual([]);
	});

	it('needs a handful of requests by import, changes nothing else and emails nobody', async () => {
		const [users, given] = [idsOf(people(50)), idsOf(courses(4))];
		const profiles = () => JSON.stringify([...bench().sandbox.state.users.values()]);
		const before = profiles();
		const rows = await bench().records(
			ASSIGN,
			{
				usersBy: 'id',
				userList: '={{ $json.users }}',
				contentBy: 'id',
				courseList: given.join(', '),
				assignBy: 'import',
			},
			{ items: [{ users }] },
		);
		expect(rows).toHaveLength(50);
		const requests = Array(2).fill('POST /bulkimports (50)');
		expect(rows[0]).toEqual({ userId: users[0], courses: given, assigned: true, requests });
		for (const userId of users) for (const id of given) expect(has(userId, id)).toBe(true);
		// A row of an import has three courses.
		expect(writes()).toEqual(['POST /bulkimports', 'POST /bulkimports']);
		expect(bench().requests().length).toBeLessThanOrEqual(14);
		expect(profiles()).toBe(before);
		expect(bench().sandbox.state.mails).toEqual([]);
	});

	it('says whom an import could not give the courses', async () => {
		const [lost, ...others] = people(3);
		lost!.UserName = `${'long.name.'.repeat(6)}@example.com`;
		const run = await bench().run(ASSIGN, {
			usersBy: 'id',
			userList: idsOf(people(3)).join(', '),
			contentBy: 'id',
			courseList: courses(1)[0]!.Id,
			assignBy: 'import',
		});
		expect(run.error?.message).toContain(`The user ${lost!.Id}`);
		expect(run.error?.message).toContain('Assigned to 2 of 3 users');
		for (const { Id } of others) expect(has(Id, courses(1)[0]!.Id)).toBe(true);
		expect(has(lost!.Id, courses(1)[0]!.Id)).toBe(false);
	});

	it('fails for the people of an import that goes wrong, and for nobody else', async () => {
		const users = Array.from({ length: 2_001 }, (_, n) => ({
			Id: `p${n}`,
			UserName: `p${n}@example.com`,
		}));
		let imports = 0;
		const read = (path: string): unknown => {
			if (path === '/users') return users;
			if (path === '/courses/{courseId}') return { CourseCodeForBulkImport: 'C-1' };
			return path.endsWith('usererrors') ? [] : { Status: 'Completed' };
		};
		const call: Call = async ({ method, path }, { start }) => {
			if (method === 'GET') return await Promise.resolve(start ? [] : read(String(path)));
			imports += 1;
			if (imports === 2) throw new Error('the second import');
			return { Id: `i${imports}` };
		};
		const faults = await assignByImport(
			call,
			['c1'],
			users.map(({ Id }) => Id),
		);
		expect([...faults]).toEqual([['p2000', new Error('the second import')]]);
	});

	it('asks nothing about an import for nobody', async () => {
		const call: Call = async () => await Promise.reject(new Error('asked'));
		expect((await assignByImport(call, ['c1'], [])).size).toBe(0);
	});

	it('tells before all else that an import may still be under way', async () => {
		const users = [{ Id: PERSON, UserName: 'p0@example.com' }];
		const read = (path: string): unknown => {
			if (path === '/users') return users;
			return path.startsWith('/courses/') ? { CourseCodeForBulkImport: 'C-1' } : [];
		};
		const call: Call = async ({ method, path }, { start }) =>
			await Promise.resolve(method === 'POST' ? null : start ? [] : read(String(path)));
		const assigning = assignManyCourses.run(call, {
			usersBy: 'id',
			userList: [OTHER, PERSON],
			contentBy: 'id',
			content: 'courses',
			courseList: ['RuzXNaD42Sw1'],
			assignBy: 'import',
		});
		const error = await assigning.catch((reason: Error) => reason);
		expect(error).toBeInstanceOf(UncertainError);
		expect((error as Error).message).toContain('returned no import ID');
	});

	it.each([
		['no username', [{ Username: '', ImporStatus: 'Odd' }], 1, 'no username: Odd'],
		['another spelling', [{ Username: 'P 1@x', ImporStatus: 'Odd' }], 1, 'p 1@x: Odd'],
		['only a number', [], 2, '2 rows failed without a reason'],
	])('takes nobody for assigned where failed rows have %s', async (_, rows, Failed, told) => {
		const users = ['p0', 'p1', 'p2'].map((Id) => ({ Id, UserName: `${Id}@example.com` }));
		const own = { Username: 'P2@example.com', ImporStatus: 'Inactive' };
		const errors = [...rows, own];
		const read = (path: string): unknown => {
			if (path === '/users') return users;
			if (path === '/courses/{courseId}') return { CourseCodeForBulkImport: 'C-1' };
			return path.endsWith('usererrors') ? errors : { Status: 'Completed', Failed: Failed + 1 };
		};
		const call: Call = async ({ method, path }, { start }) =>
			await Promise.resolve(method === 'POST' ? { Id: 'i1' } : start ? [] : read(String(path)));
		const faults = await assignByImport(call, ['c1'], ['p0', 'p1', 'p2']);
		expect([...faults.keys()]).toEqual(['p0', 'p1', 'p2']);
		expect(faults.get('p0')?.message).toContain(told);
		expect(faults.get('p2')?.message).toContain('"p2@example.com": Inactive');
	});

	it('keeps what Litmos says of one user although a later import does not say whose row failed', async () => {
		const users = ['p0', 'p1'].map((Id) => ({ Id, UserName: `${Id}@example.com` }));
		const errors: Record<string, object[]> = {
			i1: [{ Username: 'p1@example.com', ImporStatus: 'Inactive' }],
			i2: [{ Username: '', ImporStatus: 'Odd' }],
		};
		const listed = ['c1', 'c2', 'c3', 'c4'].map((Id) => ({ Id, CourseCodeForBulkImport: Id }));
		const read = (path: string, importId: unknown): unknown => {
			if (path === '/users') return users;
			if (path === '/courses') return listed;
			return path.endsWith('usererrors') ? errors[String(importId)] : { Status: 'Completed' };
		};
		let imports = 0;
		const call: Call = async ({ method, path }, { start, importId }) => {
			if (method === 'POST') return await Promise.resolve({ Id: `i${(imports += 1)}` });
			return await Promise.resolve(start ? [] : read(String(path), importId));
		};
		const faults = await assignByImport(
			call,
			listed.map(({ Id }) => Id),
			['p0', 'p1'],
		);
		expect(imports).toBe(2);
		expect(faults.get('p0')?.message).toContain('no username: Odd');
		expect(faults.get('p1')?.message).toContain('"p1@example.com": Inactive');
	});

	it('sends 25 courses at a time, each once', async () => {
		const given = idsOf(courses(30));
		const [row] = await bench().records(ASSIGN, {
			usersBy: 'id',
			userList: people(1)[0]!.Id,
			contentBy: 'id',
			courseList: [...given, ...given].join('\n'),
		});
		expect(row!.requests).toEqual([
			expect.stringContaining('(25)'),
			expect.stringContaining('(5)'),
		]);
		expect(given.every((id) => has(people(1)[0]!.Id, id))).toBe(true);
	});

	it('finds many people by name or email in one request, and courses by name in another', async () => {
		const wanted = people(20).filter(({ Email }) => Email !== '');
		for (const [usersBy, users] of [
			['userName', wanted.map(({ UserName }) => UserName.toUpperCase())],
			['email', wanted.map(({ Email }) => Email)],
		] as const) {
			const before = bench().requests().length;
			const rows = await bench().records(ASSIGN, {
				usersBy,
				userList: users.join(','),
				contentBy: 'name',
				courseList: courses(1)[0]!.Name,
			});
			expect(rows.map(({ userId }) => userId)).toEqual(idsOf(wanted));
			expect(bench().requests().length - before).toBe(2 + wanted.length);
		}
	});

	it('gives what was ticked in a list of up to 1,000 courses or learning paths', async () => {
		const ticked = await bench().engine.loadOptions('getCourses');
		const { state } = bench().sandbox;
		expect(ticked.map(({ value }) => value).sort()).toEqual([...state.courses.keys()].sort());
		const paths = await bench().engine.loadOptions('getLearningPaths');
		expect(paths.map(({ value }) => value).sort()).toEqual([...state.learningPaths.keys()].sort());
		expect(
			bench()
				.log()
				.map(({ query }) => query.limit),
		).toEqual(['1000', '1000']);
		const courseChoice = ticked.slice(0, 2).map(({ value }) => String(value));
		const who = { usersBy: 'id', userList: people(1)[0]!.Id };
		for (const choice of [courseChoice, courseChoice.join(', ')]) {
			const [row] = await bench().records(ASSIGN, { ...who, courseChoice: choice });
			expect(row!.courses).toEqual(courseChoice);
		}
		expect(courseChoice.every((id) => has(who.userList, id))).toBe(true);
	});

	it('finds by their names what an expression gives in place of ticks', async () => {
		const [user] = people(1);
		const [course] = courses(3).filter(({ Id }) => !has(user!.Id, Id));
		const who = { usersBy: 'id', userList: user!.Id };
		const given = (courseChoice: string[]) => ({ ...who, courseChoice });
		const [row] = await bench().records(ASSIGN, given([course!.Name]));
		expect(row!.courses).toEqual([course!.Id]);
		expect(has(user!.Id, course!.Id)).toBe(true);
		const { error } = await bench().run(ASSIGN, given(['No Such Course']));
		expect(error?.message).toMatch(/"No Such Course" was not found/);
	});

	it('looks up the IDs that an expression gives in place of ticks: Litmos would pass over unknown ones', async () => {
		const [user] = people(1);
		const [course] = courses(3).filter(({ Id }) => !has(user!.Id, Id));
		const who = { usersBy: 'id', userList: user!.Id };
		const items = [{ ids: [course!.Id] }, { ids: ['NoSuchCourse1'] }];
		const run = await bench().run(
			ASSIGN,
			{ ...who, courseChoice: '={{ $json.ids }}' },
			{ items, continueOnFail: true },
		);
		expect(run.items[0]!.json.courses).toEqual([course!.Id]);
		expect(has(user!.Id, course!.Id)).toBe(true);
		expect(run.items[1]!.json.error).toMatch(/"NoSuchCourse1" was not found/);
		expect(
			bench()
				.requests()
				.filter((request) => request.startsWith('POST')),
		).toHaveLength(1);
	});

	it('takes the members of a team, and gives nothing to the team itself', async () => {
		const team = [...bench().sandbox.state.teams.values()].find(({ members }) => members.size > 3)!;
		const given = courses(40).find(({ Id }) => !team.courses.has(Id))!;
		const active = [...team.members].filter(
			(id) => bench().sandbox.state.users.get(id)?.Active === true,
		);
		const rows = await bench().records(ASSIGN, {
			usersBy: 'team',
			teamId: by('id', team.Id),
			contentBy: 'id',
			courseList: given.Id,
		});
		expect(rows.map(({ userId }) => userId).sort()).toEqual(active.sort());
		expect(bench().requests().slice(0, 2)).toEqual([
			`GET /courses/${given.Id}`,
			`GET /teams/${team.Id}/users`,
		]);
		expect(bench().requests()).toHaveLength(2 + active.length);
		expect(team.courses.has(given.Id)).toBe(false);
	});

	it('sends nothing when somebody is not found, and names all of those', async () => {
		const users = [...people(5).map(({ UserName }) => UserName), 'no.one@x.example', 'nobody'];
		const { error } = await bench().run(ASSIGN, {
			userList: users.join(','),
			contentBy: 'id',
			courseList: courses(1)[0]!.Id,
		});
		expect(error?.message).toContain('2 of 7 could not be identified in Litmos');
		expect(error?.message).toContain('no.one@x.example, nobody');
		expect(error?.description).toContain('Nothing was assigned.');
		expect(writes()).toEqual([]);
	});

	it('says how far it came when Litmos refuses somebody', async () => {
		const users = [...idsOf(people(8)), 'unknown----1', ...idsOf(people(40)).slice(20)];
		const parameters = { usersBy: 'id', userList: users.join(','), contentBy: 'id' };
		const { error } = await bench().run(ASSIGN, {
			...parameters,
			courseList: courses(1)[0]!.Id,
		});
		const done = writes().length - 1;
		expect(done).toBeLessThan(users.length - 1);
		expect(error?.message).toContain(`Assigned to ${done} of ${users.length} users`);
		expect(error?.message).toContain('It stopped at the user unknown----1');
		expect(error?.description).toContain('You can safely run the item again');
	});

	it('says one thing where nobody knows about somebody, and is not sent again by Retry On Fail', async () => {
		const users = idsOf(people(4));
		const path = `/users/${users[3]}/courses`;
		bench().sandbox.addFault({ kind: 'reset', match: { method: 'POST', path } });
		const { error } = await bench().run(
			ASSIGN,
			{
				usersBy: 'id',
				userList: users.join(','),
				contentBy: 'id',
				courseList: courses(1)[0]!.Id,
			},
			{ retryOnFail: true },
		);
		expect(error?.message).toContain('Assigned to 3 of 4 users');
		expect(error?.message).toContain(`It stopped at the user ${users[3]}`);
		expect(error?.description).toContain('Check in Litmos before you run this item again.');
		expect(error?.description).not.toContain('You can safely run the item again');
		expect(writes()).toHaveLength(4);
	});

	it.each([
		[{ usersBy: 'id', userList: ' , ', courseChoice: ['x'] }, '"Users" is empty'],
		[
			{ usersBy: 'id', userList: 'x', contentBy: 'name', courseList: ',' },
			'There is nothing to assign',
		],
	])('asks nothing of Litmos for empty lists: %p', async (parameters, message) => {
		const { error } = await bench().run(ASSIGN, parameters);
		expect(error?.message).toContain(message);
		expect(bench().requests()).toEqual([]);
	});

	it('gives learning paths at their own address, without a switch for mails nobody knows of', async () => {
		const PATHS = ['Yd0nWIVRhOY1', 'Zd0nWIVRhOY1'];
		const seen: unknown[] = [];
		const call: Call = async (request, values, options) => {
			seen.push([request.path, request.query, values.userId, options?.rows]);
			return await Promise.resolve(null);
		};
		const values = {
			usersBy: 'id',
			userList: [PERSON, OTHER],
			contentBy: 'list',
			content: 'learningPaths',
		};
		const rows = await assignManyCourses.run(call, { ...values, learningPathChoice: PATHS });
		const rowsSent = PATHS.map((Id) => ({ Id }));
		expect(seen).toEqual([
			['/users/{userId}/learningpaths', undefined, PERSON, rowsSent],
			['/users/{userId}/learningpaths', undefined, OTHER, rowsSent],
		]);
		expect(rows[0]!.requests).toEqual([`POST /users/${PERSON}/learningpaths (2)`]);
	});
});
