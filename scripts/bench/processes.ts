/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startSandbox, type LogEntry } from '../../sandbox/server';
import { busiestMinute } from './figures';
import type { Task } from './process';
import { MINUTE_MS, PER_MINUTE } from './contenders/session';

/** So many processes with one key, each with its own items, for about so many minutes. */
export interface ProcessGroup {
	contender: string;
	processes: number;
	minutes: number;
	/** How many times as fast as real time the clocks of all run. */
	scale: number;
}

export interface GroupFigures extends ProcessGroup {
	/** While all were busy. */
	acceptedPerMinute: number;
	refusedPercent: number;
	busiest: number;
	items: number;
	lost: number;
	repeated: number;
	/** Until the last item was done. */
	endedAfterMinutes: number;
}

const SCRIPT = join(__dirname, 'process.ts');
// Some processes are done before the others: by then they have all been busy.
const BUSY_PART = 0.8;

async function runProcess(task: Task): Promise<void> {
	const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, JSON.stringify(task)], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`Process ${task.process} ended with ${code}`)),
		);
	});
}

function timesAccepted(accepted: LogEntry[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { query } of accepted) times.set(query.search, (times.get(query.search) ?? 0) + 1);
	return times;
}

function figuresOf(log: LogEntry[], group: ProcessGroup, items: number): GroupFigures {
	const began = log[0].atMono;
	const times = log.map(({ atMono }) => (atMono - began) * group.scale);
	const accepted = log.filter(({ because }) => because !== 'limit');
	const busyMs = group.minutes * MINUTE_MS * BUSY_PART;
	const early = log.filter(({ because }, index) => because !== 'limit' && times[index] < busyMs);
	const done = timesAccepted(accepted);
	return {
		...group,
		acceptedPerMinute: (early.length / busyMs) * MINUTE_MS,
		refusedPercent: (100 * (log.length - accepted.length)) / log.length,
		busiest: busiestMinute(times),
		items,
		lost: items - done.size,
		repeated: [...done.values()].filter((count) => count > 1).length,
		endedAfterMinutes: (times.at(-1) ?? 0) / MINUTE_MS,
	};
}

/** Real processes against a real sandbox, all by the same fast clock. */
export async function measureGroup(group: ProcessGroup): Promise<GroupFigures> {
	const { contender, processes, minutes, scale } = group;
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
	const items = Math.floor((PER_MINUTE * minutes) / processes);
	const task = { contender, baseUrl: sandbox.baseUrl, apiKey: 'bench', processes, items, scale };
	try {
		await Promise.all(
			Array.from({ length: processes }, async (_, n) => await runProcess({ ...task, process: n })),
		);
		return figuresOf(sandbox.log(), group, items * processes);
	} finally {
		await sandbox.close();
	}
}
