import { succeeded } from './support/hand';
import {
	hires,
	IMPORTED,
	LEAVERS,
	openJobs,
	people,
	REFUSED,
	TEAM_TREE,
	type Jobs,
} from './support/tenJobs';

/** What administrators do with lists of people, each from an empty canvas, by mouse. */
describe('by mouse, a list of people', () => {
	let jobs: Jobs;

	beforeAll(async () => {
		jobs = await openJobs('jobs-people');
	});
	afterAll(async () => {
		await jobs?.close();
	});
	afterEach(() => {
		expect(jobs.editor.problems.splice(0)).toEqual([]);
	});

	it('(a) adds five new hires with a custom field, a manager, a team and a course, by no email', async () => {
		const boss = people(jobs.stage.sandbox, 1)[0]!;
		const rows = hires(boss.UserName);
		const mails = jobs.state.mails.length;
		const hand = await jobs.begin(rows);
		await hand.add('litmos create user', 'Litmos', 'Create or update user');
		await hand.drag('Login', 'UserName');
		await hand.drag('First', 'FirstName');
		await hand.drag('Last', 'LastName');
		await hand.drag('Email', 'Email');
		await hand.addField('Custom Field 1');
		await hand.drag('Branch', 'CustomField1');
		await hand.addField('Manager');
		await hand.drag('Boss', 'ManagerId');
		await hand.close();
		await hand.add('litmos add to team', 'Litmos', 'Add member to team');
		await hand.pick('teamId', 'Sales');
		await hand.drag('Id', 'userId');
		await hand.close();
		await hand.add('litmos assign course', 'Litmos', 'Assign course to user');
		await hand.pick('courseId', 'Safety');
		await hand.drag('userId', 'userId');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 3);
		for (const { Login, Branch } of rows) {
			const hired = jobs.user(String(Login))!;
			expect(hired).toMatchObject({ CustomField1: Branch, ManagerId: boss.Id, Active: true });
			expect(jobs.team('Sales').members).toContain(hired.Id);
			expect(jobs.state.enrolments.get(hired.Id)?.has(jobs.course('Safety').Id)).toBe(true);
		}
		expect(jobs.state.mails).toHaveLength(mails);
		await jobs.end('a', hand);
	});

	it('(b) deactivates leavers by their emails, one of them unknown', async () => {
		const leavers = people(jobs.stage.sandbox, LEAVERS, 10);
		const unknown = 'not.here@example.com';
		const hand = await jobs.begin([...leavers.map(({ Email }) => ({ Email })), { Email: unknown }]);
		await hand.add('litmos deactivate', 'Litmos', 'Deactivate user');
		await hand.drag('Email', 'userId');
		await hand.click(jobs.editor.at('tab-settings'));
		await hand.choose('onError', 'Continue');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 1);
		expect(leavers.map(({ Id }) => jobs.state.users.get(Id)!.Active)).toEqual(
			leavers.map(() => false),
		);
		const { items } = await jobs.outcome('Deactivate user');
		expect(items).toHaveLength(LEAVERS + 1);
		expect(items.at(-1)!.json).toMatchObject({ error: expect.stringContaining(unknown) });
		await hand.openNode('Deactivate user');
		await jobs.end('b', hand);
	});

	it('(e) registers five people for an upcoming session', async () => {
		const five = people(jobs.stage.sandbox, 5, 20);
		const hand = await jobs.begin(five.map(({ Email }) => ({ Email })));
		await hand.add('litmos register session', 'Litmos', 'Register user for session');
		await hand.pick('sessionId', 'First Aid at Work');
		await hand.drag('Email', 'userId');
		await hand.toggle('assignCourse');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 1);
		const sessions = [...jobs.state.ilt.sessions.values()];
		expect(sessions.some((one) => five.every(({ Id }) => one.people.has(Id)))).toBe(true);
		await jobs.end('e', hand);
	});

	it('(g) imports 300 people, and tells which rows Litmos refused', async () => {
		const hand = await jobs.begin(IMPORTED);
		await hand.add('litmos import users', 'Litmos', 'Import users');
		await jobs.editor.at('resource-mapper-container').getByText('Username').first().waitFor();
		await hand.chooseIn(jobs.editor.at('mapping-mode-select'), 'Map Automatically');
		await hand.click(jobs.editor.at('tab-settings'));
		await hand.choose('onError', 'Continue');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 1);
		const { items } = await jobs.outcome('Import users');
		expect(items).toHaveLength(IMPORTED.length);
		const refused = items
			.filter(({ json }) => json.error !== undefined)
			.map(({ json }) => json.Login);
		expect(refused).toEqual(REFUSED);
		const added = IMPORTED.filter(({ Login }) => jobs.user(Login)?.Active);
		expect(added).toHaveLength(IMPORTED.length - REFUSED.length);
		await hand.openNode('Import users');
		await jobs.end('g', hand);
	});

	it('(h) builds the tree of teams from a list', async () => {
		const hand = await jobs.begin(TEAM_TREE);
		await hand.add('litmos team', 'Litmos', 'Mirror hierarchy of teams');
		await hand.drag('Department', 'Name');
		await hand.drag('Belongs_to', 'parentName');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 1);
		for (const { Department, Belongs_to: parent } of TEAM_TREE) {
			const made = jobs.team(Department);
			expect(made.ParentTeamId ?? '').toBe(parent ? jobs.team(parent).Id : '');
		}
		await hand.openNode('Mirror hierarchy of teams');
		await jobs.end('h', hand);
	});
});
