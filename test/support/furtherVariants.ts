import type { INodeParameters } from 'n8n-workflow';
import { COURSE_COLUMNS, PERSON_COLUMNS } from '../../nodes/Litmos/resources/bulkImport/columns';
import { SYNC_COLUMNS } from '../../nodes/Litmos/resources/peopleSync/columns';
import type { Column } from '../../nodes/Litmos/resources/bulkImport/columns';
import type { PlainAnswer, SeenRequest } from './recorder';
import type { FurtherVariant } from './furtherVariant';
import { LRS_VARIANTS } from './lrsVariants';
import { otherId, SAMPLES } from './samples';

const TWO_PEOPLE = {
	set: { userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } } as INodeParameters,
	items: [{ id: SAMPLES.userId.id }, { id: otherId(SAMPLES.userId.id) }],
};

/** A cell as a person would have it in a table. */
function cellOf({ id, type, choices }: Column): unknown {
	if (choices) return choices.at(-1)?.value;
	if (type === 'boolean') return true;
	if (type === 'number') return 5;
	return type === 'dateTime' ? '2027-01-31' : `Sample ${id}`;
}

const allOf = (columns: readonly Column[]) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((column) => [column.id, cellOf(column)])),
});

const goneAt =
	(start: string) =>
	({ path }: SeenRequest): PlainAnswer | undefined =>
		path.startsWith(start) ? { status: 404 } : undefined;

/** Lists end with a short page. */
const MANY_TEAMS = Array.from({ length: 1000 }, (_, index) => ({
	Id: `team${index}`,
	Name: `Team ${index}`,
	ParentTeamId: '',
}));

/** A person of whom a list shows what a sync looks at. */
const MANY_COLUMNS = {
	FirstName: 'Ada',
	LastName: 'Example',
	AccessLevel: 'Learner',
	Active: true,
	SalesforceId: '',
};

const ACTIVE: FurtherVariant = { name: 'active only', set: { filters: { activeOnly: true } } };

