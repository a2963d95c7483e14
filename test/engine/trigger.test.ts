import type { INodeParameters } from 'n8n-workflow';
import type { Poller } from '../support/poller';
import { by } from './support/locatorValue';
import { startTriggerBench, triggerWorkflow, type TriggerBench } from './support/triggerBench';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** All that was emitted, whichever poll it was. */
const emitted = ({ started }: Poller) => started.flat();

/** The state that n8n keeps of the only node. */
const stateOf = (poller: Poller) => (poller.stored()['node:Node'] as { state: object }).state;

let bench: TriggerBench;
beforeEach(async () => {
	bench = await startTriggerBench();
});

describe('a published trigger', () => {
	it('emits what happens from then on, once, and goes on where it was after it was off', async () => {
		const event = { event: 'courseCompleted' };
		const poller = await bench.published(event);
		expect(bench.requests()).toEqual(Array(2).fill('GET /org/results/details'));
		expect(poller.started).toEqual([]);
		const { userId, courseId } = bench.sandbox.happen({ what: 'courseCompleted' });
		bench.wait(5 * MINUTE_MS);
		await poller.tick();
		expect(emitted(poller)).toEqual([
			expect.objectContaining({ UserId: userId, Id: courseId, Completed: true }),
		]);
		await poller.tick();
		expect(poller.started).toHaveLength(1);
		expect(bench.requests()).toHaveLength(4);
		// Off, and something happens meanwhile; then on again.
		bench.wait(3 * DAY_MS);
		const next = bench.sandbox.happen({ what: 'courseCompleted' });
		bench.wait(DAY_MS);
		const again = await bench.published(event, { staticData: poller.stored() });
		expect(emitted(again)).toEqual([expect.objectContaining({ Id: next.courseId })]);
		await again.tick();
		expect(again.started).toHaveLength(1);
	});

	it('looks back at first if it was told to, and only then', async () => {
		const at = bench.now() - 12 * DAY_MS;
		bench.sandbox.happen({ what: 'userCreated', userName: 'before@example.com', at });
		bench.sandbox.happen({
			what: 'userCreated',
			userName: 'much@example.com',
			at: at - 3 * DAY_MS,
		});
		const none = await bench.published({ event: 'userCreated' });
		expect(emitted(none)).toEqual([]);
		const back = await bench.published({ event: 'userCreated', options: { lookBackDays: 14 } });
		expect(emitted(back)).toEqual([expect.objectContaining({ UserName: 'before@example.com' })]);
	});

	it('begins anew for another event', async () => {
		const poller = await bench.published({ event: 'userCreated' });
		bench.wait(DAY_MS);
		bench.sandbox.happen({ what: 'courseStarted' });
		bench.wait(DAY_MS);
		const other = await bench.published(
			{ event: 'courseStarted' },
			{ staticData: poller.stored() },
		);
		expect(emitted(other)).toEqual([]);
	});

	it.each([-10, 10])(
		'minds neither that the clock of Litmos is %s minutes wrong, nor late rows',
		async (skew) => {
			bench.sandbox.skewClock(skew * MINUTE_MS, -skew * MINUTE_MS);
			const poller = await bench.published({ event: 'userCreated' });
			for (let hour = 0; hour < 3; hour++) {
				bench.sandbox.happen({ what: 'userCreated', lateMs: hour * 30 * MINUTE_MS });
				bench.wait(20 * MINUTE_MS);
				await poller.tick();
			}
			bench.wait(HOUR_MS);
			await poller.tick();
			await poller.tick();
			expect(new Set(emitted(poller).map(({ Id }) => Id)).size).toBe(3);
			expect(emitted(poller)).toHaveLength(3);
		},
	);

	it('keeps nothing of a poll that fails, and says that nothing is lost', async () => {
		const poller = await bench.published({ event: 'userCreated' });
		bench.sandbox.happen({ what: 'userCreated' });
		const before = stateOf(poller);
		bench.sandbox.addFault({ kind: '500page' });
		await poller.tick();
		expect(poller.started).toEqual([]);
		expect(poller.failures).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/Litmos could not process the request/) as string,
				description: expect.stringMatching(/No event is lost: the next poll/) as string,
			}),
		]);
		expect(stateOf(poller)).toEqual(before);
		await poller.tick();
		expect(emitted(poller)).toHaveLength(1);
	});

	it('refuses to be published with a wrong key', async () => {
		const engine = bench.engineWith({ apiKey: 'wrong' });
		const poller = await engine.poller(triggerWorkflow({ event: 'userCreated' }));
		await expect(poller.publish()).rejects.toThrow(/did not accept the API Key/);
	});

	it('does not begin a poll while another one is under way', async () => {
		const poller = await bench.published({ event: 'userCreated' });
		bench.sandbox.happen({ what: 'userCreated' });
		bench.sandbox.addFault({ kind: 'slowBody', ms: 300 });
		await Promise.all([poller.tick(), poller.tick()]);
		expect(emitted(poller)).toHaveLength(1);
	});
});

