// n8n offers a node with `usableAsTool` to AI agents. What n8n's server does for that is done here:
// the node gets a tool's output, hangs on an agent, and n8n-core makes the tool.
import '../../support/n8nEnvironment';
import { ExecuteContext, ExecutionLifecycleHooks } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { loadPackage } from '../../support/loadedPackage';
import { TestCredentials } from '../../support/testCredentials';

const { AiTool } = NodeConnectionTypes;

/** What the agent sees of the tool. */
export interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, unknown> };
	invoke: (values: IDataObject) => Promise<string>;
}

const AGENT: INodeType = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'Stands in for an AI agent',
		defaults: { name: 'Agent' },
		inputs: [{ type: AiTool }],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
};

/** As n8n's server converts a node; its code is the node's own. */
function asTool(node: INodeType): INodeType {
	const description = {
		...node.description,
		name: `${node.description.name}Tool`,
		inputs: [],
		outputs: [AiTool],
	};
	return Object.assign(Object.create(node) as INodeType, { description });
}

/** The Litmos node as a tool with these parameters. */
export async function litmosTool(fields: IDataObject, parameters: INodeParameters): Promise<Tool> {
	return await toolOf(fields, { name: 'Litmos', type: `${PACKAGE}litmosTool`, parameters });
}

const PACKAGE = 'n8n-nodes-litmos.';

/** Hangs a node of a workflow on an agent and hands out the tool that n8n makes of it. */
export async function toolOf(
	fields: IDataObject,
	{ name, type, parameters }: Pick<INode, 'name' | 'type' | 'parameters'>,
): Promise<Tool> {
	const { nodeTypes, credentialTypes } = await loadPackage();
	const types: Record<string, INodeType> = {
		agent: AGENT,
		[type]: asTool(nodeTypes.getByNameAndVersion(type.replace(/Tool$/, ''))),
	};
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const agent: INode = { ...common, id: 'a', name: 'Agent', type: 'agent', parameters: {} };
	const credential = type.includes('Lrs') ? 'litmosLrsApi' : 'litmosApi';
	const credentials = { [credential]: { id: '1', name: credential } };
	const tool: INode = {
		...common,
		id: 't',
		name,
		type,
		parameters: structuredClone(parameters),
		credentials,
	};
	const workflow = new Workflow({
		id: 'tool',
		nodes: [agent, tool],
		connections: { [name]: { [AiTool]: [[{ node: 'Agent', type: AiTool, index: 0 }]] } },
		active: false,
		nodeTypes: {
			getByName: (name) => types[name],
			getByNameAndVersion: (name) => types[name],
		} as INodeTypes,
	});
	const context = new ExecuteContext(
		workflow,
		agent,
		additionalData(new TestCredentials(credentialTypes, { [credential]: fields })),
		'trigger',
		createEmptyRunExecutionData(),
		0,
		[{ json: {} }],
		{ main: [[{ json: {} }]] },
		{ node: agent, data: { main: [[{ json: {} }]] }, source: null },
		[],
	);
	const [made] = (await context.getInputConnectionData(AiTool, 0)) as Tool[];
	return made;
}

function additionalData(credentialsHelper: TestCredentials): IWorkflowExecuteAdditionalData {
	const known = {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('trigger', 'tool', { id: 'tool' } as IWorkflowBase),
		executionId: 'tool',
		currentNodeExecutionIndex: 0,
		variables: {},
	};
	return known as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
}
