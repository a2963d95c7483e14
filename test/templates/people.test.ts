// Templates about users, run by n8n's engine against the sandbox; sheets, emails and chats are stand-ins.
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/server';
import type { UserRecord } from '../../sandbox/state/records';
import { written } from './support/foreignNodes';
import { itemsOf, openTemplate } from './support/template';

const userNamed = ({ state }: Sandbox, name: string): UserRecord | undefined =>
	state.users.get(state.userNames.get(name.toLowerCase()) ?? '');

const teamsOf = ({ state }: Sandbox, { Id }: UserRecord): string[] =>
	[...state.teams.values()].filter(({ members }) => members.has(Id)).map(({ Name }) => Name);

const coursesOf = ({ state }: Sandbox, { Id }: UserRecord): string[] =>
	[...(state.enrolments.get(Id)?.keys() ?? [])].map((id) => state.courses.get(id)!.Name);

/** Active learners, from the third user on. */
const learners = ({ state }: Sandbox, count: number): UserRecord[] =>
	[...state.users.values()]
		.filter(({ Active, AccessLevel }) => Active && AccessLevel === 'Learner')
		.slice(2, 2 + count);

describe('onboard-new-hires', () => {
	const hire = (row_number: number, name: string, more: IDataObject = {}) => ({
		row_number,
		Username: `${name.toLowerCase()}.new@example.com`,
		'First Name': name,
		'Last Name': 'New',
		Email: `${name.toLowerCase()}.new@example.com`,
		'Job Title': 'Pilot',
		'Manager Email': '',
		Team: 'Support',
		'First Course': 'Welcome to the Company',
		'Litmos Status': '',
		...more,
	});

	it('brings each open row into Litmos, says so in the sheet, and posts one message', async () => {
		const rows: IDataObject[] = [
			hire(2, 'Ada', { 'Manager Email': 'ben.new@example.com' }),
			hire(3, 'Old', { 'Litmos Status': 'Done' }),
			hire(4, 'Ben'),
			hire(5, 'Cleo', { Team: 'No Such Team' }),
			hire(6, 'Dan', { 'First Course': 'No Such Course' }),
			hire(7, 'Eve', { 'Last Name': '' }),
		];
		const template = await openTemplate('onboard-new-hires', { answers: { 'New Hires': rows } });
		await template.run();
		const { sandbox, given } = template;
		const [ada, ben] = ['ada', 'ben'].map((name) => userNamed(sandbox, `${name}.new@example.com`)!);
		expect(ada).toMatchObject({ FirstName: 'Ada', JobTitle: 'Pilot', ManagerId: ben!.Id });
		for (const user of [ada!, ben!]) {
			expect(teamsOf(sandbox, user)).toEqual(['Support']);
			expect(coursesOf(sandbox, user)).toContain('Welcome to the Company');
		}
		expect(userNamed(sandbox, 'old.new@example.com')).toBeUndefined();
		expect(given('Mark as Done').map(written)).toEqual(
			[2, 4].map((row_number) => ({ row_number, 'Litmos Status': 'Done' })),
		);
		const failed = given('Mark as Failed').map(written) as IDataObject[];
		expect(failed.map(({ row_number }) => row_number).sort()).toEqual([5, 6, 7]);
		for (const { row_number, 'Litmos Status': status } of failed) {
			const about = { 5: /No Such Team/, 6: /No Such Course/, 7: /Last Name/ };
			expect(status).toMatch(about[row_number as 5 | 6 | 7]);
		}
		expect(given('Post to Channel').map(({ text }) => text)).toEqual([
			'2 new hires are in Litmos: Ada New, Ben New',
		]);
		expect(sandbox.state.mails).toEqual([]);
	});

	it('does nothing, and posts nothing, without open rows', async () => {
		const rows = [hire(2, 'Old', { 'Litmos Status': 'Done' })];
		const { run, given, requests } = await openTemplate('onboard-new-hires', {
			answers: { 'New Hires': rows },
		});
		await run();
		expect([requests(), given('Post to Channel')]).toEqual([[], []]);
	});
});

