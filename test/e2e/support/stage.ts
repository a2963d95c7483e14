/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import type { LogEntry, Sandbox, SandboxOptions } from '../../../sandbox/server';
import { startSandbox } from '../../../sandbox/server';
import { ask } from './ask';
import { createHolding, type Asked, type Held } from './holding';
import type { N8n } from './n8n';
import { startN8n } from './n8n';
import type { Outside } from './outside';
import { forwardTo, standInForOutside } from './outside';
import { freePorts } from './ports';
import { REGISTRY, registry } from './registry';
import type { Installation, Release } from './releases';
import { folderOf, NEWEST, nodeFor } from './releases';
import type { Credential } from './rest';
import { CREDENTIAL } from './workflow';

export const PACKAGE = 'n8n-nodes-litmos';
export const GOOD_KEY = 'a-good-key';

/** What every suite starts from: an n8n in a world of its own, in which Litmos is the sandbox. */
export interface Stage {
	folder: string;
	/** Answers under api.litmos.com, with the key GOOD_KEY. */
	sandbox: Sandbox;
	/** Answers under api.litmoseu.com, and does not know that key. */
	europe: Sandbox;
	outside: Outside;
	/** Keeps back the answers of `sandbox` to such requests of n8n. */
	hold(matches: (asked: Asked) => boolean): Held;
	n8n: N8n;
	close(): Promise<void>;
}

export interface StageOptions {
	release?: Release;
	sandbox?: SandboxOptions;
	env?: NodeJS.ProcessEnv;
	/** Versions of the package that the registry has, the newest last; the one that was packed. */
	tarballs?: readonly string[];
	/** Answers as npm's registry; by itself it has the tarballs. */
	registry?: RequestListener;
	/** Whether n8n starts with the package installed; yes. */
	installed?: boolean;
}

/** The folder of this run of the tests, and what globalSetup left in it. */
export function runFolder(...names: string[]): string {
	const folder = process.env.LITMOS_E2E_FOLDER;
	if (!folder) throw new Error('The tests of a real n8n run by: npm run e2e');
	return path.join(folder, ...names);
}

export const packedTarball = (): string => runFolder('packed.tgz');

const installationOf = (release: Release): Installation => ({
	release,
	folder: folderOf(release),
	node: nodeFor(release),
});

/** Litmos in the United States; in Europe another account lives, which does not know the key. */
async function openWorld(folder: string, options: StageOptions) {
	const sandbox = await startSandbox({ apiKeys: [GOOD_KEY], ...options.sandbox });
	const europe = await startSandbox({ apiKeys: ['a-key-of-somebody-in-europe'] });
	const tarballs = options.tarballs ?? [packedTarball()];
	const { keeping, hold } = createHolding();
	const outside = await standInForOutside(folder, {
		[new URL(REGISTRY).host]: options.registry ?? registry(() => tarballs),
		'api.litmos.com': forwardTo(sandbox.origin, keeping),
		'api.litmoseu.com': forwardTo(europe.origin),
	});
	const close = async (): Promise<void> => {
		outside.close();
		await Promise.all([sandbox.close(), europe.close()]);
	};
	return { sandbox, europe, outside, hold, close };
}

/** Starts it all. Each suite takes a name of its own, for its folder. */
export async function openStage(name: string, options: StageOptions = {}): Promise<Stage> {
	const folder = runFolder(name);
	mkdirSync(folder, { recursive: true });
	const world = await openWorld(folder, options);
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const n8n = await startN8n({
		installation: installationOf(options.release ?? NEWEST),
		home: path.join(folder, 'home'),
		port,
		brokerPort,
		env: { ...world.outside.env, ...options.env },
	});
	const stage: Stage = {
		...world,
		folder,
		n8n,
		// A test may have started n8n again in the meantime.
		close: async () => {
			await stage.n8n.process.stop();
			await world.close();
		},
	};
	if (options.installed ?? true) {
		await n8n.rest.installPackage(PACKAGE).catch(async (error: unknown) => {
			await stage.close();
			throw error;
		});
	}
	return stage;
}

/** The requests that came by a credential whose `source` is this: by this test, and by no other. */
export const arrivedFrom = (source: string, { sandbox }: Pick<Stage, 'sandbox'>): LogEntry[] =>
	sandbox.log().filter(({ client }) => client.source === source);

/** What is in the pipe already arrives: whatever is asked later is answered later. */
export async function passPipe({ sandbox }: Pick<Stage, 'sandbox'>): Promise<void> {
	for (let times = 0; times < 2; times++) await ask(`${sandbox.origin}/__sandbox/summary`);
}

/** A Litmos credential in n8n; the good one unless fields say otherwise. */
export async function createCredential(
	{ n8n }: Pick<Stage, 'n8n'>,
	name = 'Litmos account',
	fields: Record<string, string | number> = {},
): Promise<Credential> {
	const data = { apiKey: GOOD_KEY, region: 'us', source: 'n8n', requestsPerMinute: 100, ...fields };
	return await n8n.rest.createCredential(name, CREDENTIAL, data);
}

let counts = 0;

/** What the work by a credential of its own came to, and the requests that it sent to Litmos. */
export async function counted<T>(
	stage: Stage,
	work: (own: Credential) => Promise<T>,
	{
		fields = {},
		sandbox = stage.sandbox,
	}: { fields?: Record<string, string>; sandbox?: Sandbox } = {},
): Promise<{ result: T; requests: number }> {
	const source = `counted ${++counts}`;
	const own = await createCredential(stage, source, { ...fields, source });
	const result = await work(own);
	return { result, requests: arrivedFrom(source, { sandbox }).length };
}
