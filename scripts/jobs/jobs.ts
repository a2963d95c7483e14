import type { Job, Tenant } from './ways';

interface Person {
	Id: string;
	UserName: string;
}

const peopleOf = ({ sandbox }: Tenant, count: number): Person[] =>
	[...sandbox.state.users.values()].slice(0, count);
interface Named {
	Id: string;
	Name: string;
}

/** The tenant has names that are there twice, as real ones do; these are not. */
const once = (records: Iterable<Named>, count: number): Named[] => {
	const all = [...records];
	const isAlone = ({ Name }: Named) => all.filter((other) => other.Name === Name).length === 1;
	return all.filter(isAlone).slice(0, count);
};
const teamsOf = ({ sandbox }: Tenant) => once(sandbox.state.teams.values(), 5);
const coursesOf = ({ sandbox }: Tenant) => once(sandbox.state.courses.values(), 3);

/** Pages of a list, until one is short. */
async function readPages({ http }: Tenant, path: string, limit: number): Promise<Person[]> {
	const rows: Person[] = [];
	for (;;) {
		const page = (await http('GET', `${path}?start=${rows.length}&limit=${limit}`)) as Person[];
		rows.push(...page);
		if (page.length < limit) return rows;
	}
}

/** Looks a person up by username, as the first step of a loop over items that have nothing else. */
async function find({ http }: Tenant, { UserName }: Person): Promise<string> {
	const rows = await http('GET', `/users?search=${encodeURIComponent(UserName)}`);
	return (rows as Person[]).find((row) => row.UserName === UserName)!.Id;
}

const locator = (mode: string, column: string) => ({
	__rl: true as const,
	mode,
	value: `={{ $json.${column} }}`,
});

const intoTeams: Job = {
	name: '1,000 people, known by username, into 5 teams, known by name',
	tenant: { people: 1000, teams: 20, courses: 10 },
	ours: {
		name: 'Team Member: Add, with 1,000 items',
		run: async (tenant) => {
			const teams = teamsOf(tenant);
			const items = peopleOf(tenant, 1000).map(({ UserName }, index) => ({
				user: UserName,
				team: teams[index % 5].Name,
			}));
			const place = { userId: locator('userName', 'user'), teamId: locator('name', 'team') };
			await tenant.node({ resource: 'teamMember', operation: 'add', ...place }, items);
		},
	},
	loop: {
		name: 'the teams once, then each person looked up and added',
		run: async (tenant) => {
			const teams = teamsOf(tenant);
			await tenant.http('GET', '/teams?limit=1000');
			for (const [index, person] of peopleOf(tenant, 1000).entries()) {
				const Id = await find(tenant, person);
				await tenant.http('POST', `/teams/${teams[index % 5].Id}/users?sendmessage=false`, [
					{ Id },
				]);
			}
		},
	},
};

const courses: Job = {
	name: '3 courses for each of 500 people, all known by name',
	tenant: { people: 1000, teams: 10, courses: 30 },
	ours: {
		name: 'User Course: Assign Many',
		run: async (tenant) =>
			await tenant.node(
				{
					resource: 'userCourse',
					operation: 'assignMany',
					usersBy: 'userName',
					userList: '={{ $json.users }}',
					contentBy: 'name',
					courseList: '={{ $json.courses }}',
				},
				[
					{
						users: peopleOf(tenant, 500).map(({ UserName }) => UserName),
						courses: coursesOf(tenant).map(({ Name }) => Name),
					},
				],
			),
	},
	loop: {
		name: 'the courses once, each person looked up, then one call for each course',
		run: async (tenant) => {
			await tenant.http('GET', '/courses?limit=1000');
			for (const person of peopleOf(tenant, 500)) {
				const userId = await find(tenant, person);
				for (const { Id } of coursesOf(tenant)) {
					await tenant.http('POST', `/users/${userId}/courses?sendmessage=false`, [{ Id }]);
				}
			}
		},
	},
};

const everything: Job = {
	name: 'Everything about 5,000 people',
	tenant: { people: 5000, teams: 20, courses: 10 },
	ours: {
		name: 'User: Get Many, all details',
		run: async (tenant) =>
			await tenant.node({
				resource: 'user',
				operation: 'getAll',
				returnAll: true,
				detail: 'details',
			}),
	},
	loop: {
		name: 'the list in pages of 100, as Litmos gives them by itself, then each person',
		run: async (tenant) => {
			const people = await readPages(tenant, '/users', 100);
			for (const { Id } of people) await tenant.http('GET', `/users/${Id}`);
		},
	},
	peer: {
		name: 'the list in pages of 1,000, then each person (C, P)',
		run: async (tenant) => {
			const people = await readPages(tenant, '/users', 1000);
			for (const { Id } of people) await tenant.http('GET', `/users/${Id}`);
		},
	},
};

/** In the order of the table. */
export const JOBS: readonly Job[] = [intoTeams, courses, everything];
