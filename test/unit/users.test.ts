import type { IDataObject } from 'n8n-workflow';
import { getCustomFields, setCustomFields } from '../../nodes/Litmos/resources/user/customFields';
import { getLoginLink } from '../../nodes/Litmos/resources/user/loginLink';
import {
	checkEmail,
	checkNames,
	CREATE_USER,
	deriveChanges,
	deriveNames,
	mergeUser,
} from '../../nodes/Litmos/resources/user/record';
import { findUser } from '../../nodes/Litmos/resources/user/upsert';
import { fill } from '../../nodes/shared/operation/plan';
import type { Call } from '../../nodes/shared/operation/types';

/** The call to a Litmos that answers by path; what was asked is noted. */
function litmos(answers: Record<string, unknown>) {
	const asked: string[] = [];
	const bodies: unknown[] = [];
	const call: Call = async (spec, values) => {
		const { method, path, qs, body } = fill(spec, values);
		asked.push([`${method} ${path}`, ...Object.values(qs)].join(' '));
		bodies.push(body);
		return await Promise.resolve(answers[path]);
	};
	return { call, asked, bodies };
}

describe('the names of a user', () => {
	it('mark a name without @ as a custom one', () => {
		expect(deriveNames({ UserName: 'ada' })).toMatchObject({ IsCustomUsername: true });
		expect(deriveNames({ UserName: 'ada@x.org' })).toMatchObject({ IsCustomUsername: false });
	});

	it('serve as Email of a new user where none is given', () => {
		expect(deriveNames({ UserName: 'ada@x.org' }).newEmail).toBe('ada@x.org');
		expect(deriveNames({ UserName: 'ada@x.org', Email: 'b@x.org' }).newEmail).toBe('b@x.org');
		expect(deriveNames({ UserName: 'ada' }).newEmail).toBe('');
	});

	it('have no spaces around them, as cells of spreadsheets often do', () => {
		const values = { UserName: ' ada@x.org', Email: 'ada@x.org \n' };
		expect(deriveNames(values)).toMatchObject({ UserName: 'ada@x.org', newEmail: 'ada@x.org' });
		expect(checkNames({ ...values, ...deriveNames(values) })).toBeUndefined();
		const { Email } = deriveChanges({ Email: values.Email });
		expect(Email).toBe('ada@x.org');
	});

	it.each([
		[{ UserName: 'ada' }, 'The field "Username" must have more than 3 characters: ada'],
		[{ UserName: 'adal', Email: 'ada' }, 'The field "Email" is not an email address: ada'],
		[{ UserName: 'adal', Email: 'a b@x.org' }, 'is not an email address'],
		[{ UserName: 'adal', Email: 'ada@x' }, 'is not an email address'],
	])('are refused as Litmos would refuse them: %p', (values, complaint) => {
		expect(checkNames(values)).toContain(complaint);
	});

	it('pass where Litmos takes them', () => {
		expect(checkNames({ UserName: 'adal' })).toBeUndefined();
		expect(checkNames({ UserName: 'ada@x.org', Email: 'ada@x.org' })).toBeUndefined();
		expect(checkEmail({})).toBeUndefined();
	});
});

describe('a new user', () => {
	const bodyOf = (values: IDataObject) =>
		fill(CREATE_USER, { ...values, ...deriveNames(values) }).body as IDataObject;

	it('has every element that the sources want, though it may be empty', () => {
		const wanted =
			'Id UserName FirstName LastName FullName Email AccessLevel DisableMessages Active LastLogin LoginKey IsCustomUsername SkipFirstLogin TimeZone';
		const body = bodyOf({ UserName: 'adal', FirstName: 'Ada', LastName: 'L' });
		expect(Object.keys(body)).toEqual(wanted.split(' '));
		expect(body).toMatchObject({ Email: '', AccessLevel: 'Learner', Active: true });
	});

	it('has what was set in place of the defaults', () => {
		const set = { UserName: 'ada@x.org', AccessLevel: 'Administrator', DisableMessages: true };
		expect(bodyOf(set)).toMatchObject({ ...set, Email: 'ada@x.org' });
	});
});

