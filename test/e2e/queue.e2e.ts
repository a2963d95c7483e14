/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { busiestMinute, type LogEntry } from '../../sandbox/http/log';
import { keepMinuteFull, OTHER_PROGRAM } from './support/fullMinute';
import type { Held } from './support/holding';
import { isAlive, until } from './support/processes';
import { openQueue, type Queue } from './support/queue';
import {
	BY_HAND,
	callAtOnce,
	CALLS,
	carriedOut,
	figuresOf,
	IN_TEAM,
	inLog,
	REQUESTS,
	callsByWorker,
	type Figures,
	type CallsResult,
	type Limits,
} from './support/queueCalls';
import {
	accountOf,
	beginLongRun,
	prepareLongRun,
	timesStarted,
	workerOf,
	type LongRun,
} from './support/queueLoss';
import { outcomeOf } from './support/rest';
import { createCredential, PACKAGE } from './support/stage';

const KEYS = [
	'key-of-the-divided',
	'key-of-the-undivided',
	'key-of-the-long-run',
	'key-that-is-shared',
];
const INSTALLED = `Community package installed: ${PACKAGE}`;
const LIMIT = 100;

/**
 * So that a dead worker is noticed after half a minute instead of a whole one; see docs/scaling.md.
 * Shorter, and one that is only slow would be taken for dead.
 */
const NOTICES_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '30000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

let queue: Queue;
const figures: Record<string, Figures> = {};
const notes: string[] = [];

beforeAll(async () => {
	queue = await openQueue('queue', {
		sandbox: {
			apiKeys: KEYS,
			latencyMs: [50, 150],
			limit: { model: 'slidingLog', perMinute: LIMIT },
		},
		env: NOTICES_SOON,
	});
	const { postgres, redis } = queue.versions;
	notes.push(`PostgreSQL ${postgres}, Redis ${redis}, ${process.version}`);
});

afterAll(async () => {
	await queue?.close();
	// What docs/scaling.md quotes.
	const rows = Object.entries(figures).map((row) => JSON.stringify(row));
	process.stdout.write(`\n${[...notes, ...rows].join('\n')}\n`);
});

const sentBy = (key: number): LogEntry[] =>
	queue.sandbox.log().filter((entry) => entry.key === key);

/** What n8n has sent. */
const logOf = (key: number): LogEntry[] =>
	sentBy(key).filter(({ client }) => client.source !== OTHER_PROGRAM);

const usersWith = (prefix: string): string[] =>
	[...queue.sandbox.state.userNames.keys()].filter((name) => name.startsWith(prefix)).sort();

/** Adding is what must not happen twice: the sandbox refuses a second person of the same name. */
const statusesOfAdding = (key: number): Set<number | null> =>
	new Set(
		carriedOut(logOf(key))
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/users'))
			.map(({ status }) => status),
	);

function expectAllDoneOnce(outcome: CallsResult, prefix: string, key: number): void {
	expect(outcome.answers).toEqual(Array(CALLS).fill(200));
	expect(outcome.executions.map(({ status }) => status)).toEqual(Array(CALLS).fill('success'));
	expect(outcome.byHand.status).toBe('success');
	expect(outcomeOf(outcome.byHand, 'Litmos').items).toHaveLength(BY_HAND);
	expect(usersWith(prefix)).toEqual([...outcome.wanted].sort());
	const { members } = queue.sandbox.state.teams.get(outcome.teamId) ?? { members: new Set() };
	const inTeam = usersWith(`${prefix}call`).filter((name) =>
		members.has(queue.sandbox.state.userNames.get(name) ?? ''),
	);
	expect(inTeam).toHaveLength(IN_TEAM);
	expect(statusesOfAdding(key)).toEqual(new Set([201]));
	expect(carriedOut(logOf(key))).toHaveLength(REQUESTS);
}

async function callAndNote(name: string, key: number, limits: Limits) {
	const apiKey = KEYS[key] ?? '';
	const outcome = await callAtOnce(queue, { name, apiKey, ...limits });
	const byWorker = callsByWorker(queue, outcome);
	const found = figuresOf(outcome, logOf(key), byWorker);
	figures[name] = { ...limits, ...found };
	return { outcome, byWorker, found };
}

