/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ownerOf, siteOf, type Manifest } from '../release/owner';

export const ROOT = path.resolve(__dirname, '../..');

/** What is printed of the operations for the site, and the site itself. Tools look past this folder. */
const CACHE = path.join(ROOT, 'node_modules/.cache/site');
export const PRINTED = path.join(CACHE, 'operations.json');
/** A page `/start.html` of the site is the file `start.html` here. */
export const BUILT = path.join(CACHE, 'built');

/** `owner/name`: package.json is the one place that says it. */
function readRepository(): string {
	const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
	const { repository } = ownerOf(JSON.parse(manifest) as Manifest);
	if (!repository) throw new Error('The repository in package.json is not at github.com');
	return repository;
}

const REPOSITORY = readRepository();

/** Where every page of the site begins, as GitHub Pages names it. */
export const BASE = `/${REPOSITORY.split('/')[1] ?? ''}/`;
export const SITE = `https://${siteOf(REPOSITORY)}/`;
export const GITHUB = `https://github.com/${REPOSITORY}`;
/** A file as people read it at GitHub. */
export const blobUrl = (file: string): string => `${GITHUB}/blob/main/${file}`;
/** A file as it is: what a page at npm or in n8n can show as a picture. */
export const rawUrl = (file: string): string =>
	`https://raw.githubusercontent.com/${REPOSITORY}/main/${file}`;