describe('a change to a user', () => {
	const merge = (record: IDataObject, change: IDataObject) =>
		mergeUser(record, { ...record, ...change });
	const ADA = {
		FirstName: 'Ada',
		LastName: 'L',
		FullName: 'Ada L',
		ManagerId: 'm1',
		ManagerName: 'Bo',
	};

	it('takes the full name along where it was made of the two names', () => {
		expect(merge(ADA, { LastName: 'Example' }).FullName).toBe('Ada Example');
		expect(merge({ ...ADA, FullName: 'Dr Ada L' }, { LastName: 'X' }).FullName).toBe('Dr Ada L');
	});

	it('drops the name of the manager with the manager', () => {
		expect(merge(ADA, { ManagerId: 'm2' }).ManagerName).toBe('');
		expect(merge(ADA, { City: 'Bern' }).ManagerName).toBe('Bo');
		expect(merge({ ManagerId: 'm1' }, { ManagerId: 'm2' })).not.toHaveProperty('ManagerName');
	});

	it('that changes nothing leaves the record as it was, in its order', () => {
		expect(JSON.stringify(merge(ADA, { FirstName: 'Ada' }))).toBe(JSON.stringify(ADA));
	});
});

describe('Create or Update', () => {
	const ADA = { Id: 'u1', UserName: 'Ada@x.org' };
	const find = async (UserName: string, answers: Record<string, unknown>) => {
		const { call, asked } = litmos(answers);
		return { found: await findUser(call, { UserName }), asked };
	};

	it('finds a person by the name in the path, whatever its capitals', async () => {
		const { found, asked } = await find('ada@x.org', { '/users/ada%40x.org': ADA });
		expect(found).toEqual(ADA);
		expect(asked).toEqual(['GET /users/ada%40x.org']);
	});

	it('finds a person whose name Litmos has with spaces around it, in the path and by search', async () => {
		const spaced = { ...ADA, UserName: ' Ada@x.org ' };
		const { found } = await find('ada@x.org', { '/users/ada%40x.org': spaced });
		expect(found).toEqual(spaced);
		const rows = [{ Id: 'u1', UserName: ' ada+l@x.org ' }];
		expect((await find('ada+l@x.org', { '/users': rows, '/users/u1': ADA })).found).toEqual(ADA);
	});

	it('finds a person whose name was given with spaces around it', async () => {
		const rows = [{ Id: 'u1', UserName: 'ada+l@x.org' }];
		const { found } = await find(' ada+l@x.org ', { '/users': rows, '/users/u1': ADA });
		expect(found).toEqual(ADA);
	});

	it('finds nobody where Litmos answers with nothing, or with somebody else', async () => {
		expect((await find('ada@x.org', {})).found).toBeUndefined();
		const bo = { Id: 'u2', UserName: 'bo@x.org' };
		expect((await find('ada@x.org', { '/users/ada%40x.org': bo })).found).toBeUndefined();
	});

	it.each(['UserName', 'Username'])(
		'searches for a name that no path takes, in a list with %s',
		async (column) => {
			const rows = [
				{ Id: 'u3', [column]: 'xada+l@x.org' },
				{ Id: 'u1', [column]: 'Ada+l@x.org' },
			];
			const { found, asked } = await find('ada+l@x.org', { '/users': rows, '/users/u1': ADA });
			expect(found).toEqual(ADA);
			expect(asked).toEqual(['GET /users ada+l@x.org 1000', 'GET /users/u1']);
		},
	);

	it('finds nobody where the search has loose matches only, or none', async () => {
		const rows = [{ Id: 'u3', UserName: 'xada+l@x.org' }];
		expect((await find('ada+l@x.org', { '/users': rows })).found).toBeUndefined();
		expect((await find('ada+l@x.org', { '/users': null })).found).toBeUndefined();
	});
});

