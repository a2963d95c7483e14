// What the trigger fetches for an event, within the limit, and what becomes of the event if it cannot.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { achievementEvents } from '../../sandbox/webhooks/events';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { NodeRun } from '../support/engineTypes';
import { fieldsFor } from './support/bench';
import { closeAfterTest } from './support/closing';
import { eventOf, startTrigger, post } from './support/webhookWorkflow';

const BOTH: INodeParameters = { alsoFetch: 'both' };

async function openSandbox(): Promise<Sandbox> {
	const sandbox = await startSandbox({ people: 20, teams: 2, courses: 8 });
	closeAfterTest(sandbox.close);
	return sandbox;
}

const anEvent = (sandbox: Sandbox): IDataObject =>
	({ ...achievementEvents(sandbox.state)[0] }) as IDataObject;

/** What the trigger hands to the next node. */
async function triggerBy(
	sandbox: Sandbox,
	event: IDataObject,
	{ parameters = BOTH, fields = {} }: { parameters?: INodeParameters; fields?: IDataObject } = {},
): Promise<NodeRun & { json: IDataObject; answered: number; failed?: string }> {
	const credentials = { litmosApi: fieldsFor(sandbox, fields) };
	const server = await startTrigger(parameters, { credentials });
	const { status } = await post(server.url, event);
	const [run] = await Promise.all(server.started);
	const node = run!.nodes.Trigger![0]!;
	return {
		...node,
		json: node.items[0]?.json ?? {},
		answered: status,
		failed: run!.error?.message,
	};
}

const asked = (sandbox: Sandbox): string[] =>
	sandbox.log().map(({ method, path }) => `${method} ${path.replace('/v1.svc', '')}`);

describe('with Also Fetch, the trigger', () => {
	it('hands on the person and the course, for one request each', async () => {
		const sandbox = await openSandbox();
		const event = anEvent(sandbox);
		const { userId, courseId } = event.data as { userId: string; courseId: string };
		const { json, hints } = await triggerBy(sandbox, event);
		const { users, courses } = sandbox.state;
		const { UserName, FirstName } = users.get(userId)!;
		expect(json).toMatchObject({
			id: event.id,
			data: { userId, courseId },
			user: { Id: userId, UserName, FirstName },
			course: { Id: courseId, Name: courses.get(courseId)?.Name },
		});
		expect(json.user).toMatchObject({ CreatedDate: expect.stringMatching(/Z$/) as string });
		expect(JSON.stringify(json)).not.toMatch(/LoginKey|Password|\/Date\(/);
		expect(asked(sandbox)).toEqual([`GET /users/${userId}`, `GET /courses/${courseId}`]);
		expect(hints).toEqual([]);
	});

	it('asks for what was chosen, and for nothing without a choice', async () => {
		const sandbox = await openSandbox();
		const event = anEvent(sandbox);
		const one = await triggerBy(sandbox, event, { parameters: { alsoFetch: 'user' } });
		expect(Object.keys(one.json)).toEqual([...Object.keys(event), 'user']);
		expect(asked(sandbox)).toHaveLength(1);
		await triggerBy(sandbox, event, { parameters: {} });
		expect(asked(sandbox)).toHaveLength(1);
	});

	it('asks for nothing that the event does not name, and finds it in any spelling', async () => {
		const sandbox = await openSandbox();
		const { userId } = anEvent(sandbox).data as { userId: string };
		const event = eventOf(1, { type: 'session.registration', data: { UserID: userId } });
		const { json } = await triggerBy(sandbox, event);
		expect(json).toMatchObject({ user: { Id: userId } });
		expect(json).not.toHaveProperty('course');
		expect(json).not.toHaveProperty('notFetched');
	});

	it('passes the event on without a person who is gone, and says why', async () => {
		const sandbox = await openSandbox();
		const event = anEvent(sandbox);
		sandbox.state.users.delete((event.data as { userId: string }).userId);
		const { json, hints, answered, failed } = await triggerBy(sandbox, event);
		expect([answered, failed]).toEqual([200, undefined]);
		expect(json).toMatchObject({
			id: event.id,
			user: null,
			notFetched: { user: expect.stringContaining('was not found in Litmos') as string },
		});
		expect(json.course).toMatchObject({ Name: expect.any(String) as string });
		expect(hints).toEqual([expect.stringContaining('Not fetched: user.')]);
	});

	it('passes the event on if the credential cannot be used', async () => {
		const sandbox = await openSandbox();
		const { json, answered } = await triggerBy(sandbox, anEvent(sandbox), {
			fields: { apiKey: 'wrong-key' },
		});
		expect(answered).toBe(200);
		expect(json).toMatchObject({ user: null, course: null });
		expect(json.notFetched).toMatchObject({
			course: expect.stringContaining('API Key') as string,
			user: expect.stringContaining('API Key') as string,
		});
		expect(JSON.stringify(json)).not.toContain('wrong-key');
	});

	it('stops the workflow if the person wants that, with the event in the execution', async () => {
		const sandbox = await openSandbox();
		const event = eventOf(1, { data: { userId: 'nobody' } });
		const parameters = { ...BOTH, options: { ifNotFetched: 'stop' } };
		const { failed, answered } = await triggerBy(sandbox, event, { parameters });
		expect([answered, failed]).toEqual([200, 'User "nobody" was not found in Litmos']);
	});

	it.each([
		['continue', undefined],
		['stop', /^The field "Maximum Wait \(Minutes\)" must be a number above 0: soon$/],
	])('sends nothing for a Maximum Wait that is no number: %s', async (ifNotFetched, why) => {
		const sandbox = await openSandbox();
		const options = { ifNotFetched, maxWaitMinutes: '={{ "soon" }}' };
		const parameters = { ...BOTH, options };
		const { json, answered, failed } = await triggerBy(sandbox, anEvent(sandbox), { parameters });
		expect(answered).toBe(200);
		expect(asked(sandbox)).toEqual([]);
		if (why) return expect(failed).toMatch(why);
		expect(failed).toBeUndefined();
		const words = expect.stringContaining('"Maximum Wait (Minutes)" must be a number') as string;
		expect(json).toMatchObject({ user: null, notFetched: { user: words, course: words } });
	});

	it('waits where Litmos refuses for a while, long after the answer', async () => {
		const sandbox = await openSandbox();
		sandbox.addFault({ kind: '503limit', retryAfter: 2 });
		const event = anEvent(sandbox);
		const credentials = { litmosApi: fieldsFor(sandbox) };
		const server = await startTrigger(BOTH, { credentials });
		await post(server.url, event);
		const sentBefore = sandbox.log().filter(({ status }) => status === 200);
		const [run] = await Promise.all(server.started);
		expect(run?.nodes.Trigger?.[0]?.items[0]?.json).toHaveProperty('user.UserName');
		expect(sentBefore).toEqual([]);
		expect(sandbox.log().map(({ status }) => status)).toEqual([503, 200, 200]);
	});

	it.each(['..', '../teams', 'a/b', 'a?b=c', 'x'.repeat(51)])(
		'sends nothing for the ID %j, which leads elsewhere',
		async (userId) => {
			const sandbox = await openSandbox();
			const { json } = await triggerBy(sandbox, eventOf(1, { data: { userId } }));
			expect(json).toMatchObject({
				user: null,
				notFetched: { user: expect.any(String) as string },
			});
			expect(asked(sandbox)).toEqual([]);
		},
	);
});
