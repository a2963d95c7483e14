import { ask } from './ask';
import type { Credential, Execution, Stored } from './rest';
import { until } from './processes';
import type { Stage } from './stage';
import { createCredential } from './stage';
import { chain, litmos, manual, webhook, type WorkflowNode } from './workflow';

/** So many usernames that nobody in the sandbox has. */
export const fresh = (what: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `${what}-${index}@example.com`);

/** The usernames in the sandbox that `fresh` made. */
export const made = ({ sandbox }: Stage, what: string): string[] =>
	[...sandbox.state.users.values()]
		.map(({ UserName }) => UserName)
		.filter((name) => name.startsWith(`${what}-`));

/** Adds the person whom the item names. */
export const create = (credential: Credential, parts: Partial<WorkflowNode> = {}): WorkflowNode => {
	const names = { UserName: '={{ $json.name }}', FirstName: 'Nathan', LastName: 'Smith' };
	return { ...litmos(credential, { resource: 'user', operation: 'create', ...names }), ...parts };
};

/** Gives the person whom the item names a job title that tells whom it was meant for. */
export const promote = (credential: Credential): WorkflowNode =>
	litmos(credential, {
		resource: 'user',
		operation: 'update',
		userId: { __rl: true, mode: 'userName', value: '={{ $json.name }}' },
		updateFields: { JobTitle: '={{ "Chief " + $json.name }}' },
	});

/** Litmos behind a proxy. The limit is out of the way unless fields say otherwise. */
export const through = async (
	stage: Stage,
	origin: string,
	fields: Record<string, string | number> = {},
): Promise<Credential> =>
	await createCredential(stage, origin, {
		region: 'custom',
		baseUrl: `${origin}/v1.svc`,
		requestsPerMinute: 1_000,
		...fields,
	});

/** Starts by hand; what it answers is there when the run has begun. */
export async function begin({ n8n }: Stage, ...nodes: WorkflowNode[]): Promise<string> {
	const workflow = { name: 'begun by hand', ...chain(manual(), ...nodes) };
	return await n8n.rest.startRun(await n8n.rest.createWorkflow(workflow), 'Start');
}

/** Starts by a webhook, as in production. */
export async function call(
	{ n8n }: Stage,
	name: string,
	...nodes: WorkflowNode[]
): Promise<Stored> {
	const hook = webhook(name);
	hook.parameters.responseMode = 'onReceived';
	const workflow = await n8n.rest.createWorkflow({ name, ...chain(hook, ...nodes) });
	await n8n.rest.publish(workflow);
	await until(`${name} is taken`, async () => {
		const { status } = await ask(`${n8n.base}/webhook/${name}`, { method: 'POST' });
		return status === 200;
	});
	return workflow;
}

/** The only run of a workflow, as the list of executions has it once it is over. */
export async function onlyRun({ n8n }: Stage, { id }: Stored): Promise<Execution> {
	const all = await n8n.rest.executions(id);
	if (all.length !== 1) throw new Error(`It ran ${all.length} times`);
	return await n8n.rest.execution(all[0].id);
}
