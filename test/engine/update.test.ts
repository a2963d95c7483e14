// Litmos replaces the whole record on PUT: an update must lose nothing, not even what the node does not know.
import type { UserRecord } from '../../sandbox/state/records';
import type { Bench } from './support/bench';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const entities = freshBench({ entities: true, overfull: 2 });
const slow = freshBench({ latencyMs: 60 });

/** One that has something in every field. */
function fullUser({ sandbox: { state } }: Bench): UserRecord {
	const people = [...state.users.values()];
	const user = people.find(({ UserName }) => /^[\w.]+@[\w.]+$/.test(UserName)) as UserRecord;
	const texts = Object.keys(user).filter((key) => user[key as keyof UserRecord] === '');
	for (const key of texts.filter((name) => name !== 'Password')) {
		Object.assign(user, { [key]: `${key} <"R&D" & Sons/Töchter>` });
	}
	const [manager] = people.slice(-1);
	Object.assign(user, {
		Email: 'full@example.com',
		ManagerId: manager.Id,
		ManagerName: manager.UserName,
		ExpirationDate: '2031-05-06T00:00:00Z',
		LastLogin: '2026-01-02T03:04:05Z',
		DisableMessages: true,
		SkipFirstLogin: true,
		PhoneMobile: '+15554443333',
		EnableTextNotification: true,
		ProfileType: 'Internal',
		SalesforceId: 'sf-1',
	});
	return structuredClone(user);
}

const stored = ({ sandbox: { state } }: Bench, { Id }: UserRecord) => state.users.get(Id);

const WAYS: ReadonlyArray<[string, (user: UserRecord) => string]> = [
	['id', ({ Id }) => Id],
	['userName', ({ UserName }) => UserName],
	['email', ({ Email }) => Email],
];

describe('User: Update', () => {
	it.each(WAYS)(
		'changes one field and leaves all others, with the user by %s',
		async (mode, name) => {
			const user = fullUser(bench());
			const parameters = {
				userId: by(mode, name(user)),
				updateFields: { JobTitle: 'Harbour Master' },
			};
			const [shown] = await bench().records('user: update', { ...parameters, simplify: false });
			expect(stored(bench(), user)).toEqual({ ...user, JobTitle: 'Harbour Master' });
			expect(shown).toMatchObject({ Id: user.Id, JobTitle: 'Harbour Master', City: user.City });
		},
	);

	it('renames a user, and leaves all others', async () => {
		const user = fullUser(bench());
		const before = { ...user };
		await bench().records('user: update', {
			userId: by('userName', user.UserName),
			updateFields: { newUserName: 'harbour.master' },
		});
		expect(stored(bench(), user)).toEqual({
			...before,
			UserName: 'harbour.master',
			IsCustomUsername: true,
		});
	});

	it('puts no spaces around a new username: nobody could sign in with it', async () => {
		const user = fullUser(bench());
		const updateFields = { newUserName: ' harbour.master@example.com\n' };
		const parameters = { userId: by('userName', user.UserName), updateFields };
		await bench().records('user: update', parameters);
		expect(stored(bench(), user)!.UserName).toBe('harbour.master@example.com');
	});

	it('does not rename a user to a name that another one has', async () => {
		const user = fullUser(bench());
		const other = [...bench().sandbox.state.users.values()].find(({ Id }) => Id !== user.Id)!;
		const { error } = await bench().run('user: update', {
			userId: by('id', user.Id),
			updateFields: { newUserName: other.UserName },
		});
		expect(error?.description).toContain('UserName already exists');
		expect(stored(bench(), user)!.UserName).toBe(user.UserName);
	});

	it('leaves all others when Litmos writes entities', async () => {
		const user = fullUser(entities());
		const parameters = { userId: by('id', user.Id), updateFields: { City: 'A & "B"' } };
		await entities().records('user: update', parameters);
		expect(stored(entities(), user)).toEqual({ ...user, City: 'A & "B"' });
	});

	it('changes nothing for fields that come in empty, and sends nothing where nothing changes', async () => {
		const user = fullUser(bench());
		const updateFields = { City: '={{ $json.city }}', Skype: '', JobTitle: '={{ $json.none }}' };
		const parameters = { userId: by('id', user.Id), updateFields };
		const items = [{ city: '' }, { city: user.City }];
		await bench().records('user: update', parameters, { items: items.slice(1) });
		expect(bench().requests()).toEqual([`GET /users/${user.Id}`]);
		expect(stored(bench(), user)).toEqual(user);
		const { error } = await bench().run('user: update', parameters, { items: items.slice(0, 1) });
		expect(error?.message).toBe('Nothing to change: "Update Fields" is empty');
	});

	it('empties the named fields only', async () => {
		const user = fullUser(bench());
		const clearFields = ['City', 'CustomField3', 'ManagerId', 'ExpirationDate', 'ProfileType'];
		const parameters = {
			userId: by('id', user.Id),
			updateFields: { clearFields, JobTitle: 'New' },
		};
		await bench().records('user: update', parameters);
		expect(stored(bench(), user)).toEqual({
			...user,
			JobTitle: 'New',
			City: '',
			CustomField3: '',
			ManagerId: '0',
			ManagerName: '',
			ExpirationDate: '',
			ProfileType: null,
		});
	});

	it('loses none of the changes of items that name one user in different ways', async () => {
		const user = fullUser(slow());
		const items = [
			{ who: user.UserName, city: 'Port New' },
			{ who: user.Id, title: 'Harbour Master' },
		];
		const updateFields = { City: '={{ $json.city }}', JobTitle: '={{ $json.title }}' };
		const parameters = { userId: by('userName', '={{ $json.who }}'), updateFields };
		await slow().records('user: update', parameters, { items });
		expect(stored(slow(), user)).toMatchObject({ City: 'Port New', JobTitle: 'Harbour Master' });
	});

	it('sends nothing where the fields are empty already, however Litmos says so', async () => {
		const user = fullUser(bench());
		const clearFields = ['City', 'ManagerId', 'ProfileType'];
		const parameters = { userId: by('id', user.Id), updateFields: { clearFields } };
		await bench().records('user: update', parameters);
		const [again] = await bench().records('user: update', parameters);
		expect(again!.changes).toEqual({});
		expect(bench().requests().slice(2)).toEqual([`GET /users/${user.Id}`]);
	});

	it('writes a new value even if the field is also to be emptied', async () => {
		const user = fullUser(bench());
		const updateFields = { clearFields: ['City', 'State'], City: 'Port Example' };
		await bench().records('user: update', { userId: by('id', user.Id), updateFields });
		expect(stored(bench(), user)).toMatchObject({ City: 'Port Example', State: '' });
	});

	it('keeps the full name in step with the names', async () => {
		const user = fullUser(bench());
		const parameters = { userId: by('id', user.Id), updateFields: { LastName: 'Newname' } };
		const [shown] = await bench().records('user: update', { ...parameters, simplify: false });
		expect(shown.FullName).toBe(`${user.FirstName} Newname`);
		expect(stored(bench(), user)?.FullName).toBe(`${user.FirstName} Newname`);
	});

	it('stores a date in UTC and a switch that is off', async () => {
		const user = fullUser(bench());
		const updateFields = { ExpirationDate: '2030-01-01T01:00:00+01:00', DisableMessages: false };
		await bench().records('user: update', { userId: by('id', user.Id), updateFields });
		expect(stored(bench(), user)).toEqual({
			...user,
			ExpirationDate: '2030-01-01T00:00:00Z',
			DisableMessages: false,
		});
	});

	it.each(WAYS)('loses nothing of two items for one person, named by %s', async (mode, name) => {
		const user = fullUser(bench());
		const spelled = [name(user), mode === 'id' ? name(user) : name(user).toUpperCase()];
		const fields = ['City', 'State', 'Country', 'Street1', 'Street2', 'Brand', 'Skype', 'Twitter'];
		const items = fields.map((field, index) => ({
			who: spelled[index % 2],
			[field]: `value ${index}`,
			JobTitle: `job ${index}`,
		}));
		const given = [...fields, 'JobTitle'].map((field) => [field, `={{ $json.${field} }}`]);
		const parameters = {
			userId: by(mode, '={{ $json.who }}'),
			updateFields: Object.fromEntries(given) as Record<string, string>,
		};
		await bench().records('user: update', parameters, { items });
		const changed: Record<string, string> = Object.assign({}, ...items, { who: undefined });
		expect(stored(bench(), user)).toEqual({ ...user, ...changed, who: undefined });
		expect(changed.JobTitle).toBe('job 7');
	});
});

