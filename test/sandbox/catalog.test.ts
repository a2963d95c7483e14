// What people who try the nodes find in the sandbox, as long as they ask for no other tenant.
import { withDefaults } from '../../sandbox/options';
import { seedState } from '../../sandbox/seed/seed';
import { useSandbox } from './client';

const DAY_MS = 86_400_000;
type Row = Record<string, unknown>;

interface SessionCourse {
	Name: string;
	Active: boolean;
	Modules: Array<{ Sessions: Row[] }>;
}

const client = useSandbox();
const namesOf = (rows: ReadonlyArray<{ Name?: unknown }>): string[] =>
	rows.map(({ Name }) => String(Name));
const timeOf = (value: unknown): number => Number(/\d+/.exec(String(value))?.[0]);
const repeated = (names: readonly string[]): string[] => [
	...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

describe('the teams', () => {
	const NAMES = ['Sales', 'Support', 'Warehouse', 'London', 'Berlin'];

	it('have names that can be picked, and one that two of them share', async () => {
		const names = namesOf(await client.read('/teams'));
		expect(names).toEqual(expect.arrayContaining(NAMES));
		expect(repeated(names)).toEqual(['Accounts']);
	});

	it('are a tree of four levels, London and Berlin below Sales', async () => {
		const teams = await client.read('/teams');
		const parentOf = (team: Row): Row | undefined =>
			teams.find(({ Id }) => Id === team.ParentTeamId);
		const levelOf = (team: Row): number => {
			const parent = parentOf(team);
			return parent ? levelOf(parent) + 1 : 1;
		};
		const below = teams.filter((team) => parentOf(team)?.Name === 'Sales');
		expect(namesOf(below)).toEqual(['London', 'Berlin']);
		expect(Math.max(...teams.map(levelOf))).toBe(4);
	});

	it('are there in smaller tenants, and keep names of their own in larger ones', () => {
		const namesIn = (teams: number): string[] =>
			namesOf([...seedState(withDefaults({ people: 1, courses: 1, teams })).teams.values()]);
		expect(namesIn(8)).toEqual(expect.arrayContaining(NAMES));
		expect(repeated(namesIn(70))).toEqual(['Accounts']);
	});

	it('have overdue people, and people with something that expires in the next 30 days, each of them', async () => {
		const now = Date.now();
		const without: string[] = [];
		for (const team of await client.read('/teams')) {
			const members = await client.read(`/teams/${String(team.Id)}/users`);
			const courses = await Promise.all(
				members.map(async ({ Id }) => await client.read(`/users/${String(Id)}/courses`)),
			);
			const rows = courses.flat().filter(({ Active }) => Active);
			const expiring = rows.filter(({ Complete, CompliantTill }) => {
				const till = timeOf(CompliantTill);
				return Complete && till > now && till < now + 30 * DAY_MS;
			});
			if (!rows.some(({ Overdue }) => Overdue)) without.push(`${String(team.Name)}: overdue`);
			if (expiring.length === 0) without.push(`${String(team.Name)}: expiring`);
		}
		expect(without).toEqual([]);
	});
});

describe('the courses', () => {
	it('have names that can be picked, none of them twice', async () => {
		const names = namesOf(await client.read('/courses'));
		expect(names).toEqual(expect.arrayContaining(['Safety', 'Data Protection', 'Sales Basics']));
		expect(repeated(names)).toEqual([]);
	});

	it('are numbered where there are more of them than names', () => {
		const { courses } = seedState(withDefaults({ people: 1, teams: 1, courses: 70 }));
		const names = namesOf([...courses.values()]);
		expect(names).toEqual(expect.arrayContaining(['Safety', 'Safety (2)', 'Safety (3)']));
		expect(repeated(names)).toEqual([]);
	});

	it('have modules of their own, all about one thing', () => {
		const courses = [...client.sandbox.state.courses.values()];
		expect(repeated(courses.flatMap(({ modules }) => namesOf(modules)))).toEqual([]);
		const modulesOf = (name: string) => namesOf(courses.find(({ Name }) => Name === name)!.modules);
		expect(modulesOf('Safety').slice(0, 2)).toEqual(['How Accidents Happen', 'Spot the Hazard']);
		expect(modulesOf('Sales Basics')).toContain('Sales Basics Workshop');
	});

	it('have, ten of them and more, a session in the next 30 days with free places', async () => {
		const courses = await client.read<SessionCourse[]>('/sessions/future');
		const isSoonAndFree = ({ StartDate, Slots, Accepted }: Row): boolean =>
			timeOf(StartDate) < Date.now() + 30 * DAY_MS && Number(Slots) - Number(Accepted) >= 5;
		const open = courses.filter(
			({ Active, Modules }) =>
				Active && Modules.some(({ Sessions }) => Sessions.some(isSoonAndFree)),
		);
		expect(open.length).toBeGreaterThanOrEqual(10);
		expect(namesOf(open)).toContain('Sales Basics');
	});
});
