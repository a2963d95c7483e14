// What an AI agent gets to read: how much, which columns, and what is said of the rest.
import type { IDataObject } from 'n8n-workflow';
import { fieldsFor, freshBench } from './support/bench';
import { by } from './support/locatorValue';
import { litmosTool, toolOf } from './support/tool';

const bench = freshBench({ people: 260 });
const users = () => [...bench().sandbox.state.users.values()];

async function ask(parameters: object, given: IDataObject = {}): Promise<IDataObject[]> {
	const tool = await litmosTool(fieldsFor(bench().sandbox), parameters as never);
	return JSON.parse(await tool.invoke(given)) as IDataObject[];
}

const refused = async (parameters: object, given: IDataObject = {}) =>
	await ask(parameters, given).then(
		() => 'not refused',
		({ message }: Error) => message,
	);

const MANY = { resource: 'user', operation: 'getAll' };
const GET = { resource: 'user', operation: 'get' };
const noteOf = ([first]: IDataObject[]) => String(first?.note);

describe('the rows that a tool answers with', () => {
	it('are as many as fit, with the true number in a note before them, by one request', async () => {
		const rows = await ask({ ...MANY, returnAll: true });
		expect(noteOf(rows)).toMatch(new RegExp(`^${rows.length - 1} of 260 rows are shown`));
		expect(bench().requests()).toEqual(['GET /users']);
	});

	it('say how many there are where a Limit cuts them, by the same one request', async () => {
		const rows = await ask({ ...MANY, limit: 5 });
		expect(rows).toHaveLength(6);
		expect(noteOf(rows)).toMatch(/^5 of 260 rows are shown/);
		expect(bench().requests()).toEqual(['GET /users']);
	});

	it('say what is certain where only more requests could tell the number', async () => {
		users().forEach((user, index) => {
			for (let more = 0; more < 4; more++) {
				const copy = {
					...user,
					Id: `${user.Id.slice(0, -3)}${more}${more}2`,
					UserName: `u${index}-${more}`,
				};
				bench().sandbox.state.users.set(copy.Id, copy);
			}
		});
		expect(users().length).toBeGreaterThan(1000);
		const rows = await ask({ ...MANY, limit: 5 });
		expect(noteOf(rows)).toMatch(/^5 of at least 1,000 rows are shown/);
		expect(bench().requests()).toEqual(['GET /users']);
	});

	it('have no note where they are all', async () => {
		const [user] = users();
		const rows = await ask({ ...MANY, filters: { search: user?.UserName } });
		expect(rows.map(({ Id }) => Id)).toContain(user?.Id);
		expect(rows.every(({ note }) => note === undefined)).toBe(true);
	});

	it('are the same as ever for people: no note, and a page no longer than the Limit', async () => {
		const run = await bench().run('user: getAll', { limit: 5 });
		expect(run.items.map(({ json }) => json.note)).toEqual(Array(5).fill(undefined));
		expect(bench().log()[0]?.query).toMatchObject({ limit: '5' });
	});

	it('say that there are none', async () => {
		expect(await ask({ ...MANY, filters: { search: 'nobody at all' } })).toEqual([
			{ note: expect.stringMatching(/^0 rows/) as string },
		]);
	});
});

describe('Output', () => {
	const userId = () => by('id', users()[0]?.Id ?? '');

	it('is Simplified at first, and Raw is everything', async () => {
		const [simple] = await ask({ ...GET, userId: userId() });
		const [raw] = await ask({ ...GET, userId: userId(), output: 'raw' });
		expect(Object.keys(simple ?? {}).length).toBeLessThanOrEqual(10);
		expect(Object.keys(raw ?? {}).length).toBeGreaterThan(40);
	});

	it('is what was selected, however a model spells it', async () => {
		const fields = { output: 'fields', outputFields: 'user name; city, MANAGERID' };
		const [user] = users();
		expect(await ask({ ...GET, userId: userId(), ...fields })).toEqual([
			{ UserName: user?.UserName, City: user?.City, ManagerId: user?.ManagerId },
		]);
	});

	it('may be filled in by the model', async () => {
		const fields = { output: 'fields', outputFields: "={{ $fromAI('fields') }}" };
		const rows = await ask({ ...GET, userId: userId(), ...fields }, { fields: 'Email' });
		expect(rows).toEqual([{ Email: users()[0]?.Email }]);
	});

	it('goes by the names of a report', async () => {
		const parameters = {
			resource: 'assignmentFeed',
			operation: 'getUserCourses',
			period: 'last12Months',
			output: 'fields',
			outputFields: 'CourseId, UserId',
		};
		const type = 'n8n-nodes-litmos.litmosReportTool';
		const tool = await toolOf(fieldsFor(bench().sandbox), { name: 'R', type, parameters });
		const rows = JSON.parse(await tool.invoke({})) as IDataObject[];
		expect(rows.length).toBeGreaterThan(5);
		expect(Object.keys(rows.at(-1) ?? {})).toEqual(['CourseId', 'UserId']);
		expect(bench().sandbox.state.courses.has(String(rows.at(-1)?.CourseId))).toBe(true);
	});

	it('refuses fields that there are not, and names those that there are', async () => {
		const named = (outputFields: string) =>
			refused({ ...GET, userId: userId(), output: 'fields', outputFields });
		expect(await named('Email, Salary')).toMatch(
			/^"Output Fields" names fields that the result does not have: Salary\. Use some of these: Id, UserName,/,
		);
		expect(await named(' , ')).toMatch(/names no field/);
		expect(await named('')).toMatch(/^The field "Output Fields" is empty/);
		expect(await named('constructor, __proto__')).toMatch(/constructor, __proto__/);
	});

	it('refuses values of another shape, by the name of the field', async () => {
		const get = { ...GET, userId: userId() };
		const list = "={{ ['Email', { a: 1 }] }}";
		expect(await refused({ ...get, output: list })).toMatch(/^The field "Output" /);
		expect(await refused({ ...get, output: 'everything' })).toMatch(/^The field "Output" /);
		const fields = { output: 'fields', outputFields: list };
		expect(await refused({ ...get, ...fields })).toMatch(/^The field "Output Fields" /);
		expect(bench().requests()).toEqual([]);
	});

	it('never says that a change failed which was made', async () => {
		const [user] = users();
		const parameters = { resource: 'user', operation: 'update', userId: userId() };
		const fields = { output: 'fields', outputFields: 'City, Salary' };
		const rows = await ask({ ...parameters, updateFields: { City: 'Port New' }, ...fields });
		expect(rows).toEqual([{ City: 'Port New', changes: { City: [user?.City, 'Port New'] } }]);
	});

	it('is nothing that Simplify of people changes', async () => {
		const [row] = await ask({ ...GET, userId: userId(), simplify: false });
		expect(Object.keys(row ?? {}).length).toBeLessThanOrEqual(10);
		const raw = await bench().records('user: get', {
			userId: userId(),
			output: 'fields',
			simplify: false,
		});
		expect(Object.keys(raw[0] ?? {}).length).toBeGreaterThan(40);
	});
});

