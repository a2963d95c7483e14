// User operations against the stand-in for Litmos: what is stored afterwards, and what comes out.
import type { UserRecord } from '../../sandbox/state/records';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const people = () => [...state().users.values()];
const named = (UserName: string) =>
	people().find((user) => user.UserName === UserName) as UserRecord;
const NEW = { UserName: 'grace@example.com', FirstName: 'Grace', LastName: 'Hopper' };

describe('User: Create', () => {
	it('adds a person and answers with the record that Litmos made', async () => {
		const [made] = await bench().records('user: create', NEW);
		const stored = named('grace@example.com');
		expect(made).toEqual({
			Id: stored.Id,
			...NEW,
			Email: 'grace@example.com',
			Active: true,
			AccessLevel: 'Learner',
			LastLogin: '',
			CreatedDate: new Date(stored.CreatedDate).toISOString(),
		});
		expect(bench().requests()).toEqual(['POST /users']);
	});

	it('takes spaces around a username for none, alone and among others', async () => {
		const operation = 'user: upsert';
		const spaced = { ...NEW, UserName: ' grace@example.com ' };
		await bench().records('user: create', spaced);
		expect(named('grace@example.com')).toMatchObject({ Email: 'grace@example.com' });
		const [again] = await bench().records(operation, { ...spaced, matchBy: 'UserName' });
		expect(again).toMatchObject({ UserName: 'grace@example.com', result: 'unchanged' });
	});

	it('stores every field of the profile, with the date as Litmos wants it', async () => {
		const [boss] = people();
		const additionalFields = {
			AccessLevel: 'Team_Leader',
			City: 'Port Example',
			CustomField10: 'ten',
			Culture: by('id', 'de-DE'),
			DisableMessages: true,
			EnableTextNotification: true,
			ExpirationDate: '2027-01-31T10:00:00.000+02:00',
			ManagerId: by('userName', boss.UserName),
			Password: 'Tr0ub4dor&3',
			PhoneMobile: '+15554443333',
			ProfileType: 'External',
			TimeZone: by('list', 'W. Europe Standard Time'),
		};
		await bench().records('user: create', { ...NEW, Email: 'g@example.com', additionalFields });
		const stored = named('grace@example.com');
		expect(stored).toMatchObject({
			...additionalFields,
			Culture: 'de-DE',
			TimeZone: 'W. Europe Standard Time',
			Email: 'g@example.com',
			ExpirationDate: '2027-01-31T08:00:00Z',
			ManagerId: boss.Id,
			Password: '',
		});
		expect(state().passwordChanges).toMatchObject([{ userId: stored.Id, password: 'Tr0ub4dor&3' }]);
	});

	it('finds a language by its name or code, and asks Litmos nothing', async () => {
		const search = async (filter: string) =>
			(await bench().engine.listSearch({ method: 'searchLanguages', filter })).results;
		const found = (await search('german')).map(({ value }) => value);
		expect(found).toEqual(['de-AT', 'de-CH', 'de-DE', 'de-LU']);
		expect(await search('EN-us')).toEqual([
			{ name: 'English (United States), en-US', value: 'en-US' },
		]);
		const codes = (await search('')).map(({ value }) => String(value));
		expect(Intl.getCanonicalLocales(codes)).toEqual(codes);
		expect(codes.length).toBeGreaterThan(100);
		expect(bench().requests()).toEqual([]);
	});

	it('takes a user name that is no email address', async () => {
		await bench().records('user: create', { ...NEW, UserName: 'E-1906' });
		expect(named('E-1906')).toMatchObject({ IsCustomUsername: true, Email: '' });
	});
});