describe('after a pause of 60 days', () => {
	/** One person each second day, and each is changed later. */
	async function letWeeksPass(): Promise<string[]> {
		const names: string[] = [];
		for (let day = 0; day < 60; day += 2) {
			const userName = `day-${day}@example.com`;
			names.push(userName);
			const { userId } = bench.sandbox.happen({ what: 'userCreated', userName });
			bench.wait(2 * DAY_MS);
			if (day % 3 === 0) bench.sandbox.happen({ what: 'userUpdated', userId });
		}
		return names;
	}

	it('catches up, each poll within half of the limit, and emits everything once', async () => {
		// A key for each poll, as if a minute had passed in between, and n8n had been started anew.
		const keys = ['sandbox-key', 'a', 'b', 'c', 'd', 'e'];
		bench = await startTriggerBench({ apiKeys: keys });
		let kept = (await bench.published({ event: 'userCreated' })).stored();
		const names = await letWeeksPass();
		const spent: number[] = [];
		const found: unknown[] = [];
		for (const apiKey of keys.slice(1)) {
			const before = bench.requests().length;
			const engine = bench.engineWith({ apiKey, requestsPerMinute: 8 });
			const workflow = triggerWorkflow({ event: 'userCreated' });
			const poller = await engine.poller(workflow, { staticData: kept });
			await poller.publish();
			kept = poller.stored();
			spent.push(bench.requests().length - before);
			found.push(...emitted(poller).map(({ UserName }) => UserName));
		}
		expect(spent).toEqual([4, 4, 1, 1, 1]);
		expect(found).toEqual(names);
	});

	it('asks for a week at most, and for nothing that Litmos would not heed', async () => {
		const first = await bench.published({ event: 'userCreated' });
		const names = await letWeeksPass();
		bench.sandbox.clearLog();
		const poller = await bench.published({ event: 'userCreated' }, { staticData: first.stored() });
		expect(emitted(poller).map(({ UserName }) => UserName)).toEqual(names);
		const time = (text: string | undefined) => Date.parse(`${String(text).replace(' ', 'T')}Z`);
		const spans = bench.log().map(({ query }) => [time(query.since), time(query.to)] as const);
		expect(spans.length).toBeLessThanOrEqual(11);
		for (const [since, to] of spans) {
			expect(to - since).toBeLessThanOrEqual(7 * DAY_MS);
			expect(to > bench.now() + HOUR_MS || to < bench.now() - DAY_MS).toBe(true);
		}
	});
});

describe('within the time that n8n gives', () => {
	it('says so if the limit left no time, and reads it with the next poll', async () => {
		bench = await startTriggerBench({}, { requestsPerMinute: 3 });
		const poller = await bench.published({ event: 'userCreated' }, { budgetMs: 1_500 });
		bench.sandbox.happen({ what: 'userCreated' });
		await poller.tick();
		await poller.tick();
		expect(emitted(poller)).toHaveLength(1);
		expect(poller.failures).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/ran out of time/) as string,
				description: expect.stringMatching(/3 requests per minute/) as string,
			}),
		]);
	});

	it('tells who hears of all courses that one course is quicker to read', async () => {
		// More results than one request brings.
		const many = { people: 60, courses: 20, results: 20 };
		bench = await startTriggerBench(many, { requestsPerMinute: 1 });
		const published = bench.published({ event: 'courseOverdue' }, { budgetMs: 1_500 });
		await expect(published).rejects.toMatchObject({
			description: expect.stringMatching(/choose a course under "Filters"/) as string,
		});
	});

	it('needs no budget from versions of n8n that have none', async () => {
		const poller = await bench.published({ event: 'userCreated' }, { budgetMs: null });
		bench.sandbox.happen({ what: 'userCreated' });
		await poller.tick();
		expect(emitted(poller)).toHaveLength(1);
	});
});

