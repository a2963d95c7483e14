/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- tests do not ship */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs';

/** How a process ended. */
export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface Running {
	pid: number;
	/** Its output so far and to come. */
	log: string;
	exited: Promise<Ending>;
	/** Asks it to end, waits, and sees to it that nothing that it started goes on. */
	stop(): Promise<Ending>;
	/** Ends it at once, as a power cut would. */
	kill(): Promise<void>;
}

interface Start {
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** A file that its output is added to. */
	log: string;
}

/**
 * The end of every wait for a state. No machine is so slow that it needs as long: who is still
 * waiting then is stuck. The only limit of time in these tests; nothing is measured by it.
 */
export const STUCK_MS = 600_000;

const LOOK_EVERY_MS = 100;

/** Thrown by what is asked again and again: asking once more is of no use. */
export class FinalError extends Error {}

/** Everything started in this process and still running, the newest last. */
const running = new Set<ChildProcess>();

/** A file for the id of every process that was started here, and of those that these started. */
const idsFile = (): string | undefined => process.env.LITMOS_E2E_IDS;

/** Notes ids, so that `leftovers` looks for them, too. */
export function remember(pids: readonly number[]): void {
	const file = idsFile();
	if (file) appendFileSync(file, pids.map((pid) => `${pid}\n`).join(''));
}

/** What a program has written so far. */
export const saidBy = ({ log }: Pick<Running, 'log'>): string => readFileSync(log, 'utf8');

export const sleep = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until there is an answer that counts. A probe that throws is asked again. */
export async function until<T>(what: string, probe: () => T | Promise<T>): Promise<NonNullable<T>> {
	const stuckAt = performance.now() + STUCK_MS;
	let why = '';
	while (performance.now() < stuckAt) {
		try {
			const value = await probe();
			if (value) return value;
			why = '';
		} catch (error) {
			if (error instanceof FinalError) throw error;
			why = ` (${(error as Error).message})`;
		}
		await sleep(LOOK_EVERY_MS);
	}
	throw new Error(`Stuck, waiting for this: ${what}${why}`);
}

/** The same for something that a program does, which is out of the question once it has ended. */
export async function whileRunning<T>(
	{ pid, exited, log }: Running,
	what: string,
	probe: () => T | Promise<T>,
): Promise<NonNullable<T>> {
	let ending: Ending | undefined;
	void exited.then((how) => (ending = how));
	return await until(what, () => {
		if (!ending) return probe();
		const how = ending.code ?? ending.signal;
		throw new FinalError(`The process ${pid} has ended with ${how}; see ${log}`);
	});
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Of all processes in the file, those that are still alive. */
export function leftovers(): number[] {
	const file = idsFile();
	if (!file || !existsSync(file)) return [];
	const pids = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map(Number);
	return [...new Set(pids)].filter(isAlive);
}

/** Starts a program of its own; nothing of it is shown, all of it is in the log. */
export function start(command: string, args: string[], { env, cwd, log }: Start): Running {
	// Not through this process: if that is killed, n8n must not choke on what nobody reads.
	const out = openSync(log, 'a');
	const child = spawn(command, args, { env, cwd, stdio: ['ignore', out, out] });
	closeSync(out);
	const exited = new Promise<Ending>((resolve) => {
		child.once('error', () => resolve({ code: -1, signal: null }));
		child.once('exit', (code, signal) => resolve({ code, signal }));
	});
	takeAlong(child);
	const pid = child.pid ?? -1;
	if (pid > 0) remember([pid]);
	return {
		pid,
		log,
		exited,
		stop: async () => await end(child, exited),
		kill: async () => {
			remember(descendants(pid));
			child.kill('SIGKILL');
			await exited;
		},
	};
}

async function end(child: ChildProcess, exited: Running['exited']): Promise<Ending> {
	const below = child.pid === undefined ? [] : descendants(child.pid);
	remember(below);
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), STUCK_MS);
	const how = await exited;
	clearTimeout(timer);
	below.filter(isAlive).forEach(endAtOnce);
	return how;
}

/** The ids of what a process started, and of what those started. */
export function descendants(pid: number): number[] {
	const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number));
	const below = (parent: number): number[] =>
		rows.filter(([, of]) => of === parent).flatMap(([id = 0]) => [id, ...below(id)]);
	return below(pid);
}

/** Whatever happens to this process, it takes along such a program and all that this has started. */
export function takeAlong(child: ChildProcess): void {
	running.add(child);
	child.once('error', () => running.delete(child));
	child.once('exit', () => running.delete(child));
}

/** It may end by itself at the same moment. */
function endAtOnce(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

function endWithAllBelow({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	for (const one of [...descendants(pid), pid].filter(isAlive)) endAtOnce(one);
}

process.on('exit', () => running.forEach(endWithAllBelow));
