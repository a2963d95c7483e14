// Course operations and custom calls against the stand-in for Litmos.
import type { CourseRecord, UserRecord } from '../../sandbox/state/records';
import { assignCourse } from '../../sandbox/state/state';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const courses = () => [...state().courses.values()];
const people = () => [...state().users.values()];
const idsOf = (records: ReadonlyArray<{ Id?: unknown }>) => records.map(({ Id }) => Id);
const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

describe('Course', () => {
	it('is retrieved with dates in ISO 8601, whatever offset Litmos shows them in', async () => {
		const [wanted] = courses();
		const courseId = by('id', wanted.Id);
		const [short] = await bench().records('course: get', { courseId });
		expect(short).toMatchObject({
			Id: wanted.Id,
			Name: wanted.Name,
			OriginalId: wanted.OriginalId,
		});
		expect(short).not.toHaveProperty('Categories');
		const [whole] = await bench().records('course: get', { courseId, simplify: false });
		expect(whole).toHaveProperty('Categories');
		const [details] = await bench().records('course: getDetails', { courseId });
		expect(details.CreatedDate).toBe(iso(wanted.created));
		expect(details).not.toHaveProperty('Languages');
		const raw = await bench().records('course: getDetails', { courseId, simplify: false });
		expect(raw[0].CourseImageURL).toMatch(/^https:\/\/sandbox\.example\.com\/images\/\d+\.png\?/);
	});

	it('is listed, by number, by text and without the inactive', async () => {
		expect(idsOf(await bench().records('course: getAll', { limit: 4 }))).toEqual(
			idsOf(courses().slice(0, 4)),
		);
		const all = { returnAll: true };
		expect(await bench().records('course: getAll', all)).toHaveLength(12);
		const active = courses().filter(({ Active }) => Active);
		expect(active.length).toBeLessThan(12);
		const filters = { activeOnly: true };
		expect(idsOf(await bench().records('course: getAll', { ...all, filters }))).toEqual(
			idsOf(active),
		);
		const found = await bench().records('course: getAll', {
			...all,
			filters: { search: 'TST003' },
		});
		expect(idsOf(found)).toEqual([courses()[2].Id]);
	});

	it('fills the limit with active courses although Litmos cannot filter', async () => {
		courses().forEach((course, index) => (course.Active = index >= 10));
		const parameters = { limit: 2, filters: { activeOnly: true } };
		expect(idsOf(await bench().records('course: getAll', parameters))).toEqual(
			idsOf(courses().slice(10)),
		);
	});

	it('has modules and people with their progress', async () => {
		const wanted = courses().find(({ modules }) => modules.length > 1) as CourseRecord;
		const courseId = by('id', wanted.Id);
		expect(idsOf(await bench().records('course: getModules', { courseId }))).toEqual(
			idsOf(wanted.modules),
		);
		const enrolled = people().filter(({ Id }) => state().enrolments.get(Id)?.has(wanted.Id));
		const isDone = ({ Id }: UserRecord) => {
			const completed = state().enrolments.get(Id)?.get(wanted.Id)?.completed;
			return completed !== null && completed !== undefined;
		};
		const get = async (completion: string) =>
			idsOf(
				await bench().records('course: getUsers', {
					courseId,
					returnAll: true,
					filters: { completion },
				}),
			);
		expect(await get('any')).toEqual(idsOf(enrolled));
		expect(await get('completed')).toEqual(idsOf(enrolled.filter(isDone)));
		expect(await get('open')).toEqual(idsOf(enrolled.filter((user) => !isDone(user))));
	});
});

