import type {
	IConnections,
	INode,
	INodeCredentials,
	INodeType,
	IRun,
	ITaskData,
} from 'n8n-workflow';
import type { NodeOptions, NodeRun, RunResult, WorkflowJson } from './engineTypes';

/** Hands on the items that are pinned to it, or one empty item. */
export function itemsNode(): INode {
	return {
		id: 'items',
		name: 'Items',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

export function nodeUnderTest(options: Partial<NodeOptions> & { type: string }): INode {
	const { parameters = {}, type, continueOnFail, retryOnFail } = options;
	const onError = options.onError ?? (continueOnFail ? 'continueRegularOutput' : undefined);
	return {
		id: 'node',
		name: 'Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: structuredClone(parameters),
		...(onError && { onError }),
		...(retryOnFail && { retryOnFail, maxTries: 3, waitBetweenTries: 1 }),
	};
}

export function chain(nodes: INode[]): WorkflowJson {
	const connections: IConnections = {};
	nodes.slice(1).forEach((node, index) => {
		const previous = nodes[index] as INode;
		connections[previous.name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return { nodes, connections };
}

/** The credentials that a node of this type may use: the engine has one of each type. */
export function credentialsOf(node: INode, type: INodeType): INodeCredentials {
	const names = (type.description.credentials ?? []).map(({ name }) => name);
	const predefined = node.parameters.nodeCredentialType;
	if (typeof predefined === 'string') names.push(predefined);
	return Object.fromEntries(names.map((name) => [name, { id: '1', name }]));
}

export function toResult(run: IRun): Omit<RunResult, 'staticData'> {
	const { runData, error } = run.data.resultData;
	return {
		finished: run.finished === true,
		status: run.status,
		nodes: Object.fromEntries(
			Object.entries(runData).map(([name, tasks]) => [name, tasks.map(toNodeRun)]),
		),
		error,
	};
}

function toNodeRun(task: ITaskData): NodeRun {
	const outputs = (task.data?.main ?? []).map((items) => items ?? []);
	return {
		items: outputs[0] ?? [],
		outputs,
		error: task.error,
		hints: (task.hints ?? []).map(({ message }) => message),
		executionStatus: task.executionStatus,
	};
}
