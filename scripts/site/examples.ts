// What an operation gives: each is done once in n8n's own engine, against a sandbox of its own.
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { LRS_LOGIN } from '../../sandbox/options';
import type { Sandbox } from '../../sandbox/server';
import { startSandbox } from '../../sandbox/server';
import type { Bench } from '../../test/engine/support/bench';
import { itemsFor, OPERATIONS } from '../../test/engine/support/everyOperation';
import { createEngine } from '../../test/support/engine';
import { chain, itemsNode, nodeUnderTest } from '../../test/support/workflowParts';
import type { Row } from '../operationList';

/** The sandbox takes it unless it has others. */
const API_KEY = 'sandbox-key';
const WEEK_MS = 7 * 86_400_000;

/** What the same run must have done before. */
const BEFORE: ReadonlyMap<string, readonly string[]> = new Map([
	['warehouse:confirmSaved', ['warehouse:getChanges']],
]);

export interface Example {
	parameters: INodeParameters;
	/** The item that goes in: expressions of the parameters read it. */
	item: IDataObject;
	output: IDataObject[];
	requests: number;
	/** What the records of the sandbox are called, by their IDs. */
	names: ReadonlyMap<string, string>;
}

/** @throws if the operation fails: then there is nothing to show. */
export async function runExample({ name, node }: Row): Promise<Example> {
	const sandbox = await startSandbox({
		people: 40,
		teams: 8,
		courses: 12,
	});
	try {
		const spoken = name.replace(':', ': ');
		const parameters = OPERATIONS[spoken] ?? {};
		const [item = {}] = itemsFor({ sandbox } as Bench, 1);
		assignedLately(sandbox);
		const fields = { apiKey: API_KEY, region: 'custom', baseUrl: sandbox.baseUrl };
		const engine = createEngine({
			credentials: {
				litmosApi: fields,
				litmosLrsApi: { endpoint: sandbox.lrsEndpoint, ...LRS_LOGIN },
			},
		});
		// As the records are called before the operation has changed them.
		const names = namesIn(sandbox);
		const nodes = [...(BEFORE.get(name) ?? []), name].map((one) => nodeFor(one, node));
		const run = await engine.run(chain([itemsNode(), ...nodes]), { input: [item] });
		if (run.error) throw new Error(`${name}: ${run.error.message}`);
		const output = (run.nodes[name]?.[0]?.items ?? []).map(({ json }) => json);
		return { parameters, item, output, requests: sandbox.log().length, names };
	} finally {
		await sandbox.close();
	}
}

/** A node named as its operation. */
function nodeFor(name: string, type: string): INode {
	const [resource = '', operation = ''] = name.split(':');
	const parameters = { resource, operation, ...OPERATIONS[name.replace(':', ': ')] };
	return { ...nodeUnderTest({ type, parameters }), id: name, name };
}

/** What was arranged for the example was assigned at the beginning of time. */
function assignedLately({ state }: Sandbox): void {
	for (const mine of state.enrolments.values()) {
		for (const one of mine.values()) if (one.assigned === 0) one.assigned = state.clock() - WEEK_MS;
	}
}

function namesIn({ state }: Sandbox): Map<string, string> {
	const users = [...state.users.values()].map(
		({ Id, FirstName, LastName }) => [Id, `${FirstName} ${LastName}`] as const,
	);
	const others = [state.teams, state.courses, state.learningPaths].flatMap((records) =>
		[...records.values()].map(({ Id, Name }) => [Id, Name] as const),
	);
	const modules = [...state.courses.values()].flatMap((course) => course.modules);
	const inside = [...modules, ...state.ilt.sessions.values()].map(
		({ Id, Name }) => [Id, Name] as const,
	);
	return new Map([...users, ...others, ...inside]);
}
