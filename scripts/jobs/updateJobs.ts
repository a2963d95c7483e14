import type { Sandbox } from '../../sandbox/server';
import { column, find, peopleOf } from './asking';
import type { Person } from './asking';
import type { Job, Tenant, Way } from './ways';

const PEOPLE = 1000;
const LEAVERS = 100;

/** What the HR system says: everybody, and a new job title for one in `every`. */
function listOf(tenant: Pick<Tenant, 'sandbox'>, every: number) {
	return peopleOf(tenant, PEOPLE).map((person, index) => {
		const { UserName, FirstName, LastName } = person;
		const { JobTitle } = tenant.sandbox.state.users.get(person.Id)!;
		const isChanged = index % every === every - 1;
		return { UserName, FirstName, LastName, JobTitle: isChanged ? 'Harbour Master' : JobTitle };
	});
}

const changedIn = ({ users }: Sandbox['state']): number =>
	[...users.values()].filter(({ JobTitle }) => JobTitle === 'Harbour Master').length;

const createOrUpdate = (every: number): Way => ({
	name: 'User: Create or Update',
	run: async (tenant) => {
		await tenant.node(
			{
				resource: 'user',
				operation: 'upsert',
				UserName: '={{ $json.UserName }}',
				FirstName: '={{ $json.FirstName }}',
				LastName: '={{ $json.LastName }}',
				additionalFields: { JobTitle: '={{ $json.JobTitle }}' },
			},
			{ items: listOf(tenant, every) },
		);
	},
});

/** Each person read, and written back where something differs. */
const readAndCompare = (every: number): Way => ({
	name: 'each person read by username, and written back where something differs',
	run: async ({ http, sandbox }) => {
		for (const { UserName, JobTitle } of listOf({ sandbox }, every)) {
			const person = await read(http, UserName);
			if (person.JobTitle !== JobTitle)
				await http('PUT', `/users/${person.Id}`, { ...person, JobTitle });
		}
	},
});

async function read(http: Tenant['http'], userName: string) {
	return (await http('GET', `/users/${userName}`)) as Person & { JobTitle: string };
}

const sync = (name: string, every: number): Job => ({
	name: `A list of 1,000 people, ${name}`,
	tenant: { people: PEOPLE, teams: 10, courses: 10 },
	arrange: ({ state }) => {
		// Names that a path takes as they are, so that a loop can do it at all.
		[...state.users.values()].forEach((user) => (user.UserName = user.UserName.toLowerCase()));
	},
	fault: ({ sandbox }) => {
		const wanted = Math.floor(PEOPLE / every);
		const changed = changedIn(sandbox.state);
		return changed === wanted ? undefined : `${changed} people were changed, not ${wanted}`;
	},
	ours: createOrUpdate(every),
	loop: readAndCompare(every),
	others: [],
});

export const nothingChanged = sync('who are all there, and nothing has changed', Infinity);
export const someChanged = sync('of whom 50 have a new job title', 20);

export const leavers: Job = {
	name: '100 people, known by username, deactivated',
	tenant: { people: PEOPLE, teams: 10, courses: 10 },
	arrange: ({ state }) => [...state.users.values()].forEach((user) => (user.Active = true)),
	fault: ({ sandbox }) => {
		const left = [...sandbox.state.users.values()].filter(({ Active }) => !Active);
		return left.length === LEAVERS ? undefined : `${left.length} people are inactive`;
	},
	ours: {
		name: 'User: Deactivate',
		run: async (tenant) => {
			const items = peopleOf(tenant, LEAVERS).map(({ UserName }) => ({ user: UserName }));
			const parameters = { resource: 'user', operation: 'deactivate' };
			await tenant.node({ ...parameters, userId: column('userName', 'user') }, { items });
		},
	},
	loop: {
		name: 'each person looked up, read and written back',
		run: async (tenant) => {
			for (const person of peopleOf(tenant, LEAVERS)) {
				const Id = await find(tenant, person);
				const record = (await tenant.http('GET', `/users/${Id}`)) as Person;
				await tenant.http('PUT', `/users/${Id}`, { ...record, Active: false });
			}
		},
	},
	others: [],
};