describe('User Course', () => {
	const arrange = () => {
		const [user, course, other] = [people()[5], courses()[3], courses()[4]];
		state().enrolments.set(user.Id, new Map());
		const userId = by('id', user.Id);
		return { user, course, other, userId, courseId: by('id', course.Id) };
	};

	it('is assigned: all courses of a person in one request', async () => {
		const { user, course, other, userId } = arrange();
		const items = [course, other, course].map(({ Id }) => ({ course: Id }));
		const parameters = { userId, courseId: by('id', '={{ $json.course }}') };
		const done = await bench().records('userCourse: assign', parameters, { items });
		expect(done).toEqual(
			items.map((item) => ({ userId: user.Id, courseId: item.course, assigned: true })),
		);
		expect([...(state().enrolments.get(user.Id)?.keys() ?? [])]).toEqual([course.Id, other.Id]);
		expect(bench().requests()).toEqual(['GET /courses', `POST /users/${user.Id}/courses`]);
	});

	it('is retrieved, listed, reset and unassigned', async () => {
		const { user, course, userId, courseId } = arrange();
		const assigned = Date.UTC(2026, 1, 3, 4, 5, 6, 789);
		assignCourse(state(), { userId: user.Id, courseId: course.Id, source: 'direct' }, assigned);
		const enrolment = state().enrolments.get(user.Id)?.get(course.Id);
		Object.assign(enrolment ?? {}, { started: assigned, completed: assigned + 1000 });
		const [one] = await bench().records('userCourse: get', { userId, courseId });
		expect(one).toMatchObject({ Name: course.Name, Complete: true, AssignedDate: iso(assigned) });
		const [row] = await bench().records('userCourse: getAll', { userId });
		expect(row).toMatchObject({ Id: course.Id, DateCompleted: iso(assigned + 1000) });
		expect(Object.keys(row).length).toBeLessThanOrEqual(10);
		const echo = { userId: user.Id, courseId: course.Id };
		expect(await bench().records('userCourse: reset', { userId, courseId })).toEqual([
			{ ...echo, reset: true },
		]);
		expect(enrolment).toMatchObject({ completed: null, started: null });
		expect(await bench().records('userCourse: unassign', { userId, courseId })).toEqual([
			{ ...echo, unassigned: true },
		]);
		expect(state().enrolments.get(user.Id)?.size).toBe(0);
	});

	it('stays when a team gives it, and the message says so', async () => {
		const { user, course, userId, courseId } = arrange();
		assignCourse(state(), { userId: user.Id, courseId: course.Id, source: 'team:x' }, 0);
		const { error } = await bench().run('userCourse: unassign', { userId, courseId });
		expect(error?.description).toMatch(/comes from a learning path or a team/);
		expect(state().enrolments.get(user.Id)?.has(course.Id)).toBe(true);
	});
});

describe('Custom API Call', () => {
	const send = async (parameters: Record<string, string | object>) =>
		await bench().records('customApiCall: send', parameters as never);

	it('reads a list, with query parameters, an item for each record', async () => {
		const parameter = [{ name: 'limit', value: '3' }];
		for (const path of ['users', '/users', '/v1.svc/users']) {
			expect(idsOf(await send({ path, query: { parameter } }))).toEqual(
				idsOf(people().slice(0, 3)),
			);
		}
		expect(bench().log()[0].query).toMatchObject({ limit: '3', source: 'n8n', format: 'json' });
	});

	it('writes JSON and XML, and says so where nothing comes back', async () => {
		const json = { method: 'POST', path: '/teams', bodyFormat: 'json', body: '{"Name":"By hand"}' };
		const [made] = await send(json);
		expect(state().teams.get(String(made.Id))?.Name).toBe('By hand');
		const body = `<Team><Id>${String(made.Id)}</Id><Name>A &amp; B</Name></Team>`;
		const put = { method: 'PUT', path: `/teams/${String(made.Id)}`, bodyFormat: 'xml', body };
		expect(await send(put)).toEqual([{ success: true }]);
		expect(state().teams.get(String(made.Id))?.Name).toBe('A & B');
		const remove = { method: 'DELETE', path: `/teams/${String(made.Id)}`, bodyFormat: 'none' };
		expect(await send(remove)).toEqual([{ success: true }]);
		expect(state().teams.has(String(made.Id))).toBe(false);
	});

	it('takes a body that an expression gives as an object', async () => {
		const [one] = state().teams.values();
		one.members.clear();
		const parameters = {
			method: 'POST',
			path: `/teams/${one.Id}/users`,
			bodyFormat: 'json',
			body: '={{ [{ Id: $json.user }] }}',
		};
		const items = [{ user: people()[0].Id }];
		expect(await bench().records('customApiCall: send', parameters, { items })).toHaveLength(1);
		expect([...one.members]).toEqual([people()[0].Id]);
	});

	it('returns XML as text', async () => {
		const [{ data }] = await send({ path: '/users', answerFormat: 'xml' });
		expect(data).toMatch(/^<Users [^>]*><User><Id>/);
		expect(bench().log()[0].query).not.toHaveProperty('format');
	});
});
