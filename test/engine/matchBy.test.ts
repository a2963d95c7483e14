// User: Create or Update by what Litmos does not keep unique: email and external employee ID.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { UserRecord } from '../../sandbox/state/records';
import type { SandboxOptions } from '../../sandbox/server';
import type { Bench } from './support/bench';
import { jsonOf, startBench } from './support/bench';

let bench: Bench;
const users = () => [...bench.sandbox.state.users.values()];
const start = async (options: SandboxOptions = {}) => {
	bench = await startBench(options);
	users().forEach((user, index) => {
		user.Email = `mail${index}@example.com`;
		user.ExternalEmployeeId = `E-${index}`;
		user.Points = 0;
	});
};
/** Points and the manager's username are Litmos' own. */
const told = (user: UserRecord) => ({ ...user, Points: 0, ManagerName: '' });
const writes = () => bench.requests().filter((request) => !request.startsWith('GET'));

const PARAMETERS = {
	UserName: '={{ $json.UserName }}',
	FirstName: '={{ $json.FirstName }}',
	LastName: '={{ $json.LastName }}',
	Email: '={{ $json.Email }}',
	additionalFields: {
		ExternalEmployeeId: '={{ $json.ExternalEmployeeId }}',
		City: '={{ $json.City }}',
	},
};

type Column = 'Email' | 'ExternalEmployeeId';
const upsert = async (matchBy: Column, items: IDataObject[], more: object = {}) =>
	await bench.run('user: upsert', { ...PARAMETERS, matchBy } as INodeParameters, {
		items: items.map((item) => ({ ...item })),
		...more,
	});
const upserted = async (matchBy: Column, items: IDataObject[]) => {
	const { error, items: output } = await upsert(matchBy, items);
	if (error) throw error;
	return jsonOf(output);
};
const rowOf = ({ UserName, FirstName, LastName, Email, ExternalEmployeeId }: UserRecord) => ({
	UserName,
	FirstName,
	LastName,
	Email,
	ExternalEmployeeId,
});
const hire = (more: IDataObject = {}): IDataObject => ({
	UserName: 'grace@example.com',
	FirstName: 'Grace',
	LastName: 'Hopper',
	Email: 'grace.mail@example.com',
	ExternalEmployeeId: 'N-1',
	...more,
});

describe.each([
	['Email', 1],
	['ExternalEmployeeId', 1],
	['Email', 12],
	['ExternalEmployeeId', 12],
] as const)('by %s, %d at once', (column, count) => {
	beforeEach(async () => await start());

	it('renames in place of making a second user, whatever the capitals of the key', async () => {
		const some = users().slice(10, 10 + count);
		const before = structuredClone(some);
		const items = some.map((user, index) => ({
			...rowOf(user),
			[column]: user[column].toUpperCase(),
			UserName: `renamed${index}@example.com`,
		}));
		const records = await upserted(column, items);
		expect(records.map(({ Id }) => Id)).toEqual(some.map(({ Id }) => Id));
		expect(new Set(records.map(({ result }) => result))).toEqual(new Set(['updated']));
		expect(users()).toHaveLength(40);
		expect(
			users()
				.slice(10, 10 + count)
				.map(told),
		).toEqual(
			before.map((user, index) => ({
				...told(user),
				[column]: items[index][column],
				UserName: `renamed${index}@example.com`,
				IsCustomUsername: false,
			})),
		);
	});

	it('creates who is not there, and leaves alone who is the same', async () => {
		const same = users().slice(0, count).map(rowOf);
		const records = await upserted(column, [...same, hire()]);
		expect(records.map(({ result }) => result)).toEqual([
			...same.map(() => 'unchanged'),
			'created',
		]);
		expect(writes()).toEqual(['POST /users']);
	});

	it('keeps a username that differs in capitals only', async () => {
		const [user] = users();
		const given = { ...rowOf(user), UserName: user.UserName.toUpperCase() };
		const [{ result }] = await upserted(column, [
			given,
			...users()
				.slice(1, count)
				.map((other) => ({ ...rowOf(other) })),
		]);
		expect(result).toBe('unchanged');
	});

	it('gives the second item of a key what the first one made', async () => {
		const twice = [
			hire({ City: 'First' }),
			hire({ [column]: String(hire()[column]).toUpperCase() }),
		];
		const rest = users().slice(1, count).map(rowOf);
		const records = await upserted(column, [
			...rest,
			...twice.map((one, index) => ({ ...one, City: `City ${index}` })),
		]);
		expect(records.slice(-2).map(({ result }) => result)).toEqual(['created', 'updated']);
		expect(users()).toHaveLength(41);
		expect(users().at(-1)?.City).toBe('City 1');
	});

	it('changes nothing where several users have the key, and names them', async () => {
		const [one, two, ...rest] = users();
		two[column] = one[column].toUpperCase();
		const items = [{ ...rowOf(one), City: 'Bergen' }, ...rest.slice(0, count - 1).map(rowOf)];
		const { items: output } = await upsert(column, items, { onError: 'continueRegularOutput' });
		const [{ error }] = jsonOf(output);
		expect(error).toContain('2 users in Litmos have the');
		expect(error).toContain(`${one.UserName}, ${two.UserName}`);
		expect(writes()).toEqual([]);
	});

	it('refuses an item without the key', async () => {
		const { error } = await upsert(column, [hire({ [column]: '' })]);
		expect(error?.message).toContain(
			`"Match By" is set to ${column === 'Email' ? 'Email' : 'External Employee ID'}, but the field`,
		);
		expect(bench.requests()).toEqual([]);
	});
});

describe('requests', () => {
	it('are one search, one read and one write for one user by email', async () => {
		await start();
		const [user] = users();
		await upserted('Email', [{ ...rowOf(user), City: 'Bergen' }]);
		expect(bench.requests()).toEqual([
			'GET /users',
			`GET /users/${user.Id}`,
			`PUT /users/${user.Id}`,
		]);
	});

	it.each(['Email', 'ExternalEmployeeId'] as const)(
		'are the pages of the list where no one of 1,000 has changed (%s)',
		async (column) => {
			await start({ people: 1000 });
			await upserted(column, users().map(rowOf));
			expect(bench.requests()).toEqual(['GET /users/details', 'GET /users/details']);
		},
	);

	it('read no more of a long list than searches would cost', async () => {
		await start({ people: 9500 });
		const some = users().slice(-8);
		await upserted('Email', some.map(rowOf));
		const lists = bench.requests().filter((request) => request === 'GET /users/details');
		expect(lists).toHaveLength(8);
		expect(writes()).toEqual([]);
	});
});

describe('by external employee ID', () => {
	it('creates no one where Litmos lists users without it', async () => {
		await start({ userDetails: 'documented' });
		users().forEach((user) => delete (user as Partial<UserRecord>).ExternalEmployeeId);
		const { error } = await upsert('ExternalEmployeeId', [hire()]);
		expect(error?.message).toContain('without the column ExternalEmployeeId');
		expect(writes()).toEqual([]);
	});

	it('finds the record that an answer said nothing of', async () => {
		await start();
		bench.sandbox.addFault({
			match: { path: '/users', method: 'POST' },
			kind: 'empty',
			carriedOut: true,
		});
		const records = await upserted('ExternalEmployeeId', [hire(), hire({ City: 'Bergen' })]);
		expect(records.map(({ result }) => result)).toEqual(['created', 'updated']);
		expect(users().at(-1)?.City).toBe('Bergen');
	});
});
