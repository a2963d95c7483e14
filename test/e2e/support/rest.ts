import { parse } from 'flatted';
import type { ExecutionError, IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';
import { ask } from './ask';
import { FinalError, until } from './processes';
import type { Credential, Workflow, WorkflowNode } from './workflow';

export type { Credential } from './workflow';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Litmos-in-n8n-1',
};

/** A workflow as n8n keeps it. */
export interface Stored extends Workflow {
	id: string;
	versionId: string;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	/** By the name of the node: its runs. */
	runs: Record<string, ITaskData[]>;
	error?: ExecutionError;
}

/** What one node did last in an execution, as a person sees it. */
export interface NodeOutcome {
	status: string;
	items: INodeExecutionData[];
	hints: string[];
	/** Of the node, or of the whole execution. */
	error?: { message: string; description?: string | null };
}

interface Listed {
	id: string;
	status: string;
	mode: string;
}

/** The owner is there, and has another password than the one that these tests give. */
export class LoginRefused extends FinalError {}

/** n8n's answer was not 2xx. */
export class RestError extends Error {
	constructor(
		what: string,
		readonly status: number,
		readonly answer: IDataObject,
	) {
		super(`${what}: ${status} ${String(answer.message ?? '')}`);
	}
}

/** What n8n says of an execution that has not ended. */
export const UNFINISHED: readonly string[] = ['new', 'running', 'waiting'];

/** The calls that n8n's own editor makes, with the owner's cookie. */
export function createRest(base: string) {
	let cookie = '';

	async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await ask(`${base}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const set = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (set) cookie = set.split(';')[0] ?? '';
		const answer = (await response.json().catch(() => ({}))) as IDataObject;
		if (!response.ok) throw new RestError(`${method} /rest${path}`, response.status, answer);
		return (answer.data ?? answer) as T;
	}

	/** Signs in, and sets the owner up before if n8n is new. */
	async function signIn(): Promise<boolean> {
		const set = await call('POST', '/owner/setup', OWNER).catch((error: unknown) => error);
		if (!(set instanceof Error)) return true;
		const login = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
		await call('POST', '/login', login).catch((error: unknown) => {
			const isThere = set instanceof RestError && set.status === 400;
			const isRefused = error instanceof RestError && error.status === 401;
			throw isThere && isRefused ? new LoginRefused(error.message) : error;
		});
		return true;
	}

	async function execution(id: string): Promise<Execution> {
		return await until(`execution ${id} ends`, async () => {
			const found = await call<Listed & { data: string }>('GET', `/executions/${id}`);
			return UNFINISHED.includes(found.status) ? undefined : readExecution(found);
		});
	}

	/** As n8n has it at the moment, ended or not. */
	const stored = async (id: string): Promise<Execution> =>
		readExecution(await call<Listed & { data: string }>('GET', `/executions/${id}`));

	/** The button "Execute workflow". Resolves when the run has begun. */
	async function startRun({ id, ...workflow }: Stored, trigger: string): Promise<string> {
		const started = await call<{ executionId: string }>('POST', `/workflows/${id}/run`, {
			workflowData: { id, ...workflow },
			triggerToStartFrom: { name: trigger },
		});
		return started.executionId;
	}

	return {
		base,
		call,
		signIn,
		cookie: () => cookie,
		installPackage: async (name: string, version?: string) =>
			await call<{ installedNodes: unknown[] }>('POST', '/community-packages', { name, version }),
		updatePackage: async (name: string, version: string) =>
			await call('PATCH', '/community-packages', { name, version }),
		removePackage: async (name: string) =>
			await call('DELETE', `/community-packages?name=${encodeURIComponent(name)}`),
		packages: async () =>
			await call<Array<{ packageName: string; installedVersion: string; failedLoading?: boolean }>>(
				'GET',
				'/community-packages',
			),
		createCredential: async (name: string, type: string, data: IDataObject) =>
			await call<Credential>('POST', '/credentials', { name, type, data }),
		/** What the credential form does when it opens. */
		testCredential: async (id: string) => {
			const { name, type, data } = await call<Credential & { data: unknown }>(
				'GET',
				`/credentials/${id}?includeData=true`,
			);
			const credentials = { id, name, type, data };
			return await call<{ status: string; message: string }>('POST', '/credentials/test', {
				credentials,
			});
		},
		createWorkflow: async (workflow: Workflow & { name: string }) =>
			await call<Stored>('POST', '/workflows', {
				settings: { executionOrder: 'v1' },
				// n8n 1 and early n8n 2 want to be told.
				active: false,
				...workflow,
			}),
		/** n8n 2 publishes a version; n8n 1 switches the workflow on. */
		publish: async ({ id, versionId }: Stored) =>
			await call('POST', `/workflows/${id}/activate`, { versionId }).catch(
				async (error: RestError) => {
					if (error.status !== 404) throw error;
					return await call('PATCH', `/workflows/${id}`, { active: true, versionId });
				},
			),
		unpublish: async ({ id }: Stored) =>
			await call('POST', `/workflows/${id}/deactivate`, {}).catch(async (error: RestError) => {
				if (error.status !== 404) throw error;
				return await call('PATCH', `/workflows/${id}`, { active: false });
			}),
		startRun,
		/** The button, and what came of it. */
		run: async (workflow: Stored, trigger: string) =>
			await execution(await startRun(workflow, trigger)),
		stop: async (id: string) => await call('POST', `/executions/${id}/stop`),
		execution,
		stored,
		/** n8n asks for the running and the ended ones at once: what ends in between is listed twice. */
		executions: async (workflowId: string) => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const path = `/executions?limit=100&filter=${filter}`;
			const { results } = await call<{ results: Listed[] }>('GET', path);
			return [...new Map(results.map((one) => [one.id, one])).values()];
		},
		/** What a "From list" field asks when it is opened or searched. */
		listSearch: async (
			node: WorkflowNode,
			field: string,
			search: { method: string; filter?: string },
		) =>
			await call<{ results: Array<{ name: string; value: string }>; paginationToken?: unknown }>(
				'POST',
				'/dynamic-node-parameters/resource-locator-results',
				{
					path: `parameters.${field}`,
					methodName: search.method,
					filter: search.filter,
					nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
					currentNodeParameters: node.parameters,
					credentials: node.credentials,
				},
			),
		/** The names of all node types that n8n knows. */
		nodeTypes: async () => {
			const response = await ask(`${base}/types/nodes.json`, { headers: { cookie } });
			return ((await response.json()) as Array<{ name: string }>).map(({ name }) => name);
		},
	};
}

export type Rest = ReturnType<typeof createRest>;

function readExecution({ id, status, mode, data }: Listed & { data: string }): Execution {
	const { resultData } = parse(data) as {
		resultData: { runData?: Execution['runs']; error?: ExecutionError };
	};
	return { id, status, mode, runs: resultData.runData ?? {}, error: resultData.error };
}

/** Of the last run of a node. */
export function outcomeOf({ runs, error }: Execution, node: string): NodeOutcome {
	const run = runs[node]?.at(-1);
	const failure = run?.error ?? error;
	return {
		status: run?.executionStatus ?? 'not run',
		items: run?.data?.main[0] ?? [],
		hints: (run?.hints ?? []).map(({ message }) => message),
		...(failure && { error: { message: failure.message, description: failure.description } }),
	};
}
