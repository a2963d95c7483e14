/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { tableRow } from '../../../nodes/LitmosReport/warehouse/rows';
import { findTable } from '../../../nodes/LitmosReport/warehouse/tables';
import { ask } from './ask';
import { freePorts } from './ports';
import { until } from './processes';
import { startPostgres } from './queueServices';
import type { Execution, Stored } from './rest';
import { createCredential, GOOD_KEY, openStage, runFolder, type Stage } from './stage';
import { node, webhook, type Workflow, type WorkflowNode } from './workflow';

const EXAMPLE = path.resolve(__dirname, '../../../examples/warehouse.json');
const TABLE = 'litmos_result_course_results';
const DAY_MS = 86_400_000;

/** From when on the example reads here. */
const SINCE = Math.floor(Date.now() / 1000) * 1000 - 20 * DAY_MS;

/** The example in a published workflow, its PostgreSQL, and ways to let a run fail in it. */
export interface Warehouse {
	stage: Stage;
	sql(query: string): string;
	/** Starts a run as a schedule would; answers its ID. */
	begin(): Promise<string>;
	/** One run from its beginning to its end. */
	run(): Promise<Execution>;
	/** What is in the database, by RowKey. */
	saved(): Record<string, IDataObject>;
	/** What Litmos has, by RowKey. */
	wanted(): Promise<Record<string, IDataObject>>;
	close(): Promise<void>;
}

/** Between saving and confirming: fails where `divisor` is 0, and waits for so many seconds. */
const barrier = (): WorkflowNode =>
	({
		...node('Barrier', 'n8n-nodes-base.postgres', {
			typeVersion: 2.5,
			parameters: {
				operation: 'executeQuery',
				query: 'select 1 / divisor as one, pg_sleep(seconds)::text as slept from barrier',
				options: {},
			},
		}),
		executeOnce: true,
	}) as WorkflowNode;

/** The example with a webhook in place of the schedule, and the barrier in it. */
function exampleFor(credentials: WorkflowNode['credentials']): Workflow & { name: string } {
	const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Workflow & { name: string };
	const start = webhook('warehouse');
	const nodes = example.nodes
		.filter(({ type }) => !type.endsWith('stickyNote') && !type.endsWith('scheduleTrigger'))
		.map((one) => {
			const startDate = new Date(SINCE).toISOString();
			const isGet = one.name === 'Get Changes';
			return isGet ? { ...one, parameters: { ...one.parameters, startDate } } : one;
		});
	const connections = { ...example.connections };
	delete connections['Every Night'];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		...example,
		nodes: [
			{ ...start, parameters: { ...start.parameters, responseMode: 'onReceived' } },
			...nodes,
			barrier(),
		].map((one) => ({ ...one, credentials })),
		connections: {
			...connections,
			[start.name]: to('Create Table'),
			'Save Rows': to('Barrier'),
			Barrier: to('Confirm Saved'),
		},
	};
}

async function publishExample(stage: Stage, port: number): Promise<Stored> {
	const { rest } = stage.n8n;
	const litmosApi = await createCredential(stage);
	const postgres = await rest.createCredential('PostgreSQL', 'postgres', {
		host: '127.0.0.1',
		port,
		database: 'postgres',
		user: 'n8n',
		password: 'not asked for',
		ssl: 'disable',
	});
	const workflow = await rest.createWorkflow(exampleFor({ litmosApi, postgres }));
	await rest.publish(workflow);
	return workflow;
}

/** All rows of the feed since then, as Litmos answers. */
async function rowsOf({ sandbox }: Stage): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let since = SINCE; since < Date.now(); since += 6 * DAY_MS) {
		const span = [since, since + 7 * DAY_MS].map((time) => new Date(time).toISOString());
		const [from, to] = span.map((time) => encodeURIComponent(time.slice(0, 19).replace('T', ' ')));
		const query = `source=test&format=json&limit=1000&since=${from}&to=${to}`;
		const url = `${sandbox.baseUrl}/org/results/details?${query}`;
		const answer = await ask(url, { headers: { apikey: GOOD_KEY } });
		if (answer.ok) rows.push(...((await answer.json()) as IDataObject[]));
		else if (answer.status !== 404) throw new Error(`${url}: ${answer.status}`);
	}
	return rows;
}

/** Dates as numbers, so that both sides write them alike. */
function comparable(row: IDataObject): IDataObject {
	const cells = Object.entries(row).map(([name, cell]) => [
		name,
		name.endsWith('Date') && cell !== null ? Date.parse(String(cell)) : cell,
	]);
	return Object.fromEntries(cells) as IDataObject;
}

const byKey = (rows: readonly IDataObject[]): Record<string, IDataObject> =>
	Object.fromEntries(rows.map((row) => [String(row.RowKey), comparable(row)]));

export async function openWarehouse(): Promise<Warehouse> {
	const folder = runFolder('warehouse');
	mkdirSync(folder, { recursive: true });
	const [port = 0] = await freePorts(1);
	const postgres = await startPostgres(folder, port);
	const open: Array<() => Promise<void>> = [postgres.stop];
	const close = async (): Promise<void> => {
		for (const one of [...open].reverse()) await one();
	};
	try {
		const stage = await openStage('warehouse', { sandbox: { people: 60 } });
		open.push(async () => await stage.close());
		const sql = connect(port);
		sql('create table barrier as select 1 as divisor, 0 as seconds');
		const workflow = await publishExample(stage, port);
		return { stage, sql, close, ...runsOf(stage, workflow), ...rowsIn(stage, sql) };
	} catch (error) {
		await close();
		throw error;
	}
}

function connect(port: number): Warehouse['sql'] {
	const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', 'postgres'];
	return (query) =>
		execFileSync('psql', [...connection, '-At', '-v', 'ON_ERROR_STOP=1', '-c', query], {
			encoding: 'utf8',
		}).trim();
}

function rowsIn(stage: Stage, sql: Warehouse['sql']) {
	return {
		saved: () =>
			byKey(JSON.parse(sql(`select coalesce(json_agg(t), '[]') from ${TABLE} t`)) as IDataObject[]),
		wanted: async () => {
			const { feed } = findTable('resultFeed: getCourseResults');
			return byKey((await rowsOf(stage)).map(tableRow(feed, false)));
		},
	};
}

function runsOf(stage: Stage, workflow: Stored) {
	async function begin(): Promise<string> {
		const known = new Set((await stage.n8n.rest.executions(workflow.id)).map(({ id }) => id));
		await until('the webhook takes the call', async () => {
			const answer = await ask(`${stage.n8n.base}/webhook/warehouse`, { method: 'POST' });
			return answer.ok;
		});
		return await until('the run is listed', async () => {
			const all = await stage.n8n.rest.executions(workflow.id);
			return all.find(({ id }) => !known.has(id))?.id;
		});
	}
	return { begin, run: async () => await stage.n8n.rest.execution(await begin()) };
}
