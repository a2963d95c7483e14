import { createPerson, person, useSandbox } from './client';

/** Keys of recorded bodies, in order: a person read in 2017 (C), and what 2025 has after Brand (SB). */
const USER_2017 =
	'Id UserName FirstName LastName FullName Email AccessLevel DisableMessages Active Skype PhoneWork PhoneMobile LastLogin LoginKey IsCustomUsername Password SkipFirstLogin TimeZone SalesforceId OriginalId Street1 Street2 City State PostalCode Country CompanyName JobTitle CustomField1 CustomField2 CustomField3 Culture CustomField4 CustomField5 CustomField6 CustomField7 CustomField8 CustomField9 CustomField10 SalesforceContactId SalesforceAccountId CreatedDate Points Brand'.split(
		' ',
	);
const USER_2025 =
	'ManagerId ManagerName EnableTextNotification Website Twitter ExpirationDate JobRole ExternalEmployeeId ProfileType'.split(
		' ',
	);
const PROBES = ['SandboxProbeText', 'SandboxProbeFlag'];
const SUMMARY = [
	'Id',
	'UserName',
	'FirstName',
	'LastName',
	'Active',
	'Email',
	'AccessLevel',
	'Brand',
];
const COURSE_2017 =
	'Id Code Name Active ForSale OriginalId Description EcommerceShortDescription EcommerceLongDescription CourseCodeForBulkImport Price AccessTillDate AccessTillDays'.split(
		' ',
	);
/** The recorded body of a creation (C): every field, the unknown ones empty, CustomField3 left out. */
const CREATE_REQUEST = {
	Id: '',
	UserName: 'learner1@example.com',
	FirstName: 'Barbara',
	LastName: 'Learner',
	FullName: '',
	Email: 'learner1@example.com',
	AccessLevel: 'Learner',
	DisableMessages: true,
	Active: true,
	Skype: '',
	LastLogin: '',
	LoginKey: '',
	IsCustomUsername: false,
	Password: '',
	SkipFirstLogin: true,
	TimeZone: 'UTC',
	CustomField1: '',
	CustomField2: '',
	CustomField4: '',
	Culture: '',
};

const client = useSandbox({ people: 60, teams: 8, courses: 10 });
const keysOf = (value: object): string[] => Object.keys(value);

