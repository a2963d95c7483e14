import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { LRS_LOGIN } from '../../sandbox/options';
import type { Sandbox } from '../../sandbox/server';
import type { Engine, NodeRun, WorkflowJson } from '../../test/support/engineTypes';
import { loadPackage } from '../../test/support/loadedPackage';
import type { Example, ExampleHappening } from './readExample';

/** What became of one node. */
export interface NodeReport {
	name: string;
	/** The items of each output. */
	outputs: IDataObject[][];
	/** Only of Litmos nodes. */
	itemsIn?: number;
	requests?: number;
	hints: string[];
	error?: string;
}

export interface PersonReport extends IDataObject {
	teams: string[];
	courses: string[];
}

export interface Report {
	nodes: NodeReport[];
	error?: string;
	requests: number;
	peopleAdded: number;
	peopleChanged: number;
	peopleRemoved: number;
	mails: number;
	/** By user name in small letters. */
	people: Map<string, PersonReport>;
	/** How many have not finished a course, by its name. */
	notFinished: Map<string, number>;
}

type Watched = Pick<NodeReport, 'itemsIn' | 'requests'>;

const WATCHED = ['n8n-nodes-litmos.litmos', 'n8n-nodes-litmos.litmosLrs'];

/** What a person would enter in both credentials. */
export const credentialsFor = (sandbox: Sandbox, apiKey: string): Record<string, IDataObject> => ({
	litmosApi: { apiKey, region: 'custom', baseUrl: sandbox.baseUrl },
	litmosLrsApi: { endpoint: sandbox.lrsEndpoint, ...LRS_LOGIN },
});

/** Runs one example through n8n's engine against the sandbox, and tells what it did to both. */
export async function runExample(
	{ workflow, happenings }: Example,
	engine: Engine,
	sandbox: Sandbox,
): Promise<Report> {
	const before = records(sandbox);
	const requestsBefore = sandbox.log().length;
	const mailsBefore = sandbox.state.mails.length;
	const watch = await watchLitmos(sandbox);
	const input = happenings && (await startItems(workflow, happenings, { engine, sandbox }));
	const run = await engine.run(workflow, { input }).finally(watch.stop);
	const after = records(sandbox);
	const kept = [...before].filter(([id]) => after.has(id));
	return {
		nodes: Object.entries(run.nodes).flatMap(([name, runs]) =>
			runs.map((one) => ({ name, ...toReport(one), ...watch.seen.get(name) })),
		),
		error: run.error?.message,
		requests: sandbox.log().length - requestsBefore,
		peopleAdded: after.size - kept.length,
		peopleChanged: kept.filter(([id, record]) => after.get(id) !== record).length,
		peopleRemoved: before.size - kept.length,
		mails: sandbox.state.mails.length - mailsBefore,
		people: peopleOf(sandbox),
		notFinished: notFinishedIn(sandbox),
	};
}

/** Publishes the workflow, lets things happen, and hands on what the next poll starts it with. */
async function startItems(
	workflow: WorkflowJson,
	happenings: readonly ExampleHappening[],
	{ engine, sandbox }: { engine: Engine; sandbox: Sandbox },
): Promise<IDataObject[]> {
	const poller = await engine.poller(workflow);
	await poller.publish();
	for (const { what, person = '', userName } of happenings) {
		const userId = sandbox.state.userNames.get(person);
		sandbox.happen({ what, userId, userName, at: sandbox.state.clock() });
	}
	await poller.tickAnHourLater();
	const [failure] = poller.failures;
	if (failure) throw failure;
	return poller.started.flat();
}

/** Notes what each Litmos node takes in and sends: n8n itself tells nobody. */
async function watchLitmos(
	sandbox: Sandbox,
): Promise<{ seen: Map<string, Watched>; stop: () => void }> {
	const { nodeTypes } = await loadPackage();
	const seen = new Map<string, Watched>();
	const stops = WATCHED.map((name) =>
		watchType(nodeTypes.getByNameAndVersion(name), sandbox, seen),
	);
	return { seen, stop: () => stops.forEach((stop) => stop()) };
}

function watchType(type: object, sandbox: Sandbox, seen: Map<string, Watched>): () => void {
	const prototype = Object.getPrototypeOf(type) as { execute: NonNullable<INodeType['execute']> };
	const original = prototype.execute;
	prototype.execute = async function (this: IExecuteFunctions) {
		const before = sandbox.log().length;
		const itemsIn = this.getInputData().length;
		try {
			return await original.call(this);
		} finally {
			seen.set(this.getNode().name, { itemsIn, requests: sandbox.log().length - before });
		}
	};
	return () => void (prototype.execute = original);
}

function toReport({ outputs, hints, error }: NodeRun): Omit<NodeReport, 'name'> {
	const items = outputs.map((output) => output.map(({ json }) => json));
	return { outputs: items, hints, error: error?.message };
}

function records({ state }: Sandbox): Map<string, string> {
	return new Map([...state.users].map(([id, record]) => [id, JSON.stringify(record)]));
}

function peopleOf({ state }: Sandbox): Map<string, PersonReport> {
	const report = [...state.users.values()].map((user): [string, PersonReport] => {
		const teams = [...state.teams.values()].filter(({ members }) => members.has(user.Id));
		const courses = [...(state.enrolments.get(user.Id)?.keys() ?? [])];
		const lists = {
			teams: teams.map(({ Name }) => Name).sort(),
			courses: courses.map((id) => state.courses.get(id)?.Name ?? id),
		};
		return [user.UserName.toLowerCase(), { ...user, ...lists }];
	});
	return new Map(report);
}

function notFinishedIn({ state }: Sandbox): Map<string, number> {
	const all = [...state.enrolments.values()].flatMap((mine) => [...mine.values()]);
	const open = all.filter(({ completed }) => completed === null);
	const courses = [...state.courses.values()].map(({ Id, Name }): [string, number] => [
		Name,
		open.filter(({ courseId }) => courseId === Id).length,
	]);
	return new Map(courses);
}
