import { createPerson, person, useSandbox } from './client';

const client = useSandbox({ people: 60, teams: 8, courses: 10 });
const stored = (id: string) => client.sandbox.state.users.get(id);

describe('PUT /users replaces the whole record', () => {
	it('wipes what was left out, fields no client knows included', async () => {
		const [first] = [...client.sandbox.state.users.values()].filter(
			({ CustomField1 }) => CustomField1 !== '',
		);
		const before = { ...first };
		expect(before.SandboxProbeFlag).toBe(true);
		const body = person(before.UserName, {
			Id: before.Id,
			IsCustomUsername: before.IsCustomUsername,
		});
		expect((await client.call('PUT', `/users/${before.Id}`, { body })).status).toBe(200);
		expect(stored(before.Id)).toMatchObject({
			FirstName: 'Barbara',
			FullName: 'Barbara Learner',
			CustomField1: '',
			TimeZone: '',
			AccessLevel: 'Learner',
			SandboxProbeText: '',
			SandboxProbeFlag: false,
			OriginalId: before.OriginalId,
			LoginKey: before.LoginKey,
			CreatedDate: before.CreatedDate,
			LastLogin: before.LastLogin,
			Points: before.Points,
		});
	});

	it('keeps everything when the record read is laid underneath', async () => {
		const before = [...client.sandbox.state.users.values()][7];
		const read = await client.read<Record<string, unknown>>(`/users/${before.Id}`);
		const reply = await client.call('PUT', `/users/${before.Id}`, {
			body: { ...read, JobTitle: 'Captain' },
		});
		expect(reply.status).toBe(200);
		expect(stored(before.Id)).toEqual({ ...before, JobTitle: 'Captain' });
	});

	it('takes every seeded record back as it was read', async () => {
		const before = structuredClone([...client.sandbox.state.users.values()]);
		for (const { Id } of before) {
			const body = await client.read<object>(`/users/${Id}`);
			expect((await client.call('PUT', `/users/${Id}`, { body })).status).toBe(200);
		}
		const after = new Map([...client.sandbox.state.users]);
		expect(before.map(({ Id }) => after.get(Id))).toEqual(before);
	});

	it.each(['', 'null'])('refuses the body "%s"', async (body) => {
		const [Id] = client.sandbox.state.users.keys();
		const headers = { 'Content-Type': 'application/json' };
		const { status } = await client.call('PUT', `/users/${Id}`, { body, headers });
		expect(status).toBe(body === '' ? 400 : 500);
	});

	it('renames, and frees the old user name', async () => {
		const { Id } = await createPerson(client, 'old.name@example.com');
		await client.call('PUT', `/users/${Id}`, { body: person('new.name@example.com', { Id }) });
		expect((await client.call('GET', '/users/new.name@example.com')).status).toBe(200);
		expect((await client.call('GET', '/users/old.name@example.com')).status).toBe(404);
		await createPerson(client, 'old.name@example.com');
		const taken = await client.call('PUT', `/users/${Id}`, {
			body: person('old.name@example.com', { Id }),
		});
		expect([taken.status, taken.reason]).toEqual([409, 'UserName already exists']);
	});

	it('sets a password only when one is sent, and never shows it', async () => {
		const { Id } = await createPerson(client, 'secret@example.com', { Password: 'first-secret' });
		await client.call('PUT', `/users/${Id}`, {
			body: person('secret@example.com', { Id, Password: '' }),
		});
		await client.call('PUT', `/users/${Id}`, {
			body: person('secret@example.com', { Id, Password: 'next' }),
		});
		const changes = client.sandbox.state.passwordChanges.filter(({ userId }) => userId === Id);
		expect(changes.map(({ password }) => password)).toEqual(['first-secret', 'next']);
		expect(await client.read(`/users/${Id}`)).toMatchObject({ Password: '' });
	});

	it('fills in the manager by Id', async () => {
		const [boss] = client.sandbox.state.users.values();
		const user = await createPerson(client, 'managed@example.com', { ManagerId: boss.Id });
		expect(user).toMatchObject({ ManagerId: boss.Id, ManagerName: boss.UserName });
	});
});

