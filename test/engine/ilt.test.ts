// Live training: what takes more than one request, counted at the stand-in for Litmos.
import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';
import { assignCourse } from '../../sandbox/state/state';
import { addIltModule } from '../../sandbox/seed/ilt';
import { freshBench, naming } from './support/bench';
import { by } from './support/locatorValue';
import { addSession, ILT_OPERATIONS } from './support/iltOperations';

const bench = freshBench({ people: 70 });
const state = () => bench().sandbox.state;

/** A course with one session of so many days, and people of whom the first `assigned` have the course. */
function arrange({
	people,
	assigned,
	days = 1,
}: {
	people: number;
	assigned: number;
	days?: number;
}) {
	const course = [...state().courses.values()][2];
	const users = [...state().users.values()].slice(2, 2 + people);
	for (const [, mine] of state().enrolments) mine.delete(course.Id);
	users.forEach((user, index) => {
		Object.assign(user, { Active: true, LastLogin: '2026-01-02T03:04:05Z' });
		if (index < assigned)
			assignCourse(state(), { userId: user.Id, courseId: course.Id, source: 'direct' }, 0);
	});
	const named = { Code: '', Name: 'In the Classroom', Description: '' };
	const module = addIltModule(state(), course, named);
	const session = addSession(state(), module, days);
	const place = {
		courseId: by('id', course.Id),
		moduleId: by('id', module.Id),
		sessionId: by('id', session.Id),
	};
	const items = users.map(({ Id }) => ({ user: Id }));
	const userId = by('id', '={{ $json.user }}');
	return { course, users, module, session, place, items, userId };
}

const count = (pattern: RegExp) =>
	bench()
		.requests()
		.filter((call) => pattern.test(call)).length;

describe('Register', () => {
	it('sends 25 people in one request and one alone as one', async () => {
		const { place, userId, items, session, users } = arrange({ people: 51, assigned: 51 });
		const done = await bench().records(
			'sessionParticipant: register',
			{ ...place, userId },
			{ items },
		);
		expect(done).toHaveLength(51);
		expect([...session.people.keys()]).toEqual(users.map(({ Id }) => Id));
		expect([count(/users\/register$/), count(/\/register$/)]).toEqual([2, 3]);
		expect(bench().requests()).toHaveLength(3);
	});

	it('assigns the course first, only to those who lack it, without mail unless wanted', async () => {
		const { place, userId, items, session } = arrange({ people: 30, assigned: 27 });
		const parameters = { ...place, userId, assignCourse: true };
		await bench().records('sessionParticipant: register', parameters, { items });
		expect(session.people.size).toBe(30);
		expect(count(/^GET \/courses\/[^/]+\/users$/)).toBe(1);
		expect(count(/^POST \/users\/[^/]+\/courses$/)).toBe(3);
		expect(bench().requests()).toHaveLength(1 + 3 + 2);
		expect(state().mails).toEqual([]);
	});

	it('tells which people of a list Litmos has left out', async () => {
		const { place, userId, items, users } = arrange({ people: 3, assigned: 2 });
		const parameters = { ...place, userId };
		const run = await bench().run('sessionParticipant: register', parameters, {
			items,
			continueOnFail: true,
		});
		const errors = run.items.map(({ json }) => json.error);
		expect(errors.slice(0, 2)).toEqual([undefined, undefined]);
		expect(errors[2]).toContain(users[2].Id);
	});

	it('leaves out people to whom the course could not be assigned', async () => {
		const { place, userId, items, session, users } = arrange({ people: 3, assigned: 0 });
		// Had it been tried for the second person, it would have worked.
		const match = { method: 'POST', path: `^/users/${users[1].Id}/courses$` };
		bench().sandbox.addFault({ kind: '500page', match, carriedOut: true });
		const run = await bench().run(
			'sessionParticipant: register',
			{ ...place, userId, assignCourse: true },
			{ items, continueOnFail: true },
		);
		expect(run.items.map(({ json }) => json.registered)).toEqual([true, undefined, true]);
		expect(run.items[1]?.json.error).toMatch(/Litmos/);
		expect([...session.people.keys()]).toEqual([users[0].Id, users[2].Id]);
	});

	it('assigns the course by one import, and changes nothing else', async () => {
		const { place, userId, items, session } = arrange({ people: 30, assigned: 3 });
		const profiles = () => JSON.stringify([...state().users.values()]);
		const before = profiles();
		const parameters = { ...place, userId, assignCourse: true, assignBy: 'import' };
		await bench().records('sessionParticipant: register', parameters, { items });
		expect(session.people.size).toBe(30);
		expect(profiles()).toBe(before);
		expect(count(/^POST \/users\/[^/]+\/courses$/)).toBe(0);
		expect(count(/^POST \/bulkimports$/)).toBe(1);
		expect(state().mails).toEqual([]);
		expect(bench().requests().length).toBeLessThanOrEqual(9);
	});

	it('registers nobody whom the import could not give the course', async () => {
		const { place, userId, items, session, users, course } = arrange({ people: 3, assigned: 0 });
		users[1].UserName = `${'long.name.'.repeat(6)}@example.com`;
		const parameters = { ...place, userId, assignCourse: true, assignBy: 'import' };
		const options = { items, continueOnFail: true };
		const run = await bench().run('sessionParticipant: register', parameters, options);
		expect(run.items.map(({ json }) => json.registered)).toEqual([true, undefined, true]);
		expect(run.items[1].json.error).toContain(`The user ${users[1].Id}`);
		expect([...session.people.keys()]).toEqual([users[0].Id, users[2].Id]);
		session.people.clear();
		state().enrolments.forEach((mine) => mine.delete(course.Id));
		bench().sandbox.addFault({ kind: '500page', match: { path: '^/bulkimports$' }, times: 0 });
		const failed = await bench().run('sessionParticipant: register', parameters, options);
		expect(failed.items.map(({ json }) => json.registered)).toEqual(Array(3).fill(undefined));
		expect(session.people.size).toBe(0);
	});

	it('says to turn on Assign Course where one person is refused', async () => {
		const { place, userId, items } = arrange({ people: 1, assigned: 0 });
		const { error } = await bench().run(
			'sessionParticipant: register',
			{ ...place, userId },
			{ items },
		);
		expect(error?.description).toMatch(/Assign Course/);
	});
});

