/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Whether this version can be published: before it is tagged, and once more before it is packed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sectionOf } from './changelog';
import { faultsOf, type Manifest } from './owner';

const ROOT = path.resolve(__dirname, '../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** In a workflow, `tag` is what started it: then the version must be that one, with a section of its own. */
function versionFaults({ version }: Manifest, tag: string | undefined): string[] {
	const changelog = read('CHANGELOG.md');
	if (tag === undefined)
		return sectionOf(changelog, 'Unreleased')
			? []
			: ['CHANGELOG.md has nothing under "## Unreleased".'];
	return [
		...(tag === version ? [] : [`The tag is ${tag}, but package.json says ${version}.`]),
		...(sectionOf(changelog, version) ? [] : [`CHANGELOG.md says nothing about ${version}.`]),
	];
}

const { GITHUB_REPOSITORY, GITHUB_REF_TYPE, GITHUB_REF_NAME } = process.env;
const manifest = JSON.parse(read('package.json')) as Manifest;
const tag = GITHUB_REF_TYPE === 'tag' ? GITHUB_REF_NAME : undefined;
const faults = [...faultsOf(manifest, GITHUB_REPOSITORY), ...versionFaults(manifest, tag)];
process.stderr.write(faults.map((fault) => `${fault}\n`).join(''));
process.exitCode = faults.length > 0 ? 1 : 0;