describe('User: Create or Update', () => {
	it('adds who is missing, changes who is there and leaves alone who is the same', async () => {
		const [, same, other] = people().filter(({ UserName }) => /^[\w.]+@[\w.]+$/.test(UserName));
		const items = [same, other, { ...NEW, Email: 'g@example.com' }].map((user, index) => ({
			...user,
			FirstName: index === 1 ? 'Changed' : user.FirstName,
		}));
		const parameters = {
			UserName: '={{ $json.UserName }}',
			FirstName: '={{ $json.FirstName }}',
			LastName: '={{ $json.LastName }}',
			Email: '={{ $json.Email }}',
		};
		const records = await bench().records('user: upsert', parameters, { items });
		expect(records.map(({ result }) => result)).toEqual(['unchanged', 'updated', 'created']);
		expect(state().users.get(other.Id)).toMatchObject({
			FirstName: 'Changed',
			FullName: `Changed ${other.LastName}`,
		});
		expect(named('grace@example.com').Email).toBe('g@example.com');
		expect(
			bench()
				.requests()
				.filter((request) => !request.startsWith('GET')),
		).toEqual(expect.arrayContaining([`PUT /users/${other.Id}`, 'POST /users']));
		expect(bench().requests()).toHaveLength(5);
	});

	it('finds a user name whatever its capitals are, and one that cannot stand in a path', async () => {
		const plus = await bench().records('user: create', {
			...NEW,
			UserName: "o'neil+1@example.com",
		});
		const names = ["O'Neil+1@Example.com", people()[3].UserName.toUpperCase()];
		const parameters = { UserName: '={{ $json.name }}', FirstName: 'Same', LastName: 'Person' };
		const items = names.map((name) => ({ name }));
		const records = await bench().records('user: upsert', parameters, { items });
		expect(records.map(({ Id }) => Id)).toEqual([plus[0].Id, people()[3].Id]);
		expect(records.map(({ result }) => result)).toEqual(['updated', 'updated']);
	});

	it('makes one person of two items with one user name', async () => {
		const items = [{ City: 'First' }, { City: 'Second' }];
		const parameters = { ...NEW, additionalFields: { City: '={{ $json.City }}' } };
		const records = await bench().records('user: upsert', parameters, { items });
		expect(records.map(({ result }) => result)).toEqual(['created', 'updated']);
		expect(named('grace@example.com').City).toBe('Second');
		expect(people()).toHaveLength(41);
	});
});

describe('User: Get and Get Many', () => {
	it('shows ten columns at most, or the whole record with dates in ISO 8601', async () => {
		const user = people()[7];
		const get = { userId: by('id', user.Id) };
		const [short] = await bench().records('user: get', get);
		expect(Object.keys(short).length).toBeLessThanOrEqual(10);
		const [whole] = await bench().records('user: get', { ...get, simplify: false });
		expect(whole).not.toHaveProperty('LoginKey');
		expect(whole).not.toHaveProperty('Password');
		expect(whole).toEqual({
			...user,
			LoginKey: undefined,
			Password: undefined,
			CreatedDate: new Date(user.CreatedDate).toISOString(),
			LastLogin: user.LastLogin && new Date(user.LastLogin).toISOString(),
		});
	});

	it('returns as many people as asked for, or all, in Litmos’ order', async () => {
		const some = await bench().records('user: getAll', { limit: 7 });
		expect(some.map(({ Id }) => Id)).toEqual(
			people()
				.slice(0, 7)
				.map(({ Id }) => Id),
		);
		const all = await bench().records('user: getAll', { returnAll: true });
		expect(all).toHaveLength(40);
		const details = { returnAll: true, detail: 'details', simplify: false };
		const [first] = await bench().records('user: getAll', details);
		expect(first).toMatchObject({ SandboxProbeText: people()[0].SandboxProbeText });
	});

	it('leaves out inactive people, searches and sorts when told to', async () => {
		const inactive = people().filter(({ Active }) => !Active);
		expect(inactive.length).toBeGreaterThan(0);
		const active = await bench().records('user: getAll', {
			returnAll: true,
			filters: { activeOnly: true },
			sorting: { sort: 'LastName', dir: 'desc' },
		});
		expect(active).toHaveLength(40 - inactive.length);
		const names = active.map(({ LastName }) => String(LastName).toLowerCase());
		expect(names).toEqual([...names].sort().reverse());
		const filters = { search: people()[9].UserName };
		const found = await bench().records('user: getAll', { returnAll: true, filters });
		expect(found.map(({ Id }) => Id)).toContain(people()[9].Id);
		expect(found.length).toBeLessThan(40);
	});

	it('returns people created since a time given in another zone', async () => {
		const [user] = people();
		user.CreatedDate = '2026-10-26T23:52:39Z';
		const since = (text: string) => ({
			returnAll: true,
			detail: 'details',
			filters: { since: text },
		});
		const ids = async (text: string) =>
			(await bench().records('user: getAll', since(text))).map(({ Id }) => Id);
		expect(await ids('2026-10-26T18:52:39-05:00')).toContain(user.Id);
		expect(await ids('2026-10-26T18:52:40-05:00')).not.toContain(user.Id);
		expect(bench().log()[0].query.since).toBe('2026-10-26 23:52:39');
	});
});

