/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// What n8n's server does with a webhook, around n8n-core: it loads the workflow with what is stored of it,
// has the node look at the request, starts the execution, stores what the node noted, and answers.
import '../../support/n8nEnvironment';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { RunResult, WorkflowJson } from '../../support/engineTypes';
import { loadPackage, withNodes, type LoadedPackage } from '../../support/loadedPackage';
import { TestCredentials } from '../../support/testCredentials';
import { credentialsOf, toResult } from '../../support/workflowParts';
import { closeAfterTest } from './closing';
import { wait } from './waiting';

export interface WebhookServerOptions {
	workflow: WorkflowJson;
	/** Field values by type of credential. */
	credentials?: Record<string, IDataObject>;
	/** Node types besides those of the package and the stand-ins. */
	nodes?: Record<string, INodeType>;
	/** `manual`: a person listens for a test event. */
	mode?: WorkflowExecuteMode;
	/** How long n8n takes to store something. */
	storeMs?: () => number;
	/** n8n stores nothing until then. */
	holdStore?: Promise<void>;
	/** True: n8n cannot start the execution. */
	isDown?: () => boolean;
	/** A node "slow" waits for it. */
	hold?: Promise<void>;
}

/** A running stand-in for n8n's server with one published workflow. */
export interface WebhookServer {
	url: string;
	/** The executions that were started, in that order. */
	started: Array<Promise<RunResult>>;
	/** What the trigger handed over, of each execution. */
	events: IDataObject[];
	/** As n8n keeps it in its database. */
	stored: { text: string };
}

export const TRIGGER = 'n8n-nodes-litmos.litmosWebhookTrigger';

interface Parts {
	options: WebhookServerOptions;
	loaded: LoadedPackage;
	server: WebhookServer;
}

type Body = { rawBody?: Buffer; body?: unknown };

export async function startWebhookServer(options: WebhookServerOptions): Promise<WebhookServer> {
	const known = withNodes(await loadPackage(), options.nodes ?? {});
	const loaded = withSlowNode(known, options.hold);
	const webhooks: WebhookServer = { url: '', started: [], events: [], stored: { text: '{}' } };
	const http = createServer((request, response) => {
		handle({ options, loaded, server: webhooks }, request, response).catch((error: Error) => {
			response.writeHead(500).end(JSON.stringify({ message: error.message }));
		});
	});
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	closeAfterTest(async () => {
		http.closeAllConnections();
		await new Promise((done) => http.close(done));
	});
	webhooks.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/webhook/x/litmos`;
	return webhooks;
}

/** One more stand-in: a node that takes as long as the test wants. */
function withSlowNode(loaded: LoadedPackage, hold?: Promise<void>): LoadedPackage {
	const { nodeTypes } = loaded;
	const slow = Object.create(nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp')) as INodeType;
	slow.execute = async function (this: IExecuteFunctions) {
		await hold;
		return [this.getInputData()];
	};
	const find = (name: string, version?: number): INodeType =>
		name === 'n8n-nodes-base.slow' ? slow : nodeTypes.getByNameAndVersion(name, version);
	return { ...loaded, nodeTypes: { ...nodeTypes, getByName: find, getByNameAndVersion: find } };
}

/** n8n reads JSON by itself before it asks the node. */
async function readRequest(request: IncomingMessage): Promise<Body & { query: IDataObject }> {
	const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams);
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('multipart/')) return { query };
	const rawBody = await buffer(request);
	const isJson = type.split(';')[0] === 'application/json' && rawBody.length > 0;
	return { query, rawBody, body: isJson ? (JSON.parse(rawBody.toString()) as unknown) : {} };
}

async function handle(parts: Parts, request: IncomingMessage, response: ServerResponse) {
	const { options, server } = parts;
	const read = await readRequest(request).catch(() => undefined);
	if (!read) return void response.writeHead(422).end('{"message":"Failed to parse request body"}');
	const { workflow, node, additionalData, raw } = prepare(parts);
	Object.assign(additionalData, {
		httpRequest: Object.assign(request, { params: {} }, read),
		httpResponse: response,
	});
	const mode = options.mode ?? 'webhook';
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, 1);
	const webhookData = { webhookDescription: type.description.webhooks?.[0] } as IWebhookData;
	const context = new WebhookContext(workflow, node, additionalData, mode, webhookData, [], null);
	const result = await type.webhook!.call(context);
	if (result.workflowData) {
		if (options.isDown?.()) throw new Error('The execution could not be started');
		await beginAsN8n(workflow, raw);
		start(parts, { workflow, node, additionalData }, result.workflowData);
	}
	await store(parts, workflow);
	if (result.noWebhookResponse) return;
	response.writeHead(200, { 'content-type': 'text/html' });
	response.end(webhookData.webhookDescription.responseData);
	expect(server.started.length).toBe(server.events.length);
}

/**
 * n8n 2.41 makes a second workflow of the same stored data before it adds the execution to its database.
 * That sets the mark of what has changed back.
 */
async function beginAsN8n({ nodeTypes }: Workflow, staticData: IDataObject): Promise<void> {
	const parts = { id: 'x', nodes: [], connections: {}, active: true, nodeTypes };
	// In a new workflow nothing is stored, and each gets an empty object of its own.
	if (Object.keys(staticData).length > 0) new Workflow({ ...parts, staticData });
	await wait(3);
}

/** n8n writes all of it, whatever another process has written since it was read. */
async function store({ options, server }: Parts, workflow: Workflow): Promise<void> {
	const text = JSON.stringify(workflow.staticData);
	await wait(options.storeMs?.() ?? 0);
	await options.holdStore;
	if (workflow.staticData.__dataChanged === true) server.stored.text = text;
}

interface Prepared {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	/** What is stored, as it was read. */
	raw: IDataObject;
}

function prepare({ options, loaded, server }: Parts): Prepared {
	const { nodeTypes, credentialTypes } = loaded;
	const nodes = options.workflow.nodes.map((node) => ({
		...node,
		credentials: credentialsOf(node, nodeTypes.getByNameAndVersion(node.type)),
	}));
	const raw = JSON.parse(server.stored.text) as IDataObject;
	const workflow = new Workflow({
		id: server.url,
		nodes: structuredClone(nodes),
		connections: structuredClone(options.workflow.connections),
		active: true,
		nodeTypes,
		staticData: raw,
		settings: { executionOrder: 'v1' },
	});
	const known = {
		credentialsHelper: new TestCredentials(credentialTypes, options.credentials ?? {}),
		hooks: new ExecutionLifecycleHooks('webhook', 'x', { id: 'x' } as IWorkflowBase),
		executionId: String(server.started.length),
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: 'http://localhost/',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	};
	const node = Object.values(workflow.nodes).find(({ type }) => type === TRIGGER);
	const additionalData =
		known as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
	return { workflow, node: node!, additionalData, raw };
}

/** The trigger is the first node of the execution, with what it handed over as its input. */
function start(
	{ options, server }: Parts,
	{ workflow, node, additionalData }: Omit<Prepared, 'raw'>,
	main: INodeExecutionData[][],
): void {
	const stack = [{ node, data: { main }, source: null }];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const execution = new WorkflowExecute(additionalData, options.mode ?? 'webhook', data);
	server.events.push(structuredClone(main[0]?.[0]?.json ?? {}));
	server.started.push(Promise.resolve(execution.processRunExecutionData(workflow)).then(toResult));
}
