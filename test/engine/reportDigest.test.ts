// The digest and the summary of compliance, against the sandbox.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { letAllBeIn } from './support/compliance';
import type { Bench } from './support/bench';
import { freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';

const DAY_MS = 86_400_000;
const NONE = { lookBack: 'none' };
const DIGEST = 'compliance: getDigest';
const SUMMARY = 'compliance: getSummary';

/** Everybody is overdue in one course and in nothing else; the last one is inactive. */
function letAllBeLate(bench: Bench) {
	const arranged = letAllBeIn(bench);
	const { state } = bench.sandbox;
	const { course } = arranged;
	Object.assign(course, { dueDays: 10, compliantDays: null });
	for (const mine of state.enrolments.values()) {
		for (const id of mine.keys()) if (id !== course.Id) mine.delete(id);
		Object.assign(mine.get(course.Id) ?? {}, {
			assigned: Date.now() - 20 * DAY_MS,
			started: null,
			completed: null,
		});
		mine.get(course.Id)?.modules.clear();
	}
	const left = [...state.users.values()].at(-1);
	Object.assign(left ?? {}, { Active: false });
	return arranged;
}

describe('the digest of what is overdue and expiring', () => {
	const bench = freshBench();
	const read = async (more: IDataObject = {}, options = {}) =>
		await bench().records(DIGEST, { ...NONE, ...more } as INodeParameters, options);

	it('is an item for each manager, and one for all without, with nobody left out but who is inactive', async () => {
		const { manager, managed, course } = letAllBeLate(bench());
		const items = await read({ courseId: by('id', course.Id) });
		const { users } = bench().sandbox.state;
		expect(items.map(({ managerEmail, count, overdue }) => [managerEmail, count, overdue])).toEqual(
			[
				[manager.Email, managed.length, managed.length],
				[null, users.size - managed.length - 1, users.size - managed.length - 1],
			],
		);
		const [first] = items;
		expect(first).toMatchObject({
			managerName: `${manager.FirstName} ${manager.LastName}`,
			expired: 0,
			expiring: 0,
		});
		expect(first?.subject).toMatch(/^Training: 5 overdue \(/);
		const emails = (first?.rows as IDataObject[]).map(({ Email }) => Email);
		expect(emails.sort()).toEqual(managed.map(({ Email }) => Email || null).sort());
		expect(first?.html).toMatch(/^<div/);
		expect(String(first?.markdown).match(/^\| /gm)).toHaveLength(managed.length + 2);
		expect(bench().requests()).toEqual([
			`GET /courses/${course.Id}`,
			`GET /courses/${course.Id}/users`,
			'GET /users/details',
		]);
	});

	it('shows names that are HTML as what they are', async () => {
		const { managed } = letAllBeLate(bench());
		Object.assign(managed[0], { FirstName: '<img src=x onerror=alert(1)>', LastName: 'O"Hara' });
		const [{ html, markdown }] = await read();
		expect(html).not.toContain('<img');
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; O&quot;Hara');
		expect(markdown).toContain('\\<img src=x onerror=alert(1)\\> O"Hara');
	});

	it('is one for each team of a tree, with users of two teams in both', async () => {
		const { managed } = letAllBeLate(bench());
		const { state } = bench().sandbox;
		const [top, below] = [...state.teams.values()];
		for (const team of state.teams.values()) {
			Object.assign(team, { ParentTeamId: team === below ? top.Id : '' });
			team.members.clear();
		}
		top.members.add(managed[0].Id);
		below.members.add(managed[0].Id).add(managed[1].Id);
		const items = await read({
			groupBy: 'team',
			teamId: by('id', top.Id),
			filters: { includeSubTeams: true },
		});
		const counts = Object.fromEntries(items.map(({ teamName, count }) => [teamName, count]));
		expect(counts).toEqual({ [top.Name]: 1, [below.Name]: 2 });
		// The teams, the members of two, the results, and the users.
		expect(bench().requests()).toHaveLength(1 + 2 + 1 + 1);
	});

	it('has inactive users and some statuses only, if that is wanted', async () => {
		letAllBeLate(bench());
		const { users } = bench().sandbox.state;
		const countOf = async (filters: IDataObject) =>
			(await read({ filters })).reduce((total, { count }) => total + Number(count), 0);
		expect(await countOf({ activeOnly: false })).toBe(users.size);
		expect(await countOf({ status: ['Overdue', 'Completed'] })).toBe(users.size - 1);
		expect(await countOf({ status: ['Completed', 'Not Started'] })).toBe(0);
	});

	it('is read once for all items', async () => {
		letAllBeLate(bench());
		const items = await read({}, { items: [{}, {}, {}] });
		expect(items).toHaveLength(6);
		expect(bench().requests()).toEqual(['GET /results/details', 'GET /users/details']);
	});

	it('is nothing where nothing is late', async () => {
		const { course } = letAllBeIn(bench());
		Object.assign(course, { dueDays: null, compliantDays: null });
		for (const mine of bench().sandbox.state.enrolments.values())
			for (const id of mine.keys()) if (id !== course.Id) mine.delete(id);
		expect(await read()).toEqual([]);
	});
});

describe('the compliance summary', () => {
	const bench = freshBench();
	const KEYS = { course: 'CourseId', manager: 'ManagerId' } as const;

	it.each(['course', 'manager'] as const)(
		'by %s equals a group-by over the rows of the overview',
		async (groupBy) => {
			letAllBeIn(bench());
			const groups = await bench().records(SUMMARY, { ...NONE, groupBy, simplify: false });
			const rows = await bench().records('compliance: getCourses', { ...NONE, simplify: false });
			const idOf = (row: IDataObject) => row[KEYS[groupBy]];
			expect(new Set(groups.map(({ id }) => id))).toEqual(new Set(rows.map(idOf)));
			for (const group of groups) {
				const own = rows.filter((row) => idOf(row) === group.id);
				const count = (...statuses: string[]) =>
					own.filter(({ Status }) => statuses.includes(String(Status))).length;
				expect(group).toMatchObject({
					assignments: own.length,
					users: new Set(own.map(({ UserId }) => UserId)).size,
					completed: count('Completed', 'Expiring'),
					overdue: count('Overdue'),
					expired: count('Expired'),
					expiring: count('Expiring'),
				});
			}
		},
	);

	it('says how all stand in one item', async () => {
		const { course } = letAllBeIn(bench());
		const [all, ...others] = await bench().records(SUMMARY, {
			...NONE,
			groupBy: 'all',
			courseId: by('id', course.Id),
		} as INodeParameters);
		expect(others).toEqual([]);
		expect(all).toMatchObject({ name: 'All', users: 40, assignments: 40 });
	});

	it('costs no more than the overview of as many rows has always cost', async () => {
		const big = await startBench({ people: 1200, courses: 20 });
		await big.records(SUMMARY, { ...NONE, groupBy: 'course' });
		const results = [...big.sandbox.state.enrolments.values()].reduce(
			(total, mine) => total + mine.size,
			0,
		);
		expect(new Set(big.requests())).toEqual(new Set(['GET /results/details']));
		expect(big.requests().length).toBeLessThanOrEqual(Math.floor(results / 1000) + 1);
		const before = big.requests().length;
		await big.records(SUMMARY, { ...NONE, groupBy: 'manager' });
		expect(big.requests().length - 2 * before).toBe(2);
	});
});
