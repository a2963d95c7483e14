// What a report takes out of a feed, and how its rows look in a table.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addMember } from '../../sandbox/state/teams';
import { rows as operations } from '../../scripts/operationList';
import { AROUND, letThingsHappen } from '../support/happenings';
import type { Bench } from './support/bench';
import { freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => Date.now() - days * DAY_MS;
const isoDaysAgo = (days: number) => new Date(daysAgo(days)).toISOString();

/** A period that is over, like Last Month, whatever day it is. */
const PERIOD = { period: 'between', since: isoDaysAgo(40), to: isoDaysAgo(10) };
const EVER = { period: 'since', since: '2000-01-01' };
const RESULTS = ['resultFeed: getCourseResults', 'resultFeed: getNamedCourseResults'] as const;

/** Who completed the course when, and when that was changed for the last time. */
const STEPS = [
	['in the period', 20, 20],
	['in the period, and changed since', 20, 2],
	['before, and changed in the period', 60, 20],
	['after it', 5, 5],
	['not at all', null, 20],
] as const;

function arrange({ sandbox: { state } }: Bench) {
	const [course, other] = [...state.courses.values()].slice(3);
	const people = [...state.users.values()].slice(0, STEPS.length);
	for (const mine of state.enrolments.values()) mine.clear();
	STEPS.forEach(([, completed, changed], index) => {
		for (const { Id, modules } of [course, other]) {
			const done = {
				score: 90,
				completed: completed !== null,
				updated: daysAgo(changed),
				attempt: 1,
				resultId: `${Id} ${index}`,
			};
			state.enrolments.get(people[index].Id)?.set(Id, {
				courseId: Id,
				sources: new Set(['direct']),
				assigned: daysAgo(90),
				started: daysAgo(80),
				completed: completed === null ? null : daysAgo(completed),
				resultId: `result ${index}`,
				modules: new Map([[modules[0].Id, done]]),
			});
		}
	});
	return { course, people };
}

const namesOf = (rows: IDataObject[]) => rows.map(({ UserName }) => String(UserName)).sort();

describe('who completed a course last month', () => {
	it.each(RESULTS)(
		'is told by the date of completion, whatever changed since: %s',
		async (from) => {
			const bench = await startBench({ spanCounts: 'changed' });
			const { course, people } = arrange(bench);
			const filters = { courseId: by('name', course.Name), completedOnly: true };
			const rows = await bench.records(from, { ...PERIOD, filters } as INodeParameters);
			const completed = people.slice(0, 2).map(({ UserName }) => UserName);
			expect(namesOf(rows)).toEqual(completed.sort());
			expect(new Set(rows.map(({ CourseName }) => CourseName))).toEqual(new Set([course.Name]));
			// The name, and the feed until today: in weeks, or at once.
			expect(bench.requests()).toHaveLength(from.includes('Named') ? 2 : 1 + 6);
		},
	);

	it('refuses a period that ends before it begins, and asks nothing', async () => {
		const bench = await startBench();
		const parameters = { ...PERIOD, to: PERIOD.since, since: PERIOD.to };
		const filters = { completedOnly: true };
		const run = await bench.run(RESULTS[0], { ...parameters, filters });
		expect(run.error?.message).toMatch(/ends before it begins/);
		expect(bench.requests()).toEqual([]);
	});

	it('says that there is no such course, whose results would only be missing', async () => {
		const bench = await startBench();
		const filters = { courseId: by('id', 'RuzXNaD42Sw1') };
		const run = await bench.run(RESULTS[0], { ...PERIOD, filters } as INodeParameters);
		expect(run.error?.message).toMatch(/"RuzXNaD42Sw1" was not found/);
	});
});

describe('a report on a team', () => {
	const bench = freshBench();

	/** A team with nobody, one below it, and one below that; each of these has one of the people. */
	function arrangeTeams(people: ReadonlyArray<{ Id: string }>) {
		const { state } = bench().sandbox;
		const teams = [...state.teams.values()].slice(0, 3);
		teams.forEach((team, index) => {
			team.ParentTeamId = index === 0 ? '' : teams[index - 1].Id;
			team.members.clear();
		});
		[...state.teams.values()].slice(3).forEach((team) => (team.ParentTeamId = ''));
		people.slice(0, 2).forEach(({ Id }, index) => {
			Object.assign(state.users.get(Id) ?? {}, { Active: true });
			addMember(state, { team: teams[index + 1], userId: Id }, daysAgo(1));
		});
		return teams;
	}

	it('has the members of the team, and with its sub-teams those of all levels', async () => {
		const { people } = arrange(bench());
		const [top, middle] = arrangeTeams(people);
		const read = async (filters: IDataObject) =>
			namesOf(await bench().records(RESULTS[1], { ...EVER, filters } as INodeParameters));
		const [upper, lower] = people.map(({ UserName }) => UserName);
		const own = await read({ teamId: by('id', middle.Id) });
		expect(new Set(own)).toEqual(new Set([upper]));
		expect(bench().requests()).toEqual([`GET /teams/${middle.Id}/users`, 'GET /results/details']);
		const all = await read({ teamId: by('id', top.Id), includeSubTeams: true });
		expect(new Set(all)).toEqual(new Set([upper, lower]));
		// The teams, the members of three of them, and the feed.
		expect(bench().requests()).toHaveLength(2 + 5);
	});

	it('asks for the members once for all items', async () => {
		const { people } = arrange(bench());
		const [, middle] = arrangeTeams(people);
		const parameters = { ...PERIOD, filters: { teamId: by('id', middle.Id) } };
		const items = [{}, {}, {}];
		await bench().records(RESULTS[1], parameters as INodeParameters, { items });
		expect(
			bench()
				.requests()
				.filter((asked) => asked.endsWith('/users')),
		).toHaveLength(1);
	});

	it('compares teams that the rows name, and asks nothing for it', async () => {
		const { people } = arrange(bench());
		const [, middle, low] = arrangeTeams(people);
		const parameters = { period: 'last7Days', filters: { teamId: by('list', middle.Id) } };
		const rows = await bench().records('peopleFeed: getTeamMembers', parameters as INodeParameters);
		expect(rows.map(({ TeamId, UserId }) => [TeamId, UserId])).toEqual([[middle.Id, people[0].Id]]);
		expect(bench().requests()).toEqual(['GET /org/teams/users']);
		const filters = { ...parameters.filters, includeSubTeams: true };
		const more = await bench().records('peopleFeed: getTeamMembers', {
			...parameters,
			filters,
		} as INodeParameters);
		expect(more.map(({ TeamId }) => TeamId).sort()).toEqual([middle.Id, low.Id].sort());
	});

	it('has them in the compliance overview as well', async () => {
		const { course, people } = arrange(bench());
		const [top] = arrangeTeams(people);
		const rows = await bench().records('compliance: getCourses', {
			courseId: by('id', course.Id),
			teamId: by('id', top.Id),
			lookBack: 'none',
			filters: { includeSubTeams: true },
		} as INodeParameters);
		expect(namesOf(rows)).toEqual(namesOf(people.slice(0, 2) as unknown as IDataObject[]));
	});

	it('are asked for once for all items there, too', async () => {
		const { course, people } = arrange(bench());
		const [, middle] = arrangeTeams(people);
		const parameters = {
			courseId: by('id', course.Id),
			teamId: by('id', middle.Id),
			lookBack: 'none',
		};
		await bench().records('compliance: getCourses', parameters, { items: [{}, {}, {}] });
		const asked = bench()
			.requests()
			.filter((one) => one === `GET /teams/${middle.Id}/users`);
		expect(asked).toHaveLength(1);
	});

	it('says that there is no such team', async () => {
		const filters = { teamId: by('id', 'ZppqOWTqgVM1'), includeSubTeams: true };
		const run = await bench().run(RESULTS[1], { ...PERIOD, filters } as INodeParameters);
		expect(run.error?.message).toMatch(/does not list the team ZppqOWTqgVM1/);
	});
});

describe('a report that is cut', () => {
	const bench = freshBench();

	it('is all there is by default, and says nothing', async () => {
		const run = await bench().run(RESULTS[1], EVER);
		expect(run.items.length).toBeGreaterThan(50);
		expect(run.hints).toEqual([]);
	});

	it('says so, and how to get the rest', async () => {
		const run = await bench().run(RESULTS[1], { ...EVER, returnAll: false });
		expect(run.items).toHaveLength(50);
		expect(run.hints).toEqual([
			'The results stop at the Limit, and Litmos may have more. To get all of them, turn on Return All.',
		]);
	});

	it('says for how many of the items', async () => {
		const since = '={{ $json.since }}';
		const parameters = { ...EVER, since, returnAll: false, limit: 5 };
		const items = [{ since: '2000-01-01' }, { since: new Date().toISOString() }];
		const run = await bench().run(RESULTS[1], parameters, { items });
		expect(run.hints).toEqual([expect.stringContaining('for 1 of 2 items')]);
	});

	it('is not said to be where the limit was not reached', async () => {
		const run = await bench().run(RESULTS[1], { ...EVER, returnAll: false, limit: 100_000 });
		expect(run.hints).toEqual([]);
	});
});

describe('the rows of a report', () => {
	const reports = operations
		.filter(({ node, operation }) => node.endsWith('Report') && operation.request)
		.filter(({ operation: { output } }) => output?.kind === 'list' && output.simplify)
		.map(({ name }) => name.replace(':', ': '));

	it.each(reports)(
		'have the same columns in the same order, none of them nested: %s',
		async (name) => {
			const bench = await startBench();
			letThingsHappen(bench.sandbox.state);
			const parameters = { period: 'between', ...AROUND } as unknown as INodeParameters;
			const rows = await bench.records(name, parameters);
			expect(rows.length).toBeGreaterThan(0);
			expect(new Set(rows.map((row) => Object.keys(row).join()))).toEqual(
				new Set([Object.keys(rows[0]).join()]),
			);
			const cells = rows.flatMap((row) => Object.entries(row));
			expect(cells.filter(([, cell]) => typeof cell === 'object' && cell !== null)).toEqual([]);
			expect(cells.filter(([column]) => column === 'Id' || column === 'Name')).toEqual([]);
			const dates = cells.filter(([column, cell]) => column.endsWith('Date') && cell !== null);
			for (const [, date] of dates)
				expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			const whole = await bench.records(name, { ...parameters, simplify: false });
			expect(whole).toHaveLength(rows.length);
			expect(Object.keys(whole[0])).not.toEqual(Object.keys(rows[0]));
		},
	);
});
