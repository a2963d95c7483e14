import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by } from './locatorValue';

/** What is set for an operation, or comes back to it, and what the person is told then. */
export type Refusal = readonly [operation: string, given: INodeParameters, message: string];

const long = (length: number) => 'x'.repeat(length);
const update = (fields: IDataObject) => ({ updateFields: fields }) as INodeParameters;
const more = (fields: IDataObject) => ({ additionalFields: fields }) as INodeParameters;
const columns = (name: string, value: IDataObject) =>
	({ [name]: { mappingMode: 'defineBelow', value } }) as INodeParameters;
const day = (fields: IDataObject) =>
	({ days: { day: [{ date: '2027-01-31', ...fields }] } }) as INodeParameters;

const NOTHING = 'Nothing to change: "Update Fields" is empty';
const NAME = 'The field "Name" can have at most 100 characters';
const DESCRIPTION = 'The field "Description" can have at most 1,000 characters';
const CODE = 'The field "Code" can have at most 250 characters';
const LOCATION = 'The field "Location" must be the number of a location in Litmos';
const USERNAME = 'The field "Username" must have more than 3 characters: ada';
const EMAIL = 'The field "Email" is not an email address: ada';

/** Values that are wrong: they are told before anything is sent. Every row with a `check` is here. */
export const BAD_VALUES: readonly Refusal[] = [
	[
		'bulkImport: importCourses',
		columns('courses', { Active: true }),
		'No incoming column matches "Course Title" (CourseTitle). Found: Active',
	],
	[
		'bulkImport: importCourses',
		columns('courses', { CourseTitle: 'A', Active: 'maybe' }),
		'The column "Active" must be true or false: maybe',
	],
	[
		'bulkImport: importPeople',
		columns('people', { Username: long(51), FirstName: 'A', LastName: 'B' }),
		'The column "Username" can have at most 50 characters in an import',
	],
	[
		'bulkImport: importPeople',
		columns('people', { FirstName: 'A', LastName: 'B' }),
		'No incoming column matches "Username" (Username). Found: FirstName, LastName',
	],
	[
		'bulkImport: importPeople',
		columns('people', { Username: '', FirstName: 'A' }),
		'The column "Username" (Username) is empty',
	],
	[
		'customApiCall: send',
		{ path: 'https://other.example.com/users' },
		'The field "Path" contains a full URL',
	],
	[
		'customApiCall: send',
		{
			query: {
				parameter: [
					{ name: 'id', value: '1' },
					{ name: 'id', value: '2' },
				],
			},
		},
		'n8n cannot send the query parameter "id" twice',
	],
	[
		'customApiCall: send',
		{ query: { parameter: [{ name: '={{ $json.nothing }}', value: '1' }] } },
		'A query parameter has no name. Fill in "Name" under "Query Parameters"',
	],
	[
		'customApiCall: send',
		{ method: 'POST', bodyFormat: 'json', body: '{' },
		'The field "Body" is not valid JSON',
	],
	[
		'warehouse: getChanges',
		{ table: 'peopleFeed: getUsers', startDate: '2127-01-01T00:00:00Z' },
		'The field "Start Date" is in the future',
	],
	['iltModule: update', update({}), NOTHING],
	['module: create', { Name: long(101) }, NAME],
	[
		'module: create',
		{ ContentURL: long(1001) },
		'The field "File URL" can have at most 1,000 characters',
	],
	['module: update', update({ Name: long(101) }), NAME],
	...[101, 87.5].map((Score): Refusal => [
		'module: setResult',
		{ Score },
		`The field "Score" must be a whole number from 0 to 100: ${Score}`,
	]),
	[
		'module: setResult',
		more({ Note: long(256) }),
		'The field "Note" can have at most 255 characters',
	],
	['session: create', { days: {} }, 'A session needs at least one day. Add it under "Days"'],
	['session: create', more({ LocationId: by('id', 'Room 4') }), LOCATION],
	[
		'session: create',
		day({ startTime: '5:00PM', endTime: '9:00AM' }),
		'A day of the session ends before it starts',
	],
	['session: create', day({ date: 'soon' }), 'The field "Date" of a day is not a date: soon'],
	[
		'session: create',
		day({ startTime: '25:00' }),
		'The field "Day Begins At" of a day is not a time: 25:00',
	],
	[
		'session: create',
		day({ endTime: 'late' }),
		'The field "Day Ends At" of a day is not a time: late',
	],
	['session: update', update({ LocationId: by('id', 'Room 4') }), LOCATION],
	...[{ since: '2027-01-31' }, { to: '2027-01-31' }].map((filters): Refusal => [
		'session: getByTime',
		{ filters },
		'"Since" and "Until" belong together. Fill in both, or leave both empty',
	]),
	...['2027-02-08', '2027-01-30'].map((to): Refusal => [
		'session: getByTime',
		{ filters: { since: '2027-01-31', to } },
		'The period from "Since" to "Until" can be at most 7 days',
	]),
	[
		'sessionParticipant: submitRollCall',
		{ Score: 101 },
		'The field "Score" must be a whole number from 0 to 100',
	],
	...[11, 1.5, ''].map((field): Refusal => {
		const name = [{ column: 'Cost Centre', field: `={{ ${JSON.stringify(field)} }}` }];
		return [
			'peopleSync: preview',
			{ moreSettings: { customFieldNames: { name } } },
			field
				? `The field "Custom Field" must be a whole number from 1 to 10: ${field}`
				: 'The field "Custom Field" for the column "Cost Centre" is empty',
		];
	}),
	['team: create', { Name: long(101) }, NAME],
	['team: create', more({ Description: long(1001) }), DESCRIPTION],
	['team: createSubTeam', { Name: long(101) }, NAME],
	['team: createSubTeam', more({ Description: long(1001) }), DESCRIPTION],
	['team: mirrorHierarchy', { Name: long(101) }, NAME],
	['team: mirrorHierarchy', more({ Description: long(1001) }), DESCRIPTION],
	['team: findOrCreate', { Name: long(101) }, NAME],
	['team: findOrCreate', more({ Description: long(1001) }), DESCRIPTION],
	['team: update', update({}), NOTHING],
	['team: update', update({ Description: long(1001) }), DESCRIPTION],
	['token: create', { code: long(251) }, CODE],
	['token: update', update({}), NOTHING],
	['token: update', update({ code: long(251) }), CODE],
	['user: create', { UserName: 'ada' }, USERNAME],
	['user: create', { Email: 'ada' }, EMAIL],
	['user: upsert', { UserName: 'ada' }, USERNAME],
	['user: upsert', { Email: 'ada' }, EMAIL],
	[
		'user: upsert',
		{ matchBy: 'Email', Email: '' },
		'"Match By" is set to Email, but the field "Email" is empty',
	],
	['user: update', update({}), NOTHING],
	['user: update', update({ Email: 'ada' }), EMAIL],
	[
		'user: update',
		update({ newUserName: ' ada ' }),
		'The field "New Username" must have more than 3 characters: ada',
	],
	['user: setCustomFields', { customFields: {} }, 'Nothing to change: "Custom Fields" is empty'],
	[
		'user: setCustomFields',
		{ customFields: { field: [{ name: '', value: 'x' }] } },
		'A custom field has no name. Fill in "Name" under "Custom Fields"',
	],
	[
		'user: setCustomFields',
		{ customFields: { field: [{ name: 'Floor', value: '' }] } },
		'The custom field "Floor" has no value. Litmos does not accept empty values',
	],
	['userCourse: assignMany', { userList: ' , ' }, '"Users" is empty'],
	['userCourse: assignMany', { courseList: ' , ' }, 'There is nothing to assign'],
];

