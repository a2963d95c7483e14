import type { Credential } from './rest';
import type { WorkflowNode } from './workflow';
import { litmos, node } from './workflow';

/** One item for each username, in its field `name`. */
export const named = (names: readonly string[]): WorkflowNode =>
	node('Names', 'n8n-nodes-base.code', {
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(names)}.map((name) => ({ json: { name } }));` },
	});

/** The same once more, further along in a workflow. */
export const again = (names: readonly string[]): WorkflowNode => ({
	...named(names),
	name: 'Names again',
});

/** Reads the person whom the item names. */
export const lookUp = (
	credential: Credential,
	parts: Partial<WorkflowNode> = {},
	value = '={{ $json.name }}',
): WorkflowNode => {
	const userId = { __rl: true, mode: 'userName', value };
	return { ...litmos(credential, { resource: 'user', operation: 'get', userId }), ...parts };
};

export const everySecond = (): WorkflowNode =>
	node('Schedule', 'n8n-nodes-base.scheduleTrigger', {
		typeVersion: 1.2,
		parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } },
	});
