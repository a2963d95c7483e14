// What the Litmos Webhook Trigger does not take: with which status, and that nothing starts.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { loadPackage } from '../support/loadedPackage';
import { TRIGGER, type WebhookServer } from './support/webhookServer';
import { eventOf, startTrigger, post, AGREED } from './support/webhookWorkflow';

const JSON_TYPE = 'application/json';

/** Refused with this status, and nothing was started or noted. */
async function expectRefusal(
	server: WebhookServer,
	status: number,
	answer: Promise<{ status: number }>,
) {
	expect((await answer).status).toBe(status);
	expect(server.events).toEqual([]);
	expect(server.stored.text).toBe('{}');
}

describe('a body that is no event', () => {
	const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

	it.each([
		['broken JSON', 422, JSON_TYPE, '{"id": 1, "type":'],
		['broken JSON by another type', 400, 'text/plain', '{"id": 1, "type":'],
		['text', 400, 'text/plain', 'achievement.earned'],
		['nothing', 400, JSON_TYPE, ''],
		['a form', 400, 'application/x-www-form-urlencoded', 'id=1&type=achievement.earned'],
		['a form with parts', 400, 'multipart/form-data; boundary=x', '--x--'],
		['XML', 400, 'application/xml', '<event><id>1</id></event>'],
		['JSON nested 200,000 deep', 400, 'text/plain', nested],
		['more than 1 MB', 413, JSON_TYPE, JSON.stringify({ ...eventOf(1), x: 'x'.repeat(1e6) })],
		['a list', 422, JSON_TYPE, JSON.stringify([eventOf(1)])],
		['null', 422, JSON_TYPE, 'null'],
		['a text in JSON', 422, JSON_TYPE, '"achievement.earned"'],
		['an object without id', 422, JSON_TYPE, '{"type":"achievement.earned","data":{}}'],
		['an object without type', 422, JSON_TYPE, '{"id":1,"data":{}}'],
		['an id that is no number', 422, JSON_TYPE, JSON.stringify(eventOf(1.5))],
		['an empty id', 422, JSON_TYPE, JSON.stringify({ ...eventOf(1), id: ' ' })],
		[
			'an id that is too long',
			422,
			JSON_TYPE,
			JSON.stringify({ ...eventOf(1), id: '9'.repeat(101) }),
		],
		['an id that is an object', 422, JSON_TYPE, JSON.stringify({ ...eventOf(1), id: {} })],
		['an empty type', 422, JSON_TYPE, JSON.stringify(eventOf(1, { type: '.' }))],
		['another object', 422, JSON_TYPE, JSON.stringify(eventOf(1, { object: 'user' }))],
	])('is refused: %s (%i)', async (_what, status, type, body) => {
		const server = await startTrigger();
		await expectRefusal(server, status, post(server.url, body, { 'content-type': type }));
	});

	it.each([
		['no type of content that says JSON', 'text/plain', JSON.stringify(eventOf(1))],
		['a mark at its beginning', 'text/plain', `\uFEFF${JSON.stringify(eventOf(1))}`],
		['an id in letters', JSON_TYPE, JSON.stringify({ ...eventOf(1), id: 'a-1' })],
		['no data', JSON_TYPE, '{"id":1,"type":"session.created"}'],
	])('is not taken for one that has %s', async (_what, type, body) => {
		const server = await startTrigger();
		expect((await post(server.url, body, { 'content-type': type })).status).toBe(200);
		expect(server.events).toHaveLength(1);
		expect(server.events[0]?.data).toBeDefined();
	});
});

describe('a secret', () => {
	const header: INodeParameters = { secretIn: 'header', headerName: 'X-Litmos-Secret' };
	const address: INodeParameters = { secretIn: 'address' };
	const wrong = `${AGREED.slice(0, -1)}!`;

	it.each([
		['none', ''],
		['an empty one', '?secret='],
		['a wrong one', `?secret=${wrong}`],
		['the beginning of it', `?secret=${AGREED.slice(0, -1)}`],
		['more than it', `?secret=${AGREED}x`],
		['it under another name', `?key=${AGREED}`],
	])('in the address refuses %s', async (_what, query) => {
		const server = await startTrigger(address);
		await expectRefusal(server, 401, post(server.url + query, eventOf(1)));
		await expectRefusal(
			server,
			401,
			post(server.url + query, 'no event', { 'content-type': 'text/plain' }),
		);
	});

	it.each([
		['none', {}],
		['a wrong one', { 'x-litmos-secret': wrong }],
		['it in another header', { authorization: AGREED }],
	])('in a header refuses %s', async (_what, headers) => {
		const server = await startTrigger(header);
		await expectRefusal(server, 401, post(`${server.url}?secret=${AGREED}`, eventOf(1), headers));
	});

	it('is taken where it belongs, and goes nowhere else', async () => {
		const servers = [await startTrigger(address), await startTrigger(header)] as const;
		const query = `?secret=${AGREED}`;
		expect((await post(servers[0].url + query, eventOf(1))).status).toBe(200);
		const sent = { 'X-LITMOS-SECRET': AGREED };
		expect((await post(servers[1].url, eventOf(1), sent)).status).toBe(200);
		for (const server of servers) {
			const runs = await Promise.all(server.started);
			expect(runs).toHaveLength(1);
			expect(JSON.stringify([runs, server.stored, server.events])).not.toContain(AGREED);
		}
	});

	it('that is missing in the credential keeps everybody out, and Litmos repeats', async () => {
		const credentials = { litmosWebhookApi: { secret: '' } };
		const server = await startTrigger(address, { credentials });
		const answer = await post(`${server.url}?secret=`, eventOf(1));
		expect(answer).toMatchObject({ status: 500, message: 'The Secret of the credential is empty' });
		expect(server.events).toEqual([]);
	});

	it.each(['x', '0'.repeat(15)])('that can be guessed keeps everybody out: %s', async (secret) => {
		const server = await startTrigger(address, { credentials: { litmosWebhookApi: { secret } } });
		const answer = await post(`${server.url}?secret=${secret}`, eventOf(1));
		expect(answer).toMatchObject({
			status: 500,
			message: 'The Secret of the credential is too easy to guess',
		});
		expect(server.events).toEqual([]);
	});

	it('is not asked for while a person listens for a test event, if none is set; else it is', async () => {
		const open = await startTrigger({}, { mode: 'manual' });
		expect((await post(open.url, eventOf(1))).status).toBe(200);
		const closed = await startTrigger(address, { mode: 'manual' });
		await expectRefusal(closed, 401, post(closed.url, eventOf(1)));
	});

	const test = async (secret: string): Promise<IDataObject> => {
		const { nodeTypes } = await loadPackage();
		const check = nodeTypes.getByNameAndVersion(TRIGGER).methods?.credentialTest?.checkSecret;
		const credential = { id: '1', name: 'x', type: 'litmosWebhookApi', data: { secret } };
		return { ...(await check!.call(undefined as never, credential)) };
	};

	it.each([
		['', 'Error', '0 characters'],
		['too-short', 'Error', 'at least 16'],
		['has a space and is long', 'Error', 'a URL cannot contain'],
		['ümlaut-in-a-long-secret', 'Error', 'a URL cannot contain'],
		['more&than=one-parameter', 'Error', 'a URL cannot contain'],
		[AGREED, 'OK', 'can be used'],
	])('is looked at by the test of its credential: %s', async (secret, status, words) => {
		expect(await test(secret)).toEqual({ status, message: expect.stringContaining(words) });
	});
});
