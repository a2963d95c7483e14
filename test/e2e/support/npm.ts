/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { spawn } from 'node:child_process';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Seen } from './estimate';
import { takeAlong } from './processes';

/** Requests, what a part of n8n thinks of the Node.js that npm runs on, and where in npm it happened. */
const NO_NEWS = /^npm (?:http|warn EBADENGINE|error\s+at )/;

/** Enough of npm's last words to see why it gave up. */
const LAST_LINES = 15;

const LOOK_EVERY_MS = 1_000;

const QUIET = [
	'--ignore-scripts',
	// Some people have switched it off for themselves.
	'--package-lock=true',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	// What an earlier start has fetched before it was ended is not fetched again.
	'--prefer-offline',
	// Who is offline is told so after half a minute, not after a minute and a half.
	'--fetch-retry-maxtimeout=15000',
	'--loglevel=http',
];

/** What was written to the disk of a folder from now on, by whomever. */
function writtenTo(folder: string): () => number {
	const free = (): number => {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	};
	const before = free();
	return () => Math.max(0, before - free());
}

/** Calls what wants to see, at each line and once a second, until `end`. */
function watch(cwd: string, onSeen: (seen: Seen) => void) {
	const written = writtenTo(cwd);
	let lines = 0;
	const look = (): void => onSeen({ lines, bytes: written() });
	const timer = setInterval(look, LOOK_EVERY_MS);
	return {
		onOutput: (text: string): void => void (lines += text.split('\n').length - 1),
		end: (): void => clearInterval(timer),
	};
}

/**
 * Installs a package into a folder that has a package.json. In two steps, so that it goes on where
 * an earlier start was ended: the list of what belongs to it is kept, and what was fetched is in npm's cache. What was
 * unpacked by then is not trusted: it may be half of a package.
 */
export async function npmInstall(
	cwd: string,
	what: string,
	onSeen: (seen: Seen) => void = () => undefined,
): Promise<void> {
	rmSync(path.join(cwd, 'node_modules'), { recursive: true, force: true });
	const { onOutput, end } = watch(cwd, onSeen);
	try {
		if (!existsSync(path.join(cwd, 'package-lock.json')))
			await npm(['install', what, '--package-lock-only', ...QUIET], { cwd, onOutput });
		await npm(['ci', ...QUIET], { cwd, onOutput });
	} finally {
		end();
	}
}

export interface Npm {
	cwd: string;
	env?: Record<string, string>;
	onOutput?: (text: string) => void;
}

export async function npm(args: string[], { cwd, env = {}, onOutput }: Npm): Promise<void> {
	const isWindows = process.platform === 'win32';
	const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
		cwd,
		shell: isWindows,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	takeAlong(child);
	let said = '';
	const listen = (chunk: Buffer): void => {
		const text = String(chunk);
		said = (said + text).slice(-20_000);
		onOutput?.(text);
	};
	child.stdout.on('data', listen);
	child.stderr.on('data', listen);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return;
	const words = said
		.split('\n')
		.filter((line) => line.trim() && !NO_NEWS.test(line))
		.slice(-LAST_LINES);
	throw new Error(`npm ${args.slice(0, 2).join(' ')} ended with ${code}:\n${words.join('\n')}`);
}
