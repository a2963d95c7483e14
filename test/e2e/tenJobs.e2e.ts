import type { IDataObject } from 'n8n-workflow';
import { openEditor, type Editor } from './support/editor';
import { succeeded, takeHand, type Hand } from './support/hand';
import { shoot } from './support/images';
import { until } from './support/processes';
import { outcomeOf, type NodeOutcome } from './support/rest';
import { createCredential, openStage, type Stage } from './support/stage';
import { startOpenAi, type OpenAi } from './support/openAi';
import { startMailServer, type MailServer } from './support/mailServer';
import { startReceiver, type Receiver } from './support/receiver';
import {
	clicksTold,
	hires,
	IMPORTED,
	LEAVERS,
	noted,
	people,
	REFUSED,
	TEAM_TREE,
} from './support/tenJobs';

const MANUALLY = ['manual', 'Trigger manually'] as const;

/** What Litmos' administrators do most, each from an empty canvas, by mouse. */
describe('ten jobs by mouse', () => {
	let stage: Stage;
	let editor: Editor;
	let hand: Hand;
	let model: OpenAi;
	let crm: Receiver;
	let mail: MailServer;

	beforeAll(async () => {
		stage = await openStage('ten-jobs');
		await createCredential(stage, 'Litmos account', { requestsPerMinute: 1_000 });
		model = await startOpenAi({ Team: 'Sales' });
		const openAi = { apiKey: 'any', url: model.baseUrl };
		await stage.n8n.rest.createCredential('A model', 'openAiApi', openAi);
		crm = await startReceiver();
		mail = await startMailServer();
		const smtp = { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true };
		await stage.n8n.rest.createCredential('Mail', 'smtp', smtp);
		editor = await openEditor(stage.n8n.rest);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
		model?.close();
		crm?.close();
		mail?.close();
	});
	beforeEach(async () => {
		hand = await takeHand(editor);
	});
	afterEach(() => {
		expect(editor.problems.splice(0)).toEqual([]);
	});

	const state = () => stage.sandbox.state;
	const course = (name: string) => [...state().courses.values()].find((one) => one.Name === name)!;
	const team = (name: string) => [...state().teams.values()].find((one) => one.Name === name)!;
	const user = (name: string) => state().users.get(state().userNames.get(name.toLowerCase()) ?? '');

	/** The rows of a sheet, as the output of the first node. */
	async function begin(rows?: readonly IDataObject[]): Promise<void> {
		await hand.start(...MANUALLY);
		if (!rows) return;
		await hand.openNode('When clicking ‘Execute workflow’');
		await hand.paste(rows);
		await hand.close();
	}

	/** What a node did in the newest execution, once that has ended. */
	async function outcome(node: string): Promise<NodeOutcome> {
		const { rest } = stage.n8n;
		const found = await rest.call<{ results: Array<{ id: string }> }>('GET', '/executions?limit=1');
		return outcomeOf(await rest.execution(found.results[0]!.id), node);
	}

	/** The end of a job: its picture, and the number of clicks that docs/ten-jobs.md tells. */
	async function end(letter: string): Promise<void> {
		await shoot(editor, `job-${letter}`);
		noted(letter, hand.clicks());
		expect(hand.clicks()).toBe(clicksTold(letter));
	}

	it('(a) adds five new hires with a custom field, a manager, a team and a course, by no email', async () => {
		const boss = people(stage.sandbox, 1)[0]!;
		const rows = hires(boss.UserName);
		const mails = state().mails.length;
		await begin(rows);
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
		await succeeded(editor, 3);
		for (const { Login, Branch } of rows) {
			const hired = user(String(Login))!;
			expect(hired).toMatchObject({ CustomField1: Branch, ManagerId: boss.Id, Active: true });
			expect(team('Sales').members).toContain(hired.Id);
			expect(state().enrolments.get(hired.Id)?.has(course('Safety').Id)).toBe(true);
		}
		expect(state().mails).toHaveLength(mails);
		await end('a');
	});

	it('(b) deactivates leavers by their emails, one of them unknown', async () => {
		const leavers = people(stage.sandbox, LEAVERS, 10);
		const unknown = 'not.here@example.com';
		await begin([...leavers.map(({ Email }) => ({ Email })), { Email: unknown }]);
		await hand.add('litmos deactivate', 'Litmos', 'Deactivate user');
		await hand.drag('Email', 'userId');
		await hand.click(editor.at('tab-settings'));
		await hand.choose('onError', 'Continue');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 1);
		expect(leavers.map(({ Id }) => state().users.get(Id)!.Active)).toEqual(
			leavers.map(() => false),
		);
		const { items } = await outcome('Deactivate user');
		expect(items).toHaveLength(LEAVERS + 1);
		expect(items.at(-1)!.json).toMatchObject({ error: expect.stringContaining(unknown) });
		await hand.openNode('Deactivate user');
		await end('b');
	});

	it('(c) mails each manager the overdue courses of the team', async () => {
		await hand.start('schedule', 'On a schedule');
		await hand.choose('field', 'Weeks');
		await hand.close();
		await hand.add('litmos overdue', 'Litmos Report', 'Get overdue and expiring digest');
		await hand.close();
		await hand.add('send email', 'Send Email', 'Send');
		await hand.fill('fromEmail', 'training@example.com');
		await hand.fill('toEmail', "={{ $json.managerEmail ?? 'training@example.com' }}");
		await hand.drag('subject', 'subject');
		await hand.drag('html', 'html');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 3);
		const { items } = await outcome('Get overdue and expiring digest');
		const expected = items.map(({ json }) => json.managerEmail ?? 'training@example.com');
		expect(expected.length).toBeGreaterThan(1);
		expect(mail.caught.flatMap(({ to }) => to).sort()).toEqual(expected.sort());
		await end('c');
	});

	it('(d) saves who completed a course last month as a spreadsheet', async () => {
		await begin();
		await hand.add('litmos report', 'Litmos Report', 'Get course results with names');
		await hand.choose('period', 'Last Month');
		await hand.addField('Course');
		await hand.pick('courseId', 'Safety');
		await hand.addField('Completed Only');
		await hand.toggle('completedOnly');
		await hand.close();
		await hand.add('convert to file', 'Convert to File', 'Convert to XLSX');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 3);
		const { items } = await outcome('Get course results with names');
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json).toMatchObject({ CourseName: 'Safety' });
		const [sheet] = (await outcome('Convert to File')).items;
		expect(sheet!.binary?.data).toMatchObject({ fileExtension: 'xlsx' });
		await end('d');
	});

	it('(e) registers five people for an upcoming session', async () => {
		const five = people(stage.sandbox, 5, 20);
		await begin(five.map(({ Email }) => ({ Email })));
		await hand.add('litmos register session', 'Litmos', 'Register user for session');
		await hand.pick('sessionId', 'First Aid at Work');
		await hand.drag('Email', 'userId');
		await hand.toggle('assignCourse');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 1);
		const sessions = [...state().ilt.sessions.values()];
		expect(sessions.some((one) => five.every(({ Id }) => one.people.has(Id)))).toBe(true);
		await end('e');
	});

	it('(f) sends a completed course to another system', async () => {
		await hand.start('litmos', 'Litmos', 'On course completed');
		await hand.close();
		await hand.add('http request', 'HTTP Request');
		await hand.choose('method', 'POST');
		await hand.fill('url', crm.url);
		await hand.toggle('sendBody');
		await hand.choose('specifyBody', 'Using JSON');
		await hand.fill('jsonBody', '={{ $json }}');
		await hand.close();
		const { userId, courseId } = stage.sandbox.happen({ what: 'courseCompleted' });
		await hand.execute();
		await succeeded(editor, 2);
		expect(crm.received).toContainEqual(expect.objectContaining({ UserId: userId, Id: courseId }));
		await end('f');
	});

	it('(g) imports 300 people, and tells which rows Litmos refused', async () => {
		await begin(IMPORTED);
		await hand.add('litmos import users', 'Litmos', 'Import users');
		await editor.at('resource-mapper-container').getByText('Username').first().waitFor();
		await hand.chooseIn(editor.at('mapping-mode-select'), 'Map Automatically');
		await hand.click(editor.at('tab-settings'));
		await hand.choose('onError', 'Continue');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 1);
		const { items } = await outcome('Import users');
		expect(items).toHaveLength(IMPORTED.length);
		const refused = items
			.filter(({ json }) => json.error !== undefined)
			.map(({ json }) => json.Login);
		expect(refused).toEqual(REFUSED);
		const added = IMPORTED.filter(({ Login }) => user(Login)?.Active);
		expect(added).toHaveLength(IMPORTED.length - REFUSED.length);
		await hand.openNode('Import users');
		await end('g');
	});

	it('(h) builds the tree of teams from a list', async () => {
		await begin(TEAM_TREE);
		await hand.add('litmos team', 'Litmos', 'Mirror hierarchy of teams');
		await hand.drag('Department', 'Name');
		await hand.drag('Belongs_to', 'parentName');
		await hand.close();
		await hand.execute();
		await succeeded(editor, 1);
		for (const { Department, Belongs_to: parent } of TEAM_TREE) {
			const made = team(Department);
			expect(made.ParentTeamId ?? '').toBe(parent ? team(parent).Id : '');
		}
		await hand.openNode('Mirror hierarchy of teams');
		await end('h');
	});

	it('(i) asks an AI agent who is overdue in a team', async () => {
		const { at, page } = editor;
		await hand.start('chat', 'Chat', 'On new Chat event');
		await hand.close();
		await hand.add('ai agent', 'AI Agent');
		await hand.click(at('add-subnode-ai_languageModel-0'));
		await hand.search('openai chat model', 'OpenAI Chat Model');
		await hand.close();
		await hand.openNode('AI Agent');
		await hand.click(at('add-subnode-ai_tool-0'));
		await hand.search('litmos report', 'Litmos Report Tool');
		await hand.click(at('parameter-input-teamId').getByTestId('from-ai-override-button'));
		await hand.addField('Status');
		await hand.choose('status', 'Overdue');
		await page.keyboard.press('Escape');
		await hand.close();
		await hand.click(at('workflow-chat-button'));
		await hand.click(at('canvas-chat').locator('textarea'));
		await page.keyboard.type('Who is overdue in Sales?');
		await page.keyboard.press('Enter');
		await at('canvas-chat').getByText('This is what I found').first().waitFor();
		const overdue = await at('canvas-chat').innerText();
		const members = [...team('Sales').members].map((id) => state().users.get(id)!.UserName);
		expect(members.some((name) => overdue.includes(name))).toBe(true);
		await end('i');
	});

	it('(j) calls whatever Litmos offers', async () => {
		await begin();
		await hand.add('litmos', 'Litmos', 'Send custom API call');
		await hand.fill('path', '/courses');
		await hand.click(editor.at('node-execute-button'));
		await until(
			'the courses are shown',
			async () => await editor.at('ndv-items-count').isVisible(),
		);
		await editor.at('output-panel').getByText('Safety').first().waitFor();
		await end('j');
	});
});