describe('a user by name', () => {
	const named = (mode: string, value: string) => ({ ...GET, userId: by(mode, value) });

	/** Two people who are called alike, and one who is not. */
	function arrange() {
		const [one, two, other] = users();
		Object.assign(one!, { FirstName: 'Ann', LastName: 'Example' });
		Object.assign(two!, { FirstName: 'Ann', LastName: 'Example' });
		Object.assign(other!, { FirstName: 'Anna', LastName: 'Exampleton' });
		[one, two, other].forEach((user) =>
			Object.assign(user!, { FullName: `${user!.FirstName} ${user!.LastName}` }),
		);
		return { one: one!, two: two!, other: other! };
	}

	it.each(['name', 'id', 'list'])('is found in the mode %s, by one search', async (mode) => {
		const { other } = arrange();
		const rows = await ask(named(mode, ' anna  exampleton '));
		expect(rows).toMatchObject([{ Id: other.Id }]);
		expect(bench().log()[0]?.query).toMatchObject({ search: 'exampleton' });
		expect(bench().requests()).toHaveLength(2);
	});

	it.each(['UserName', 'Email'] as const)('may be the %s just as well', async (column) => {
		const { other } = arrange();
		other.Email ||= 'anna@example.com';
		expect(await ask(named('name', other[column]))).toMatchObject([{ Id: other.Id }]);
	});

	it('is refused where two have it, with who they are', async () => {
		const { one, two } = arrange();
		const message = await refused(named('name', 'Ann Example'));
		expect(message).toMatch(
			/^2 users in Litmos have the name, username or email address "Ann Example"/,
		);
		for (const { Id, UserName } of [one, two])
			expect(message).toContain(`${Id} (Ann Example, ${UserName})`);
	});

	it('has as many spaces between the words as it will', async () => {
		const { two, other } = arrange();
		Object.assign(two, { FirstName: 'Ann ', FullName: 'Ann  Example' });
		Object.assign(other, { LastName: ' Exampleton', FullName: 'Anna  Exampleton' });
		expect(await refused(named('name', 'Ann Example'))).toMatch(/^2 users in Litmos have/);
		expect(await ask(named('name', 'Anna Exampleton'))).toMatchObject([{ Id: other.Id }]);
	});

	it('is refused where nobody has it, with who is called like that', async () => {
		arrange();
		const message = await refused(named('name', 'Bob Exampleton'));
		expect(message).toMatch(/^No user with the name/);
		expect(message).toMatch(/Similar names are: "Anna Exampleton, /);
	});

	it('is nobody who took the email or username of somebody else for a name', async () => {
		const { one, other } = arrange();
		Object.assign(other, { FirstName: one.UserName, LastName: '', FullName: one.UserName });
		expect(await ask(named('name', one.UserName))).toMatchObject([{ Id: one.Id }]);
		Object.assign(other, {
			FirstName: 'gone@example.com',
			LastName: ' ',
			FullName: 'gone@example.com ',
		});
		expect(await refused(named('name', 'gone@example.com'))).toMatch(/^No user/);
	});

	it('is not taken from a field for usernames, nor where people filled in an ID', async () => {
		arrange();
		expect(await refused(named('userName', 'Anna Exampleton'))).toMatch(
			/^No user with the username/,
		);
		const { error } = await bench().run('user: get', { userId: by('id', 'Anna Exampleton') });
		expect(error?.message).toMatch(/^User "Anna Exampleton" was not found/);
	});
});
