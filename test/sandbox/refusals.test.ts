import { createPerson, person, useSandbox } from './client';

const client = useSandbox({
	people: 60,
	teams: 8,
	courses: 10,
	apiDisabledKeys: ['trial-key'],
	jobRoles: ['Nurse'],
});

const BAD_KEY =
	'The API key that you have used for this request is either not valid or your account is not enabled for API access.';

describe('who is let in', () => {
	it.each([['no-such-key'], ['trial-key'], ['']])('answers 401 to the key "%s"', async (apikey) => {
		const reply = await client.call('GET', '/users', { headers: { apikey } });
		expect([reply.status, reply.reason, JSON.parse(reply.text)]).toEqual([
			401,
			BAD_KEY,
			{ Detail: BAD_KEY },
		]);
	});

	it('takes the key header in any case', async () => {
		const url = `${client.sandbox.baseUrl}/users?source=test&format=json&limit=1`;
		const reply = await fetch(url, { headers: { APIKEY: 'sandbox-key' } });
		expect(reply.status).toBe(200);
	});

	it.each([
		['missing', ''],
		['too long', 'x'.repeat(51)],
	])('answers 403 when source is %s', async (_what, source) => {
		const reply = await client.call('GET', '/users', { query: { source } });
		expect([reply.status, JSON.parse(reply.text).Detail]).toEqual([
			403,
			'Forbidden. Please check your API key, content-type, parameters, etc.',
		]);
	});

	it('shows an error in XML to those who read XML', async () => {
		const reply = await client.call('GET', '/users/nobody', { query: { format: 'xml' } });
		expect(reply.status).toBe(404);
		expect(reply.text).toMatch(
			/^<Error [^>]*><Detail>User - nobody was not found<\/Detail><\/Error>$/,
		);
	});

	it('says 404 for paths nobody knows', async () => {
		const reply = await client.call('GET', '/brands');
		expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html']);
	});
});

describe('the format of answers', () => {
	it.each([
		['XML without any wish', {}, undefined, 'application/xml'],
		['JSON when Accept asks for it', { Accept: 'application/json' }, undefined, 'application/json'],
		[
			'JSON when Content-Type says so',
			{ 'Content-Type': 'application/json' },
			undefined,
			'application/json',
		],
		[
			'JSON when format says so, whatever Accept says',
			{ Accept: 'application/xml' },
			'json',
			'application/json',
		],
	])('is %s', async (_what, headers: Record<string, string>, format, type) => {
		const search = new URLSearchParams({
			source: 'test',
			...(format === undefined ? {} : { format }),
		});
		const reply = await fetch(`${client.sandbox.baseUrl}/teams?${search.toString()}`, {
			headers: { apikey: 'sandbox-key', ...headers },
		});
		expect(reply.headers.get('content-type')).toContain(type);
	});
});

describe('people that are refused', () => {
	it.each([
		[409, 'Username must be greater than 3 characters.', person('abc', { IsCustomUsername: true })],
		[
			409,
			"Invalid special character's in the username.",
			person('a<b>c', { IsCustomUsername: true }),
		],
		[409, 'Invalid email address.', person('not.an.address')],
		[
			409,
			'Invalid email address.',
			person('custom', { IsCustomUsername: true, Email: 'nonsense' }),
		],
		[409, 'Culture is invalid', person('x@example.com', { Culture: 'English' })],
		[409, 'Job Role is invalid', person('x@example.com', { JobRole: 'Astronaut' })],
		[
			404,
			'The manager Id in the xml/json is not valid.',
			person('x@example.com', { ManagerId: 'nobody' }),
		],
		[
			400,
			'Mobile Number required to enable text message notifications',
			person('x@example.com', { EnableTextNotification: true }),
		],
		[
			400,
			'Invalid Phone Number. The mobile phone should be in this format +15554443333. Be sure to include your country code.',
			person('x@example.com', { EnableTextNotification: true, PhoneMobile: '0171 234' }),
		],
		[400, 'Please check the xml/json in the body of the request.', { UserName: 'x@example.com' }],
	])('are answered with %i %s', async (status, text, body) => {
		const reply = await client.call('POST', '/users', { body });
		expect([reply.status, reply.reason]).toEqual([status, text]);
		expect((await client.call('GET', '/users/x@example.com')).status).toBe(404);
	});

	it('takes a custom user name when it is said to be one', async () => {
		const user = await createPerson(client, 'personnel-4711', {
			IsCustomUsername: true,
			Email: '',
			JobRole: 'Nurse',
		});
		expect(user).toMatchObject({
			UserName: 'personnel-4711',
			IsCustomUsername: true,
			Email: '',
			JobRole: 'Nurse',
		});
	});

	it('refuses a PUT whose Id is another one or missing', async () => {
		const { Id } = await createPerson(client, 'put@example.com');
		const text =
			'Please check the userid in the xml/json and the userid in the URL. They must match.';
		for (const other of ['somebody', undefined]) {
			const reply = await client.call('PUT', `/users/${Id}`, {
				body: person('put@example.com', { Id: other }),
			});
			expect([reply.status, reply.reason]).toEqual([404, text]);
		}
	});

	it('does not take a user name where an Id is wanted', async () => {
		await createPerson(client, 'byname@example.com');
		expect((await client.call('GET', '/users/byname@example.com')).status).toBe(200);
		expect((await client.call('DELETE', '/users/byname@example.com')).status).toBe(404);
		expect((await client.call('GET', '/users/byname@example.com/courses')).status).toBe(404);
	});
});