/** By the name of the row. */
export const FURTHER: Readonly<Record<string, readonly FurtherVariant[]>> = {
	...LRS_VARIANTS,
	'bulkImport:getErrors': [{ name: 'made in Litmos', set: { filters: { madeInLitmos: true } } }],
	'bulkImport:importCourses': [
		{ name: 'all columns', set: { courses: allOf(COURSE_COLUMNS) } as INodeParameters },
	],
	'bulkImport:importPeople': [
		{ name: 'all columns', set: { people: allOf(PERSON_COLUMNS) } as INodeParameters },
	],
	'collection:delete': [{ name: 'by the other path', answer: goneAt('/collections/') }],
	'listing:create': [
		{ name: 'to a day', set: { DurationType: 'Fixed', FixedDate: '2027-01-31T09:00:00Z' } },
		{ name: 'for some days', set: { DurationType: 'dynamic', DurationDays: 5 } },
	],
	'sessionParticipant:markAttendance': [{ name: 'two people', ...TWO_PEOPLE }],
	'sessionParticipant:register': [
		{
			name: 'two people',
			set: { ...TWO_PEOPLE.set, assignCourse: true },
			items: TWO_PEOPLE.items,
			// Litmos only counts those it left out; here both are in the roll call that is read then.
			answer: ({ path }) =>
				path.endsWith('/rollcall')
					? { status: 200, body: TWO_PEOPLE.items.map(({ id }) => ({ Id: id })) }
					: undefined,
		},
		{
			name: 'two people by import',
			set: { ...TWO_PEOPLE.set, assignCourse: true, assignBy: 'import' },
			items: TWO_PEOPLE.items,
			answer: ({ path }) => {
				const answer = (body: unknown) => ({ status: 200, body });
				const people = TWO_PEOPLE.items.map(({ id }, index) => ({
					Id: id,
					UserName: `person${index}@example.com`,
					Email: `person${index}@example.com`,
					FirstName: 'Sample',
					LastName: `Person ${index}`,
				}));
				if (path.endsWith('/courses/' + SAMPLES.courseId.id))
					return answer({ Id: SAMPLES.courseId.id, CourseCodeForBulkImport: 'C-7' });
				if (path.endsWith('/users')) return answer(path === '/users' ? people : []);
				return path.endsWith('/rollcall') ? answer(people) : undefined;
			},
		},
	],
	'peopleSync:apply': [
		{
			name: 'all columns, by import',
			set: {
				people: {
					mappingMode: 'defineBelow',
					value: {
						...allOf(SYNC_COLUMNS).value,
						UserName: 'ada@example.com',
						Email: 'ada@example.com',
						ActiveFrom: '2020-01-31',
						ExpirationDate: '2099-01-31',
					},
				},
				moreSettings: { writeBy: 'import' },
			} as INodeParameters,
			answer: ({ path, method }) => {
				const answer = (body: unknown) => ({ status: 200, body });
				if (path === '/bulkimports')
					return answer(method === 'GET' ? [] : { Id: 'i1', Status: 'Waiting' });
				if (path.startsWith('/bulkimports/i1'))
					return answer(path.endsWith('errors') ? [] : { Id: 'i1', Status: 'Completed' });
				return method === 'GET' ? answer([]) : undefined;
			},
		},
		{
			name: 'somebody who has left',
			set: { missing: 'leaveTeams', safetyStop: { mostPercent: 100 } } as INodeParameters,
			answer: ({ path, method }) => {
				// XML is read in order.
				const gone = { Id: SAMPLES.userId.id, UserName: 'gone@example.com', ...MANY_COLUMNS };
				const isList = path === '/users/details';
				if (method !== 'GET') return undefined;
				return {
					status: 200,
					body: isList || path.endsWith('imports') ? (isList ? [gone] : []) : gone,
				};
			},
		},
		{
			name: 'new teams, and others that are left',
			set: {
				teamMode: 'equal',
				moreSettings: { managedTeams: 'Sales', createsTeams: true },
				people: {
					mappingMode: 'defineBelow',
					value: { UserName: 'ada@example.com', Teams: 'Europe > Support' },
				},
			} as INodeParameters,
			answer: ({ path, method }) => {
				const ada = { Id: SAMPLES.userId.id, UserName: 'ada@example.com', ...MANY_COLUMNS };
				const team = { Id: SAMPLES.teamId.id, Name: 'Sales', ParentTeamId: '' };
				if (method === 'GET') return { status: 200, body: [path === '/teams' ? team : ada] };
				if (/teams$/.test(path) && method === 'POST') {
					const Id = path === '/teams' ? otherId(SAMPLES.teamId.id) : 'below-Team-1';
					return { status: 201, body: { Id, Name: 'New' } };
				}
				return undefined;
			},
		},
	],
	'peopleSync:preview': [
		{
			name: 'somebody who comes back, and a team without members',
			set: {
				people: {
					mappingMode: 'defineBelow',
					value: { UserName: 'ada@example.com', Teams: 'Sales' },
				},
			} as INodeParameters,
			answer: ({ path }) => {
				const Id = SAMPLES.userId.id;
				const ada = { Id, UserName: 'ada@example.com', ...MANY_COLUMNS, Active: false };
				const team = { Id: SAMPLES.teamId.id, Name: 'Sales', ParentTeamId: '' };
				if (/^\/teams\/.+\/users$/.test(path)) return { status: 404 };
				return { status: 200, body: [path === '/users/details' ? ada : team] };
			},
		},
	],
	'team:findOrCreate': [
		{
			name: 'among many',
			answer: ({ path, method, query }) =>
				method === 'GET' && path === '/teams' && !query.has('search')
					? { status: 200, body: MANY_TEAMS }
					: undefined,
		},
	],
	'team:mirrorHierarchy': [
		{
			name: 'a new one at the top level',
			from: 'everything',
			answer: ({ method }) => ({ status: method === 'GET' ? 200 : 201, body: [] }),
		},
		{
			name: 'below a team',
			set: { parentName: 'Team 1' },
			answer: ({ method }) => {
				const team = { Id: SAMPLES.teamId.id, Name: 'Team 1', ParentTeamId: '' };
				return method === 'GET' ? { status: 200, body: [team] } : { status: 201 };
			},
		},
	],
	'token:update': [
		{
			name: 'of a team',
			answer: ({ method }) => {
				const token = { TokenId: SAMPLES.tokenId.id, TokenCode: SAMPLES.tokenId.code };
				const given = { ...token, TokenType: 2, TokenTypeId: SAMPLES.teamId.id, Active: true };
				return method === 'GET' ? { status: 200, body: [given] } : undefined;
			},
		},
	],
	'user:count': [ACTIVE],
	'user:getAll': [ACTIVE],
	'user:upsert': [
		{ name: 'nobody there', isMissing: true },
		{ name: 'nobody there, everything set', from: 'everything', isMissing: true },
		{ name: 'by a name that no path takes', set: { UserName: 'ada+l@example.com' } },
		{
			name: 'by email, renamed',
			set: { matchBy: 'Email', Email: 'ada@example.com', UserName: 'ada.new' },
		},
	],
	'userCourse:assignMany': [
		{
			name: 'by import',
			set: {
				assignBy: 'import',
				courseChoice: [
					SAMPLES.courseId.id,
					otherId(SAMPLES.courseId.id),
					'third-Course-of-three-2',
				],
			},
			answer: ({ path }) => {
				const withCode = (Id: string) => ({ Id, CourseCodeForBulkImport: `C-${Id.length}` });
				if (path === '/courses') return { status: 200, body: [withCode(SAMPLES.courseId.id)] };
				const [, Id] = /^\/courses\/([^/]+)$/.exec(path) ?? [];
				return Id ? { status: 200, body: withCode(Id) } : undefined;
			},
		},
		{
			name: 'for a team',
			set: {
				usersBy: 'team',
				teamId: { __rl: true, mode: 'id', value: SAMPLES.teamId.id },
			} as INodeParameters,
		},
	],
};