describe('Mark Attendance', () => {
	it('marks all days where none is chosen: one request to read them, one for each day', async () => {
		const { place, userId, items, session } = arrange({ people: 4, assigned: 4, days: 2 });
		items.forEach(({ user }) => session.people.set(user, { score: 0, completed: false }));
		const parameters = { ...place, userId };
		await bench().records('sessionParticipant: markAttendance', parameters, { items });
		expect(session.days.map(({ attended }) => attended.size)).toEqual([4, 4]);
		expect(bench().requests()).toHaveLength(3);
		await bench().records(
			'sessionParticipant: markAttendance',
			{ ...parameters, attended: false },
			{ items },
		);
		expect(session.days.map(({ attended }) => attended.size)).toEqual([0, 0]);
	});
});

describe('Submit Roll Call', () => {
	it('sends the scores of all people of a session at once, and completes the module', async () => {
		const { place, userId, users, session, module, course } = arrange({ people: 4, assigned: 4 });
		users.slice(0, 3).forEach(({ Id }) => session.people.set(Id, { score: 0, completed: false }));
		const items = users.slice(0, 3).map(({ Id }, index) => ({ user: Id, score: 80 + index }));
		const parameters = { ...place, userId, Score: '={{ $json.score }}' };
		const done = await bench().records('sessionParticipant: submitRollCall', parameters, { items });
		expect(done.map(({ Score }) => Score)).toEqual([80, 81, 82]);
		expect(bench().requests()).toHaveLength(2);
		const result = state().enrolments.get(users[1].Id)?.get(course.Id)?.modules.get(module.Id);
		expect(result).toMatchObject({ score: 81, completed: true });
		const { error } = await bench().run('sessionParticipant: submitRollCall', {
			...place,
			userId: by('id', users[3].Id),
		});
		expect(error?.message).toMatch(/not registered/);
	});
});