describe('custom fields', () => {
	const PATH = '/users/u1/usercustomfields';

	it.each([
		[
			[
				{ fieldname: 'Cost Centre', Value: '12' },
				{ fieldname: 'Team', Value: null },
			],
		],
		[[{ FieldName: 'Cost Centre', value: '12' }, { FieldName: 'Team' }]],
		[
			[
				{ Name: 'Cost Centre', Value: '12' },
				{ Name: 'Team', Value: '' },
			],
		],
		[[{ 'Cost Centre': '12' }, { Team: '' }]],
		[[{ 'Cost Centre': '12', Team: '' }]],
		[{ 'Cost Centre': '12', Team: '' }],
	])('are read by name from any form the sources know: %j', async (answer) => {
		const { call } = litmos({ [PATH]: answer });
		expect(await getCustomFields.run(call, { userId: 'u1' })).toEqual([
			{ userId: 'u1', customFields: { 'Cost Centre': '12', Team: '' } },
		]);
	});

	it('are none where Litmos answers with nothing', async () => {
		const { call } = litmos({ [PATH]: null });
		expect(await getCustomFields.run(call, { userId: 'u1' })).toEqual([
			{ userId: 'u1', customFields: {} },
		]);
	});

	it('are written as XML in which no value can break out', async () => {
		const { call, asked, bodies } = litmos({});
		const field = [
			{ name: 'A "b"', value: '<x>&' },
			{ name: 'C', value: 12 },
		];
		const customFields = { field } as unknown as IDataObject;
		await setCustomFields.run(call, { userId: 'u1', customFields });
		expect(asked).toEqual([`POST ${PATH}`]);
		expect(bodies).toEqual([
			'<UserCustomField><Parameter fieldname="A &quot;b&quot;">&lt;x&gt;&amp;</Parameter><Parameter fieldname="C">12</Parameter></UserCustomField>',
		]);
	});

	it('are written without the signs that XML cannot hold, such as a line break from Excel', async () => {
		const { call, bodies } = litmos({});
		const field = [{ name: 'Floor', value: 'North\u000bWing' }];
		await setCustomFields.run(call, { userId: 'u1', customFields: { field } } as never);
		expect(bodies).toEqual([
			'<UserCustomField><Parameter fieldname="Floor">NorthWing</Parameter></UserCustomField>',
		]);
	});

	it('must be there, with names and values', () => {
		const check = (field: IDataObject[]) => setCustomFields.check?.({ customFields: { field } });
		expect(setCustomFields.check?.({})).toContain('"Custom Fields" is empty');
		expect(check([])).toContain('"Custom Fields" is empty');
		expect(check([{ name: '', value: 'x' }])).toContain('has no name');
		expect(check([{ name: 'A', value: '' }])).toContain('"A" has no value');
		expect(check([{ name: 'A', value: '0' }])).toBeUndefined();
	});
});

describe('a login link', () => {
	const KEY = 'https://demo.litmos.com/login.aspx?loginkey=1';
	const answers = (LoginKey: string) => ({
		'/users/u1': { Id: 'u1', UserName: 'ada', LoginKey, Email: 'ada@x.org' },
		'/courses/c1': { Id: 'c1', OriginalId: 590874 },
	});
	const read = async (values: IDataObject, key = KEY) =>
		await getLoginLink.run(litmos(answers(key)).call, { userId: 'u1', ...values });

	it('leads to the start page, or into a course by its number', async () => {
		expect(await read({})).toEqual([{ Id: 'u1', UserName: 'ada', loginLink: KEY }]);
		expect((await read({ courseId: 'c1' }))[0]?.loginLink).toBe(`${KEY}&c=590874`);
	});

	it('has one slash where Litmos wrote two', async () => {
		const [link] = await read({}, 'https://demo.litmos.com//login.aspx?loginkey=1');
		expect(link?.loginLink).toBe(KEY);
	});
});
