/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.gif': 'image/gif',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.xml': 'application/xml',
};

export interface Served {
	/** Without a slash at its end. */
	origin: string;
	close(): void;
}

/** Serves a folder below `base` on this machine alone, as GitHub Pages does: a file or 404. */
export async function serve(folder: string, base: string): Promise<Served> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const name = decodeURIComponent(pathname).replace(/\/$/, '/index.html');
		const file = path.join(folder, name.slice(base.length));
		const isInside = name.startsWith(base) && file.startsWith(folder + path.sep);
		const found = isInside ? readFile(file) : Promise.reject(new Error('Outside of the site'));
		found.then(
			(content) => {
				const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
				response.writeHead(200, { 'content-type': type }).end(content);
			},
			() => response.writeHead(404).end(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
