/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { mkdirSync } from 'node:fs';
import { ask } from './support/ask';
import { startN8n } from './support/n8n';
import { packAs } from './support/packages';
import { again, everySecond, lookUp, named } from './support/people';
import { freePorts } from './support/ports';
import { until } from './support/processes';
import { manifestOf } from './support/registry';
import type { Credential, Rest } from './support/rest';
import { outcomeOf, UNFINISHED } from './support/rest';
import type { Stage } from './support/stage';
import {
	arrivedFrom,
	counted,
	createCredential,
	GOOD_KEY,
	openStage,
	PACKAGE,
	packedTarball,
	runFolder,
} from './support/stage';
import { beginWaits, itWaits, KEYS, TELLS_NODES, type Waits } from './support/waits';
import { chain, LITMOS, manual, webhook, type WorkflowNode } from './support/workflow';

const NEXT = '99.0.0';

describe('a real n8n, by the calls of its own editor', () => {
	let stage: Stage;
	let rest: Rest;
	let credential: Credential;
	let waits: Waits;
	let names: string[];

	beforeAll(async () => {
		mkdirSync(runFolder('rest-packages'));
		const next = packAs(NEXT, packedTarball(), runFolder('rest-packages'));
		stage = await openStage('rest', {
			tarballs: [packedTarball(), next],
			installed: false,
			env: TELLS_NODES,
			sandbox: { apiKeys: [GOOD_KEY, ...KEYS] },
		});
		({ rest } = stage.n8n);
		names = [...stage.sandbox.state.users.values()].slice(0, 3).map(({ UserName }) => UserName);
		await rest.installPackage(PACKAGE, manifestOf(packedTarball()).version);
		credential = await createCredential(stage);
		waits = beginWaits(stage);
	});
	afterAll(async () => await stage?.close());

	async function run(...nodes: WorkflowNode[]) {
		const workflow = await rest.createWorkflow({ name: 'run', ...chain(manual(), ...nodes) });
		const execution = await rest.run(workflow, 'Start');
		return { ...outcomeOf(execution, nodes.at(-1)?.name ?? ''), status: execution.status };
	}

	const shown = (items: Array<{ json: { UserName?: unknown } }>) =>
		items.map(({ json }) => json.UserName);

	it('lists the installed version', async () => {
		const { version } = manifestOf(packedTarball());
		const listed = { packageName: PACKAGE, installedVersion: version, failedLoading: false };
		expect(await rest.packages()).toEqual([expect.objectContaining(listed)]);
		const types = await rest.nodeTypes();
		expect(types).toEqual(expect.arrayContaining([LITMOS, `${LITMOS}Tool`]));
	});

	describe('tests the credential', () => {
		async function test(fields: Record<string, string>, sandbox = stage.sandbox) {
			return await counted(stage, async ({ id }) => await rest.testCredential(id), {
				fields,
				sandbox,
			});
		}

		it('by one request, if it is good', async () => {
			const tested = await test({});
			expect(tested).toMatchObject({ result: { status: 'OK' }, requests: 1 });
		});

		it('by one request, not two, if the key is wrong', async () => {
			const { result, requests } = await test({ apiKey: 'a-bad-key' });
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(
				/^Litmos did not accept the API Key for the Region United States \(api\.litmos\.com\)\. /,
			);
			expect(requests).toBe(1);
		});

		it('by one request, and names the region, if that is the wrong one', async () => {
			const { result, requests } = await test({ region: 'eu' }, stage.europe);
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/for the Region Europe \(api\.litmoseu\.com\)/);
			expect(requests).toBe(1);
		});

		it('and says so if n8n cannot reach the address', async () => {
			const [port] = await freePorts(1);
			const baseUrl = `http://127.0.0.1:${port}/v1.svc`;
			const { result } = await test({ region: 'custom', baseUrl });
			expect(result.status).toBe('Error');
			// n8n's own word for it.
			expect(result.message).toBe('ECONNREFUSED');
		});
	});

	describe('runs the Litmos node', () => {
		it('by hand, one request and one output for each item', async () => {
			const { result, requests } = await counted(
				stage,
				async (own) => await run(named(names), lookUp(own)),
			);
			expect(result.status).toBe('success');
			expect(shown(result.items)).toEqual(names);
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			expect(result.hints).toEqual([]);
			expect(requests).toBe(3);
		});

		it('by a webhook, which answers with what came out', async () => {
			const [name] = names;
			const found = lookUp(credential, {}, '={{ $json.body.name }}');
			const nodes = chain(webhook('who'), found);
			await rest.publish(await rest.createWorkflow({ name: 'webhook', ...nodes }));
			const response = await until('the webhook is there', async () => {
				const body = JSON.stringify({ name });
				const headers = { 'content-type': 'application/json' };
				const url = `${stage.n8n.base}/webhook/who`;
				const answer = await ask(url, { method: 'POST', headers, body });
				return answer.status === 404 ? undefined : answer;
			});
			expect(response.status).toBe(200);
			expect(await response.json()).toEqual([expect.objectContaining({ UserName: name })]);
		});

		it('by a schedule', async () => {
			const nodes = chain(everySecond(), named(names), lookUp(credential));
			const workflow = await rest.createWorkflow({ name: 'schedule', ...nodes });
			await rest.publish(workflow);
			const first = await until('it has run', async () => {
				const all = await rest.executions(workflow.id);
				return all.filter(({ status }) => status === 'success').at(-1);
			}).finally(async () => await rest.unpublish(workflow));
			const execution = await rest.execution(first.id);
			expect(execution).toMatchObject({ mode: 'trigger', status: 'success' });
			expect(shown(outcomeOf(execution, 'Litmos').items)).toEqual(names);
			await until('no run is left of it', async () => {
				const all = await rest.executions(workflow.id);
				return all.every(({ status }) => !UNFINISHED.includes(status));
			});
		});

		it('and says which item failed and what to do, and what else was sent', async () => {
			const [one, , three] = names;
			const failed = await run(named([one, 'nobody@example.com', three]), lookUp(credential));
			expect(failed.status).toBe('error');
			expect(failed.error?.message).toBe(
				'User "nobody@example.com" was not found in Litmos. 1 later item had already been sent',
			);
			expect(failed.error?.description).toMatch(
				/^Choose it from the list, .+ Litmos: ".+" Item 2 succeeded\. /,
			);
		});

		it('and goes on past a failed item with On Error set to Continue', async () => {
			const [one, , three] = names;
			const { status, items } = await run(
				named([one, 'nobody@example.com', three]),
				lookUp(credential, { onError: 'continueRegularOutput' }),
			);
			expect(status).toBe('success');
			expect(shown(items)).toEqual([one, undefined, three]);
			expect(items[1].json).toEqual({
				name: 'nobody@example.com',
				error: 'User "nobody@example.com" was not found in Litmos',
				details: expect.stringMatching(/^Choose it from the list, .+ Litmos: ".+"$/),
			});
		});
	});

	it('asks Litmos once to open a list, and once to search in it', async () => {
		const field = lookUp(await createCredential(stage, 'list', { source: 'list' }));
		const list = async (filter?: string) =>
			await rest.listSearch(field, 'userId', { method: 'searchUsers', filter });
		const requests = (): number => arrivedFrom('list', stage).length;
		const opened = await list();
		expect(requests()).toBe(1);
		expect(opened.results.length).toBeGreaterThan(100);
		expect(opened.paginationToken).toBeUndefined();
		await list();
		const before = requests();
		expect(before).toBeLessThanOrEqual(2);
		const searched = await list(names[1]);
		expect(requests()).toBe(before + 1);
		expect(searched.results.map(({ name }) => name).join()).toContain(names[1]);
	});

	describe('waits for the limit', () => itWaits(() => ({ ...waits, stage })));

	describe('keeps the package', () => {
		it('while it is updated, and lets a run that is on its way end well', async () => {
			const first = stage.hold(({ url }) => url.includes(encodeURIComponent(names[0])));
			const { result, requests } = await counted(stage, async (own) => {
				const last = lookUp(own, { name: 'Last', id: 'last' });
				const nodes = [manual(), named(names), lookUp(own), again(names), last];
				const workflow = await rest.createWorkflow({ name: 'update', ...chain(...nodes) });
				const id = await rest.startRun(workflow, 'Start');
				await until('it waits for an answer', () => first.count() > 0);
				await rest.updatePackage(PACKAGE, NEXT);
				expect((await rest.executions(workflow.id))[0].status).toBe('running');
				first.letGo();
				return await rest.execution(id);
			});
			expect(result.status).toBe('success');
			expect(shown(outcomeOf(result, 'Litmos').items)).toEqual(names);
			expect(shown(outcomeOf(result, 'Last').items)).toEqual(names);
			expect(requests).toBe(6);
			expect(await rest.packages()).toMatchObject([{ installedVersion: NEXT }]);
			expect(await run(named(names), lookUp(credential))).toMatchObject({ status: 'success' });
		});

		it('over a restart', async () => {
			await stage.n8n.process.stop();
			stage.n8n = await startN8n(stage.n8n.options);
			({ rest } = stage.n8n);
			const listed = { packageName: PACKAGE, installedVersion: NEXT, failedLoading: false };
			expect(await rest.packages()).toMatchObject([listed]);
			const { status, items } = await run(named(names), lookUp(credential));
			expect(status).toBe('success');
			expect(shown(items)).toEqual(names);
		});

		it('until it is uninstalled', async () => {
			await rest.removePackage(PACKAGE);
			expect(await rest.packages()).toEqual([]);
			const types = await rest.nodeTypes();
			expect(types).toContain('n8n-nodes-base.httpRequest');
			expect(types.filter((name) => name.startsWith(PACKAGE))).toEqual([]);
		});
	});

	it('reaches nothing but the registry and Litmos', () => {
		// n8n itself asks there which packages are verified, and does without an answer.
		expect([...stage.outside.refused.keys()]).toEqual(['api.n8n.io:443']);
	});
});
