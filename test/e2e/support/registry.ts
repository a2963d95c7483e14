/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import path from 'node:path';

/** Without a slash at the end. n8n asks the registry that npm is set to. */
export const REGISTRY = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' })
	.trim()
	.replace(/\/$/, '');

export interface Manifest {
	name: string;
	version: string;
}

interface Entry {
	manifest: Manifest;
	file: string;
	bytes: Buffer;
}

export function manifestOf(tarball: string): Manifest {
	const text = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], {
		encoding: 'utf8',
	});
	return JSON.parse(text) as Manifest;
}

function readEntry(tarball: string): Entry {
	return {
		manifest: manifestOf(tarball),
		file: path.basename(tarball),
		bytes: readFileSync(tarball),
	};
}

const hash = (algorithm: string, bytes: Buffer, encoding: 'hex' | 'base64'): string =>
	createHash(algorithm).update(bytes).digest(encoding);

function describeVersion({ manifest, file, bytes }: Entry): object {
	return {
		...manifest,
		_id: `${manifest.name}@${manifest.version}`,
		dist: {
			tarball: `${REGISTRY}/${manifest.name}/-/${file}`,
			shasum: hash('sha1', bytes, 'hex'),
			integrity: `sha512-${hash('sha512', bytes, 'base64')}`,
		},
	};
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** As much of npm's registry as n8n and the npm that it runs ask for; it has one package only. */
export function registry(tarballs: () => readonly string[]): RequestListener {
	return (request, response) => {
		const entries = tarballs().map(readEntry);
		const { name, version: newest } = entries.at(-1)?.manifest ?? { name: '', version: '' };
		const asked = decodeURIComponent(new URL(request.url ?? '/', REGISTRY).pathname).slice(1);
		const rest = asked.slice(name.length + 1);
		const versions = new Map(entries.map((entry) => [entry.manifest.version, entry]));
		const sent = entries.find(({ file }) => rest === `-/${file}`);
		if (!name || (asked !== name && !asked.startsWith(`${name}/`))) {
			return answer(response, 404, { error: 'Not found' });
		}
		if (sent) return void response.end(sent.bytes);
		if (rest) {
			const one = versions.get(rest === 'latest' ? newest : rest);
			return one
				? answer(response, 200, describeVersion(one))
				: answer(response, 404, { error: `version not found: ${rest}` });
		}
		answer(response, 200, {
			name,
			'dist-tags': { latest: newest },
			versions: Object.fromEntries(
				[...versions].map(([version, entry]) => [version, describeVersion(entry)]),
			),
			time: Object.fromEntries(
				[...versions.keys()].map((one) => [one, '2026-01-01T00:00:00.000Z']),
			),
		});
	};
}
