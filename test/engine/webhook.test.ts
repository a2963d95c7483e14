// The Litmos Webhook Trigger through n8n-core and real HTTP: each event starts the workflow once.
import type { INode } from 'n8n-workflow';
import { createRandom } from '../../sandbox/state/random';
import { sendEvent } from '../../sandbox/webhooks/delivery';
import { achievementEvents } from '../../sandbox/webhooks/events';
import { startSandbox } from '../../sandbox/server';
import { closeAfterTest } from './support/closing';
import { until, wait } from './support/waiting';
import { startWebhookServer } from './support/webhookServer';
import { eventOf, startTrigger, post, triggered } from './support/webhookWorkflow';

const random = createRandom(7);

/** Some at a time, as they come in. */
async function inLanes<T>(work: readonly T[], lanes: number, send: (one: T) => Promise<void>) {
	const queue = [...work];
	const lane = async (): Promise<void> => {
		for (let one = queue.shift(); one !== undefined; one = queue.shift()) await send(one);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((one) => ({ one, at: random.between(0, 1_000_000) }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}

describe('a thousand deliveries, a third of them repeats, out of order and eight at a time', () => {
	it('start the workflow once for each event', async () => {
		const server = await startTrigger({}, { storeMs: () => random.between(0, 5) });
		const events = Array.from({ length: 700 }, (_, index) => 5_000 + index);
		const deliveries = shuffled([...events, ...shuffled(events).slice(0, 300)]);
		const statuses = new Set<number>();
		await inLanes(deliveries, 8, async (id) => {
			statuses.add((await post(server.url, eventOf(id))).status);
		});
		expect(deliveries).toHaveLength(1_000);
		expect([...statuses]).toEqual([200]);
		expect(server.events.map(({ id }) => Number(id)).sort()).toEqual(events);
		const runs = await Promise.all(server.started);
		expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['success']));
		expect(server.stored.text.length).toBeLessThan(100_000);
	});
});

describe('an event', () => {
	it('comes out as Litmos sent it, with dates in UTC and plain texts', async () => {
		const server = await startTrigger();
		await post(server.url, eventOf(1, { extra: { LoginKey: 'https://x/?loginkey=1' } }));
		const [run] = await Promise.all(server.started);
		expect(run?.nodes.Trigger?.[0]?.items.map(({ json }) => json)).toEqual([
			{
				id: 1,
				created: '2026-03-04T05:06:07.890Z',
				type: 'achievement.earned',
				object: 'event',
				data: { userId: 'Oe4zZK7Zntp', courseId: 'Wn8FLGZTxuw2', title: 'Health & Safety' },
				extra: {},
			},
		]);
	});

	it('that comes twice at the same moment starts one execution, and both are confirmed', async () => {
		const server = await startTrigger({}, { storeMs: () => 100 });
		const answers = await Promise.all(
			[1, 2, 3].map(async () => await post(server.url, eventOf(2))),
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(answers.map(({ message }) => message).sort()).toEqual([
			'Event received.',
			'Received before.',
			'Received before.',
		]);
		expect(server.events).toHaveLength(1);
	});

	it('that n8n could not start is refused, so that Litmos repeats it, and then it starts', async () => {
		let isDown = true;
		const server = await startTrigger({}, { isDown: () => isDown });
		expect((await post(server.url, eventOf(3))).status).toBe(500);
		expect(server.stored.text).toBe('{}');
		isDown = false;
		expect((await post(server.url, eventOf(3))).message).toBe('Event received.');
		expect((await post(server.url, eventOf(3))).message).toBe('Received before.');
		expect(server.events).toHaveLength(1);
	});

	it('is refused while nobody knows whether n8n takes it, so that Litmos repeats it', async () => {
		const store = { end: () => {} };
		const holdStore = new Promise<void>((done) => (store.end = done));
		const server = await startTrigger({}, { holdStore });
		const hangUp = new AbortController();
		const first = fetch(server.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(eventOf(5)),
			signal: hangUp.signal,
		});
		await until(() => server.events.length === 1, 'the event arrives');
		hangUp.abort();
		await expect(first).rejects.toThrow(/abort/);
		expect(await post(server.url, eventOf(5))).toMatchObject({
			status: 503,
			message: 'It is not known yet whether this event was accepted. Send it again.',
		});
		store.end();
		let again = await post(server.url, eventOf(5));
		while (again.status === 503) again = await post(server.url, eventOf(5));
		expect(again).toMatchObject({ status: 200, message: 'Received before.' });
		expect(server.events).toHaveLength(1);
	});

	it('is stored by n8n, and so are the ones before it', async () => {
		const server = await startTrigger();
		for (const id of [11, 12, 13]) await post(server.url, eventOf(id));
		expect(JSON.parse(server.stored.text)).toEqual({
			'node:Trigger': { received: '11\n12\n13' },
		});
	});

	it('starts the workflow each time while a person listens for a test event', async () => {
		const server = await startTrigger({}, { mode: 'manual' });
		await post(server.url, eventOf(4));
		await post(server.url, eventOf(4));
		expect(server.events).toHaveLength(2);
		expect(server.stored.text).toBe('{}');
	});

	it('from a sandbox is sent until it is taken, and starts the workflow once', async () => {
		const sandbox = await startSandbox({ people: 10, teams: 2, courses: 5 });
		closeAfterTest(sandbox.close);
		let failures = 2;
		const server = await startTrigger({}, { isDown: () => failures-- > 0 });
		const [event] = achievementEvents(sandbox.state);
		const attempts = await sendEvent(event, { url: server.url, pauseMs: 1, repeats: 2 });
		expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200, 200, 200]);
		expect(server.events).toHaveLength(1);
		expect(server.events[0]).toMatchObject({ id: event?.id, data: { userId: event?.data.userId } });
	});
});