/** What Litmos answers: by the end of the path and, where it matters, after the method. Otherwise `{}`. */
export type Answers = ReadonlyArray<readonly [asked: RegExp, status: number, body?: unknown]>;

const ROLL_CALL = /rollcall$/;
const PERSON = columns('people', { Username: 'ada@example.com', FirstName: 'A', LastName: 'B' });
const WAITING = { ...PERSON, waitUntilDone: true, waitMinutes: 1 } as INodeParameters;

const NEW_CELLS = { UserName: 'ada@example.com', FirstName: 'A', LastName: 'B' };
const NEW_PERSON = columns('people', NEW_CELLS);

const BY_IMPORT = {
	userId: by('id', 'person----11'),
	assignCourse: true,
	assignBy: 'import',
};

/** Answers that an operation can do nothing with: every FieldError that the code of a row throws after asking. */
export const BAD_ANSWERS: ReadonlyArray<
	readonly [
		operation: string,
		given: INodeParameters,
		message: string,
		answers: Answers,
		items?: IDataObject[],
	]
> = [
	[
		'warehouse: getChanges',
		{ table: 'peopleFeed: getUsers', startDate: '={{ $json.from }}' },
		'Several items ask for the same table in different ways',
		[],
		[{ from: '2026-01-01' }, { from: '2026-01-02' }],
	],
	['bulkImport: importPeople', PERSON, 'returned no import ID', []],
	[
		'bulkImport: importPeople',
		WAITING,
		'Litmos did not process the import: Failed',
		[
			[/^POST/, 201, { Id: 'i1' }],
			[/bulkimports\/i1$/, 200, { Status: 'Failed' }],
		],
	],
	[
		'bulkImport: importPeople',
		WAITING,
		'Litmos could not import "ada@example.com": No such level',
		[
			[/^POST/, 201, { Id: 'i1' }],
			[/bulkimports\/i1$/, 200, { Status: 'Completed' }],
			[/usererrors$/, 200, [{ Username: 'ada@example.com', ImporStatus: 'No such level' }]],
		],
	],
	['compliance: getCourses', {}, 'Litmos returned nothing about', [[/courses\/[^/]+$/, 200]]],
	[
		'compliance: getCourses',
		{ filters: { manager: 'Nemo' } },
		'No user in Litmos has the username, email or name "Nemo"',
		[[/users\/details$/, 200, []]],
	],
	[
		'resultFeed: getCourseResults',
		{ filters: { teamId: by('id', 'ZppqOWTqgVM1'), includeSubTeams: true } } as INodeParameters,
		'Litmos returned the teams without their parents',
		[[/teams$/, 200, [{ Id: 'ZppqOWTqgVM1' }]]],
	],
	['iltModule: update', {}, 'The course has no ILT module with the ID', [[/ILT$/, 200, []]]],
	[
		'sessionParticipant: markAttendance',
		{ sessionDayId: by('list', '') },
		'The session has no days',
		[[/sessions\/[^/]+$/, 200, { Days: [] }]],
	],
	[
		'sessionParticipant: markAttendance',
		{ sessionDayId: by('list', '') },
		'Litmos returned a day of the session without an ID',
		[[/sessions\/[^/]+$/, 200, { Days: [{ Id: 'd1' }, {}] }]],
	],
	[
		'sessionParticipant: register',
		{ userId: by('id', '={{ $json.user }}') },
		'Litmos did not register the user person----11 for the session',
		[
			[/register$/, 200, { Failed: 2 }],
			[ROLL_CALL, 200, []],
		],
		[{ user: 'person----11' }, { user: 'person----21' }],
	],
	[
		'sessionParticipant: register',
		BY_IMPORT,
		'The course "Fire Safety" has no code for imports',
		[
			[/courses\/[^/]+\/users$/, 200, []],
			[/courses\/[^/]+$/, 200, { Id: 'c1', Name: 'Fire Safety' }],
		],
	],
	[
		'sessionParticipant: register',
		BY_IMPORT,
		'The user person----11',
		[
			[/\/users$/, 200, []],
			[/courses\/[^/]+$/, 200, { Id: 'c1', CourseCodeForBulkImport: 'C-7' }],
		],
	],
	[
		'sessionParticipant: register',
		BY_IMPORT,
		'The import could not assign a course to "ada@example.com": no such course',
		[
			[/courses\/[^/]+\/users$/, 200, []],
			[/\/users$/, 200, [{ Id: 'person----11', UserName: 'ada@example.com' }]],
			[/courses\/[^/]+$/, 200, { Id: 'c1', CourseCodeForBulkImport: 'C-7' }],
			[/bulkimports$/, 200, { Id: 'i1', Status: 'Waiting' }],
			[/bulkimports\/[^/]+$/, 200, { Id: 'i1', Status: 'Completed' }],
			[/usererrors$/, 200, [{ Username: 'ada@example.com', ImporStatus: 'no such course' }]],
		],
	],
	[
		'sessionParticipant: register',
		BY_IMPORT,
		'Litmos reports failed rows of the import without a username that was in it: no username: Odd',
		[
			[/courses\/[^/]+\/users$/, 200, []],
			[/\/users$/, 200, [{ Id: 'person----11', UserName: 'ada@example.com' }]],
			[/courses\/[^/]+$/, 200, { Id: 'c1', CourseCodeForBulkImport: 'C-7' }],
			[/bulkimports$/, 200, { Id: 'i1', Status: 'Waiting' }],
			[/bulkimports\/[^/]+$/, 200, { Id: 'i1', Status: 'Completed' }],
			[/usererrors$/, 200, [{ Username: '', ImporStatus: 'Odd' }]],
		],
	],
	[
		'session: update',
		update({ Name: 'Another' }),
		'This session has several instructors, and Litmos does not say who they are',
		[[/sessions\/[^/]+$/, 200, { Id: 's1', Name: 'One', InstructorUserId: '0' }]],
	],
	[
		'sessionParticipant: submitRollCall',
		{},
		'is not registered for the session',
		[[ROLL_CALL, 200, []]],
	],
	[
		'team: findOrCreate',
		{ Name: 'Sales' },
		'2 teams in Litmos are named "Sales"',
		[
			[
				/teams$/,
				200,
				[
					{ Id: 't1', Name: 'Sales' },
					{ Id: 't2', Name: 'sales' },
				],
			],
		],
	],
	[
		'team: findOrCreate',
		{ Name: 'Sales', teamPlace: 'top' },
		'Litmos returned the teams without their parents',
		[[/teams$/, 200, [{ Id: 't1', Name: 'Sales' }]]],
	],
	['team: getHierarchy', {}, 'No team with the ID', [[/teams$/, 200, []]]],
	[
		'team: getHierarchy',
		{},
		'Litmos returned the teams without their parents',
		[[/teams$/, 200, [{ Id: 't1', Name: 'Sales' }]]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: 'Shop', parentName: 'North' },
		'The parent team "North" is neither in the list nor in Litmos',
		[[/teams$/, 200, []]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: 'Shop', parentName: 'North' },
		'Several teams are named "North"',
		[[/teams$/, 200, ['a', 'b'].map((Id) => ({ Id, Name: 'North', ParentTeamId: '' }))]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: 'Shop', parentName: 'Shop' },
		'The team "Shop" is its own parent in the list',
		[[/teams$/, 200, []]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: 'Shop' },
		'Litmos returned the teams without their parents',
		[[/teams$/, 200, [{ Id: 't1', Name: 'Sales' }]]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: 'Shop' },
		'2 teams of the same parent are named "Shop"',
		[[/teams$/, 200, ['a', 'b'].map((Id) => ({ Id, Name: 'Shop', ParentTeamId: '' }))]],
	],
	[
		'team: mirrorHierarchy',
		{ Name: '={{ $json.name }}', parentName: '={{ $json.above }}' },
		'Litmos does not list the new team "North" yet',
		[[/teams$/, 200, []]],
		[{ name: 'Shop', above: 'North' }, { name: 'North' }],
	],

	[
		'peopleSync: apply',
		columns('people', {}),
		'Nothing was changed. The list of users is empty',
		[],
		[{}],
	],
	[
		'peopleSync: apply',
		{ ...NEW_PERSON, teamMode: 'equal', moreSettings: { managedTeams: 'Nowhere' } },
		'"Managed Teams" names a team that is not there: Litmos has no team "Nowhere"',
		[[/teams$/, 200, []]],
	],
	[
		'peopleSync: apply',
		{ ...NEW_PERSON, teamMode: 'equal' },
		'Make Equal needs "Managed Teams"',
		[[/teams$/, 200, []]],
	],
	[
		'peopleSync: preview',
		{ ...NEW_PERSON, scopeBy: 'team', teamId: by('id', 'ZppqOWTqgVM1') },
		'Litmos does not list the team of the scope: ZppqOWTqgVM1',
		[[/teams$/, 200, []]],
	],
	[
		'peopleSync: apply',
		{ ...NEW_PERSON, moreSettings: { writeBy: 'import' } },
		'Litmos accepted the import but returned no import ID. 0 of 1 users were done by then',
		[
			[/^GET .*bulkimports$/, 200, []],
			[/details$/, 200, []],
		],
	],

	[
		'user: upsert',
		{ UserName: 'ada@example.com' },
		'Litmos returned the user "ada@example.com" without an ID',
		[[/users/, 200, { UserName: 'ada@example.com' }]],
	],
	['user: count', {}, 'Litmos returned no total number of users', []],
	['user: getLoginLink', {}, 'Litmos returned no record', [[/users/, 200]]],
	['user: getLoginLink', {}, 'Litmos returned no login link', [[/users/, 200, { Id: 'x' }]]],
	[
		'user: getLoginLink',
		{ courseId: by('id', 'RuzXNaD42Sw1') },
		'Litmos returned no number for the course',
		[
			[/users/, 200, { Id: 'x', LoginKey: 'https://a.example/login.aspx?loginkey=1' }],
			[/courses/, 200, { Id: 'RuzXNaD42Sw1' }],
		],
	],
	[
		'userCourse: assignMany',
		{ usersBy: 'email', userList: 'a@example.com, b@example.com' },
		'2 of 2 could not be identified in Litmos: a@example.com, b@example.com',
		[[/users$/, 200, []]],
	],
	[
		'userCourse: assignMany',
		{ userList: 'person----11, person----21' },
		'Assigned to 1 of 2 users',
		[
			[/person----11\/courses$/, 201],
			[/person----21\/courses$/, 404],
			[/\/(users|courses)\/[^/]+$/, 200, { Id: 'x' }],
		],
	],
	[
		'userCourse: getAllForUsers',
		{},
		'Litmos returned nothing about',
		[[/users\/courses$/, 200, [{ Id: 'somebody else', Courses: [] }]]],
	],
];