describe('XML bodies', () => {
	it('lose elements out of order wherever the contract has an order', async () => {
		const read = async (body: string): Promise<unknown> =>
			JSON.parse((await client.call('POST', '/teams', { body })).text);
		const name = '<Name>Late</Name>';
		expect(
			await read(`<Team>${name.replace('Late', 'In time')}<Description>x</Description></Team>`),
		).toMatchObject({ Name: 'In time', Description: 'x' });
		expect(await read(`<Team><Description>x</Description>${name}</Team>`)).toMatchObject({
			Detail: 'Please check the xml/json included with this call',
		});
	});

	it('create a person, with elements in order', async () => {
		const body =
			'<?xml version="1.0" encoding="utf-8"?><User xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Id></Id><UserName>xml&#64;example.com</UserName><FirstName>Ann &amp; Bob</FirstName><LastName>O&apos;Hara</LastName><Email>xml@example.com</Email><Active>1</Active><Skype i:nil="true"/><!-- a comment --><City><![CDATA[A<B]]></City><Culture>de-DE</Culture></User>';
		const reply = await client.call('POST', '/users', { body, query: { format: 'xml' } });
		expect(reply.status).toBe(201);
		expect(reply.text).toContain("<FullName>Ann &amp; Bob O'Hara</FullName>");
		expect(await client.read('/users/xml@example.com')).toMatchObject({
			FirstName: 'Ann & Bob',
			Active: true,
			Skype: '',
			City: 'A<B',
			Culture: 'de-DE',
		});
	});

	it('lose elements that are out of order, without a word', async () => {
		const body =
			'<User><UserName>order@example.com</UserName><FirstName>A</FirstName><LastName>B</LastName><City>Here</City><Email>order@example.com</Email><JobTitle>Kept</JobTitle></User>';
		expect((await client.call('POST', '/users', { body })).status).toBe(201);
		expect(await client.read('/users/order@example.com')).toMatchObject({
			City: 'Here',
			Email: '',
			JobTitle: 'Kept',
		});
	});

	it.each([
		'<User><UserName>open@example.com',
		'<User></Person>',
		'<!DOCTYPE x [<!ENTITY e "x">]><User/>',
	])('that cannot be read are answered with the 500 page: %s', async (body) => {
		const reply = await client.call('POST', '/users', { body });
		expect([reply.status, reply.headers.get('content-type')]).toEqual([500, 'text/html']);
	});

	it('carry lists of ids', async () => {
		const { Id } = await createPerson(client, 'lists@example.com');
		const { state } = client.sandbox;
		const [team] = state.teams.values();
		const courses = [...state.courses.keys()].slice(0, 2);
		const items = courses.map((course) => `<Course><Id>${course}</Id></Course>`).join('');
		const sent = await client.call('POST', `/users/${Id}/courses`, {
			body: `<Courses>${items}</Courses>`,
		});
		expect([sent.status, sent.text]).toEqual([200, '']);
		expect([...(state.enrolments.get(Id)?.keys() ?? [])]).toEqual(courses);
		const people = await client.call('POST', `/teams/${team.Id}/users`, {
			body: `<Users><User><Id>${Id}</Id></User></Users>`,
		});
		expect([people.status, team.members.has(Id)]).toEqual([201, true]);
	});
});

describe('JSON bodies', () => {
	it('of lists must be bare arrays', async () => {
		const { Id } = await createPerson(client, 'bare@example.com');
		const body = { Course: [{ Id: [...client.sandbox.state.courses.keys()][0] }] };
		expect((await client.call('POST', `/users/${Id}/courses`, { body })).status).toBe(500);
	});

	it('with a value of the wrong kind cannot be read', async () => {
		expect(
			(await client.call('POST', '/users', { body: person('w@example.com', { Active: 'maybe' }) }))
				.status,
		).toBe(500);
		expect((await client.call('POST', '/users', { body: [person('w@example.com')] })).status).toBe(
			500,
		);
	});
});

describe('advanced custom fields', () => {
	it.each([
		['one object in an array', [{ Site: 'North', Badge: 'B-1' }]],
		['one object for each field', [{ Site: 'North' }, { Badge: 'B-1' }]],
		['a single object', { Site: 'North', Badge: 'B-1' }],
		[
			'XML',
			'<UserCustomField><Parameter fieldname="Site">North</Parameter><Parameter fieldname="Badge">B-1</Parameter></UserCustomField>',
		],
	])('are taken as %s', async (what, body) => {
		const { Id } = await createPerson(client, `fields.${what.replace(/ /g, '.')}@example.com`);
		const reply = await client.call('POST', `/users/${Id}/usercustomfields`, { body });
		expect([reply.status, reply.text]).toEqual([200, '']);
		expect(await client.read(`/users/${Id}/usercustomfields`)).toEqual([
			{ fieldname: 'Site', Value: 'North' },
			{ fieldname: 'Badge', Value: 'B-1' },
		]);
	});
});
