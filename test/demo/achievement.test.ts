/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The example that a webhook starts: sent by the sandbox, taken by the trigger, run by n8n's engine.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSandbox } from '../../sandbox/server';
import { sendEvent } from '../../sandbox/webhooks/delivery';
import { achievementEvents } from '../../sandbox/webhooks/events';
import { fieldsFor } from '../engine/support/bench';
import { closeAfterTest } from '../engine/support/closing';
import { startWebhookServer, type WebhookServer } from '../engine/support/webhookServer';
import { post } from '../engine/support/webhookWorkflow';
import type { WorkflowJson } from '../support/engineTypes';

const FILE = path.resolve(__dirname, '../../examples/achievement-to-crm.json');

function readExample(): WorkflowJson {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowJson;
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	return { ...workflow, nodes };
}

async function openExample() {
	const sandbox = await startSandbox({ people: 20, teams: 2, courses: 8 });
	closeAfterTest(sandbox.close);
	const credentials = { litmosApi: fieldsFor(sandbox) };
	return { sandbox, server: await startWebhookServer({ workflow: readExample(), credentials }) };
}

const recordsOf = async ({ started }: WebhookServer): Promise<unknown[]> =>
	(await Promise.all(started)).flatMap(({ nodes }) =>
		(nodes.CRM?.[0]?.items ?? []).map(({ json }) => json),
	);

const day = (text: unknown): string => String(text).slice(0, 10);

describe('the example achievement-to-crm', () => {
	it('makes one record of each completed course, however often it is sent', async () => {
		const { sandbox, server } = await openExample();
		const events = achievementEvents(sandbox.state).slice(0, 5);
		for (const event of events) await sendEvent(event, { url: server.url, pauseMs: 1, repeats: 1 });
		const { users, courses } = sandbox.state;
		const expected = events.map(({ id, data }) => ({
			Event: id,
			Email: users.get(String(data.userId))?.Email,
			Company: users.get(String(data.userId))?.CompanyName,
			Course: courses.get(String(data.courseId))?.Name,
			Completed: day(data.achievementDate),
			'Valid Until': data.compliantTilldate === null ? 'no end' : day(data.compliantTilldate),
		}));
		expect(await recordsOf(server)).toEqual(expected);
		expect(sandbox.log()).toHaveLength(10);
	});

	it('makes it of what the event says if Litmos hands out neither person nor course', async () => {
		const { sandbox, server } = await openExample();
		sandbox.addFault({ kind: '403', times: 0 });
		const [event] = achievementEvents(sandbox.state);
		await post(server.url, { ...event, id: 1 });
		expect(await recordsOf(server)).toMatchObject([
			{ Event: 1, Email: event?.data.userName, Course: event?.data.title, Company: '' },
		]);
	});

	it('makes none of other events, nor of what names no course', async () => {
		const { sandbox, server } = await openExample();
		const [event] = achievementEvents(sandbox.state);
		await post(server.url, { ...event, id: 1, type: 'session.created' });
		await post(server.url, { ...event, id: 2, data: { learningPathId: 'x' } });
		expect(await recordsOf(server)).toEqual([]);
		expect(server.started).toHaveLength(1);
	});
});