describe('the shapes of the recordings', () => {
	it('creates a person with 201, the recorded keys in the recorded order, and what the server fills in', async () => {
		const reply = await client.call('POST', '/users', { body: CREATE_REQUEST });
		const user = JSON.parse(reply.text);
		expect([reply.status, reply.reason]).toEqual([201, 'Created']);
		expect(keysOf(user)).toEqual([...USER_2017, ...USER_2025, ...PROBES]);
		expect(user).toMatchObject({
			FullName: 'Barbara Learner',
			DisableMessages: true,
			SkipFirstLogin: false,
			Password: '',
			LastLogin: '',
			SalesforceId: null,
			CustomField3: '',
			Culture: 'en-US',
			Points: 0,
			ManagerId: '0',
			ProfileType: null,
		});
		expect(user.Id).toMatch(/^[\w-]{22}2$/);
		expect(user.CreatedDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(reply.text).toContain(
			'"LoginKey":"https:\\/\\/sandbox.example.com\\/login.aspx?loginkey=',
		);
	});

	it('refuses the same name with the recorded body, type and reason phrase', async () => {
		await createPerson(client, 'twice@example.com');
		const reply = await client.call('POST', '/users', { body: person('Twice@example.com') });
		expect([reply.status, reply.reason]).toEqual([409, 'UserName already exists']);
		expect(reply.text).toBe('{"Detail":"UserName already exists"}');
		expect(reply.headers.get('content-type')).toBe('application/json');
	});

	it('answers PUT and DELETE with 200, length 0 and no type', async () => {
		const { Id } = await createPerson(client, 'short.lived@example.com');
		for (const [method, body] of [
			['PUT', person('short.lived@example.com', { Id })],
			['DELETE', undefined],
		] as const) {
			const reply = await client.call(method, `/users/${Id}`, { body });
			expect([reply.status, reply.text]).toEqual([200, '']);
			expect(reply.headers.get('content-length')).toBe('0');
			expect(reply.headers.has('content-type')).toBe(false);
		}
	});

	it('answers a body it cannot read with the recorded XHTML page', async () => {
		const reply = await client.call('POST', '/users', { body: '{"UserName":' });
		expect([reply.status, reply.reason]).toEqual([500, 'Internal Server Error']);
		expect(reply.headers.get('content-type')).toBe('text/html');
		expect(reply.text).toMatch(
			/^<html version="-\/\/W3C\/\/DTD XHTML 2\.0\/\/EN".*<TITLE>Request Error<\/TITLE>/,
		);
		expect(reply.text).toHaveLength(1047);
	});

	it('reads one person by Id and by user name', async () => {
		const made = await createPerson(client, "o'brien+test@example.com");
		const user = await client.read(`/users/${made.Id}`);
		const same = await client.read(`/users/${encodeURIComponent("O'Brien+test@example.com")}`);
		expect(keysOf(user)).toEqual([...USER_2017, ...USER_2025, ...PROBES]);
		expect(same).toEqual(user);
	});

	it('lists people as XML without a prolog, nulls as nil, empty texts as empty elements', async () => {
		const { text, headers } = await client.call('GET', '/users', {
			query: { format: 'xml', search: 'kiosk' },
		});
		expect(headers.get('content-type')).toContain('application/xml');
		expect(text).toMatch(
			/^<Users xmlns:i="http:\/\/www\.w3\.org\/2001\/XMLSchema-instance"><User><Id>[\w-]+<\/Id><UserName>kiosk/,
		);
		expect(text).toContain('<LastName>Night &amp; Weekend</LastName>');
		expect(text).toContain(
			'<Email/><AccessLevel>Learner</AccessLevel><Brand>Default</Brand></User>',
		);
		const details = await client.call('GET', '/users/details', {
			query: { format: 'xml', limit: '1' },
		});
		expect(details.text).toContain('<SalesforceId i:nil="true"/>');
		const none = await client.call('GET', '/users', {
			query: { format: 'xml', search: 'nobody at all' },
		});
		expect(none.text).toBe('<Users xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>');
	});

	it('shows teams, sub-teams and members with the recorded keys', async () => {
		const teams = await client.read('/teams');
		expect(teams.map(({ Name }) => Name).slice(0, 4)).toEqual([
			'Accounts',
			'Accounts',
			'Sales',
			"Hoa's Team",
		]);
		expect(keysOf(teams[0])).toEqual(['Id', 'Name', 'TeamCodeForBulkImport', 'ParentTeamId']);
		expect(teams[3].TeamCodeForBulkImport).toMatch(/^\d+-HoasTeam$/);
		expect(teams[0].Id).toMatch(/^[\w-]{11}1$/);
		const team = await client.read<object>(`/teams/${String(teams[0].Id)}`);
		expect(keysOf(team)).toEqual([
			'Id',
			'Name',
			'Description',
			'ParentTeamId',
			'TeamCodeForBulkImport',
		]);
		const members = await client.read(`/teams/${String(teams[0].Id)}/users`);
		expect(keysOf(members[0])).toEqual(SUMMARY);
		expect(members[0]).toMatchObject({ AccessLevel: null, Brand: null });
	});

	it('creates teams and sub-teams with 201 and three keys', async () => {
		const reply = await client.call('POST', '/teams', {
			body: { Name: 'jobaba', Description: "Jobaba's A team" },
		});
		expect(reply.status).toBe(201);
		const { Id } = JSON.parse(reply.text);
		expect(reply.text).toBe(`{"Id":"${Id}","Name":"jobaba","Description":"Jobaba's A team"}`);
		const below = await client.call('POST', `/teams/${Id}/teams`, {
			body: { Name: "Bob's A-Team", Description: '' },
		});
		expect(below.status).toBe(201);
		expect(keysOf(JSON.parse(below.text))).toEqual(['Id', 'Name', 'Description']);
		const subTeams = await client.read(`/teams/${Id}/teams`);
		expect(subTeams).toMatchObject([{ Name: "Bob's A-Team", ParentTeamId: Id }]);
	});

	it('shows courses and modules with the recorded keys, and prices with two decimals', async () => {
		const courses = await client.call('GET', '/courses');
		const [course] = JSON.parse(courses.text);
		expect(keysOf(course)).toEqual([...COURSE_2017, 'CourseTeamLibrary']);
		expect(course.CourseTeamLibrary).toBe(false);
		expect(courses.text).toContain('"Price":0.00,"AccessTillDate":null');
		expect(course.CourseCodeForBulkImport).toBe(`${course.OriginalId}-${course.Code}`);
		const single = await client.read<object>(`/courses/${course.Id}`);
		expect(keysOf(single).slice(0, 13)).toEqual(COURSE_2017);
		const modules = await client.read(`/courses/${course.Id}/modules`);
		expect(keysOf(modules[0])).toEqual(['Id', 'Code', 'Name', 'Description']);
	});

	it('writes dates as /Date(ms-0500)/ in JSON with escaped slashes, and as ISO in XML', async () => {
		const [course] = await client.read('/courses');
		const json = await client.call('GET', `/courses/${String(course.Id)}/details`);
		expect(json.text).toMatch(/"CreatedDate":"\\\/Date\(\d{13}-0500\)\\\/"/);
		const xml = await client.call('GET', `/courses/${String(course.Id)}/details`, {
			query: { format: 'xml' },
		});
		expect(xml.text).toMatch(
			/<CreatedDate>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000<\/CreatedDate>/,
		);
		expect(xml.text).toContain('Expires=1&amp;Signature=sandbox');
	});

	it('compresses for clients that can read it', async () => {
		const reply = await client.call('GET', '/users', { headers: { 'Accept-Encoding': 'gzip' } });
		expect(reply.headers.get('content-encoding')).toBe('gzip');
		expect(JSON.parse(reply.text).length).toBeGreaterThan(50);
		const plain = await client.call('GET', '/users', {
			headers: { 'Accept-Encoding': 'identity' },
		});
		expect(plain.headers.has('content-encoding')).toBe(false);
	});
});
