import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { LRS_LOGIN } from '../../../sandbox/options';
import type { LogEntry, Sandbox, SandboxOptions } from '../../../sandbox/server';
import { startSandbox } from '../../../sandbox/server';
import type { Engine, NodeOptions, NodeRun } from '../../support/engine';
import { createEngine } from '../../support/engine';
import { loadPackage } from '../../support/loadedPackage';
import { closeAfterTest } from './closing';

export const API_KEY = 'sandbox-key';

/** Wide enough that the limit holds nothing where a test is about something else. */
const WIDE = 1000;

/** A local Litmos and n8n's engine with a credential for it; a fresh port, so a fresh limit as well. */
export interface Bench {
	sandbox: Sandbox;
	engine: Engine;
	/** An engine whose credential has other field values. */
	engineWith: (fields: IDataObject) => Engine;
	/** Runs one operation, of the node that has it. */
	run: (operation: string, parameters?: INodeParameters, options?: RunOptions) => Promise<NodeRun>;
	/** The same, for a run that must not fail: its output items as plain records. */
	records: (
		operation: string,
		parameters?: INodeParameters,
		options?: RunOptions,
	) => Promise<IDataObject[]>;
	/** What Litmos was asked, e.g. `GET /users`. */
	requests: () => string[];
	log: () => LogEntry[];
}

export type RunOptions = Omit<NodeOptions, 'parameters'>;

/** The fields of a credential that leads to this sandbox. */
export function fieldsFor(sandbox: Sandbox, fields: IDataObject = {}): IDataObject {
	return {
		apiKey: API_KEY,
		region: 'custom',
		baseUrl: sandbox.baseUrl,
		requestsPerMinute: WIDE,
		...fields,
	};
}

/** The fields of a credential that leads to the learning record store of this sandbox. */
export function lrsFieldsFor(sandbox: Sandbox, fields: IDataObject = {}): IDataObject {
	return { endpoint: sandbox.lrsEndpoint, ...LRS_LOGIN, requestsPerMinute: WIDE, ...fields };
}

export async function startBench(
	options: SandboxOptions = {},
	fields: IDataObject = {},
): Promise<Bench> {
	const sandbox = await startSandbox({ people: 40, teams: 8, courses: 12, ...options });
	closeAfterTest(sandbox.close);
	const engineWith = (other: IDataObject): Engine =>
		createEngine({
			credentials: {
				litmosApi: fieldsFor(sandbox, { ...fields, ...other }),
				litmosLrsApi: lrsFieldsFor(sandbox, { ...fields, ...other }),
			},
		});
	const engine = engineWith({});
	const run: Bench['run'] = async (operation, parameters = {}, more = {}) =>
		await engine.runNode({
			type: await nodeOf(operation),
			parameters: { ...naming(operation), ...parameters },
			...more,
		});
	return {
		sandbox,
		engine,
		engineWith,
		run,
		records: async (...call) => recordsOf(await run(...call)),
		requests: () => sandbox.log().map(({ method, path }) => `${method} ${below(path)}`),
		log: () => sandbox.log(),
	};
}

/** A fresh bench for every test of the file. */
export function freshBench(options: SandboxOptions = {}, fields: IDataObject = {}): () => Bench {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench(options, fields);
	});
	return () => bench;
}

/** `user: get` as the two parameters that the dropdowns set. */
export function naming(operation: string): INodeParameters {
	const [resource, action] = operation.split(': ');
	return { resource, operation: action };
}

/** The node with this operation; the Litmos node for one that there is not. */
async function nodeOf(operation: string): Promise<string> {
	nodes ??= readNodes();
	return (await nodes).get(operation.replace(': ', ':')) ?? 'n8n-nodes-litmos.litmos';
}

let nodes: Promise<ReadonlyMap<string, string>> | undefined;

/** Nodes by their operations, out of the built package: it is loaded anyway, the sources are not. */
async function readNodes(): Promise<ReadonlyMap<string, string>> {
	const { nodeNames, nodeTypes } = await loadPackage();
	const found = new Map<string, string>();
	for (const node of nodeNames) {
		const { properties } = nodeTypes.getByNameAndVersion(node).description;
		for (const { name, options = [], displayOptions } of properties) {
			const of = name === 'operation' ? (displayOptions?.show?.resource ?? []) : [];
			const names = of.flatMap((resource) =>
				options.map((one) => `${String(resource)}:${'value' in one ? String(one.value) : ''}`),
			);
			for (const one of names) if (!found.has(one)) found.set(one, node);
		}
	}
	return found;
}

/** The output records of a run that went well. */
export function recordsOf(run: NodeRun): IDataObject[] {
	if (run.error) throw run.error;
	return jsonOf(run.items);
}

export function jsonOf(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}

/** A path without the part that all have. */
function below(path: string): string {
	return path.replace(/^\/(v1\.svc|TCAPI\/demo\/1)/, '');
}
