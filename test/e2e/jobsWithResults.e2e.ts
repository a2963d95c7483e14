import { succeeded, takeHand } from './support/hand';
import { startMailServer, type MailServer } from './support/mailServer';
import { startOpenAi, type OpenAi } from './support/openAi';
import { until } from './support/processes';
import { startReceiver, type Receiver } from './support/receiver';
import { openJobs, type Jobs } from './support/tenJobs';

/** What administrators do with what people have learned, each from an empty canvas, by mouse. */
describe('by mouse, what people have learned', () => {
	let jobs: Jobs;
	let model: OpenAi;
	let crm: Receiver;
	let mail: MailServer;

	beforeAll(async () => {
		jobs = await openJobs('jobs-results');
		const { rest } = jobs.stage.n8n;
		model = await startOpenAi(() => ({ given: { Team: 'Sales' } }));
		await rest.createCredential('A model', 'openAiApi', { apiKey: 'any', url: model.baseUrl });
		crm = await startReceiver();
		mail = await startMailServer();
		const smtp = { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true };
		await rest.createCredential('Mail', 'smtp', smtp);
	});
	afterAll(async () => {
		await jobs?.close();
		model?.close();
		crm?.close();
		mail?.close();
	});
	afterEach(() => {
		expect(jobs.editor.problems.splice(0)).toEqual([]);
	});

	it('(c) mails each manager the overdue courses of the team', async () => {
		const hand = await takeHand(jobs.editor);
		await hand.start('schedule', 'On a schedule');
		await hand.choose('field', 'Weeks');
		await hand.close();
		await hand.add('litmos overdue', 'Litmos Report', 'Get overdue and expiring digest');
		await hand.close();
		await hand.add('send email', 'Send Email', 'Send an Email');
		await hand.fill('fromEmail', 'training@example.com');
		await hand.drag('managerEmail', 'toEmail');
		await hand.drag('subject', 'subject');
		await hand.drag('html', 'html');
		await hand.fill('toEmail', "{{ $json.managerEmail ?? 'training@example.com' }}");
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 3);
		const { items } = await jobs.outcome('Get overdue and expiring digest');
		const expected = items.map(({ json }) => json.managerEmail ?? 'training@example.com');
		expect(expected.length).toBeGreaterThan(1);
		expect(mail.caught.flatMap(({ to }) => to).sort()).toEqual(expected.sort());
		await jobs.end('c', hand);
	});

	it('(d) saves who completed a course last month as a spreadsheet', async () => {
		const hand = await jobs.begin();
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
		await succeeded(jobs.editor, 3);
		const { items } = await jobs.outcome('Get course results with names');
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json).toMatchObject({ CourseName: 'Safety' });
		const [sheet] = (await jobs.outcome('Convert to File')).items;
		expect(sheet!.binary?.data).toMatchObject({ fileExtension: 'xlsx' });
		await jobs.end('d', hand);
	});

	it('(f) sends a completed course to another system', async () => {
		const hand = await takeHand(jobs.editor);
		await hand.start('litmos', 'Litmos', 'On course completed');
		await hand.close();
		await hand.add('http request', 'HTTP Request');
		await hand.choose('method', 'POST');
		await hand.fill('url', crm.url);
		await hand.toggle('sendBody');
		await hand.choose('specifyBody', 'Using JSON');
		await hand.fill('jsonBody', '={{ $json }}');
		await hand.close();
		const { userId, courseId } = jobs.stage.sandbox.happen({ what: 'courseCompleted' });
		await hand.execute();
		await succeeded(jobs.editor, 2);
		expect(crm.received).toContainEqual(expect.objectContaining({ UserId: userId, Id: courseId }));
		await jobs.end('f', hand);
	});

	it('(i) asks an AI agent who is overdue in a team', async () => {
		const { at, page } = jobs.editor;
		const hand = await takeHand(jobs.editor);
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
		const members = [...jobs.team('Sales').members].map((id) => jobs.state.users.get(id)!.UserName);
		expect(members.some((name) => overdue.includes(name))).toBe(true);
		await jobs.end('i', hand);
	});

	it('(j) calls whatever Litmos offers', async () => {
		const hand = await jobs.begin();
		await hand.add('litmos', 'Litmos', 'Send custom API call');
		await hand.fill('path', '/courses');
		await hand.click(jobs.editor.at('node-execute-button'));
		await until(
			'the courses are shown',
			async () => await jobs.editor.at('ndv-items-count').isVisible(),
		);
		await jobs.editor.at('output-panel').getByText('Safety').first().waitFor();
		await jobs.end('j', hand);
	});
});
