import type { IDataObject } from 'n8n-workflow';
import { recordChange } from '../../sandbox/state/timestamps';
import type { State } from '../../sandbox/state/state';
import type { Bench } from './support/bench';
import { freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const MONTH = {
	period: 'between',
	since: '2026-01-01T00:00:00Z',
	to: '2026-01-31T00:00:00Z',
};

const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
const idsOf = (rows: IDataObject[], column = 'UserId') => rows.map((row) => String(row[column]));

/** Where spans may meet: their ends, by this many of them, and a second to each side. */
const SEAMS = [1, 2, 3, 4].flatMap((span) => {
	const end = START + span * 7 * DAY_MS - (span - 1) * SECOND_MS;
	return [end - 2 * SECOND_MS, end - SECOND_MS, end, end + SECOND_MS];
});

/** Moves everybody out of the month, but for one person at each of these moments. */
function letJoin(state: State, moments: readonly number[]): string[] {
	const people = [...state.users.values()];
	people.forEach((user, index) => {
		user.CreatedDate = iso(moments[index] ?? START - 100 * DAY_MS);
	});
	return people.slice(0, moments.length).map(({ Id }) => Id);
}

function spansIn(bench: Bench): number[] {
	const time = (text: string | undefined) => Date.parse(`${String(text).replace(' ', 'T')}Z`);
	return bench.log().map(({ query }) => time(query.to) - time(query.since));
}

describe('a report over a month', () => {
	it.each(['inside', 'outside'] as const)(
		'has every row once, whether or not the ends belong to a span: %s',
		async (spanEnds) => {
			const bench = await startBench({ spanEnds });
			const wanted = letJoin(bench.sandbox.state, SEAMS);
			const rows = await bench.records('peopleFeed: getUsers', MONTH);
			expect(idsOf(rows).sort()).toEqual([...wanted].sort());
			expect(bench.requests()).toHaveLength(5);
			for (const span of spansIn(bench)) expect(span).toBeLessThanOrEqual(7 * DAY_MS);
		},
	);

	it('has whole pages that came with the span before only once, and what comes after them', async () => {
		const bench = await startBench({ people: 250, pageCap: 100 });
		const seam = START + 7 * DAY_MS;
		const late = seam + DAY_MS;
		const wanted = letJoin(bench.sandbox.state, [...Array<number>(249).fill(seam), late]);
		const rows = await bench.records('peopleFeed: getUsers', MONTH);
		expect(idsOf(rows).sort()).toEqual([...wanted].sort());
	});

	it('stops where the limit is reached', async () => {
		const bench = await startBench();
		letJoin(bench.sandbox.state, SEAMS);
		const rows = await bench.records('peopleFeed: getUsers', {
			...MONTH,
			returnAll: false,
			limit: 5,
		});
		expect(rows).toHaveLength(5);
		expect(bench.requests()).toHaveLength(2);
	});

	it('tells logs apart by all that they say, for they have no IDs', async () => {
		const bench = await startBench();
		for (const user of bench.sandbox.state.users.values()) user.LastLogin = iso(SEAMS[2] ?? 0);
		const rows = await bench.records('activityLog: getLogins', MONTH);
		expect(rows).toHaveLength(40);
	});

	it('is empty where Litmos says 404 of weeks without rows', async () => {
		const bench = await startBench({ emptyFeed: '404' });
		const quiet = { period: 'between', since: '2001-01-01', to: '2001-01-15' };
		expect(await bench.records('resultFeed: getCourseResults', quiet)).toEqual([]);
		const run = await bench.run('peopleFeed: getTeams', quiet);
		expect(run.error?.message).toMatch(/did not find/);
	});
});

describe('a report', () => {
	const bench = freshBench();

	it('until now has in it what has just happened', async () => {
		const { state } = bench().sandbox;
		const [team] = state.teams.keys();
		recordChange(state, `team ${String(team)}`);
		const rows = await bench().records('peopleFeed: getTeams', { period: 'today' });
		expect(idsOf(rows, 'TeamId')).toEqual([team]);
	});

	it.each([7, 14, 21])(
		'since this time %i days ago has in it what happened today',
		async (days) => {
			const { state } = bench().sandbox;
			const [team] = state.teams.keys();
			const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
			recordChange(state, `team ${String(team)}`, midnight + SECOND_MS);
			const since = iso(Math.floor(Date.now() / SECOND_MS) * SECOND_MS - days * DAY_MS);
			const rows = await bench().records('peopleFeed: getTeams', { period: 'since', since });
			expect(idsOf(rows, 'TeamId')).toContain(team);
			expect(bench().requests()).toHaveLength(days / 7 + 1);
		},
	);

	it('refuses a period that ends before it begins, and asks nothing', async () => {
		const run = await bench().run('peopleFeed: getTeams', { ...MONTH, to: MONTH.since });
		expect(run.error?.message).toMatch(/ends before it begins/);
		expect(bench().requests()).toEqual([]);
	});

	it('of named results asks once for each 1,000, and leaves out what is later', async () => {
		const all = { period: 'since', since: '2000-01-01' };
		const every = await bench().records('resultFeed: getNamedCourseResults', all);
		const times = every
			.map(({ UpdatedDate }) => Date.parse(String(UpdatedDate)))
			.sort((a, b) => a - b);
		const middle = times[Math.floor(times.length / 2)] ?? 0;
		const to = iso(middle - (middle % SECOND_MS));
		const early = { ...all, period: 'between', to };
		const rows = await bench().records('resultFeed: getNamedCourseResults', early);
		expect(rows.length).toBe(times.filter((time) => time <= Date.parse(to)).length);
		expect(rows.length).toBeLessThan(every.length);
		expect(bench().requests()).toHaveLength(2);
	});
});

describe('the compliance overview', () => {
	const bench = freshBench();
	const NONE = { lookBack: 'none', includeManager: false };

	/** A course with somebody of each status, and who that is. */
	function arrange({ sandbox: { state } }: Bench) {
		const now = Date.now();
		const course = [...state.courses.values()][3];
		const people = [...state.users.values()].slice(0, 6);
		if (!course) throw new Error('The tenant is too small');
		const [first] = course.modules;
		if (!first) throw new Error('The course is empty');
		const modules = [first, { ...first, Id: 'second' }];
		Object.assign(course, { dueDays: 30, compliantDays: 365, modules });
		const half = { score: 90, completed: true, attempt: 1, resultId: 'half' };
		for (const mine of state.enrolments.values()) mine.delete(course.Id);
		const ago = (days: number | null) => (days === null ? null : now - days * DAY_MS);
		const steps = [
			['Not Started', 2, null, null],
			['In Progress', 10, 5, null],
			['Overdue', 40, 5, null],
			['Completed', 40, 20, 10],
			['Expiring', 400, 390, 350],
			['Expired', 500, 450, 400],
		] as const;
		const expected = steps.map(([status, assigned, started, completed], index) => {
			const user = people[index];
			const mine = state.enrolments.get(user?.Id ?? '') ?? new Map();
			state.enrolments.set(user?.Id ?? '', mine);
			mine.set(course.Id, {
				courseId: course.Id,
				sources: new Set(['direct']),
				assigned: now - assigned * DAY_MS,
				started: ago(started),
				completed: ago(completed),
				resultId: `result${index}`,
				modules: new Map(
					status === 'In Progress' ? [[first.Id, { ...half, updated: ago(started) }]] : [],
				),
			});
			return [user?.UserName, status] as const;
		});
		return { course, people, expected };
	}

	const statusesOf = (rows: IDataObject[]) =>
		Object.fromEntries(rows.map(({ UserName, Status }) => [UserName, Status]));

	it('says of everybody how they stand, looking back for dates in spans', async () => {
		const { course, expected } = arrange(bench());
		const rows = await bench().records('compliance: getCourses', {
			courseId: by('id', course.Id),
			lookBack: 'last30Days',
			simplify: false,
		});
		expect(statusesOf(rows)).toEqual(Object.fromEntries(expected));
		expect(bench().requests()).toEqual([
			`GET /courses/${course.Id}`,
			`GET /courses/${course.Id}/users`,
			...Array<string>(5).fill('GET /org/results/details'),
			'GET /users/details',
		]);
		const busy = rows.find(({ Status }) => Status === 'In Progress');
		expect(busy).toMatchObject({ CourseName: course.Name, CompletedDate: null });
		expect(Date.parse(String(busy?.AssignedDate))).toBeLessThan(Date.now() - 9 * DAY_MS);
		expect(Date.parse(String(busy?.StartedDate))).toBeLessThan(Date.now() - 4 * DAY_MS);
		expect(Date.parse(String(busy?.DueDate))).toBeGreaterThan(Date.now());
		expect(Date.parse(String(busy?.AsOf))).toBeGreaterThan(Date.now() - DAY_MS);
		expect(String(busy?.DatesSince)).toMatch(/^\d{4}-\d\d-\d\dT00:00:00/);
	});

	it('costs two requests without looking back, and says that it has not', async () => {
		const { course } = arrange(bench());
		const parameters = { courseId: by('id', course.Id), ...NONE, simplify: false };
		const rows = await bench().records('compliance: getCourses', parameters);
		expect(bench().requests()).toHaveLength(2);
		for (const row of rows) {
			expect(row).toMatchObject({ DatesSince: null, AssignedDate: null, StartedDate: null });
			expect(row.DatesAsOf).toBeNull();
		}
	});

	it('says how fresh each part is, though all items share what is read', async () => {
		const { course } = arrange(bench());
		const parameters = { courseId: by('id', course.Id), lookBack: 'last30Days', simplify: false };
		const items = [{}, {}];
		const rows = await bench().records('compliance: getCourses', parameters, { items });
		expect(bench().requests()).toHaveLength(2 + 5 + 1);
		const first = bench()
			.log()
			.find(({ path }) => path.endsWith('/org/results/details'))!;
		const times = rows.map(({ DatesAsOf }) => Date.parse(String(DatesAsOf)));
		expect(Math.max(...times)).toBeLessThanOrEqual(first.at);
		expect(Math.min(...times)).toBeGreaterThan(first.at - 60_000);
		expect(new Set(rows.map(({ AsOf }) => AsOf)).size).toBe(1);
	});

	it('filters by team and by status', async () => {
		const { course, people } = arrange(bench());
		const [team] = bench().sandbox.state.teams.values();
		people.forEach(({ Id }, index) => {
			team?.members[index < 3 ? 'add' : 'delete'](Id);
		});
		const parameters = { courseId: by('id', course.Id), teamId: by('id', team?.Id ?? ''), ...NONE };
		const ofTeam = await bench().records('compliance: getCourses', parameters);
		expect(Object.values(statusesOf(ofTeam)).sort()).toEqual([
			'In Progress',
			'Not Started',
			'Overdue',
		]);
		const overdue = await bench().records('compliance: getCourses', {
			...parameters,
			filters: { status: ['Overdue', 'Expired'] },
		});
		expect(Object.values(statusesOf(overdue))).toEqual(['Overdue']);
	});

	it('of all courses reads the results of all, 1,000 at a time', async () => {
		const { course, expected } = arrange(bench());
		const rows = await bench().records('compliance: getCourses', { ...NONE, simplify: false });
		expect(bench().requests()).toEqual(['GET /results/details']);
		expect(new Set(rows.map(({ CourseId }) => CourseId)).size).toBeGreaterThan(3);
		const own = rows.filter(({ CourseId }) => CourseId === course.Id);
		expect(statusesOf(own)).toEqual(Object.fromEntries(expected));
	});
});
