/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs';

/** How a process ended, and which of its own processes had to be ended after it. */
export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
	leftBehind: number[];
}

export interface Running {
	pid: number;
	/** Its output so far and to come. */
	log: string;
	exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
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

const GRACE_MS = 25_000;
const LOOK_EVERY_MS = 100;

/** Everything started in this process and still running, the newest last. */
const running = new Set<ChildProcess>();

/** A file for the id of every process that was started here, and of those that these started. */
const idsFile = (): string | undefined => process.env.LITMOS_E2E_IDS;

/** Notes ids, so that `leftovers` looks for them, too. */
export function remember(pids: readonly number[]): void {
	const file = idsFile();
	if (file) appendFileSync(file, pids.map((pid) => `${pid}\n`).join(''));
}

export const sleep = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until there is an answer that counts. A probe that throws is asked again. */
export async function until<T>(
	what: string,
	probe: () => T | Promise<T>,
	seconds = 60,
): Promise<NonNullable<T>> {
	const deadline = Date.now() + seconds * 1_000;
	let why = '';
	for (;;) {
		try {
			const value = await probe();
			if (value) return value;
			why = '';
		} catch (error) {
			why = ` (${(error as Error).message})`;
		}
		if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s${why}`);
		await sleep(LOOK_EVERY_MS);
	}
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
	const exited = new Promise<Awaited<Running['exited']>>((resolve) => {
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
	const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
	const how = await exited;
	clearTimeout(timer);
	await until('its own processes end', () => !below.some(isAlive), 5).catch(() => undefined);
	const leftBehind = below.filter(isAlive);
	leftBehind.forEach((pid) => process.kill(pid, 'SIGKILL'));
	return { ...how, leftBehind };
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

function endAtOnce({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	for (const one of [...descendants(pid), pid].filter(isAlive)) process.kill(one, 'SIGKILL');
}

process.on('exit', () => running.forEach(endAtOnce));