describe('sync-people-with-approval', () => {
	async function sync(isApproved: boolean) {
		const rows: IDataObject[] = [];
		const template = await openTemplate('sync-people-with-approval', {
			answers: { 'Staff List': rows, 'Ask for Approval': [{ data: { approved: isApproved } }] },
		});
		const { sandbox } = template;
		const [changed, same] = learners(sandbox, 2) as [UserRecord, UserRecord];
		const rowOf = (user: UserRecord, more = {}): IDataObject => ({
			row_number: 2,
			Username: user.UserName,
			'First Name': user.FirstName,
			'Last Name': user.LastName,
			'Job Title': user.JobTitle || 'Pilot',
			...more,
		});
		same.JobTitle = 'Pilot';
		rows.push(
			rowOf(changed, { 'Job Title': 'Night Pilot' }),
			rowOf(same),
			{ Username: 'ada.new@example.com', 'First Name': 'Ada', 'Last Name': 'New' },
			{ Username: 'no.name@example.com', 'First Name': '', 'Last Name': '' },
		);
		const before = JSON.stringify([...sandbox.state.users]);
		await template.run();
		return { ...template, changed, before };
	}

	it('asks with the changes, applies them after Approve, and reports', async () => {
		const { given, sandbox, changed } = await sync(true);
		const [asked, ...others] = given('Ask for Approval');
		expect(others).toEqual([]);
		expect(asked).toMatchObject({ subject: '2 changes to users in Litmos' });
		const lines = String(asked!.message).split('\n');
		expect(lines).toHaveLength(2);
		expect(lines.join('\n')).toMatch(/^create: ada\.new@example\.com /m);
		expect(lines.join('\n')).toContain(`update: ${changed.UserName} JobTitle `);
		expect(lines.join('\n')).toContain('> Night Pilot');
		expect(userNamed(sandbox, changed.UserName)).toMatchObject({ JobTitle: 'Night Pilot' });
		expect(userNamed(sandbox, 'ada.new@example.com')).toMatchObject({ FirstName: 'Ada' });
		expect(given('Post Result').map(({ text }) => text)).toEqual([
			'Litmos users: 2 of 3 changes done.',
		]);
		const forHr = given('For HR to Check').map(written) as IDataObject[];
		expect(new Set(forHr.map(({ User }) => User))).toEqual(new Set(['no.name@example.com']));
		for (const { Reason, Date: day } of forHr) {
			expect(Reason).not.toBe('');
			expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
		}
		expect(sandbox.state.mails).toEqual([]);
	});

	it('writes nothing after Decline', async () => {
		const { log, sandbox, before, given } = await sync(false);
		expect(log().filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(JSON.stringify([...sandbox.state.users])).toBe(before);
		expect(given('Post Result')).toEqual([]);
	});
});

describe('deactivate-leavers', () => {
	it('deactivates whoever has left, and no one else', async () => {
		const rows: IDataObject[] = [];
		const { run, sandbox, given } = await openTemplate('deactivate-leavers', {
			answers: { Leavers: rows },
		});
		const [gone, tomorrow, later, unreadable, done] = learners(sandbox, 5) as UserRecord[];
		const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
		const row = (row_number: number, user: string, last: string, status = '') => ({
			row_number,
			Username: user,
			'Last Day': last,
			'Litmos Status': status,
		});
		rows.push(
			row(2, gone!.UserName, day(-3).slice(0, 10)),
			row(3, tomorrow!.UserName, day(1).slice(0, 10)),
			row(4, later!.UserName, day(30).slice(0, 10)),
			row(5, unreadable!.UserName, '31/01/2020'),
			row(6, done!.UserName, day(-3).slice(0, 10), 'Done'),
			row(7, 'stranger@example.com', day(-3).slice(0, 10)),
		);
		await run();
		expect(gone!.Active).toBe(true);
		expect(userNamed(sandbox, gone!.UserName)).toMatchObject({ Active: false });
		expect(teamsOf(sandbox, gone!)).toEqual([]);
		for (const user of [tomorrow, later, unreadable, done])
			expect(userNamed(sandbox, user!.UserName)).toMatchObject({ Active: true });
		expect(given('Mark as Done').map(written)).toEqual([
			{ row_number: 2, 'Litmos Status': 'Done' },
		]);
		expect(given('Mark as Unreadable').map(written)).toMatchObject([{ row_number: 5 }]);
		expect(given('Mark as Failed').map(written)).toMatchObject([
			{ row_number: 7, 'Litmos Status': expect.stringContaining('stranger') as string },
		]);
		expect(given('Post to Teams').map(({ message }) => message)).toEqual([
			`Deactivated in Litmos: ${gone!.FirstName} ${gone!.LastName}`,
		]);
	});
});

describe('assign-courses-by-job-title', () => {
	const RULES = [
		{ row_number: 2, 'Job Title': 'Driver', Course: 'Welcome to the Company' },
		{ row_number: 3, 'Job Title': 'Driver', Course: 'No Such Course' },
		{ row_number: 4, 'Job Title': 'Nurse', Course: 'Sales Basics' },
	];

	it('assigns what the sheet says for the job, and reports the rest', async () => {
		const template = await openTemplate('assign-courses-by-job-title', {
			answers: { Rules: RULES },
		});
		const { sandbox, given } = template;
		const created = (userName: string) => ({ what: 'userCreated' as const, userName });
		const happen = sandbox.happen.bind(sandbox);
		sandbox.happen = (happening) => {
			const happened = happen(happening);
			const user = userNamed(sandbox, String(happening.userName));
			user!.JobTitle = happening.userName === 'ada@example.com' ? 'Driver' : 'Astronaut';
			return happened;
		};
		const run = await template.runAfter([created('ada@example.com'), created('ben@example.com')]);
		const [ada, ben] = ['ada', 'ben'].map((name) => userNamed(sandbox, `${name}@example.com`)!);
		expect(coursesOf(sandbox, ada!)).toEqual(['Welcome to the Company']);
		expect(coursesOf(sandbox, ben!)).toEqual([]);
		expect(itemsOf(run, 'Assign Course')).toHaveLength(1);
		expect(given('Report Failure').map(({ text }) => text)).toEqual([
			expect.stringMatching(/^Not assigned to ada@example\.com: No Such Course\. .*No Such Course/),
		]);
		expect(given('Report Missing Rule').map(({ text }) => text)).toEqual([
			'No course is planned for the job title of ben@example.com: Astronaut',
		]);
		expect(given('Rules')).toHaveLength(1);
	});

	it('reports every new user while the sheet is empty', async () => {
		const { runAfter, given } = await openTemplate('assign-courses-by-job-title', {
			answers: { Rules: [] },
		});
		await runAfter([{ what: 'userCreated', userName: 'ada@example.com' }]);
		expect(given('Report Missing Rule').map(({ text }) => text)).toEqual([
			'No course is planned for the job title of ada@example.com: none',
		]);
	});
});
