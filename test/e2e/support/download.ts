/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeAlong } from './processes';
import type { Report } from './progress';
import type { Installation, Release } from './releases';
import {
	cacheFolder,
	folderOf,
	isComplete,
	NODE_VERSION,
	nodeFolder,
	nodeFor,
	nodePackage,
} from './releases';

const MODULE = 'node_modules/sqlite3';
const BINARY = `${MODULE}/build/Release/node_sqlite3.node`;

/** Requests, and where in npm it happened. */
const NO_NEWS = /^npm (?:http|error\s+at )/;

/** Enough of npm's last words to see why it gave up. */
const LAST_LINES = 15;

/** n8n as npm has it: fetched once, used by every later start, also offline. */
export async function provide(release: Release, report: Report): Promise<Installation> {
	if (!isComplete(release)) {
		mkdirSync(cacheFolder(), { recursive: true });
		await fetchNode(release, report);
		await fetchN8n(release, report);
	}
	return { release, folder: folderOf(release), node: nodeFor(release) };
}

/** A program from npm, and what to take in place of some of its dependencies. */
export interface Program {
	name: string;
	version: string;
	overrides?: Record<string, string>;
}

/** Another program from npm, kept as n8n is. Its folder, which has a node_modules with it. */
export async function provideProgram({ name, version, overrides }: Program): Promise<string> {
	const folder = path.join(cacheFolder(), `${name}-${version}`);
	if (existsSync(folder)) return folder;
	mkdirSync(cacheFolder(), { recursive: true });
	await complete(folder, async (unfinished) => {
		const manifest = { private: true, overrides };
		writeFileSync(path.join(unfinished, 'package.json'), JSON.stringify(manifest));
		await npmInstall(unfinished, `${name}@${version}`, () => {});
	});
	return folder;
}

async function fetchNode(release: Release, report: Report): Promise<void> {
	if (existsSync(nodeFor(release))) return;
	report({ what: `Node.js ${NODE_VERSION}`, done: 0 });
	await complete(nodeFolder(), async (folder) => {
		await npmInstall(folder, `${nodePackage()}@${NODE_VERSION}`, () => {});
	});
}

async function fetchN8n(release: Release, report: Report): Promise<void> {
	if (existsSync(folderOf(release))) return;
	const what = `n8n ${release.version}`;
	await complete(folderOf(release), async (folder) => {
		const manifest = { private: true, overrides: release.overrides };
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
		// npm unpacks after its last line, and the database driver may have to be built.
		const fraction = (lines: number): number => Math.min(1, lines / release.lines);
		await npmInstall(folder, `n8n@${release.version}`, (lines) =>
			report({ what, done: 0.55 * fraction(lines) }),
		);
		report({ what: `${what}: the driver of its database`, done: 0.75 });
		await provideDriver(folder, release);
	});
	report({ what, done: 1 });
}

/** Works in a folder of another name first, so that half a download is never taken for a whole one. */
async function complete(folder: string, work: (folder: string) => Promise<void>): Promise<void> {
	const unfinished = `${folder}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(unfinished);
	// npm must not take a folder above for the project.
	writeFileSync(path.join(unfinished, 'package.json'), '{ "private": true }');
	await work(unfinished);
	renameSync(unfinished, folder);
}

async function npmInstall(
	cwd: string,
	what: string,
	onLines: (lines: number) => void,
): Promise<void> {
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
	// Who is offline is told so after half a minute, not after a minute and a half.
	const retryTimeout = '--fetch-retry-maxtimeout=15000';
	let lines = 0;
	await npm(['install', what, ...quiet, retryTimeout, '--loglevel=http'], {
		cwd,
		onOutput: (text) => onLines((lines += text.split('\n').length - 1)),
	});
}

/**
 * The one part of n8n that npm does not bring ready to run. It is built with Node-API, so it fits
 * every release and every Node.js. Where Node.js has its headers beside it, nothing more is fetched.
 */
async function provideDriver(folder: string, release: Release): Promise<void> {
	const kept = path.join(cacheFolder(), `sqlite3-${process.platform}-${process.arch}.node`);
	const binary = path.join(folder, BINARY);
	if (existsSync(kept)) {
		mkdirSync(path.dirname(binary), { recursive: true });
		return copyFileSync(kept, binary);
	}
	const prefix = path.dirname(path.dirname(process.execPath));
	const hasHeaders = existsSync(path.join(prefix, 'include/node/node_api.h'));
	const offline = { npm_config_build_from_source: 'true', npm_config_nodedir: prefix };
	const rebuild = async (env: Record<string, string>): Promise<void> =>
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
			cwd: folder,
			env,
		});
	// Without a compiler, only the ready-made one of its authors is left.
	if (hasHeaders) await rebuild(offline).catch(async () => await rebuild({}));
	else await rebuild({});
	if (!existsSync(binary)) throw new Error(`n8n ${release.version}: ${MODULE} was not built`);
	copyFileSync(binary, kept);
}

interface Npm {
	cwd: string;
	env?: Record<string, string>;
	onOutput?: (text: string) => void;
}

async function npm(args: string[], { cwd, env = {}, onOutput }: Npm): Promise<void> {
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