describe('User: the other steps', () => {
	it('deactivates and reactivates', async () => {
		const user = people().find(({ Active, Id }) => Active && Id !== people()[0].Id) as UserRecord;
		const parameters = { userId: by('id', user.Id) };
		expect(await bench().records('user: deactivate', parameters)).toMatchObject([
			{ Active: false },
		]);
		expect(state().users.get(user.Id)?.Active).toBe(false);
		expect(await bench().records('user: reactivate', parameters)).toMatchObject([{ Active: true }]);
		expect(state().users.get(user.Id)?.Active).toBe(true);
		bench().sandbox.clearLog();
		await bench().records('user: reactivate', parameters);
		expect(bench().requests()).toEqual([`GET /users/${user.Id}`]);
	});

	it('deletes', async () => {
		const user = people()[9];
		const done = await bench().records('user: delete', { userId: by('id', user.Id) });
		expect(done).toEqual([{ deleted: true }]);
		expect(state().users.has(user.Id)).toBe(false);
	});

	it('sets custom fields by name and leaves those that are not named', async () => {
		const user = people()[0];
		state().customFields.set(user.Id, new Map([['Kept', 'yes']]));
		const field = [
			{ name: 'Cost & "Centre"', value: '<42>' },
			{ name: 'Shift', value: 'night' },
		];
		const userId = by('id', user.Id);
		await bench().records('user: setCustomFields', { userId, customFields: { field } });
		const wanted = { Kept: 'yes', 'Cost & "Centre"': '<42>', Shift: 'night' };
		expect(Object.fromEntries(state().customFields.get(user.Id) ?? [])).toEqual(wanted);
		const read = await bench().records('user: getCustomFields', { userId });
		expect(read).toEqual([{ userId: user.Id, customFields: wanted }]);
	});

	it('makes a login link, and one that leads into a course', async () => {
		const [user] = people();
		const [course] = state().courses.values();
		const userId = by('id', user.Id);
		const plain = await bench().records('user: getLoginLink', { userId });
		expect(plain).toEqual([{ Id: user.Id, UserName: user.UserName, loginLink: user.LoginKey }]);
		user.LoginKey = user.LoginKey.replace('.com/', '.com//');
		const deep = { userId, courseId: by('id', course.Id) };
		expect(await bench().records('user: getLoginLink', deep)).toMatchObject([
			{ loginLink: `${user.LoginKey.replace('.com//', '.com/')}&c=${course.OriginalId}` },
		]);
	});
});

describe.each(['fieldnameValue', 'object', 'arrayOfObjects'] as const)(
	'User: Get Custom Fields, from an answer of the form %s',
	(customFieldShape) => {
		const shaped = freshBench({ customFieldShape });

		it('returns the fields by name', async () => {
			const [[id, fields]] = shaped().sandbox.state.customFields;
			fields.set('Shift', 'night');
			const read = await shaped().records('user: getCustomFields', { userId: by('id', id) });
			expect(read).toEqual([{ userId: id, customFields: Object.fromEntries(fields) }]);
		});
	},
);
