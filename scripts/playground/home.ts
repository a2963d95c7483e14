/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packPackage, unpack } from '../../test/e2e/support/packages';
import { isAlive, STUCK_MS } from '../../test/e2e/support/processes';
import { PlaygroundError } from './options';

const ROOT = path.resolve(__dirname, '../..');
const BUILT = path.join(ROOT, 'dist/nodes/Litmos/Litmos.node.js');
/** Marks a folder as a playground's, and names the process that uses it. */
const MARK = 'playground.json';

interface Mark {
	pid: number;
	since: number;
	/** Once n8n takes requests. */
	address?: string;
}

const readMark = (home: string): Mark =>
	JSON.parse(readFileSync(path.join(home, MARK), 'utf8')) as Mark;

/** Tells a later start that the folder is in use: by this process, then by n8n. */
export function claimHome(home: string, n8n?: { pid: number; address: string }): void {
	const mark: Mark = { pid: process.pid, since: Date.now(), ...n8n };
	writeFileSync(path.join(home, MARK), JSON.stringify(mark));
}

/** The id of a process alone says little: after a restart of the machine it may be another one. */
async function isInUse({ pid, since, address }: Mark): Promise<boolean> {
	if (!isAlive(pid)) return false;
	// One that does not answer by then has given up itself.
	if (!address) return Date.now() - since < STUCK_MS;
	const health = await fetch(`${address}/healthz`).catch(() => undefined);
	return health?.ok ?? false;
}

/** Two at a time would write to one database. */
async function refuseIfInUse(home: string): Promise<void> {
	const mark = readMark(home);
	if (!(await isInUse(mark))) return;
	const where = mark.address ? ` at ${mark.address}` : '';
	throw new PlaygroundError(
		`The playground is running already${where} (process ${mark.pid}).\nEnd it there with Ctrl-C, or by its id. For a second one, name another folder with --home.`,
	);
}

/** Makes n8n's folder, or takes the one that earlier starts left. */
export async function prepareHome(home: string, isFresh: boolean): Promise<void> {
	const isUsed = existsSync(home) && readdirSync(home).length > 0;
	// Deleted and written to is only what a playground made itself.
	if (isUsed && !existsSync(path.join(home, MARK))) {
		throw new PlaygroundError(
			`${home} is not empty and not a playground's folder. Name another one with --home.`,
		);
	}
	if (isUsed) await refuseIfInUse(home);
	if (isFresh) rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	rmSync(path.join(home, 'n8n.log'), { force: true });
	claimHome(home);
}

export function checkBuilt(): void {
	if (existsSync(BUILT)) return;
	throw new PlaygroundError('There is no package in dist/ yet. Build it first: npm run build');
}

/** Puts the package where n8n looks for community nodes, as it would be published from dist/. */
export function installPackage(home: string): void {
	const folder = mkdtempSync(path.join(tmpdir(), 'litmos-playground-'));
	const place = path.join(home, '.n8n/nodes/node_modules/n8n-nodes-litmos');
	try {
		const tarball = packPackage(folder);
		rmSync(place, { recursive: true, force: true });
		mkdirSync(place, { recursive: true });
		unpack(tarball, place);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
