import type { IDataObject } from 'n8n-workflow';
import type { Credential, Stored } from './rest';
import { byId, chain, items, litmos, manual, node, webhook, type Workflow } from './workflow';

type Named = Workflow & { name: string };

const person = (operation: 'create' | 'upsert', UserName: string): IDataObject => ({
	resource: 'user',
	operation,
	UserName,
	FirstName: 'Queue',
	LastName: 'Mode',
});

/** One call, one person; where a team is given, the person is put into it, by a second request. */
export function onePersonPerCall(credential: Credential, path: string, teamId?: string): Named {
	const create = litmos(credential, person('create', '={{ $json.body.userName }}'));
	if (!teamId) return { name: path, ...chain(webhook(path), create) };
	const add = litmos(credential, {
		resource: 'teamMember',
		operation: 'add',
		teamId: byId(teamId),
		userId: byId('={{ $json.Id }}'),
	});
	return { name: path, ...chain(webhook(path), create, { ...add, name: 'Add to Team' }) };
}

/** Started by hand, so that the main process sends some of the requests, too. */
export const peopleByHand = (credential: Credential, name: string, count: number): Named => ({
	name: `${name} by hand`,
	...chain(
		manual(),
		items(count),
		litmos(credential, person('create', `={{ '${name}-hand-' + $json.i + '@example.com' }}`)),
	),
});

/** Adds people one by one on a worker, from one call. */
export function manyPeople(credential: Credential, name: string, count: number): Named {
	const hook = webhook(name);
	const start = { ...hook, parameters: { ...hook.parameters, responseMode: 'onReceived' } };
	const userName = `={{ '${name}-' + $json.i + '@example.com' }}`;
	return {
		name,
		...chain(start, items(count), litmos(credential, person('create', userName))),
	};
}

const KEEPS_PROGRESS = { executionOrder: 'v1', saveExecutionProgress: true };

/** A batch of a long run is a workflow of its own, so that an execution of its own is kept. */
export const batchWorkflow = (credential: Credential): Named => ({
	name: 'batch',
	settings: KEEPS_PROGRESS,
	...chain(
		node('Batch of', 'n8n-nodes-base.executeWorkflowTrigger', {
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		}),
		litmos(credential, person('upsert', "={{ 'batch-' + $json.i + '@example.com' }}")),
	),
});

/** A long run: a loop over many items, which hands each batch to the workflow for one. */
export function longWorkflow(batch: Stored, counts: { items: number; each: number }): Named {
	const hook = webhook('long');
	const start = { ...hook, parameters: { ...hook.parameters, responseMode: 'onReceived' } };
	const call = node('Batch', 'n8n-nodes-base.executeWorkflow', {
		typeVersion: 1.2,
		parameters: { workflowId: byId(batch.id), mode: 'once', options: {} },
	});
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', {
		typeVersion: 3,
		parameters: { batchSize: counts.each, options: {} },
	});
	const { nodes, connections } = chain(start, items(counts.items), loop, call);
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		name: 'long',
		settings: KEEPS_PROGRESS,
		nodes,
		// The loop's first output is for the end, its second for the next batch.
		connections: {
			...connections,
			[loop.name]: { main: [[], to(call.name)] },
			[call.name]: { main: [to(loop.name)] },
		},
	};
}