describe('ILT Module: Update', () => {
	it('loses nothing of two items for one module', async () => {
		const { place, module } = arrange({ people: 1, assigned: 1 });
		const { courseId, moduleId } = place;
		await bench().records(
			'iltModule: update',
			{
				courseId,
				moduleId,
				updateFields: { Name: '={{ $json.name }}', Description: '={{ $json.text }}' },
			},
			{ items: [{ name: 'First Aid' }, { text: 'Bandages' }] },
		);
		expect(module).toMatchObject({ Name: 'First Aid', Description: 'Bandages' });
		const written = () =>
			bench()
				.log()
				.filter(({ method }) => method === 'POST').length;
		const before = written();
		const same = { courseId, moduleId, updateFields: { Name: 'First Aid' } };
		expect(await bench().records('iltModule: update', same)).toMatchObject([{ changes: {} }]);
		expect(written()).toBe(before);
	});
});

describe('Session', () => {
	it('is updated with the rest kept, and days that take the place of others keep their IDs', async () => {
		const { place, session } = arrange({ people: 1, assigned: 1, days: 2 });
		const before = session.days.map(({ Id }) => Id);
		const days = { day: [{ date: '2027-03-01', startTime: '08:15', endTime: '1 pm' }] };
		await bench().records('session: update', { ...place, updateFields: { days } });
		const after = state().ilt.sessions.get(session.Id);
		expect(after?.days.map(({ Id }) => Id)).toEqual(before.slice(0, 1));
		expect(after?.days[0]).toMatchObject({ StartTime: '8:15AM', EndTime: '1:00PM' });
		expect(after).toMatchObject({ Name: session.Name, Slots: session.Slots });
	});

	it('is told of what Litmos does not have, and a time zone is nothing of Litmos', async () => {
		const { place } = arrange({ people: 1, assigned: 1 });
		const { error } = await bench().run('session: create', {
			...ILT_OPERATIONS['session: create'],
			courseId: place.courseId,
			moduleId: by('id', 'NoSuchModule1'),
			InstructorUserId: by('id', [...state().users.keys()][0]!),
			Name: 'January',
		});
		expect(error?.message).toContain('"NoSuchModule1"');
		expect(error?.message).not.toContain('Time Zone');
	});

	it('is chosen from lists that cost one request each and say what to choose first', async () => {
		const { place, session, module } = arrange({ people: 1, assigned: 1 });
		const list = async (method: string, parameters: object = place) =>
			(
				await bench().engine.listSearch({
					method,
					parameters: { ...naming('sessionParticipant: markAttendance'), ...parameters } as never,
				})
			).results;
		expect((await list('searchIltModules')).map(({ value }) => value)).toContain(module.Id);
		expect((await list('searchSessions')).map(({ value }) => value)).toEqual([session.Id]);
		expect((await list('searchSessionDays')).map(({ value }) => value)).toEqual([
			session.days[0].Id,
		]);
		await list('searchSessions');
		expect(bench().requests()).toHaveLength(3);
		await expect(list('searchIltModules', {})).rejects.toThrow(/Choose the course first/);
		const { courseId, moduleId } = place;
		const days = list('searchSessionDays', { courseId, moduleId });
		await expect(days).rejects.toThrow(/Choose the session first, /);
		const zones = await bench().engine.listSearch({ method: 'searchTimeZones', filter: 'zurich' });
		expect(zones.results.map(({ value }) => value)).toEqual(['W. Europe Standard Time']);
		expect(bench().requests()).toHaveLength(3);
	});
});

