// Templates about results, live training and several accounts, run by n8n's engine against the sandbox.
import type { IDataObject } from 'n8n-workflow';
import { addIltModule } from '../../sandbox/seed/ilt';
import { startSandbox } from '../../sandbox/server';
import type { UserRecord } from '../../sandbox/state/records';
import { sendEvent } from '../../sandbox/webhooks/delivery';
import { achievementEvents } from '../../sandbox/webhooks/events';
import { fieldsFor } from '../engine/support/bench';
import { closeAfterTest } from '../engine/support/closing';
import { by } from '../engine/support/locatorValue';
import { startWebhookServer } from '../engine/support/webhookServer';
import { createEngine } from '../support/engine';
import { written } from './support/foreignNodes';
import { itemsOf, openTemplate, type OpenTemplate } from './support/template';

const DAY_MS = 86_400_000;
const usersOf = ({ sandbox }: OpenTemplate) => [...sandbox.state.users.values()];
const day = (text: unknown): string => String(text).slice(0, 10);

describe('email-overdue-digest', () => {
	it('mails each manager once, and what is left to one address; posts the numbers of the teams', async () => {
		const template = await openTemplate('email-overdue-digest');
		const run = await template.run();
		const digests = itemsOf(run, 'Overdue and Expiring');
		expect(digests.length).toBeGreaterThan(3);
		expect(template.given('Email the Manager')).toMatchObject(
			digests.map(({ managerEmail, subject, html }) => ({
				toRecipients: managerEmail ?? 'training@example.com',
				subject,
				bodyContent: html,
			})),
		);
		expect(digests.filter(({ managerEmail }) => managerEmail === null).length).toBeGreaterThan(0);
		const emails = [...usersOf(template).map(({ Email }) => Email), null];
		for (const { managerEmail } of digests) expect(emails).toContain(managerEmail as string | null);
		const teams = itemsOf(run, 'Summary by Team');
		expect(teams.length).toBeGreaterThan(3);
		const [post, ...others] = template.given('Post Summary');
		expect(others).toEqual([]);
		const [, ...lines] = String(post!.message).split('<br>');
		expect(lines).toHaveLength(teams.length);
		lines.forEach((line, index) => {
			const { percentage, name } = teams[index] as IDataObject;
			const [bar, share, ...words] = line.split(' ');
			expect(bar).toHaveLength(10);
			expect(bar!.split('█')).toHaveLength(Math.round(Number(percentage) / 10) + 1);
			expect(share).toBe(`${String(percentage)}%`);
			const shown = String(name ?? 'Without a team');
			expect(words.join(' ')).toBe(shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
		});
		expect(template.sandbox.state.mails).toEqual([]);
	});
});

describe('renew-certificates', () => {
	it('writes to user and manager once, keeps a list, and leaves out whom it cannot reach', async () => {
		const template = await openTemplate('renew-certificates');
		const { sandbox, given } = template;
		const [boss, silent, ...others] = usersOf(template).filter(
			({ Active, Email }) => Active && Email,
		);
		const [first, alone, mute, underSilent, later] = others.slice(5, 10) as UserRecord[];
		first!.ManagerId = boss!.Id;
		alone!.ManagerId = '0';
		mute!.Email = '';
		mute!.ManagerId = boss!.Id;
		silent!.Email = '';
		underSilent!.ManagerId = silent!.Id;
		const expires = (user: UserRecord | undefined, inDays: number) => ({
			what: 'courseExpires' as const,
			userId: user!.Id,
			at: sandbox.state.clock() + inDays * DAY_MS,
		});
		await template.runAfter([
			...[first, alone, mute, underSilent].map((user) => expires(user, 29.9)),
			expires(later, 200),
		]);
		const reached = [first, alone, underSilent].map((user) => user!.Email);
		expect(given('Email the User').map(({ sendTo }) => sendTo)).toEqual(reached);
		const until = day(new Date(sandbox.state.clock() + 29.9 * DAY_MS).toISOString());
		for (const { subject, message } of given('Email the User')) {
			expect(subject).toMatch(new RegExp(`: valid until ${until}$`));
			expect(message).toMatch(new RegExp(`^Hello .+,\n\nyour .* is valid until ${until}\\.`));
		}
		const toManagers = given('Email the Manager');
		expect(toManagers.map(({ sendTo }) => sendTo)).toEqual([boss!.Email, boss!.Email]);
		[first, mute].forEach((user, index) => {
			const named = `${user!.FirstName} ${user!.LastName}`;
			expect(String(toManagers[index]!.subject).startsWith(`${named}: `)).toBe(true);
			expect(toManagers[index]!.message).toContain(`Hello ${boss!.FirstName},`);
		});
		expect(given('Add to Renewals').map(written)).toMatchObject(
			reached.map((Email) => ({ Email, 'Valid Until': until })),
		);
	});
});

describe('add-completions-to-hubspot', () => {
	it('updates a contact and a row for each completed course, and nothing for the rest', async () => {
		const template = await openTemplate('add-completions-to-hubspot');
		const { sandbox, workflow, credentials, nodes, given } = template;
		const server = await startWebhookServer({ workflow, credentials, nodes });
		const { users, courses } = sandbox.state;
		const events = achievementEvents(sandbox.state).slice(0, 5);
		const mute = users.get(String(events[4]!.data.userId))!;
		mute.Email = '';
		for (const event of events) await sendEvent(event, { url: server.url, pauseMs: 1, repeats: 1 });
		const path = { ...events[0]!, id: 900, data: { ...events[0]!.data, courseId: undefined } };
		await sendEvent(path, { url: server.url, pauseMs: 1, repeats: 0 });
		for (const run of await Promise.all(server.started)) expect(run.error).toBeUndefined();
		const rows = events.map(({ id, data }) => ({
			Event: id,
			Email: users.get(String(data.userId))?.Email,
			Company: users.get(String(data.userId))?.CompanyName,
			Course: courses.get(String(data.courseId))?.Name,
			Completed: day(data.achievementDate),
			'Valid Until': data.compliantTilldate === null ? 'no end' : day(data.compliantTilldate),
		}));
		expect(given('Add to Completions').map(written)).toEqual(rows);
		const reached = rows.filter(({ Email }) => Email !== '');
		expect(reached.length).toBeLessThan(rows.length);
		expect(
			given('Update Contact').map(({ email, additionalFields }) => {
				const { customPropertiesUi, companyName } = additionalFields as IDataObject;
				const { customPropertiesValues: values } = customPropertiesUi as {
					customPropertiesValues: IDataObject[];
				};
				return [email, companyName, ...values.map(({ value }) => value)];
			}),
		).toEqual(
			reached.map((row) => [row.Email, row.Company, row.Course, row.Completed, row['Valid Until']]),
		);
	});
});

describe('add-completions-to-hubspot, if Litmos hands out neither user nor course', () => {
	it('takes what the event says', async () => {
		const template = await openTemplate('add-completions-to-hubspot');
		const { sandbox, workflow, credentials, nodes, given } = template;
		const server = await startWebhookServer({ workflow, credentials, nodes });
		sandbox.addFault({ kind: '403', times: 0 });
		const [event] = achievementEvents(sandbox.state);
		await sendEvent({ ...event!, id: 1 }, { url: server.url, pauseMs: 1, repeats: 0 });
		await Promise.all(server.started);
		expect(given('Add to Completions').map(written)).toMatchObject([
			{ Event: 1, Email: event!.data.userName, Course: event!.data.title, Company: '' },
		]);
	});
});

describe('schedule-training-from-calendar', () => {
	const COURSE = 2;

	async function openTraining() {
		const template = await openTemplate('schedule-training-from-calendar', {
			choices: ({ sandbox: { state } }) => {
				const course = [...state.courses.values()][COURSE]!;
				const module = addIltModule(state, course, { Code: '', Name: 'Room', Description: '' });
				const place = { courseId: by('list', course.Id), moduleId: by('list', module.Id) };
				return { 'Create Session': place, 'Get Sessions': place };
			},
		});
		const { state } = template.sandbox;
		const instructor = state.users.get([...state.ilt.instructors][0]!)!;
		const guests = usersOf(template)
			.filter(({ Active, Id, Email }) => Active && Email && !state.ilt.instructors.has(Id))
			.slice(3, 6);
		const event = (start: string, end: string): IDataObject => ({
			id: 'event',
			summary: '[Litmos] First Aid, Group B',
			location: 'Room 4',
			organizer: { email: instructor.UserName },
			start: { dateTime: start, timeZone: 'Europe/London' },
			end: { dateTime: end, timeZone: 'Europe/London' },
			attendees: [
				{ email: instructor.UserName, organizer: true },
				{ email: 'room4@resource.example.com', resource: true },
				...guests.map(({ Email }) => ({ email: Email })),
				{ email: 'stranger@example.com' },
			],
		});
		return { ...template, event, instructor, guests };
	}

	it('makes a session of the event, registers its guests, and reports who is missing', async () => {
		const { run, event, sandbox, instructor, guests, given } = await openTraining();
		const { state } = sandbox;
		const before = new Set(state.ilt.sessions.keys());
		await run([event('2031-05-06T09:30:00+01:00', '2031-05-06T16:00:00+01:00')]);
		const [session, ...others] = [...state.ilt.sessions.values()].filter(
			({ Id }) => !before.has(Id),
		);
		expect(others).toEqual([]);
		expect(session).toMatchObject({
			Name: 'First Aid, Group B',
			Location: 'Room 4',
			InstructorUserId: instructor.Id,
		});
		expect(session!.days).toMatchObject([{ StartTime: '9:30AM', EndTime: '4:00PM' }]);
		expect([...session!.people.keys()].sort()).toEqual(guests.map(({ Id }) => Id).sort());
		const course = [...state.courses.values()][COURSE]!;
		for (const { Id } of guests) expect(state.enrolments.get(Id)!.has(course.Id)).toBe(true);
		const [report, ...reports] = given('Report Guests');
		expect(reports).toEqual([]);
		expect(report!.text).toMatch(/First Aid, Group B: stranger@example\.com \(.*\)$/);
		expect(given('Report Event')).toEqual([]);
	});

	it('hands an event of several days, or of none, to a person', async () => {
		const { run, event, log, given } = await openTraining();
		const whole = { ...event('', ''), start: { date: '2031-05-06' }, end: { date: '2031-05-07' } };
		await run([event('2031-05-06T09:30:00+01:00', '2031-05-07T16:00:00+01:00'), whole]);
		expect(log()).toEqual([]);
		expect(given('Report Event')).toHaveLength(2);
		expect(given('Report Event')[0]!.text).toContain('First Aid, Group B');
	});
});

describe('update-several-accounts', () => {
	const NAMES = ['Headquarters', 'Partner North', 'Partner South'];
	const user = (row_number: number, account: string, more: IDataObject = {}) => ({
		row_number,
		Account: account,
		Username: `user${row_number}@example.com`,
		'First Name': 'Ada',
		'Last Name': `No. ${row_number}`,
		Email: '',
		'Litmos Status': '',
		...more,
	});

	it('sends each row to its account alone, and says so in the sheet', async () => {
		const rows = [
			user(2, NAMES[0]!),
			user(3, NAMES[1]!),
			user(4, NAMES[2]!),
			user(5, 'Partner West'),
			user(6, NAMES[1]!, { 'Last Name': '' }),
			user(7, NAMES[0]!, { 'Litmos Status': 'Done' }),
			user(8, NAMES[1]!),
		];
		const template = await openTemplate('update-several-accounts', { answers: { Users: rows } });
		const sandboxes = await Promise.all(NAMES.map(async () => await openAccount()));
		const credentials = Object.fromEntries(
			sandboxes.map((sandbox, index) => [`litmosApi/${NAMES[index]!}`, fieldsFor(sandbox)]),
		);
		const workflow = {
			...template.workflow,
			nodes: template.workflow.nodes.map((node) =>
				NAMES.includes(node.name)
					? { ...node, credentials: { litmosApi: { id: node.name, name: node.name } } }
					: node,
			),
		};
		const engine = createEngine({ credentials, nodes: template.nodes });
		const run = await engine.run(workflow);
		expect(run.error).toBeUndefined();
		const added = sandboxes.map(({ state }) =>
			[...state.userNames.keys()].filter((name) => /^user\d+@/.test(name)),
		);
		expect(added).toEqual([
			['user2@example.com'],
			['user3@example.com', 'user8@example.com'],
			['user4@example.com'],
		]);
		expect(template.log()).toEqual([]);
		const done = template.given('Mark as Done').map(written) as IDataObject[];
		expect(done.map(({ row_number }) => row_number).sort()).toEqual([2, 3, 4, 8]);
		const failed = template.given('Mark as Failed').map(written) as IDataObject[];
		expect(failed).toHaveLength(2);
		expect(failed).toContainEqual({
			row_number: 5,
			'Litmos Status': 'No account has this name',
		});
		const [refused] = failed.filter(({ row_number }) => row_number === 6);
		expect(refused?.['Litmos Status']).toMatch(/Last Name/);
	});
});

async function openAccount() {
	const sandbox = await startSandbox({ people: 20, teams: 2, courses: 4 });
	closeAfterTest(sandbox.close);
	return sandbox;
}
