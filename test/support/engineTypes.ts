import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeParameters,
	INodeType,
	IPinData,
	IWorkflowSettings,
	OnError,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialTestResult } from './credentialTest';
import type { Poller, PollerOptions } from './poller';

export interface EngineOptions {
	/**
	 * Field values by credential type; fields left out get their defaults. `type/name`: of that one credential, for
	 * nodes that name it.
	 */
	credentials: Record<string, IDataObject>;
	/** Node types besides those of the package and the stand-ins for n8n's own, by full name. */
	nodes?: Record<string, INodeType>;
	/** Where the package.json of the built package lies; the project itself if left out. */
	packageDir?: string;
}

/** A workflow as n8n exports it. Nodes need not name a credential: they get the engine's. */
export interface WorkflowJson {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
}

export interface RunOptions {
	/** Items that the first node hands on, instead of its own output. */
	input?: IDataObject[];
	executionId?: string;
	mode?: WorkflowExecuteMode;
	/** What n8n has stored with the workflow. */
	staticData?: IDataObject;
	/** Cancels the execution, as the Stop button does. */
	signal?: AbortSignal;
}

export interface NodeRun {
	/** First output. */
	items: INodeExecutionData[];
	/** All outputs: an error output is the last one. */
	outputs: INodeExecutionData[][];
	error?: ExecutionError;
	hints: string[];
	executionStatus?: ExecutionStatus;
}

export interface RunResult {
	finished: boolean;
	status: ExecutionStatus;
	nodes: Record<string, NodeRun[]>;
	error?: ExecutionError;
	/** What n8n would store with the workflow of a run that nobody started by hand. */
	staticData?: IDataObject;
}

export interface StartedRun {
	done: Promise<RunResult>;
	cancel(): void;
}

export interface NodeOptions extends Omit<RunOptions, 'input'> {
	parameters: INodeParameters;
	items?: IDataObject[];
	type?: string;
	continueOnFail?: boolean;
	onError?: OnError;
	retryOnFail?: boolean;
}

export interface ListSearchOptions {
	method: string;
	parameters?: INodeParameters;
	filter?: string;
	paginationToken?: string;
	type?: string;
}

export interface Engine {
	start(workflow: WorkflowJson, options?: RunOptions): StartedRun;
	run(workflow: WorkflowJson, options?: RunOptions): Promise<RunResult>;
	/** One node fed by items; its only run. */
	runNode(options: NodeOptions): Promise<NodeRun>;
	/** A published workflow that begins with a polling trigger. */
	poller(workflow: WorkflowJson, options?: PollerOptions): Promise<Poller>;
	listSearch(options: ListSearchOptions): Promise<INodeListSearchResult>;
	/** The entries of a list of the Litmos node with boxes to tick. */
	loadOptions(method: string): Promise<INodePropertyOptions[]>;
	credentialTest(values: IDataObject, type?: string): Promise<CredentialTestResult>;
	/** Imitates n8n's HTTP Request node with the predefined credential; one request for each item. */
	httpRequestNode(options: HttpRequestOptions): Promise<NodeRun>;
}

export interface HttpRequestOptions extends Omit<RunOptions, 'input'> {
	url: string;
	method?: string;
	items?: IDataObject[];
}
