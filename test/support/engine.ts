// n8n's real engine around the built package: workflows run through n8n-core over real HTTP, with the
// package loaded from dist/ by n8n's own loader. Only n8n's own nodes and its database are stand-ins.
import './n8nEnvironment';
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialsDecrypted,
	IDataObject,
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	IPinData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { CredentialTestResult } from './credentialTest';
import { runCredentialTest } from './credentialTest';
import type {
	Engine,
	EngineOptions,
	HttpRequestOptions,
	ListSearchOptions,
	NodeOptions,
	NodeRun,
	RunOptions,
	RunResult,
	StartedRun,
	WorkflowJson,
} from './engineTypes';
import type { LoadedPackage } from './loadedPackage';
import { loadPackage, withNodes } from './loadedPackage';
import type { Poller, PollerOptions } from './poller';
import { createPoller } from './poller';
import { TestCredentials } from './testCredentials';
import { chain, credentialsOf, itemsNode, nodeUnderTest, toResult } from './workflowParts';

export type * from './engineTypes';

const LITMOS = 'n8n-nodes-litmos.litmos';
const LITMOS_API = 'litmosApi';
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

export function createEngine(options: EngineOptions): Engine {
	return new InProcessEngine(options);
}

let executions = 0;

class InProcessEngine implements Engine {
	private readonly loaded: Promise<LoadedPackage>;

	constructor(private readonly options: EngineOptions) {
		const { packageDir, nodes = {} } = options;
		this.loaded = loadPackage(packageDir).then((loaded) => withNodes(loaded, nodes));
		// Whoever uses the engine gets this error; nobody must be told of it before.
		this.loaded.catch(() => undefined);
	}

	start(json: WorkflowJson, options: RunOptions = {}): StartedRun {
		const stop = new AbortController();
		options.signal?.addEventListener('abort', () => stop.abort(), { once: true });
		if (options.signal?.aborted) stop.abort();
		return { done: this.execute(json, options, stop.signal), cancel: () => stop.abort() };
	}

	async run(json: WorkflowJson, options: RunOptions = {}): Promise<RunResult> {
		return await this.start(json, options).done;
	}

	async runNode({ items = [{}], ...options }: NodeOptions): Promise<NodeRun> {
		const node = nodeUnderTest({ type: LITMOS, ...options });
		const run = await this.run(chain([itemsNode(), node]), { ...options, input: items });
		const nodeRun = run.nodes[node.name]?.[0];
		if (!nodeRun) throw run.error ?? new Error('The node under test did not run');
		return nodeRun;
	}

	async poller(json: WorkflowJson, options: PollerOptions = {}): Promise<Poller> {
		const workflow = await this.workflow(json, options.staticData);
		return createPoller(workflow, await this.additionalData(workflow, {}), options);
	}

	async httpRequestNode({ url, method, ...options }: HttpRequestOptions): Promise<NodeRun> {
		const parameters = { url, method: method ?? 'GET', nodeCredentialType: LITMOS_API };
		return await this.runNode({ ...options, parameters, type: HTTP_REQUEST });
	}

	async listSearch(options: ListSearchOptions): Promise<INodeListSearchResult> {
		const { nodeTypes } = await this.loaded;
		const { method, filter, paginationToken, parameters = {}, type = LITMOS } = options;
		const search = nodeTypes.getByNameAndVersion(type).methods?.listSearch?.[method];
		if (!search) throw new Error(`The node ${type} has no list search "${method}"`);
		const context = await this.editorContext(type, parameters);
		return await search.call(context, filter, paginationToken);
	}

	async loadOptions(method: string): Promise<INodePropertyOptions[]> {
		const { nodeTypes } = await this.loaded;
		const load = nodeTypes.getByNameAndVersion(LITMOS).methods?.loadOptions?.[method];
		if (!load) throw new Error(`The node ${LITMOS} has no options "${method}"`);
		return await load.call(await this.editorContext(LITMOS, {}));
	}

	private async editorContext(
		type: string,
		parameters: INodeParameters,
	): Promise<LoadOptionsContext> {
		const workflow = await this.workflow(chain([nodeUnderTest({ parameters, type })]));
		const node = Object.values(workflow.nodes)[0] as INode;
		const additionalData = await this.additionalData(workflow, {});
		additionalData.currentNodeParameters = node.parameters;
		return new LoadOptionsContext(workflow, node, additionalData, 'parameters.list');
	}

	async credentialTest(values: IDataObject, type = LITMOS_API): Promise<CredentialTestResult> {
		const { credentialTypes } = await this.loaded;
		const test = credentialTypes[type]?.test;
		if (!test) throw new Error(`The credential type "${type}" has no test`);
		const workflow = await this.workflow(chain([itemsNode()]));
		const additionalData = await this.additionalData(workflow, {});
		const data = (additionalData.credentialsHelper as TestCredentials).withDefaults(type, values);
		const credential: ICredentialsDecrypted = { id: '1', name: type, type, data };
		return await runCredentialTest({ credential, test, additionalData });
	}

	private async execute(
		json: WorkflowJson,
		options: RunOptions,
		stop: AbortSignal,
	): Promise<RunResult> {
		const workflow = await this.workflow(json, options.staticData);
		const startNode = workflow.getStartNode();
		if (!startNode) throw new Error('The workflow has no trigger to start from');
		const pinData: IPinData = { ...json.pinData };
		if (options.input) pinData[startNode.name] = options.input.map((item) => ({ json: item }));
		const additionalData = await this.additionalData(workflow, options);
		const execution = new WorkflowExecute(additionalData, options.mode ?? 'trigger');
		const running = execution.run({ workflow, startNode, pinData });
		const cancel = () => running.cancel();
		if (stop.aborted) cancel();
		stop.addEventListener('abort', cancel, { once: true });
		const result = toResult(await running);
		return {
			...result,
			staticData: JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		};
	}

	private async workflow(json: WorkflowJson, staticData?: IDataObject): Promise<Workflow> {
		const { nodeTypes } = await this.loaded;
		const nodes = json.nodes.map((node) => ({
			...node,
			credentials:
				node.credentials ?? credentialsOf(node, nodeTypes.getByNameAndVersion(node.type)),
		}));
		return new Workflow({
			id: 'test-workflow',
			name: json.name ?? 'Test workflow',
			nodes: structuredClone(nodes),
			connections: structuredClone(json.connections),
			active: false,
			nodeTypes,
			staticData,
			settings: { executionOrder: 'v1', ...json.settings },
		});
	}

	private async additionalData(
		workflow: Workflow,
		{ executionId = String((executions += 1)), mode = 'trigger' }: RunOptions,
	): Promise<IWorkflowExecuteAdditionalData> {
		const { credentialTypes } = await this.loaded;
		const stored = { id: workflow.id, name: workflow.name } as IWorkflowBase;
		const known = {
			credentialsHelper: new TestCredentials(credentialTypes, this.options.credentials),
			hooks: new ExecutionLifecycleHooks(mode, executionId, stored),
			executionId,
			currentNodeExecutionIndex: 0,
			variables: {},
			// n8n-core refuses to start without these three, though nothing here uses them.
			instanceBaseUrl: 'http://localhost/',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
		};
		return known as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;
	}
}
