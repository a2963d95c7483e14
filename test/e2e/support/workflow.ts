import { randomUUID } from 'node:crypto';
import type { IConnections, IDataObject, INodeCredentials } from 'n8n-workflow';

export const LITMOS = 'n8n-nodes-litmos.litmos';
export const LITMOS_CATALOG = 'n8n-nodes-litmos.litmosCatalog';
export const LITMOS_REPORT = 'n8n-nodes-litmos.litmosReport';
export const CREDENTIAL = 'litmosApi';

/** A credential as n8n keeps it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: IDataObject;
	credentials?: INodeCredentials;
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
	webhookId?: string;
}

export interface Workflow {
	name?: string;
	nodes: WorkflowNode[];
	connections: IConnections;
	settings?: IDataObject;
	pinData?: IDataObject;
}

type NodeParts = Partial<Omit<WorkflowNode, 'name' | 'type'>>;

export function node(name: string, type: string, parts: NodeParts = {}): WorkflowNode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...parts,
	};
}

/** "When clicking 'Execute workflow'", under a shorter name. */
export const manual = (): WorkflowNode => node('Start', 'n8n-nodes-base.manualTrigger');

export const using = ({ id, name, type }: Credential): NodeParts => ({
	credentials: { [type]: { id, name } },
});

/** The Litmos node, for one operation. */
export function litmos(credential: Credential, parameters: IDataObject, parts: NodeParts = {}) {
	return node('Litmos', LITMOS, { parameters, ...using(credential), ...parts });
}

/** The Litmos node, for one request. */
export const readOne = (credential: Credential): WorkflowNode =>
	litmos(credential, { resource: 'user', operation: 'getAll', limit: 1 });

/** n8n's own HTTP Request node with the Litmos credential. */
export const httpRequest = (credential: Credential, url: string): WorkflowNode =>
	node('HTTP Request', 'n8n-nodes-base.httpRequest', {
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL,
			options: {},
		},
		...using(credential),
	});

/** Answers with the last node's items when all is done. */
export const webhook = (path: string): WorkflowNode =>
	node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		webhookId: randomUUID(),
		parameters: {
			path,
			httpMethod: 'POST',
			responseMode: 'lastNode',
			responseData: 'allEntries',
		},
	});

/** Makes items by code: `count` of them, each with its number `i` from 0. */
export const items = (count: number): WorkflowNode =>
	node('Items', 'n8n-nodes-base.code', {
		typeVersion: 2,
		parameters: {
			jsCode: `return Array.from({ length: ${count} }, (_, i) => ({ json: { i } }));`,
		},
	});

/** Does nothing for so long. */
export const wait = (seconds: number): WorkflowNode =>
	node('Wait', 'n8n-nodes-base.wait', {
		typeVersion: 1.1,
		webhookId: randomUUID(),
		parameters: { amount: seconds },
	});

/** One after the other, from left to right. */
export function chain(...nodes: WorkflowNode[]): Workflow {
	const connections: IConnections = {};
	nodes.slice(1).forEach(({ name }, index) => {
		const before = nodes[index] as WorkflowNode;
		connections[before.name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	});
	return {
		nodes: nodes.map((one, index) => ({ ...one, position: [240 * index, 0] })),
		connections,
	};
}

/** A choice in a From-list field, by its ID. */
export const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });
