/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fractionOf, type Seen } from './estimate';
import { npm, npmInstall } from './npm';
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

/** What n8n takes on the disk, and its packages in npm's cache; about right is enough. */
const WHOLE_BYTES = 3_200_000_000;

const MODULE = 'node_modules/sqlite3';
const BINARY = `${MODULE}/build/Release/node_sqlite3.node`;

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
	await complete(folder, overrides, async (unfinished) => {
		await npmInstall(unfinished, `${name}@${version}`);
	});
	return folder;
}

async function fetchNode(release: Release, report: Report): Promise<void> {
	if (existsSync(nodeFor(release))) return;
	report({ what: `Node.js ${NODE_VERSION}`, done: 0 });
	await complete(nodeFolder(), undefined, async (folder) => {
		await npmInstall(folder, `${nodePackage()}@${NODE_VERSION}`);
	});
}

async function fetchN8n(release: Release, report: Report): Promise<void> {
	if (existsSync(folderOf(release))) return;
	const what = `n8n ${release.version}`;
	report({ what, done: 0 });
	await complete(folderOf(release), release.overrides, async (folder) => {
		// The database driver may have to be built.
		const onSeen = (seen: Seen): void =>
			report({ what, done: 0.9 * fractionOf(seen, { lines: release.lines, bytes: WHOLE_BYTES }) });
		await npmInstall(folder, `n8n@${release.version}`, onSeen);
		report({ what: `${what}: the driver of its database`, done: 0.9 });
		await provideDriver(folder, release);
	});
	report({ what, done: 1 });
}

/**
 * Works in a folder of another name first, so that half a download is never taken for a whole one.
 * What an earlier start has left of it there is gone on with, unless it was for something else.
 */
async function complete(
	folder: string,
	overrides: Record<string, string> | undefined,
	work: (folder: string) => Promise<void>,
): Promise<void> {
	const unfinished = `${folder}.unfinished`;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(unfinished, { recursive: true });
	// npm must not take a folder above for the project.
	const manifest = JSON.stringify({ private: true, overrides });
	const mark = path.join(unfinished, 'asked.json');
	if (!existsSync(mark) || readFileSync(mark, 'utf8') !== manifest) {
		rmSync(unfinished, { recursive: true });
		mkdirSync(unfinished);
		writeFileSync(path.join(unfinished, 'package.json'), manifest);
		writeFileSync(mark, manifest);
	}
	await work(unfinished);
	renameSync(unfinished, folder);
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
