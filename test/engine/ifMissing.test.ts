// Only If Missing: what a user has already is told with the progress, and nothing is sent for it.
import { assignCourse } from '../../sandbox/state/state';
import { assignPath } from '../../sandbox/state/learningPaths';
import type { INodeParameters } from 'n8n-workflow';
import { freshBench, jsonOf } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const OPTIONS = { ifMissing: true };
const COURSE = {
	userId: by('id', '={{ $json.user }}'),
	courseId: by('id', '={{ $json.course }}'),
	options: OPTIONS,
};

/** Two users without courses, and three courses of which the first is given to the first user. */
function arrange() {
	const { state } = bench().sandbox;
	const users = [...state.users.values()].slice(3, 5).map(({ Id }) => Id) as [string, string];
	const courses = [...state.courses.values()].filter(({ Active }) => Active).slice(0, 3);
	users.forEach((user) => state.enrolments.set(user, new Map()));
	const ids = courses.map(({ Id }) => Id) as [string, string, string];
	assignCourse(state, { userId: users[0], courseId: ids[0], source: 'direct' }, 0);
	const has = (user: string, course: string) => state.enrolments.get(user)!.has(course);
	return { state, users, courses: ids, has };
}

const lists = () =>
	bench()
		.requests()
		.filter(
			(request) => /^GET .*\/(courses|learningpaths)$/.test(request) && /users/.test(request),
		);
const writes = () =>
	bench()
		.requests()
		.filter((request) => !request.startsWith('GET'));

describe('Only If Missing', () => {
	it('tells the progress of what is there, assigns the rest, and reads one list for each user', async () => {
		const { users, courses, has } = arrange();
		const items = users.flatMap((user) => courses.map((course) => ({ user, course })));
		const records = await bench().records('userCourse: assign', COURSE, { items });
		expect(records[0]).toMatchObject({
			userId: users[0],
			courseId: courses[0],
			already: true,
			Complete: false,
			PercentageComplete: 0,
		});
		expect(records[0]).not.toHaveProperty('assigned');
		expect(records.slice(1).map(({ assigned }) => assigned)).toEqual(Array(5).fill(true));
		expect(items.every(({ user, course }) => has(user, course))).toBe(true);
		expect(lists().sort()).toEqual(users.map((user) => `GET /users/${user}/courses`).sort());
		expect(writes().sort()).toEqual(users.map((user) => `POST /users/${user}/courses`).sort());
	});

	it('sends nothing a second time', async () => {
		const { users, courses } = arrange();
		const items = users.flatMap((user) => courses.map((course) => ({ user, course })));
		await bench().records('userCourse: assign', COURSE, { items });
		const before = writes().length;
		const records = await bench().records('userCourse: assign', COURSE, { items });
		expect(writes()).toHaveLength(before);
		expect(records.map(({ already }) => already)).toEqual(Array(6).fill(true));
	});

	it('does not look unless it is on, item by item', async () => {
		const { users, courses } = arrange();
		const items = [true, false].map((only) => ({ user: users[0], course: courses[0], only }));
		const options = { ifMissing: '={{ $json.only }}' };
		const records = await bench().records('userCourse: assign', { ...COURSE, options }, { items });
		expect(records.map(({ already, assigned }) => [already, assigned])).toEqual([
			[true, undefined],
			[undefined, true],
		]);
		const again = bench().requests().length;
		await bench().records('userCourse: assign', { ...COURSE, options: {} }, { items: [items[0]!] });
		expect(lists()).toHaveLength(1);
		expect(bench().requests().length).toBeGreaterThan(again);
	});

	it('holds for learning paths', async () => {
		const { state, users } = arrange();
		const [path] = [...state.learningPaths.values()].filter(({ Active }) => Active);
		path!.people.clear();
		path!.teams.clear();
		assignPath(state, { path: path!, userId: users[0], isDirect: true }, 0);
		const parameters = {
			userId: by('id', '={{ $json.user }}'),
			learningPathId: by('id', path!.Id),
			options: OPTIONS,
		};
		const items = users.map((user) => ({ user }));
		const records = await bench().records('userLearningPath: assign', parameters, { items });
		expect(records.map(({ already, assigned }) => [already, assigned])).toEqual([
			[true, undefined],
			[undefined, true],
		]);
		expect(records[0]).toHaveProperty('PercentageComplete');
		expect(writes()).toEqual([`POST /users/${users[1]}/learningpaths`]);
	});

	it('goes with Preview Only', async () => {
		const { users, courses } = arrange();
		const items = courses.map((course) => ({ user: users[0], course }));
		const options = { ...OPTIONS, previewOnly: true };
		const records = await bench().records('userCourse: assign', { ...COURSE, options }, { items });
		expect(records[0]).toMatchObject({ already: true, preview: [], requests: 0 });
		expect(records[1]).toMatchObject({ requests: 1 });
		expect(writes()).toEqual([]);
	});

	it('assigns nothing to a user whose list cannot be read, and all to the others', async () => {
		const { users, courses, has } = arrange();
		bench().sandbox.addFault({
			kind: '500page',
			times: 1,
			match: { method: 'GET', path: `/users/${users[0]}/courses` },
		});
		const items = users.map((user) => ({ user, course: courses[1] }));
		const run = await bench().run('userCourse: assign', COURSE as INodeParameters, {
			items,
			continueOnFail: true,
		});
		expect(jsonOf(run.items).map(({ error }) => error !== undefined)).toEqual([true, false]);
		expect(users.map((user) => has(user, courses[1]))).toEqual([false, true]);
	});

	it('finds a user by what looks like an ID and is a name', async () => {
		const { state, users, courses } = arrange();
		const user = state.users.get(users[1])!;
		state.userNames.delete(user.UserName.toLowerCase());
		user.UserName = 'abcdefghijkl';
		state.userNames.set(user.UserName, user.Id as never);
		const items = [{ user: user.UserName, course: courses[0] }];
		const [record] = await bench().records('userCourse: assign', COURSE, { items });
		expect(record).toMatchObject({ assigned: true });
	});
});
