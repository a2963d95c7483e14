/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { released, sectionOf } from '../../scripts/release/changelog';
import {
	faultsOf,
	ownerFrom,
	ownerOf,
	PLACEHOLDER,
	type Manifest,
	siteOf,
} from '../../scripts/release/owner';
import { commit, copyProject, type Copy } from './support/copyProject';

const OWNER = ['acme/litmos-nodes', 'Acme & Sons', 'n8n@acme.example'] as const;

function manifestFor(repository: string, name: string, email: string): Manifest {
	const page = `https://github.com/${repository}`;
	return {
		version: '1.2.3',
		homepage: page,
		author: { name, email },
		repository: { url: `git+${page}.git` },
		bugs: { url: `${page}/issues` },
	};
}

describe('what refuses to publish', () => {
	it('is each placeholder by itself', () => {
		const { repository, name, email } = PLACEHOLDER;
		expect(faultsOf(manifestFor(...OWNER))).toEqual([]);
		expect(faultsOf(manifestFor(repository, OWNER[1], OWNER[2]))).toHaveLength(1);
		expect(faultsOf(manifestFor(OWNER[0], name, OWNER[2]))).toHaveLength(1);
		expect(faultsOf(manifestFor(OWNER[0], OWNER[1], email))).toHaveLength(1);
		expect(faultsOf(manifestFor('', '', ''))).not.toHaveLength(0);
	});

	it('is another repository than package.json names, and links that differ', () => {
		expect(faultsOf(manifestFor(...OWNER), 'acme/litmos-nodes')).toEqual([]);
		expect(faultsOf(manifestFor(...OWNER), 'fork/litmos-nodes')).toHaveLength(1);
		expect(faultsOf({ ...manifestFor(...OWNER), homepage: 'https://acme.example' })).toHaveLength(
			1,
		);
	});
});

describe('the owner', () => {
	it.each([
		[[]],
		[['acme', 'Acme', 'n8n@acme.example']],
		[['acme/nodes', '', 'n8n@acme.example']],
		[['acme/nodes', 'Acme', 'acme.example']],
		[['acme/nodes', 'Acme', 'n8n@acme.example', 'more']],
	])('is refused as %j', (args) => {
		expect(() => ownerFrom(args)).toThrow(/^Usage: npm run owner/);
	});
});

describe('the changelog', () => {
	const text =
		'# Version history\n\n## Unreleased\n\n- **New**: words.\n\n## 0.1.0\n\nThe first.\n';

	it('keeps what was written by hand, under the new version', () => {
		expect(released(text, '0.2.0')).toBe(text.replace('## Unreleased', '## 0.2.0'));
		expect(sectionOf(released(text, '0.2.0'), '0.2.0')).toBe('- **New**: words.');
	});

	it('is refused without anything new, or with the version in it already', () => {
		expect(() => released(text.replace('- **New**: words.', ''), '0.2.0')).toThrow(/says nothing/);
		expect(() => released(text.replace('## Unreleased', '## Later'), '0.2.0')).toThrow(
			/says nothing/,
		);
		expect(() => released(text, '0.1.0')).toThrow(/has 0\.1\.0 already/);
	});
});

describe('npm run release', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'litmos-release-'));
	let copy: Copy;
	const read = (name: string): string => readFileSync(path.join(copy.folder, name), 'utf8');
	const release = (kind: string): string =>
		copy.run('npm', ['run', '--silent', 'release', '--', kind]);
	const tags = (): string[] =>
		copy.run('git', ['ls-remote', '--tags', 'origin']).match(/[\d.]+$/gm) ?? [];

	beforeAll(() => {
		copy = copyProject(folder);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('changes nothing while placeholders stand', () => {
		// Whoever has set the owner has it refused as well, as if they had not.
		const { repository, name, email } = PLACEHOLDER;
		copy.run('npm', ['run', '--silent', 'owner', '--', repository, name, email]);
		if (copy.run('git', ['status', '--porcelain']) !== '') commit(copy, 'No owner');
		const { version } = JSON.parse(read('package.json')) as Manifest;
		expect(() => release('minor')).toThrow(/is a placeholder/);
		expect(JSON.parse(read('package.json'))).toHaveProperty('version', version);
		expect(tags()).toEqual([]);
	});

	it('finds every place that names the owner', () => {
		const before = ownerOf(JSON.parse(read('package.json')) as Manifest);
		copy.run('npm', ['run', '--silent', 'owner', '--', ...OWNER]);
		const found = (words: string): string[] =>
			copy
				.run('git', ['grep', '-lF', words, '--', ':!node_modules'], {})
				.split('\n')
				.filter(Boolean);
		for (const words of [before.repository, siteOf(before.repository), before.email])
			expect(() => found(words)).toThrow();
		expect(found('acme/litmos-nodes')).toEqual(
			expect.arrayContaining(['README.md', 'package.json', 'SECURITY.md']),
		);
		expect(found('acme.github.io/litmos-nodes')).toEqual(
			expect.arrayContaining([
				'README.md',
				'credentials/LitmosApi.credentials.ts',
				'nodes/Litmos/Litmos.node.json',
			]),
		);
		expect(ownerOf(JSON.parse(read('package.json')) as Manifest)).toEqual(ownerFrom(OWNER));
	});

	it('writes the version, names the section, tags it and pushes both, again and again', () => {
		writeFileSync(
			path.join(copy.folder, 'CHANGELOG.md'),
			read('CHANGELOG.md').replace(/^## (?!Unreleased)/m, '- One line more.\n\n## '),
		);
		commit(copy, 'Owner');
		release('minor');
		const { version: first } = JSON.parse(read('package.json')) as Manifest;
		expect(sectionOf(read('CHANGELOG.md'), first)).toMatch(/One line more/);
		expect(() => release('patch')).toThrow(/nothing under/);
		writeFileSync(
			path.join(copy.folder, 'CHANGELOG.md'),
			read('CHANGELOG.md').replace(`## ${first}`, `## Unreleased\n\n- A fix.\n\n## ${first}`),
		);
		commit(copy, 'A fix');
		release('patch');
		const { version: second } = JSON.parse(read('package.json')) as Manifest;
		expect(tags()).toEqual(expect.arrayContaining([first, second]));
		expect(copy.run('git', ['status', '--porcelain'])).toBe('');
		const head = copy.run('git', ['rev-parse', 'HEAD']);
		expect(copy.run('git', ['rev-parse', 'origin/main'])).toBe(head);
		expect(copy.run('git', ['log', '-1', '--format=%s'])).toBe(`Version ${second}\n`);
	});

	it('is refused again in the workflow if tag, version and repository differ', () => {
		const { version } = JSON.parse(read('package.json')) as Manifest;
		const check = (GITHUB_REF_NAME: string, GITHUB_REPOSITORY: string): string =>
			copy.run('npm', ['run', '--silent', 'release:check'], {
				GITHUB_REF_TYPE: 'tag',
				GITHUB_REF_NAME,
				GITHUB_REPOSITORY,
			});
		expect(check(version, 'acme/litmos-nodes')).toBe('');
		expect(() => check('9.9.9', 'acme/litmos-nodes')).toThrow(/The tag is 9\.9\.9/);
		expect(() => check(version, 'fork/litmos-nodes')).toThrow(/npm would refuse it/);
	});
});
