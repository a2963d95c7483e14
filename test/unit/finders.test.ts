import { requestsOf } from '../../nodes/shared/operation/describe';
import { rows } from '../../scripts/operationList';
import type { IDataObject } from 'n8n-workflow';
import { isPathSafe } from '../../nodes/shared/locators/user';
import { finders } from '../../nodes/shared/locators/all';

/** Whether the record is what the person means. */
const means = (place: string, value: string, row: IDataObject) => {
	const [field = '', name = ''] = place.split('.');
	const mode = finders[field]?.modes[name];
	const keys = mode?.keysOf(row) ?? [];
	return (mode?.keysIn(value) ?? []).some((key) => keys.includes(key));
};

const TEAM = { Id: 'ZppqOWTqgVM1', Name: 'New Hires', TeamCodeForBulkImport: '1689704-NewHires' };
const COURSE = { Id: 'RuzXNaD42Sw1', Name: 'Security', OriginalId: 590874 };
const SITE = 'https://yourcompany.litmos.com';

describe('a team or a course by URL', () => {
	it.each([
		`${SITE}/team/1689704`,
		`${SITE}/team/1689704/`,
		`${SITE}/team/1689704/edit`,
		`${SITE}/team/1689704?tab=2`,
		`${SITE}/teams?id=1689704`,
		`${SITE}/team/1689704#people`,
		'https://api.litmos.com/v1.svc/teams/ZppqOWTqgVM1',
		'https://api.litmos.com/v1.svc/teams/ZppqOWTqgVM1?source=x',
	])('is meant by %s', (url) => {
		expect(means('teamId.url', url, TEAM)).toBe(true);
		const course = url.replace('1689704', '590874').replace('ZppqOWTqgVM1', 'RuzXNaD42Sw1');
		expect(means('courseId.url', course, COURSE)).toBe(true);
	});

	it.each([
		`${SITE}/team/168970`,
		`${SITE}/team/16897041`,
		`${SITE}/team/1689704-NewHires`,
		`${SITE}/team/1`,
		`${SITE}/team/2?id=1689704`,
		'https://api.litmos.com/v1.svc/teams/zppqowtqgvm1',
		`${SITE}/team/`,
		SITE,
	])('is not meant by %s', (url) => {
		expect(means('teamId.url', url, TEAM)).toBe(false);
		expect(means('courseId.url', url.replace('1689704', '590874'), COURSE)).toBe(false);
	});

	it.each([`${SITE}/team/`, SITE, `${SITE}/teams/all`])(
		'is not a record without a number, if the URL has none either: %s',
		(url) => {
			expect(means('teamId.url', url, { Id: 't1', Name: 'Old' })).toBe(false);
			expect(means('teamId.url', url, { Id: 't1', TeamCodeForBulkImport: 'Old' })).toBe(false);
			expect(means('courseId.url', url, { Id: 'c1', Name: 'Old' })).toBe(false);
			expect(means('courseId.url', url, { Id: 'c1', OriginalId: null })).toBe(false);
		},
	);
});

describe('a record by its name', () => {
	it('is meant by the whole name, whatever its capitals and outer spaces', () => {
		expect(means('teamId.name', ' new hires', TEAM)).toBe(true);
		expect(means('teamId.name', 'New Hire', TEAM)).toBe(false);
		expect(means('courseId.name', 'SECURITY', COURSE)).toBe(true);
		expect(means('userId.email', 'Ada@X.org', { Email: 'ada@x.org' })).toBe(true);
		expect(means('userId.userName', 'ada', { UserName: 'Ada' })).toBe(true);
		expect(means('userId.userName', 'ada', { Username: 'Ada' })).toBe(true);
		expect(means('ManagerId.email', 'ada@x.org', { Email: 'ada@x.org' })).toBe(true);
	});

	it('is not one that has no name', () => {
		expect(means('teamId.name', 'undefined', {})).toBe(false);
		expect(means('userId.email', 'null', { Email: null })).toBe(false);
	});
});

describe('a user name in a path', () => {
	it.each(['ada', 'ada.l@example.com', 'ada_l-2', 'Ada99'])('may be %s', (name) => {
		expect(isPathSafe(name)).toBe(true);
	});

	it.each(['ada+l@example.com', 'a/b', 'a b', 'ä', 'a%b', "o'connor", 'a:b', ''])(
		'may not be %s, which the server of Litmos would refuse',
		(name) => {
			expect(isPathSafe(name)).toBe(false);
		},
	);

	it('stands for the user of the path only', () => {
		const { isPathSafe: mayStand } = finders.userId!.modes.userName!;
		expect(mayStand?.('ada')).toBe(true);
		expect(mayStand?.('ada+l')).toBe(false);
		expect(finders.userId?.modes.email?.isPathSafe).toBeUndefined();
		const names = rows.flatMap(({ operation }) => requestsOf(operation));
		const fields = new Set(names.map(({ takesNameOf }) => takesNameOf));
		expect(fields).toEqual(new Set([undefined, 'userId']));
	});
});