describe('a choice of events', () => {
	const types = async (events: string[] | string, sent: string[]): Promise<unknown[]> => {
		const server = await startTrigger({ events });
		for (const [index, type] of sent.entries()) {
			expect((await post(server.url, eventOf(index, { type }))).status).toBe(200);
		}
		return server.events.map(({ type }) => type);
	};

	it.each([
		[['*'], ['achievement.earned', 'Session.Created', 'x.y'], [0, 1, 2]],
		[['session.created'], ['achievement.earned', 'SESSION.CREATED', 'session_created'], [1, 2]],
		[['achievement.earned'], ['Achievement.Earned', 'session.created', 'anything.new'], [0, 2]],
		[['elearningcourse.processed', 'session.registration'], ['ELearningCourse.Processed'], [0]],
	])('%j of %j starts with the right ones, unknown ones included', async (chosen, sent, right) => {
		expect(await types(chosen, sent)).toEqual(right.map((index) => sent[index]));
	});

	const both = ['achievement.earned', 'session.created'];

	it.each([
		['={{ null }}', both],
		['={{ undefined }}', both],
		["={{ '' }}", both],
		['={{ 5 }}', both],
		["={{ 'session.created' }}", ['session.created']],
		["={{ 'session.created, session.registration' }}", ['session.created']],
		["={{ ['session.created', null] }}", ['session.created']],
	])('by the expression %s starts with those it names, or with all', async (chosen, right) => {
		expect(await types(chosen, both)).toEqual(right);
	});
});

describe('the answer', () => {
	/** Stands for a workflow that takes long: it ends when the test says so. */
	const slow: INode = {
		id: 'slow',
		name: 'Slow',
		type: 'n8n-nodes-base.slow',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};

	it('is sent at once, however long the workflow takes', async () => {
		const work = { end: () => {} };
		const held = new Promise<void>((done) => (work.end = done));
		const server = await startWebhookServer({ workflow: triggered({}, slow), hold: held });
		let isOver = false;
		const { status } = await post(server.url, eventOf(10));
		void server.started[0]?.then(() => (isOver = true));
		expect(status).toBe(200);
		await wait(50);
		expect(isOver).toBe(false);
		work.end();
		await until(() => isOver, 'the workflow ends');
		expect((await server.started[0])?.nodes.Slow?.[0]?.items).toHaveLength(1);
	});
});
