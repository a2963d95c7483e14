/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// The sandbox sends webhooks as the contract says: its envelope, its successes, its repeats.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { readContract } from '../../contract/schema';
import { achievementEvents } from '../../sandbox/webhooks/events';
import { useSandbox } from './client';

const client = useSandbox({ people: 20, teams: 2, courses: 5 });

let server: Server;
let url: string;
let statuses: Array<number | null> = [];
const received: Array<{ type: string | undefined; body: unknown }> = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		void buffer(request).then((body) => {
			const { headers } = request;
			received.push({ type: headers['content-type'], body: JSON.parse(body.toString()) });
			const [status = 200] = statuses.splice(0, 1);
			// Null: no answer in time.
			if (status !== null) response.writeHead(status).end('{}');
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
beforeEach(() => {
	received.length = 0;
	statuses = [];
});

interface Sent {
	event: Record<string, unknown>;
	attempts: Array<{ status: number | null }>;
	error?: string;
}

async function order(body: object): Promise<Sent> {
	const response = await fetch(`${client.sandbox.origin}/__sandbox/webhook`, {
		method: 'POST',
		body: JSON.stringify({ url, pauseMs: 1, ...body }),
	});
	return (await response.json()) as Sent;
}

const statusesOf = ({ attempts }: Sent) => attempts.map(({ status }) => status);
const namesOf = (schema: string) => readContract().schemas[schema].map(({ name }) => name);

describe('a webhook of the sandbox', () => {
	it('has the members of the contract, in their order', async () => {
		const { event } = await order({});
		expect(received).toEqual([{ type: 'application/json; charset=utf-8', body: event }]);
		expect(Object.keys(event)).toEqual(namesOf('WebhookEvent'));
		expect(Object.keys(event.data as object)).toEqual(namesOf('WebhookAchievement'));
		expect(event.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
	});

	it('is about a person and a course of the tenant, with the numbers of GET /achievements', async () => {
		const [achievement] = await client.read('/achievements', { limit: '1' });
		const { event } = await order({ userId: achievement.UserId, courseId: achievement.CourseId });
		expect(event.data).toMatchObject({
			achievementId: achievement.AchievementId,
			certificateId: achievement.CertificateId,
			firstName: achievement.FirstName,
			title: achievement.Title,
		});
	});

	it('comes again until it is answered with 200, 201 or 202, each time with the same id', async () => {
		statuses = [500, 204, 301, 202];
		expect(statusesOf(await order({}))).toEqual([500, 204, 301, 202]);
		expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
	});

	it('comes again after a silence, is given up in the end, and may come although it was taken', async () => {
		statuses = [null, 401, 401];
		expect(statusesOf(await order({ retries: 2, timeoutMs: 1_000 }))).toEqual([null, 401, 401]);
		expect(statusesOf(await order({ repeats: 2 }))).toEqual([200, 200, 200]);
	});

	it('can be of any type, with any data', async () => {
		const event = { id: 5, type: 'session.created', data: { sessionId: 'x' } };
		expect((await order({ event })).event).toMatchObject({ ...event, object: 'event' });
	});

	it('goes to this machine only, and is refused where nobody has completed anything', async () => {
		expect((await order({ url: 'http://example.com/' })).error).toMatch(/not on this machine/);
		expect((await order({ userId: 'nobody' })).error).toMatch(/nobody has completed/);
		expect(received).toEqual([]);
	});

	it('has an id of its own for each achievement', () => {
		const ids = achievementEvents(client.sandbox.state).map(({ id }) => id);
		expect(ids.length).toBeGreaterThan(5);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
