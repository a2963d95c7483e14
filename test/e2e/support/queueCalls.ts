import { busiestMinute, type LogEntry } from '../../../sandbox/http/log';
import { ask } from './ask';
import { until } from './processes';
import { webhookKnown, type Queue } from './queue';
import { onePersonPerCall, peopleByHand } from './queueWorkflows';
import type { Credential, Execution, Stored } from './rest';
import { createCredential } from './stage';
import { litmos } from './workflow';

export const CALLS = 60;
/** All that the main process may send in the first minute where 100 is divided by three. */
export const BY_HAND = 31;
/** The test and one list, as if somebody had the editor open. */
const BY_EDITOR = 2;
/** Every second call puts its person into a team, too. */
export const IN_TEAM = CALLS / 2;
/** Who is put into a team is looked up before: Litmos passes over IDs that it does not know. */
export const REQUESTS = CALLS + 2 * IN_TEAM + BY_HAND + BY_EDITOR;

/** What the credential says. */
export interface Limits {
	requestsPerMinute: number;
	processes: number;
}

export interface Setup extends Limits {
	name: string;
	apiKey: string;
	/** Where Litmos is not in the United States. */
	region?: string;
	baseUrl?: string;
}

/** What the docs quote. */
export interface Figures extends Limits {
	seconds: number;
	requests: number;
	refused: number;
	'busiest minute': number;
	'calls by worker': string;
}

export interface CallsResult {
	/** HTTP status of each call. */
	answers: number[];
	/** The executions of the calls. */
	executions: Array<{ id: string; status: string }>;
	byHand: Execution;
	seconds: number;
	/** The people that must be there now. */
	wanted: string[];
	teamId: string;
}

const numbered = (count: number, prefix: string): string[] =>
	Array.from({ length: count }, (_, i) => `${prefix}-${i}@example.com`);

async function call(url: string, userName: string): Promise<number> {
	const headers = { 'content-type': 'application/json' };
	const body = JSON.stringify({ userName });
	return (await ask(url, { method: 'POST', headers, body })).status;
}

async function askAsEditor({ n8n }: Queue, credential: Credential): Promise<void> {
	await n8n.rest.testCredential(credential.id);
	const node = litmos(credential, { resource: 'user', operation: 'get' });
	await n8n.rest.listSearch(node, 'userId', { method: 'searchUsers' });
}

/** The last of them are marked as ended a moment after they were answered. */
async function endedOf({ n8n }: Queue, workflow: Stored): Promise<CallsResult['executions']> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	return await until('all executions have ended', async () => {
		const { results } = await n8n.rest.call<{ results: CallsResult['executions'] }>(
			'GET',
			`/executions?limit=100&filter=${filter}`,
		);
		const isOver = results.every(({ status }) => !['new', 'running'].includes(status));
		return isOver ? results : undefined;
	});
}

/** One workflow makes a person, the other puts this person into the team as well. */
async function publishBoth(queue: Queue, credential: Credential, teamId: string) {
	const { rest } = queue.n8n;
	const paths = [`${credential.name}-alone`, `${credential.name}-team`] as const;
	const alone = await rest.createWorkflow(onePersonPerCall(credential, paths[0]));
	const team = await rest.createWorkflow(onePersonPerCall(credential, paths[1], teamId));
	for (const one of [alone, team]) await rest.publish(one);
	for (const path of paths) await webhookKnown(queue, path);
	return {
		workflows: [alone, team],
		urls: paths.map((path) => `${queue.webhooks.base}/webhook/${path}`),
	};
}

/** 60 calls at once. At the same time the main process works on something, and the editor is open. */
export async function callAtOnce(queue: Queue, { name, ...fields }: Setup): Promise<CallsResult> {
	const { rest } = queue.n8n;
	const credential = await createCredential(queue, name, fields);
	const teamId = [...queue.sandbox.state.teams.keys()][0] ?? '';
	const { workflows, urls } = await publishBoth(queue, credential, teamId);
	const handWorkflow = await rest.createWorkflow(peopleByHand(credential, name, BY_HAND));
	const people = numbered(CALLS, `${name}-call`);
	const begun = performance.now();
	const [byHand, answers] = await Promise.all([
		rest.run(handWorkflow, 'Start'),
		Promise.all(people.map(async (one, i) => await call(urls[i % 2] ?? '', one))),
		askAsEditor(queue, credential),
	]);
	const seconds = Math.round((performance.now() - begun) / 1_000);
	const executions = await Promise.all(workflows.map(async (one) => await endedOf(queue, one)));
	return {
		answers,
		executions: executions.flat(),
		byHand,
		seconds,
		wanted: [...people, ...numbered(BY_HAND, `${name}-hand`)],
		teamId,
	};
}

/** The executions that a worker started or finished, as its log says. */
export const inLog = (log: string, what: 'started' | 'finished'): string[] =>
	[...log.matchAll(new RegExp(`Worker ${what} execution (\\d+) `, 'g'))].map(([, id = '']) => id);

const wasRefused = ({ because }: LogEntry): boolean => because === 'limit';

/** What the sandbox let through. */
export const carriedOut = (entries: readonly LogEntry[]): LogEntry[] =>
	entries.filter((entry) => !wasRefused(entry));

/** How many of the calls' executions each worker finished. */
export function callsByWorker({ workers }: Queue, { executions }: CallsResult): number[] {
	const ids = new Set(executions.map(({ id }) => id));
	return workers.map(({ log }) => inLog(log(), 'finished').filter((id) => ids.has(id)).length);
}

export const figuresOf = (
	outcome: CallsResult,
	entries: readonly LogEntry[],
	byWorker: readonly number[],
): Omit<Figures, keyof Limits> => ({
	seconds: outcome.seconds,
	requests: carriedOut(entries).length,
	refused: entries.filter(wasRefused).length,
	'busiest minute': busiestMinute(entries),
	'calls by worker': byWorker.join(' + '),
});