describe('Fetch Test Event', () => {
	it('shows recent real rows, the newest first, and keeps nothing', async () => {
		const names = Array.from({ length: 12 }, (_, index) => `new-${index}@example.com`);
		for (const userName of names) {
			bench.sandbox.happen({ what: 'userCreated', userName });
			bench.wait(MINUTE_MS);
		}
		const first = await bench.published({ event: 'userCreated' });
		bench.sandbox.happen({ what: 'userCreated', userName: 'last@example.com' });
		const shown = await bench.fetchTestEvent({ event: 'userCreated' }, first.stored());
		expect(shown.map(({ UserName }) => UserName)).toEqual(
			['last@example.com', ...names.reverse()].slice(0, 10),
		);
		const later = await bench.published({ event: 'userCreated' }, { staticData: first.stored() });
		expect(emitted(later).map(({ UserName }) => UserName)).toEqual(['last@example.com']);
	});

	it('finds the newest event that the filters want, however many others are newer', async () => {
		const [teamId = ''] = bench.sandbox.state.teams.keys();
		const { members = new Set<string>() } = bench.sandbox.state.teams.get(teamId) ?? {};
		const [member = ''] = members;
		const stranger = [...bench.sandbox.state.users.keys()].find((id) => !members.has(id));
		const [courseId = ''] = [...bench.sandbox.state.courses.keys()].slice(-1);
		const old = { what: 'courseCompleted', courseId, at: bench.now() - 10 * DAY_MS } as const;
		bench.sandbox.happen({ ...old, userId: member });
		const others = [...bench.sandbox.state.courses.keys()].slice(0, 12);
		for (const other of others)
			bench.sandbox.happen({ what: 'courseCompleted', userId: stranger, courseId: other });
		const filters = { teamId: by('id', teamId) };
		const shown = await bench.fetchTestEvent({ event: 'courseCompleted', filters });
		expect(new Set(shown.map(({ UserId }) => members.has(String(UserId))))).toEqual(
			new Set([true]),
		);
	});

	it('looks back week by week, and says so if there is nothing', async () => {
		const at = bench.now() - 20 * DAY_MS;
		const { teamId } = bench.sandbox.happen({ what: 'teamChanged', at });
		const filters = { courseId: by('id', 'AAAAAAAAAAA1') };
		const shown = await bench.fetchTestEvent({ event: 'teamChanged' });
		expect(shown).toEqual([expect.objectContaining({ Id: teamId })]);
		// One to learn the time, one for each week.
		expect(bench.requests()).toHaveLength(4);
		await expect(bench.fetchTestEvent({ event: 'courseStarted', filters })).rejects.toMatchObject({
			message: 'No test event was found for "Course Started"',
			description: expect.stringMatching(/in the last 5 weeks/) as string,
		});
	});
});

describe('filters', () => {
	const shown = async (parameters: INodeParameters, act: () => void) => {
		const poller = await bench.published(parameters);
		act();
		await poller.tick();
		expect(poller.failures).toEqual([]);
		return emitted(poller);
	};

	it('leave only the course, the learning path or the team that was chosen', async () => {
		const [one = '', two = ''] = [...bench.sandbox.state.courses.keys()].slice(-2);
		const people = [...bench.sandbox.state.users.keys()].slice(-2);
		const rows = await shown(
			{ event: 'courseCompleted', filters: { courseId: by('id', one) } },
			() => {
				for (const userId of people)
					for (const courseId of [one, two])
						bench.sandbox.happen({ what: 'courseCompleted', userId, courseId });
			},
		);
		expect(rows.map(({ Id }) => Id)).toEqual([one, one]);
		const [teamId = '', other = ''] = bench.sandbox.state.teams.keys();
		const teams = await shown(
			{ event: 'teamChanged', filters: { teamId: by('id', teamId) } },
			() => {
				bench.sandbox.happen({ what: 'teamChanged', teamId });
				bench.sandbox.happen({ what: 'teamChanged', teamId: other });
			},
		);
		expect(teams.map(({ Id }) => Id)).toEqual([teamId]);
	});

	it('ask for the members of a team only where there is an event', async () => {
		const teamId = [...bench.sandbox.state.teams.keys()].at(-1) ?? '';
		const { userId } = bench.sandbox.happen({ what: 'userCreated' });
		bench.sandbox.happen({ what: 'teamMemberAdded', teamId, userId });
		const stranger = bench.sandbox.happen({ what: 'userCreated' }).userId;
		const poller = await bench.published({
			event: 'courseStarted',
			filters: { teamId: by('id', teamId) },
		});
		await poller.tick();
		expect(bench.requests()).not.toContain(`GET /teams/${teamId}/users`);
		for (const who of [userId, stranger])
			bench.sandbox.happen({ what: 'courseStarted', userId: who });
		await poller.tick();
		expect(emitted(poller).map(({ UserId }) => UserId)).toEqual([userId]);
		expect(bench.requests().filter((one) => one.includes('/teams/'))).toHaveLength(1);
	});

	it.each([2, 5])('leave out %s people who are not active, and one less', async (count) => {
		const rows = await shown({ event: 'courseStarted', filters: { activeOnly: true } }, () => {
			for (let index = 0; index < count; index++) {
				const { userId } = bench.sandbox.happen({ what: 'userCreated' });
				bench.sandbox.happen({ what: 'courseStarted', userId });
				if (index > 0) bench.sandbox.happen({ what: 'userDeactivated', userId });
			}
		});
		expect(rows).toHaveLength(1);
	});
});