describe('User: Deactivate and Reactivate', () => {
	it.each(WAYS)('change nothing but Active, with the user by %s', async (mode, name) => {
		const user = fullUser(bench());
		const other = [...bench().sandbox.state.users.values()].find(({ Id }) => Id !== user.Id);
		const parameters = { userId: by(mode, name(user)) };
		await bench().records('user: deactivate', parameters);
		expect(stored(bench(), user)).toEqual({ ...user, Active: false });
		await bench().records('user: reactivate', parameters);
		expect(stored(bench(), user)).toEqual({ ...user, Active: true });
		expect(other).toEqual(bench().sandbox.state.users.get(String(other?.Id)));
	});
});

describe('User: Create or Update', () => {
	it('changes the named fields and leaves all others', async () => {
		const user = fullUser(bench());
		const parameters = {
			UserName: user.UserName,
			FirstName: user.FirstName,
			LastName: user.LastName,
			additionalFields: { City: 'Port Example', Skype: '', ExpirationDate: '={{ $json.none }}' },
		};
		const [{ result }] = await bench().records('user: upsert', parameters);
		expect(result).toBe('updated');
		expect(stored(bench(), user)).toEqual({ ...user, City: 'Port Example' });
	});
});

describe('a manager who is not in Litmos', () => {
	const HIRE = {
		UserName: 'new.hire@example.com',
		FirstName: 'New',
		LastName: 'Hire',
		additionalFields: { ManagerId: by('userName', 'nobody@example.com') },
	};

	it('keeps a new hire from being added, unless told otherwise', async () => {
		const { error } = await bench().run('user: upsert', HIRE);
		expect(error?.message).toContain('No user with the username "nobody@example.com" was found');
		expect(bench().sandbox.state.userNames.has(HIRE.UserName)).toBe(false);
	});

	it.each(['user: create', 'user: upsert'])(
		'does not keep a new hire from being added by %s where one may do without, and the output says so',
		async (operation) => {
			const additionalFields = { ...HIRE.additionalFields, managerMissing: 'leaveOut' };
			const [made] = await bench().records(operation, { ...HIRE, additionalFields });
			expect(made).toMatchObject({
				UserName: HIRE.UserName,
				notes: expect.stringContaining(
					'No user with the username "nobody@example.com" was found',
				) as string,
			});
			expect(bench().sandbox.state.userNames.has(HIRE.UserName)).toBe(true);
		},
	);
});
