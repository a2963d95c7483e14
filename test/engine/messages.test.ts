// What a person reads when a value is wrong: the field as the editor shows it, and what to do.
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { freshBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const people = () => [...bench().sandbox.state.users.values()];
const NEW = { UserName: 'grace@example.com', FirstName: 'Grace', LastName: 'Hopper' };

async function failure(operation: string, parameters: INodeParameters, items?: IDataObject[]) {
	const { error } = await bench().run(operation, parameters, { items });
	return { message: String(error?.message), todo: String(error?.description), error };
}

describe('a record that is not there', () => {
	const unknown = by('id', '13488001');

	it.each([
		['user: get', { userId: unknown }, 'User "13488001" was not found in Litmos'],
		['user: update', { userId: unknown, updateFields: { City: 'X' } }, 'User "13488001" was'],
		['team: get', { teamId: unknown }, 'Team "13488001" was not found in Litmos'],
		['team: createSubTeam', { teamId: unknown, Name: 'X' }, 'Team "13488001" was'],
		['course: getModules', { courseId: unknown }, 'Course "13488001" was not found in Litmos'],
	] as const)('is named, with where IDs come from: %s', async (operation, parameters, message) => {
		const { message: told, todo, error } = await failure(operation, parameters as never);
		expect(told).toContain(message);
		expect(todo).toMatch(/Choose it from the list.*An ID must be the coded one/);
		// The numbers of teams and courses are looked up, those of people stand in no list.
		expect(todo.includes('not the number shown in the browser')).toBe(operation.startsWith('user'));
		expect((error as NodeApiError).context.itemIndex).toBe(0);
	});

	it('is named, with where IDs come from, where Litmos does not know the ID', async () => {
		const userId = by('id', 'Oe4zZK7ZntpWn8FLGZTxuw2');
		const { message, todo, error } = await failure('user: get', { userId });
		expect(message).toBe('User "Oe4zZK7ZntpWn8FLGZTxuw2" was not found in Litmos');
		expect(todo).toMatch(/Choose it from the list.*not the number shown in the browser/);
		expect((error as NodeApiError).httpCode).toBe('404');
	});

	it('is named as the list named it', async () => {
		const userId = {
			...by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
			cachedResultName: 'Ada Example (ada@example.com)',
		};
		const { message } = await failure('user: get', { userId });
		expect(message).toContain('User "Ada Example (ada@example.com)" was not found');
	});

	it.each(['Ada Example (ada@example.com)', ''])(
		'is not named as what was picked before an expression took its place: %j',
		async (cachedResultName) => {
			const userId = { ...by('list', '={{ "Oe4zZK7ZntpWn8FLGZTxuw2" }}'), cachedResultName };
			const { message } = await failure('user: get', { userId });
			expect(message).toContain('User "Oe4zZK7ZntpWn8FLGZTxuw2" was not found');
		},
	);

	it.each([
		['email', 'nobody@example.com', /^No user with the email/],
		[
			'userName',
			'nobody+1@example.com',
			/^No user with the user ?name "nobody\+1@example\.com" was found/i,
		],
		['userName', 'nobody@example.com', /nobody@example\.com" was not found/],
	])('is named by its %s: %s', async (mode, value, message) => {
		expect((await failure('user: get', { userId: by(mode, value) })).message).toMatch(message);
	});

	it('tells two people with one email address apart by their IDs and names', async () => {
		const [, one, two] = people();
		Object.assign(one, { Email: 'shared@example.com' });
		Object.assign(two, { Email: 'Shared@example.com' });
		const userId = by('email', 'shared@example.com');
		const { message, todo } = await failure('user: delete', { userId });
		expect(message).toMatch(/^2 users in Litmos have the email address "shared@example\.com"$/);
		for (const { Id, FirstName, LastName } of [one, two])
			expect(todo).toContain(`${Id} (${FirstName} ${LastName}, `);
		expect(people()).toHaveLength(40);
	});
});

describe('a value that cannot be sent', () => {
	it.each<[string, string, INodeParameters, RegExp]>([
		[
			'an empty user',
			'user: get',
			{ userId: by('id', '={{ $json.none }}') },
			/^The field "User" is empty$/,
		],
		[
			'an empty name',
			'user: create',
			{ ...NEW, LastName: '={{ $json.none }}' },
			/"Last Name" is empty/,
		],
		[
			'a short name',
			'user: create',
			{ ...NEW, UserName: 'abc' },
			/"User ?Name" must have more than 3/i,
		],
		[
			'a wrong email',
			'user: create',
			{ ...NEW, Email: 'grace' },
			/"Email" is not an email address: grace/,
		],
		[
			'no date',
			'user: create',
			{ ...NEW, additionalFields: { ExpirationDate: 'tomorrow' } },
			/^The field "Inactivate Date" is not a date: tomorrow$/,
		],
		[
			'no such day',
			'user: getAll',
			{ detail: 'details', filters: { since: '2026-02-31' } },
			/^The field "Created Since" is not a date: 2026-02-31$/,
		],
		[
			'no number',
			'user: getAll',
			{ limit: '={{ "many" }}' },
			/^The field "Limit" must be a number .*: many$/,
		],
		[
			'too small a number',
			'user: getAll',
			{ limit: 0 },
			/"Limit" must be a number of at least 1: 0/,
		],
		[
			'no switch',
			'user: create',
			{ ...NEW, sendEmail: '={{ "perhaps" }}' },
			/"Send Email" must be true or false/,
		],
		[
			'no choice',
			'user: create',
			{ ...NEW, additionalFields: { AccessLevel: '={{ "Boss" }}' } },
			/"Access Level" does not accept "Boss"/,
		],
		[
			'no fields',
			'user: update',
			{ userId: by('id', 'x') },
			/Nothing to change: "Update Fields" is empty/,
		],
		[
			'no team fields',
			'team: update',
			{ teamId: by('id', 'x') },
			/Nothing to change: "Update Fields" is empty/,
		],
		[
			'no custom fields',
			'user: setCustomFields',
			{ userId: by('id', 'x') },
			/"Custom Fields" is empty/,
		],
		[
			'a long name',
			'team: create',
			{ Name: 'x'.repeat(101) },
			/"Name" can have at most 100 characters/,
		],
		[
			'a whole address',
			'customApiCall: send',
			{ path: 'https://api.litmos.com/v1.svc/users' },
			/"Path" contains a full URL/,
		],
		[
			'no JSON',
			'customApiCall: send',
			{ method: 'POST', path: '/teams', bodyFormat: 'json', body: '{' },
			/"Body" is not valid JSON/,
		],
		[
			'no body',
			'customApiCall: send',
			{ method: 'POST', path: '/teams', bodyFormat: 'json', body: '={{ $json.none }}' },
			/^The field "Body" is empty$/,
		],
		[
			'no wait',
			'user: getAll',
			{ options: { maxWaitMinutes: '={{ "long" }}' } },
			/"Maximum Wait \(Minutes\)" must be/,
		],
	])(
		'%s is refused by the name of its field, and nothing is sent',
		async (_what, operation, parameters, message) => {
			const { message: told, todo } = await failure(operation, parameters);
			expect(told).toMatch(message);
			expect(todo.length).toBeGreaterThan(10);
			expect(bench().requests()).toEqual([]);
		},
	);

	it('clears what an expression names, and nothing whose name only begins alike', async () => {
		const user = people()[0];
		Object.assign(user, { CustomField1: 'one', CustomField10: 'ten', City: 'Port' });
		const clear = async (clearFields: string) =>
			await bench().records('user: update', {
				userId: by('id', user.Id),
				updateFields: { clearFields },
			});
		await clear('={{ "CustomField10" }}');
		const stored = () => bench().sandbox.state.users.get(user.Id);
		expect(stored()).toMatchObject({ CustomField1: 'one', CustomField10: '', City: 'Port' });
		await clear('={{ "CustomField1, City" }}');
		expect(stored()).toMatchObject({ CustomField1: '', City: '' });
		const updateFields = { clearFields: '={{ ["UserName"] }}' };
		const { message } = await failure('user: update', { userId: by('id', user.Id), updateFields });
		expect(message).toMatch(/^The field "Clear Fields" does not accept "UserName"/);
	});
});

describe('a value that Litmos refuses', () => {
	it('is named in its words, with what to do', async () => {
		await bench().records('user: create', NEW);
		const { message, todo, error } = await failure('user: create', NEW);
		expect(message).toBe('Litmos refused the values: UserName already exists');
		expect(todo).toMatch(/Create or Update.*Litmos: "UserName already exists"/);
		expect((error as NodeApiError).httpCode).toBe('409');
		const language = {
			...NEW,
			UserName: 'other@example.com',
			additionalFields: { Culture: 'English' },
		};
		expect((await failure('user: create', language)).message).toContain('Culture is invalid');
		const phone = { EnableTextNotification: true, PhoneMobile: '555' };
		const texts = { ...NEW, UserName: 'other@example.com', additionalFields: phone };
		expect((await failure('user: create', texts)).todo).toContain('Invalid Phone Number');
	});
});