describe('Session alone', () => {
	const register = async (
		sessionId: Pick | INodeParameterResourceLocator,
		more: INodeParameters = {},
	) => {
		const { users, ...rest } = arrange({ people: 1, assigned: 1 });
		const run = await bench().run('sessionParticipant: register', {
			sessionId: typeof sessionId === 'function' ? sessionId(rest) : sessionId,
			userId: by('id', users[0]!.Id),
			...more,
		});
		return { ...rest, user: users[0]!.Id, run };
	};
	type Pick = (
		arranged: Omit<ReturnType<typeof arrange>, 'users'>,
	) => INodeParameterResourceLocator;
	const pick: Pick = ({ course, module, session }) =>
		by('list', [course.Id, module.Id, session.Id].join('/'));

	it('is picked from one list of the upcoming sessions of all courses, or of the chosen course', async () => {
		const { course, module, session } = arrange({ people: 1, assigned: 1 });
		const list = async (parameters: object = {}, filter = '') =>
			(
				await bench().engine.listSearch({
					method: 'searchSessions',
					filter,
					parameters: { ...naming('sessionParticipant: register'), ...parameters } as never,
				})
			).results;
		const all = await list();
		const own = all.find(({ value }) => value === [course.Id, module.Id, session.Id].join('/'));
		expect(own?.name).toMatch(new RegExp(`^${course.Name}: .+, \\d{4}-\\d\\d-\\d\\d`));
		expect(all.length).toBeGreaterThan(1);
		expect(await list({}, own!.name.toUpperCase())).toEqual([own]);
		const ofCourse = await list({ courseId: by('list', course.Id) });
		expect(ofCourse.map(({ value }) => value)).toContain(own!.value);
		expect(ofCourse.every(({ value }) => String(value).startsWith(`${course.Id}/`))).toBe(true);
		expect(bench().requests()).toEqual(['GET /sessions/future']);
	});

	it('is enough where it was picked: course and module cost nothing', async () => {
		const { run, session, user } = await register(pick);
		expect(run.error).toBeUndefined();
		expect([...session.people.keys()]).toEqual([user]);
		expect(bench().requests()).toHaveLength(1);
	});

	it('is enough by its ID, for one list or two', async () => {
		const { run, session, user } = await register(({ session: { Id } }) => by('id', Id));
		expect(run.error).toBeUndefined();
		expect([...session.people.keys()]).toEqual([user]);
		expect(bench().requests().slice(0, -1)).toEqual(['GET /sessions/future']);
		expect(bench().requests()).toHaveLength(2);
	});

	it('is found among past ones, all items for one look', async () => {
		const { session, users, course, module } = arrange({ people: 2, assigned: 2 });
		const day = 86_400_000;
		session.days.forEach((one) =>
			Object.assign(one, { start: one.start - 9 * day, end: one.end - 9 * day }),
		);
		users.forEach(({ Id }) => session.people.set(Id, { score: 0, completed: false }));
		const rows = await bench().records(
			'sessionParticipant: getRollCall',
			{ sessionId: by('id', session.Id), returnAll: true },
			{ items: [{}, {}] },
		);
		expect(rows.length).toBeGreaterThanOrEqual(2);
		expect(count(/^GET \/sessions\/(future|past)$/)).toBe(2);
		expect(count(new RegExp(`/courses/${course.Id}/modules/${module.Id}/`))).toBeGreaterThan(0);
	});

	it('that is nowhere is refused, and nothing is written', async () => {
		const { run } = await register(by('id', 'zzzzzzzzzzz1'));
		expect(run.error?.message).toMatch(/No session with the ID "zzzzzzzzzzz1" was found/);
		expect(bench().requests()).toEqual(['GET /sessions/future', 'GET /sessions/past']);
	});

	it('that belongs to another course than the field says is refused, and nothing is written', async () => {
		const other = [...state().courses.values()][5]!.Id;
		const alone: Pick = ({ session: { Id } }) => by('id', Id);
		for (const sessionId of [pick, alone]) {
			const { run, session } = await register(sessionId, { courseId: by('id', other) });
			expect(run.error?.message).toMatch(
				/session belongs to a different course or module than the one set/,
			);
			expect(session.people.size).toBe(0);
		}
		expect(count(/register/)).toBe(0);
	});

	it('takes three IDs only: a web address is no place', async () => {
		const { run } = await register(by('id', 'www.example.com/session/590874'));
		expect(run.error).toBeDefined();
		expect(count(/register/)).toBe(0);
	});
});

describe('Get Future or Past', () => {
	it('gives what the next node needs to register for a session', async () => {
		const { session, module, course, users } = arrange({ people: 1, assigned: 1 });
		const rows = await bench().records('session: getByTime', { time: 'future', returnAll: true });
		const row = rows.find(({ Id }) => Id === session.Id)!;
		expect(row).toMatchObject({ CourseId: course.Id, ModuleId: module.Id });
		await bench().records(
			'sessionParticipant: register',
			{
				courseId: by('id', '={{ $json.CourseId }}'),
				moduleId: by('id', '={{ $json.ModuleId }}'),
				sessionId: by('id', '={{ $json.Id }}'),
				userId: by('id', users[0]!.Id),
			},
			{ items: [row] },
		);
		expect([...session.people.keys()]).toEqual([users[0]!.Id]);
	});
});
