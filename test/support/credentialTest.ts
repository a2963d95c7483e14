import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialTestRequest,
	ICredentialsDecrypted,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow, createEmptyRunExecutionData } from 'n8n-workflow';
import { standInNodes } from './standInNodes';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface CredentialTest {
	credential: ICredentialsDecrypted;
	test: ICredentialTestRequest;
	additionalData: IWorkflowExecuteAdditionalData;
}

/**
 * n8n's CredentialsTester in short: a temporary No Operation node whose only field carries the test
 * request is run by n8n-core's RoutingNode, and the credential's rules read the answer.
 */
export async function runCredentialTest(options: CredentialTest): Promise<CredentialTestResult> {
	const { credential, test } = options;
	const routing = temporaryNode(options);
	let answer: INodeExecutionData[][] | undefined;
	try {
		answer = await routing.runNode();
	} catch (error) {
		return { status: 'Error', message: messageOf(error as TestFailure, test) };
	}
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		const json = answer?.[0]?.[0]?.json;
		if (valueAt(json, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: `Connection of ${credential.name} successful` };
}

function temporaryNode({ credential, test, additionalData }: CredentialTest): RoutingNode {
	const noOperation = standInNodes['n8n-nodes-base.noOp'] as INodeType;
	const type: INodeType = {
		description: {
			...noOperation.description,
			credentials: [{ name: credential.type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		parameters: {},
		type: type.description.name,
		typeVersion: 1,
		position: [0, 0],
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type } as unknown;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as INodeTypes,
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return new RoutingNode(context, type, credential);
}

interface TestFailure extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function messageOf(error: TestFailure, test: ICredentialTestRequest): string {
	const response = error.cause?.response;
	if (!response) return error.cause?.code ?? error.message;
	for (const rule of test.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return rule.properties.message;
		}
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

function valueAt(json: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], json);
}
