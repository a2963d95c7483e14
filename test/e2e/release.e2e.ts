/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- tests do not ship */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Job, ScanAnswer } from '../package/scanPackages';
import { commit, copyProject, ROOT, type Copy } from '../release/support/copyProject';
import { runTypeScript } from '../support/runScript';
import { ask } from './support/ask';
import { forwardTo } from './support/outside';
import { manifestOf } from './support/registry';
import { unpack } from './support/packages';
import { statementFor } from './support/provenance';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { createCredential, openStage, PACKAGE, runFolder } from './support/stage';
import { startVerdaccio, type Verdaccio } from './support/verdaccio';
import { chain, litmos, manual } from './support/workflow';
import { rehearse } from './support/workflowSteps';

const WORKFLOW = '.github/workflows/publish.yml';
const REPOSITORY = 'acme/n8n-nodes-litmos';
/** What CI has done with the same sources, and what is there already. */
const DONE = ['npm ci', 'npm run lint', 'npm test'];

/** As GitHub sets it in a workflow that a tag has started. */
function githubEnv(tag: string, commitId: string): NodeJS.ProcessEnv {
	return {
		CI: 'true',
		GITHUB_ACTIONS: 'true',
		GITHUB_EVENT_NAME: 'push',
		GITHUB_REF: `refs/tags/${tag}`,
		GITHUB_REF_NAME: tag,
		GITHUB_REF_TYPE: 'tag',
		GITHUB_REPOSITORY: REPOSITORY,
		GITHUB_SERVER_URL: 'https://github.com',
		GITHUB_SHA: commitId,
		GITHUB_WORKFLOW_REF: `${REPOSITORY}/${WORKFLOW}@refs/tags/${tag}`,
		RUNNER_ENVIRONMENT: 'github-hosted',
	};
}

interface Released {
	tag: string;
	env: NodeJS.ProcessEnv;
	/** What was packed, and its SHA-512. */
	file: string;
	sha512: string;
}

