/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { jain } from '../../test/limiter/support/sharing';
import { startSandbox, type LogEntry } from '../../sandbox/server';
import { busiestMinute } from './figures';
import { pause } from './contenders/pause';
import type { Task } from './process';
import { MINUTE_MS, PER_MINUTE } from './contenders/session';
import { outcomeOf } from './several';

/** So many processes with one key, each with its own items, for about so many minutes. */
export interface ProcessGroup {
	contender: string;
	processes: number;
	minutes: number;
	/** How many times as fast as real time the clocks of all run. */
	scale: number;
	/** How much later each begins than the one before, by those clocks. */
	apartSeconds: number;
}

export interface GroupFigures extends ProcessGroup {
	/** While all were busy, after the last of them had begun. */
	acceptedPerMinute: number;
	refusedPercent: number;
	busiest: number;
	items: number;
	lost: number;
	repeated: number;
	/** What each had accepted in that time. */
	parts: number[];
	jain: number;
	/** Until the process that began last had ten accepted. */
	latecomerSeconds: number;
	/** Until the last item was done. */
	endedAfterMinutes: number;
}

const SCRIPT = join(__dirname, 'process.ts');
// Some processes are done before the others: by then they have all been busy.
const BUSY_PART = 0.8;
const BUSY_MINUTES = 5;

function startProcess(task: Task): ChildProcess {
	return spawn(process.execPath, ['--import', 'tsx', SCRIPT, JSON.stringify(task)], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

async function ended(child: ChildProcess): Promise<void> {
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`A process of the bench ended with ${code}`);
}

/** Lets all begin, one later than the other, once all have loaded; answers when each was told to, by this clock. */
async function letBegin(children: readonly ChildProcess[], apartMs: number): Promise<number[]> {
	await Promise.all(children.map(async (child) => await once(child, 'message')));
	const began: number[] = [];
	for (const child of children) {
		if (began.length > 0) await pause(apartMs);
		began.push(performance.now());
		child.send('begin');
	}
	return began;
}

function timesAccepted(accepted: LogEntry[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { query } of accepted) times.set(query.search, (times.get(query.search) ?? 0) + 1);
	return times;
}

/** The process that sent it: the sender writes it before the item. */
const processOf = ({ query }: LogEntry): number => Number(query.search.split('-')[0]);

/** How all of them shared the key from the last start on, for as long as all were busy. */
function sharing(
	arrivals: Parameters<typeof outcomeOf>[0],
	startsMs: readonly number[],
	{ minutes }: ProcessGroup,
) {
	const busyMinutes = Math.min(BUSY_MINUTES, minutes * BUSY_PART);
	const { accepted, parts, lateSeconds } = outcomeOf(arrivals, startsMs, busyMinutes * MINUTE_MS);
	return {
		acceptedPerMinute: accepted,
		parts,
		jain: jain(parts),
		latecomerSeconds: lateSeconds,
	};
}

function figuresOf(log: LogEntry[], group: ProcessGroup, beganAt: readonly number[]): GroupFigures {
	const began = log[0].atMono;
	const timeOf = (at: number): number => (at - began) * group.scale;
	const times = log.map(({ atMono }) => timeOf(atMono));
	const arrivals = log.map((entry, index) => ({
		at: times[index],
		accepted: entry.because !== 'limit',
		process: processOf(entry),
	}));
	const accepted = log.filter(({ because }) => because !== 'limit');
	const done = timesAccepted(accepted);
	const items = itemsOf(group) * group.processes;
	return {
		...group,
		...sharing(arrivals, beganAt.map(timeOf), group),
		refusedPercent: (100 * (log.length - accepted.length)) / log.length,
		busiest: busiestMinute(times),
		items,
		lost: items - done.size,
		repeated: [...done.values()].filter((count) => count > 1).length,
		endedAfterMinutes: (times.at(-1) ?? 0) / MINUTE_MS,
	};
}

/** For each process: as many as keep all of them busy for the time. */
const itemsOf = ({ minutes, processes }: ProcessGroup): number =>
	Math.floor((PER_MINUTE * minutes) / processes);

/** Real processes against a real sandbox, all by the same fast clock. */
export async function measureGroup(group: ProcessGroup): Promise<GroupFigures> {
	const { contender, processes, scale, apartSeconds } = group;
	const began = Date.now();
	const sandbox = await startSandbox({
		people: 5,
		teams: 1,
		courses: 1,
		latencyMs: 200 / scale,
		limit: { model: 'slidingLog', perMinute: PER_MINUTE },
		apiKeys: ['bench'],
		clock: () => began + (Date.now() - began) * scale,
	});
	const items = itemsOf(group);
	const task = { contender, baseUrl: sandbox.baseUrl, apiKey: 'bench', processes, items, scale };
	const children = Array.from({ length: processes }, (_, n) =>
		startProcess({ ...task, process: n }),
	);
	try {
		const all = Promise.all(children.map(ended));
		const [beganAt] = await Promise.all([letBegin(children, (apartSeconds * 1_000) / scale), all]);
		return figuresOf(sandbox.log(), group, beganAt);
	} finally {
		children.forEach((child) => child.kill());
		await sandbox.close();
	}
}
