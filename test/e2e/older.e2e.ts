import { ask } from './support/ask';
import { startN8n } from './support/n8n';
import { lookUp, named } from './support/people';
import { until } from './support/processes';
import { OLDER } from './support/releases';
import type { Credential } from './support/rest';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { counted, createCredential, openStage, PACKAGE } from './support/stage';
import { chain, litmos, LITMOS, manual, webhook, type WorkflowNode } from './support/workflow';

describe.each(OLDER)('n8n $version', (release) => {
	let stage: Stage;
	let credential: Credential;
	let names: string[];

	beforeAll(async () => {
		stage = await openStage(`older-${release.version}`, { release });
		names = [...stage.sandbox.state.users.values()].slice(0, 3).map(({ UserName }) => UserName);
		credential = await createCredential(stage);
	});
	afterAll(async () => await stage?.close());

	/**
	 * What n8n has of the package. Its list of packages is not asked for: these releases look for
	 * news first, by an npm that finds no stand-in and would ask the real registry.
	 */
	async function loaded(): Promise<string[]> {
		const types = await stage.n8n.rest.nodeTypes();
		return types.filter((name) => name.startsWith(PACKAGE)).sort();
	}

	async function run(...nodes: WorkflowNode[]) {
		const { rest } = stage.n8n;
		const workflow = await rest.createWorkflow({ name: 'run', ...chain(manual(), ...nodes) });
		const execution = await rest.run(workflow, 'Start');
		return { ...outcomeOf(execution, nodes.at(-1)?.name ?? ''), status: execution.status };
	}

	it('installs the package, and takes the node as a tool for agents, too', async () => {
		const nodes = [
			'',
			'Catalog',
			'CatalogTool',
			'Lrs',
			'LrsTool',
			'Report',
			'ReportTool',
			'Tool',
			'Trigger',
			'WebhookTrigger',
		].map((end) => `${LITMOS}${end}`);
		expect(await loaded()).toEqual(nodes);
	});

	it('tests a good credential by one request', async () => {
		const tested = await counted(stage, async ({ id }) => await stage.n8n.rest.testCredential(id));
		expect(tested).toMatchObject({ result: { status: 'OK' }, requests: 1 });
	});

	it('tests a bad credential by one request, and shows what the package says of it', async () => {
		const { result, requests } = await counted(
			stage,
			async ({ id }) => await stage.n8n.rest.testCredential(id),
			{ fields: { apiKey: 'a-bad-key' } },
		);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^Litmos did not accept the API Key for the Region /);
		expect(requests).toBe(1);
	});

	it('reads people', async () => {
		const parameters = { resource: 'user', operation: 'getAll', limit: 3 };
		const { result, requests } = await counted(
			stage,
			async (own) => await run(litmos(own, parameters)),
		);
		expect(result.status).toBe('success');
		expect(result.items.map(({ json }) => json.UserName)).toEqual(names);
		expect(requests).toBe(1);
	});

	it('adds a person', async () => {
		const person = { UserName: 'new@example.com', FirstName: 'Nia', LastName: 'New' };
		const create = litmos(credential, { resource: 'user', operation: 'create', ...person });
		const { status, items } = await run(create);
		expect(status).toBe('success');
		expect(items).toMatchObject([{ json: person }]);
		const people = [...stage.sandbox.state.users.values()];
		expect(people.filter(({ UserName }) => UserName === person.UserName)).toHaveLength(1);
	});

	it('goes on past an item that fails, and says why', async () => {
		const { status, items } = await run(
			named(['nobody@example.com', ...names]),
			lookUp(credential, { onError: 'continueRegularOutput' }),
		);
		expect(status).toBe('success');
		expect(items.map(({ json }) => json.UserName)).toEqual([undefined, ...names]);
		expect(items[0]?.json).toEqual({
			name: 'nobody@example.com',
			error: 'User "nobody@example.com" was not found in Litmos',
			details: expect.stringMatching(/^Choose it from the list, /) as string,
		});
	});

	it('stops at an item that fails, and says why', async () => {
		const { status, error } = await run(named(['nobody@example.com']), lookUp(credential));
		expect(status).toBe('error');
		expect(error?.message).toBe('User "nobody@example.com" was not found in Litmos');
		expect(error?.description).toMatch(/^Choose it from the list, /);
	});

	it('searches in a list', async () => {
		const field = lookUp(credential);
		const search = { method: 'searchUsers', filter: names[1] };
		const { results } = await stage.n8n.rest.listSearch(field, 'userId', search);
		expect(results).toHaveLength(1);
		expect(results[0]?.name).toContain(names[1]);
	});

	it('answers a webhook', async () => {
		const found = lookUp(credential, {}, '={{ $json.body.name }}');
		const workflow = { name: 'webhook', ...chain(webhook('who'), found) };
		await stage.n8n.rest.publish(await stage.n8n.rest.createWorkflow(workflow));
		const answer = await until('the webhook is there', async () => {
			const response = await ask(`${stage.n8n.base}/webhook/who`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ name: names[0] }),
			});
			return response.status === 404 ? undefined : response;
		});
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject([{ UserName: names[0] }]);
	});

	it('has the package after a restart', async () => {
		await stage.n8n.process.stop();
		stage.n8n = await startN8n(stage.n8n.options);
		expect(await loaded()).toContain(LITMOS);
		expect(await run(named(names), lookUp(credential))).toMatchObject({ status: 'success' });
	});
});
