import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Sandbox, SandboxOptions } from '../../sandbox/server';
import { startSandbox } from '../../sandbox/server';
import { createEngine } from '../../test/support/engine';

/** One way to do a job: what it is called, and the doing. */
export interface Way {
	name: string;
	/** Answers the rows it has read, where the job is to read. */
	run: (tenant: Tenant) => Promise<unknown[] | void>;
	/** How many requests Litmos refuses in this way; more or fewer is a mistake. */
	refused?: number;
	/** It leaves something of the job undone, as its name says: it is counted, but not compared. */
	isPart?: true;
}

/** One line of the table. Another job is another entry of `JOBS`, with the tenant that it needs. */
export interface Job {
	name: string;
	tenant: SandboxOptions;
	/** Makes the tenant fit for the job. */
	arrange?: (sandbox: Sandbox) => void;
	/** What is wrong once a way has run; undefined where the job is done. */
	fault: (tenant: Tenant, rows: unknown[]) => string | undefined;
	/** The operations of this node. */
	ours: Way;
	/** A loop with the HTTP Request node. */
	loop: Way;
	/** What published clients do, or tell their users to do. */
	others: readonly Way[];
}

/** A stand-in for Litmos, and the two ways to ask it something. */
export interface Tenant {
	sandbox: Sandbox;
	/** Runs an operation in n8n's engine; answers what comes out, failed items with `error`. */
	node: (parameters: INodeParameters, options?: NodeOptions) => Promise<IDataObject[]>;
	/** One plain request. */
	http: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

interface NodeOptions {
	items?: IDataObject[];
	/** Of the node Litmos Report. */
	isReport?: true;
	continueOnFail?: true;
	/** Of which execution the run is one. */
	executionId?: string;
}

const API_KEY = 'jobs-key';

/** Does a job in one way, for a tenant of its own, and counts what Litmos was asked. */
export async function requestsOf(job: Job, way: Way): Promise<number> {
	const sandbox = await startSandbox({ ...job.tenant, apiKeys: [API_KEY] });
	try {
		job.arrange?.(sandbox);
		const tenant = tenantOf(sandbox);
		const rows = (await way.run(tenant)) ?? [];
		const log = sandbox.log();
		const refused = log.filter(({ status }) => status === null || status >= 400).length;
		if (refused !== (way.refused ?? 0)) throw notDone(job, way, `${refused} requests were refused`);
		const fault = way.isPart ? undefined : job.fault(tenant, rows);
		if (fault !== undefined) throw notDone(job, way, fault);
		return log.length;
	} finally {
		await sandbox.close();
	}
}

function notDone(job: Job, way: Way, why: string): Error {
	return new Error(`${job.name}. ${way.name}: ${why}`);
}

function tenantOf(sandbox: Sandbox): Tenant {
	const { baseUrl } = sandbox;
	const fields = { apiKey: API_KEY, region: 'custom', baseUrl, requestsPerMinute: 1000 };
	const engine = createEngine({ credentials: { litmosApi: fields } });
	return {
		sandbox,
		node: async (parameters, { items = [{}], isReport, ...more } = {}) => {
			const type = `n8n-nodes-litmos.${isReport ? 'litmosReport' : 'litmos'}`;
			const run = await engine.runNode({ type, parameters, items, ...more });
			if (run.error) throw run.error;
			return run.items.map(({ json }) => json);
		},
		http: async (method, path, body) => {
			const address = `${baseUrl}${path}${path.includes('?') ? '&' : '?'}source=jobs&format=json`;
			const headers = { apikey: API_KEY, 'Content-Type': 'application/json' };
			const response = await fetch(address, { method, headers, body: JSON.stringify(body) });
			const text = await response.text();
			return text === '' ? null : (JSON.parse(text) as unknown);
		},
	};
}
