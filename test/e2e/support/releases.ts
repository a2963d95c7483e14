/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** A release of n8n that the package is tried in. */
export interface Release {
	version: string;
	/** The lowest major version of Node.js that it runs on. */
	nodeFrom: number;
	/** Lines that npm writes about a download of it, for the progress display; measured, and about right is enough. */
	lines: number;
	/** Dependencies that npm's registry does not have, and what to take in their place. */
	overrides?: Record<string, string>;
}

/** n8n took its spreadsheet library from a site of its own until 2.0; the same code is on npm. */
const XLSX = { xlsx: 'npm:@e965/xlsx@0.20.2' };

/** The newest that has passed all tests. Whatever npm calls the latest is tried each week, beside it. */
const PINNED: Release = { version: '2.41.1', nodeFrom: 24, lines: 6_300 };

/** @throws Error for what is no exact version: a tag moves, so that two processes could mean different ones */
export function chosenRelease(version: string | undefined): Release {
	if (!version) return PINNED;
	if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
		throw new Error(`LITMOS_E2E_N8N wants a version such as 2.41.1, not "${version}".`);
	return { ...PINNED, version };
}

/** The one that nearly all tests run in: the pinned one, or the one that LITMOS_E2E_N8N names. */
export const NEWEST: Release = chosenRelease(process.env.LITMOS_E2E_N8N);

/** From n8n 3 on, packages that n8n has not verified do not load unless the owner of the instance allows it. */
export const refusesUnverified = ({ version }: Release): boolean =>
	Number(version.split('.')[0]) >= 3;

/** The newest of the lines that people still run, oldest first. */
export const OLDER: readonly Release[] = [
	// It says 20, but the part that runs expressions is there from Node.js 22 only.
	{ version: '1.123.81', nodeFrom: 22, lines: 3_650, overrides: XLSX },
	{ version: '2.0.3', nodeFrom: 20, lines: 3_420, overrides: XLSX },
];

/** Fetched as an npm package where the machine's own Node.js is too old for a release of n8n. */
export const NODE_VERSION = '24.21.0';

/** An n8n that can be started. */
export interface Installation {
	release: Release;
	/** Has a node_modules with n8n in it. */
	folder: string;
	/** The Node.js to run it with. */
	node: string;
}

const CACHES: Readonly<Record<string, string | undefined>> = {
	darwin: path.join(homedir(), 'Library/Caches'),
	win32: process.env.LOCALAPPDATA,
};

/** Where downloads are kept between starts. */
export function cacheFolder(): string {
	const base =
		process.env.XDG_CACHE_HOME ?? CACHES[process.platform] ?? path.join(homedir(), '.cache');
	return path.join(base, 'n8n-nodes-litmos');
}

export const folderOf = ({ version }: Release): string =>
	path.join(cacheFolder(), `n8n-${version}`);

/** The machine's Node.js, or the fetched one, whether it is there already or not. */
export function nodeFor({ nodeFrom }: Release): string {
	const isNewEnough = Number(process.versions.node.split('.')[0]) >= nodeFrom;
	return isNewEnough ? process.execPath : fetchedNode();
}

/** What npm's package `node` fetches by an install script, which we do not run. */
export const nodePackage = (): string =>
	`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

export const nodeFolder = (): string => path.join(cacheFolder(), `node-${NODE_VERSION}`);

function fetchedNode(): string {
	const inside = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
	return path.join(nodeFolder(), 'node_modules', nodePackage(), inside);
}

/** Folders appear under their name only when they are complete. */
export function isComplete(release: Release): boolean {
	return existsSync(folderOf(release)) && existsSync(nodeFor(release));
}
