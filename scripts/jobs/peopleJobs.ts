import { column, find, peopleOf, readPages, teamsOf } from './asking';
import type { Job, Tenant } from './ways';

/** Litmos refuses every fiftieth: the address of the mail is none. */
const NEWCOMERS = Array.from({ length: 1000 }, (_, index) => ({
	UserName: `new.person${index}@example.com`,
	FirstName: 'New',
	LastName: `Person ${index}`,
	Email: index % 50 === 7 ? 'nobody' : `new.person${index}@example.com`,
}));
const WRONG = 20;

const columns = NEWCOMERS.map(({ UserName, ...rest }) => ({ Username: UserName, ...rest }));

const newcomersIn = ({ sandbox }: Tenant): number =>
	NEWCOMERS.filter(({ UserName }) => sandbox.state.userNames.has(UserName)).length;

export const newPeople: Job = {
	name: '1,000 new people, 20 of them with a mistake, which comes back with its row',
	tenant: { people: 100, teams: 5, courses: 5 },
	fault: (tenant, rows) =>
		newcomersIn(tenant) === NEWCOMERS.length - WRONG && rows.length === WRONG
			? undefined
			: `${newcomersIn(tenant)} new people, ${rows.length} mistakes`,
	ours: {
		name: 'Bulk Import: Import Users, which waits until it is done',
		run: async ({ node }) => {
			const people = {
				mappingMode: 'autoMapInputData',
				value: null,
				matchingColumns: [],
				schema: [],
			};
			const parameters = { resource: 'bulkImport', operation: 'importPeople', people };
			const rows = await node(parameters, { items: columns, continueOnFail: true });
			return rows.filter(({ error }) => error !== undefined);
		},
	},
	loop: {
		name: 'each person added alone',
		refused: WRONG,
		run: async ({ http }) => {
			const answers: unknown[] = [];
			for (const person of NEWCOMERS) {
				const more = { AccessLevel: 'Learner', Active: true, DisableMessages: false };
				answers.push(await http('POST', '/users?sendmessage=false', { ...person, ...more }));
			}
			return answers.filter((answer) => (answer as { Detail?: string }).Detail !== undefined);
		},
	},
	others: [
		{
			name: 'the same import, without reading its row errors (F)',
			isPart: true,
			run: async ({ http }) => {
				await http('POST', '/bulkimports?sendmessage=false&skipfirstlogin=true', columns);
			},
		},
	],
};

export const intoTeams: Job = {
	name: '1,000 people, known by username, into 5 teams, known by name',
	tenant: { people: 1000, teams: 20, courses: 10 },
	fault: ({ sandbox }) => {
		const teams = teamsOf(sandbox);
		const isIn = ({ Id }: { Id: string }, index: number) => teams[index % 5].members.has(Id);
		const lost = peopleOf({ sandbox }, 1000).filter((person, index) => !isIn(person, index));
		return lost.length === 0 ? undefined : `${lost.length} people are in no team`;
	},
	ours: {
		name: 'Team Member: Add, with 1,000 items',
		run: async (tenant) => {
			const teams = teamsOf(tenant.sandbox);
			const items = peopleOf(tenant, 1000).map(({ UserName }, index) => ({
				user: UserName,
				team: teams[index % 5].Name,
			}));
			const place = { userId: column('userName', 'user'), teamId: column('name', 'team') };
			await tenant.node({ resource: 'teamMember', operation: 'add', ...place }, { items });
		},
	},
	loop: {
		name: 'the teams once, then each person looked up and added',
		run: async (tenant) => {
			const teams = teamsOf(tenant.sandbox);
			await tenant.http('GET', '/teams?limit=1000');
			for (const [index, person] of peopleOf(tenant, 1000).entries()) {
				const Id = await find(tenant, person);
				await tenant.http('POST', `/teams/${teams[index % 5].Id}/users?sendmessage=false`, [
					{ Id },
				]);
			}
		},
	},
	others: [
		{
			name: 'the teams once, each person looked up, then one list for each team (C, K)',
			run: async (tenant) => {
				const teams = teamsOf(tenant.sandbox);
				await tenant.http('GET', '/teams?limit=1000');
				const lists = teams.map((): Array<{ Id: string }> => []);
				for (const [index, person] of peopleOf(tenant, 1000).entries()) {
					lists[index % 5].push({ Id: await find(tenant, person) });
				}
				for (const [index, { Id }] of teams.entries()) {
					await tenant.http('POST', `/teams/${Id}/users?sendmessage=false`, lists[index]);
				}
			},
		},
	],
};

export const everything: Job = {
	name: 'Everything about 5,000 people',
	tenant: { people: 5000, teams: 20, courses: 10 },
	fault: (_tenant, rows) => (rows.length === 5000 ? undefined : `${rows.length} people`),
	ours: {
		name: 'User: Get Many, all details',
		run: async ({ node }) => {
			const all = { returnAll: true, detail: 'details' };
			return await node({ resource: 'user', operation: 'getAll', ...all });
		},
	},
	loop: {
		name: 'the list in pages of 100, as Litmos gives them by itself, then each person',
		run: async (tenant) => await eachOf(tenant, await readPages(tenant, '/users', { limit: 100 })),
	},
	others: [
		{
			name: 'the list in pages of 1,000 until one is empty, then each person (C)',
			run: async (tenant) => {
				const people = await readPages(tenant, '/users', { limit: 1000, until: 'empty' });
				return await eachOf(tenant, people);
			},
		},
		{
			name: 'all details in pages of 1,000 until one is empty (P)',
			run: async (tenant) =>
				await readPages(tenant, '/users/details', { limit: 1000, until: 'empty' }),
		},
	],
};

async function eachOf({ http }: Tenant, people: ReadonlyArray<{ Id: string }>): Promise<unknown[]> {
	const rows: unknown[] = [];
	for (const { Id } of people) rows.push(await http('GET', `/users/${Id}`));
	return rows;
}

const ROUNDS = 20;

export const loopOfOne: Job = {
	name: '20 rounds of a Loop Over Items, with one person each, known by username, into one team, known by name',
	tenant: { people: 900, teams: 20, courses: 10 },
	fault: ({ sandbox }) => {
		const [team] = teamsOf(sandbox);
		const lost = peopleOf({ sandbox }, ROUNDS).filter(({ Id }) => !team.members.has(Id));
		return lost.length === 0 ? undefined : `${lost.length} people are not in the team`;
	},
	ours: {
		name: 'Team Member: Add, 20 times in one execution',
		run: async (tenant) => {
			const [team] = teamsOf(tenant.sandbox);
			const place = { userId: column('userName', 'user'), teamId: column('name', 'team') };
			const parameters = { resource: 'teamMember', operation: 'add', ...place };
			for (const { UserName } of peopleOf(tenant, ROUNDS)) {
				const items = [{ user: UserName, team: team.Name }];
				await tenant.node(parameters, { items, executionId: 'loop' });
			}
		},
	},
	loop: {
		name: 'the person and the team looked up in each round, then added',
		run: async (tenant) => {
			const [team] = teamsOf(tenant.sandbox);
			for (const person of peopleOf(tenant, ROUNDS)) {
				const Id = await find(tenant, person);
				await tenant.http('GET', `/teams?search=${encodeURIComponent(team.Name)}`);
				await tenant.http('POST', `/teams/${team.Id}/users?sendmessage=false`, [{ Id }]);
			}
		},
	},
	others: [],
};