/** From the words in the changelog to a tag, as a maintainer does it. */
function tagVersion(copy: Copy, kind: string): string {
	const file = path.join(copy.folder, 'CHANGELOG.md');
	const text = readFileSync(file, 'utf8');
	if (!text.includes('## Unreleased\n\n-')) {
		writeFileSync(file, text.replace(/^## /m, '## Unreleased\n\n- A rehearsal.\n\n## '));
		commit(copy, 'What is new');
	}
	copy.run('npm', ['run', '--silent', 'release', '--', kind]);
	return copy.run('git', ['describe', '--tags', '--exact-match']).trim();
}

/** The first job that the tag starts. */
function packVersion(copy: Copy, tag: string): Released {
	const env = githubEnv(tag, copy.run('git', ['rev-parse', 'HEAD']).trim());
	const { folder } = copy;
	const packed = rehearse(copy, WORKFLOW, { job: 'pack', folder, env, values: {}, skip: DONE });
	expect(packed.skipped).toEqual(DONE);
	const { file = '', sha512 = '' } = packed.outputs;
	return { tag, env, file: path.join(folder, file), sha512 };
}

let publishings = 0;

/** The second job, with the file that GitHub keeps between them, against the registry on this machine. */
function publish(
	copy: Copy,
	{ env, file, sha512 }: Released,
	{ origin, token }: Pick<Verdaccio, 'origin' | 'token'>,
): void {
	const folder = runFolder('release', `publish-${++publishings}`);
	mkdirSync(folder);
	cpSync(file, path.join(folder, path.basename(file)));
	rehearse(copy, WORKFLOW, {
		job: 'publish',
		folder,
		env: { ...env, npm_config_registry: `${origin}/`, npm_config_cache: `${folder}.cache` },
		values: {
			'needs.pack.outputs.file': path.basename(file),
			'needs.pack.outputs.sha512': sha512,
			'secrets.NPM_TOKEN': token,
		},
		// Signing needs the identity that GitHub alone can give.
		adapt: (command) => {
			expect(command).toContain('npm publish "./$FILE" --provenance --access public');
			return command.replace(' --provenance', '');
		},
	});
	expect(readFileSync(path.join(folder, '.npmrc'), 'utf8')).not.toContain(token);
}

async function fetchPublished({ origin }: Verdaccio, tag: string, folder: string): Promise<string> {
	const response = await ask(`${origin}/${PACKAGE}/-/${PACKAGE}-${tag}.tgz`);
	const tarball = path.join(folder, `${tag}.tgz`);
	writeFileSync(tarball, Buffer.from(await response.arrayBuffer()));
	return tarball;
}

describe('a release, from its tag to a node that runs', () => {
	let verdaccio: Verdaccio;
	let stage: Stage;
	let copy: Copy;
	let folder: string;
	let began: number;
	const releases: Released[] = [];

	const pack = (kind: string): Released => packVersion(copy, tagVersion(copy, kind));
	const release = (packed: Released): void => {
		publish(copy, packed, verdaccio);
		releases.push(packed);
	};

	/** The workflow of a person with the version that n8n has. */
	async function runsIn({
		n8n,
	}: Stage): Promise<{ version?: string; status: string; users: number }> {
		const [installed] = await n8n.rest.packages();
		const read = litmos(await createCredential(stage), {
			resource: 'user',
			operation: 'getAll',
			limit: 3,
		});
		const created = await n8n.rest.createWorkflow({ name: 'run', ...chain(manual(), read) });
		const { status, items } = outcomeOf(await n8n.rest.run(created, 'Start'), read.name);
		return { version: installed?.installedVersion, status, users: items.length };
	}

	beforeAll(async () => {
		folder = runFolder('release');
		verdaccio = await startVerdaccio(path.join(folder, 'registry'));
		copy = copyProject(folder);
		copy.run('npm', ['run', '--silent', 'owner', '--', REPOSITORY, 'Acme', 'n8n@acme.example']);
		commit(copy, 'The owner');
		began = performance.now();
	});
	afterAll(async () => {
		await stage?.close();
		await verdaccio?.process.stop();
	});

	it('publishes the first version, which no registry knows, with the right token and the packed file only', async () => {
		const known = await ask(`${verdaccio.origin}/${PACKAGE}`);
		expect(known.status).toBe(404);
		const packed = pack('minor');
		const stranger = { origin: verdaccio.origin, token: 'a-token-of-nobody' };
		expect(() => publish(copy, packed, stranger)).toThrow(/E40[13]|ENEEDAUTH/);
		const other = { ...packed, sha512: 'f'.repeat(128) };
		expect(() => publish(copy, other, verdaccio)).toThrow(/did NOT match/);
		release(packed);
		const { tag, sha512 } = packed;
		const tarball = await fetchPublished(verdaccio, tag, folder);
		expect(createHash('sha512').update(readFileSync(tarball)).digest('hex')).toBe(sha512);
		expect(manifestOf(tarball)).toMatchObject({ name: PACKAGE, version: tag });
	});

	it('has a provenance statement made for it that names the tag, the commit and the workflow', () => {
		const { tag, env, sha512 } = releases[0]!;
		const statement = statementFor({ name: PACKAGE, version: tag, sha512 }, env);
		writeFileSync(path.join(folder, 'provenance.json'), JSON.stringify(statement, null, '\t'));
		expect(statement).toMatchObject({
			predicateType: 'https://slsa.dev/provenance/v1',
			subject: [{ name: `pkg:npm/${PACKAGE}@${tag}`, digest: { sha512 } }],
			predicate: {
				buildDefinition: {
					externalParameters: {
						workflow: {
							ref: `refs/tags/${tag}`,
							repository: `https://github.com/${REPOSITORY}`,
							path: WORKFLOW,
						},
					},
					resolvedDependencies: [{ digest: { gitCommit: env.GITHUB_SHA } }],
				},
			},
		});
		// npm refuses a statement about another repository than package.json names.
		const { repository } = JSON.parse(
			readFileSync(path.join(copy.folder, 'package.json'), 'utf8'),
		) as { repository: { url: string } };
		expect(repository.url).toBe(`git+https://github.com/${REPOSITORY}.git`);
	});

	it("passes n8n's scanner as it was published", async () => {
		const place = path.join(folder, 'scanned');
		mkdirSync(place);
		unpack(await fetchPublished(verdaccio, releases[0]!.tag, folder), place);
		const input: Job[] = [{ folder: place, patterns: ['**/*.js', 'package.json'] }];
		const scanner = path.join(ROOT, 'test/package/scanPackages.ts');
		const { findings } = runTypeScript(scanner, { cwd: ROOT, temp: folder, input }) as ScanAnswer;
		expect(findings).toEqual([{ passed: true }]);
	});

	it('is installed from the settings of n8n, and runs', async () => {
		const registry = forwardTo(verdaccio.origin);
		stage = await openStage('release-n8n', { registry, installed: false });
		await stage.n8n.rest.installPackage(PACKAGE);
		expect(await runsIn(stage)).toEqual({ version: releases[0]!.tag, status: 'success', users: 3 });
		const seconds = Math.round((performance.now() - began) / 1_000);
		console.log(`From "npm run release" to a node that runs in n8n: ${seconds} s`);
	});

	it('publishes a second version in the same way, to which n8n updates', async () => {
		const packed = pack('patch');
		release(packed);
		const { tag } = packed;
		expect(tag).not.toBe(releases[0]!.tag);
		await stage.n8n.rest.updatePackage(PACKAGE, tag);
		expect(await runsIn(stage)).toEqual({ version: tag, status: 'success', users: 3 });
	});

	it('publishes no version twice', () => {
		const last = releases.at(-1)!;
		expect(() => publish(copy, last, verdaccio)).toThrow(/EPUBLISHCONFLICT|previously published/);
	});
});