describe('n8n in queue mode', () => {
	it('has the package on all its processes, installed once on the main one', async () => {
		expect(await queue.n8n.rest.packages()).toMatchObject([
			{ packageName: PACKAGE, failedLoading: false },
		]);
		const logs = [queue.webhooks, ...queue.workers].map(({ log }) => log());
		expect(logs.map((log) => log.split(INSTALLED).length - 1)).toEqual([1, 1, 1]);
	});

	it('is never refused if Requests per Minute is divided among workers and main process', async () => {
		const { outcome, byWorker, found } = await callAndNote('divided', 0, {
			requestsPerMinute: 33,
			processes: 1,
		});
		expectAllDoneOnce(outcome, 'divided-', 0);
		expect(byWorker.reduce((sum, one) => sum + one, 0)).toBe(CALLS);
		expect(Math.min(...byWorker)).toBeGreaterThan(0);
		expect(queue.workers.flatMap(({ log }) => inLog(log(), 'started'))).not.toContain(
			outcome.byHand.id,
		);
		expect(found.refused).toBe(0);
		expect(found['busiest minute']).toBeLessThanOrEqual(LIMIT);
	});

	it('loses nothing and does nothing twice if each process knows how many there are', async () => {
		const limits = { requestsPerMinute: LIMIT, processes: 3 };
		const { outcome, byWorker, found } = await callAndNote('shared', 3, limits);
		expectAllDoneOnce(outcome, 'shared-', 3);
		expect(Math.min(...byWorker)).toBeGreaterThan(0);
		expect(found.requests).toBe(REQUESTS);
	});

	it('loses nothing and does nothing twice if it is not divided, but is refused', async () => {
		const spent = { apiKey: KEYS[1] ?? '', log: () => sentBy(1) };
		const letGo = keepMinuteFull(queue, spent);
		const { outcome, found } = await callAndNote('undivided', 1, {
			requestsPerMinute: LIMIT,
			processes: 1,
		}).finally(letGo);
		expectAllDoneOnce(outcome, 'undivided-', 1);
		expect(found.refused).toBeGreaterThan(0);
		expect(busiestMinute(sentBy(1))).toBeGreaterThan(LIMIT);
	});
});

describe('a worker that is killed in the middle of a long run', () => {
	const ITEMS = 20;
	const EACH = 5;
	let run: LongRun;
	let id: string;
	let held: Held;
	const posts = (): LogEntry[] => logOf(2).filter(({ method }) => method === 'POST');
	/** Without a request that was cut off before the sandbox had read all of it. */
	const answered = (): LogEntry[] => posts().filter(({ status }) => status !== null);

	beforeAll(async () => {
		const apiKey = KEYS[2] ?? '';
		const fields = { apiKey, requestsPerMinute: 33, source: 'long' };
		const credential = await createCredential(queue, 'long', fields);
		run = await prepareLongRun(queue, credential, { items: ITEMS, each: EACH });
		// The third batch is carried out, and its worker killed before it hears of it.
		held = queue.hold(({ method, url }) => {
			return method === 'POST' && url.includes('source=long') && posts().length >= 2 * EACH;
		});
		id = await beginLongRun(run);
	});

	it('leaves an account of what was done, what is in doubt and what was not begun', async () => {
		const worker = await workerOf(queue, id);
		await until('the third batch is carried out', () => held.count() === EACH);
		await worker.process.kill();
		expect(isAlive(worker.process.pid)).toBe(false);
		const account = await accountOf(run);
		const begun = usersWith('batch-');
		const inDoubt = account.inDoubt.map((i) => `batch-${i}@example.com`);
		expect(account.done).toHaveLength(2 * EACH);
		expect(inDoubt).toHaveLength(EACH);
		expect(begun).toEqual(expect.arrayContaining(account.done));
		expect([...account.done, ...inDoubt]).toEqual(expect.arrayContaining(begun));
		expect(answered()).toHaveLength(begun.length);
		notes.push(`killed with ${begun.length} of ${ITEMS} people made`);
		// The long run itself knows its batches, too, for the time being.
		const { status, runs } = await queue.n8n.rest.stored(id);
		expect([status, runs.Loop?.length, runs.Batch?.length]).toEqual(['running', 3, 2]);
	});

	it('is replaced by one that fetches the package by itself, and n8n repeats nothing', async () => {
		const died = performance.now();
		const before = await accountOf(run);
		const sent = posts().length;
		const replacement = await queue.addWorker('worker3', {
			N8N_REINSTALL_MISSING_PACKAGES: 'true',
		});
		expect(replacement.log()).toContain(INSTALLED);
		const { status, runs, error } = await queue.n8n.rest.execution(id);
		notes.push(`noticed after ${Math.round((performance.now() - died) / 1_000)} s`);
		expect(status).toBe('error');
		expect(error?.message).toContain('failed to be processed too many times');
		// So the account must be one that n8n does not overwrite: the executions of the batches.
		expect(runs).toEqual({});
		expect(await accountOf(run)).toEqual(before);
		expect(before.statuses).toEqual(['running', 'success', 'success']);
		expect(timesStarted(queue.workers, id)).toBe(1);
		expect(posts()).toHaveLength(sent);
	});

	it('can be made up for by the same run once more, which does nobody twice', async () => {
		held.letGo();
		const again = await beginLongRun(run);
		expect((await queue.n8n.rest.execution(again)).status).toBe('success');
		expect(answered()).toHaveLength(ITEMS);
		expect(new Set(answered().map(({ status }) => status))).toEqual(new Set([201]));
		expect(usersWith('batch-')).toHaveLength(ITEMS);
	});
});
