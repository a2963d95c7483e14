import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Sandbox, SandboxOptions } from '../../sandbox/server';
import { startSandbox } from '../../sandbox/server';
import { createEngine } from '../../test/support/engine';

/** One way to do a job: what it is called, and the doing. */
export interface Way {
	name: string;
	run: (tenant: Tenant) => Promise<void>;
}

/** One line of the table. Another job is another entry of `JOBS`, with the tenant that it needs. */
export interface Job {
	name: string;
	tenant: SandboxOptions;
	/** The operations of this node. */
	ours: Way;
	/** A loop with the HTTP Request node. */
	loop: Way;
	/** What a published client does, or its users are told to do. */
	peer?: Way;
}

/** A stand-in for Litmos, and the two ways to ask it something. */
export interface Tenant {
	sandbox: Sandbox;
	/** Runs an operation of this node in n8n's engine. */
	node: (parameters: INodeParameters, items?: IDataObject[]) => Promise<void>;
	/** One plain request. */
	http: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

const API_KEY = 'jobs-key';

/** Does a job in one way, for a tenant of its own, and counts what Litmos was asked. */
export async function requestsOf({ tenant: options }: Job, way: Way): Promise<number> {
	const sandbox = await startSandbox({ ...options, apiKeys: [API_KEY] });
	try {
		await way.run(tenantOf(sandbox));
		const log = sandbox.log();
		const refused = log.filter(({ status }) => status === null || status >= 400);
		if (refused.length > 0) throw new Error(`${way.name}: ${refused.length} requests were refused`);
		return log.length;
	} finally {
		await sandbox.close();
	}
}

function tenantOf(sandbox: Sandbox): Tenant {
	const { baseUrl } = sandbox;
	const fields = { apiKey: API_KEY, region: 'custom', baseUrl, requestsPerMinute: 1000 };
	const engine = createEngine({ credentials: { litmosApi: fields } });
	return {
		sandbox,
		node: async (parameters, items = [{}]) => {
			const { error } = await engine.runNode({ parameters, items });
			if (error) throw error;
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
