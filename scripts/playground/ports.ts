/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { createServer } from 'node:net';
import { PlaygroundError } from './options';

/** So many may be taken before we stop looking for one. */
const TRIES = 50;

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** This port of 127.0.0.1, or, unless it must be this one, the first free one after it. */
export async function firstFreePort(first: number, isWanted = false): Promise<number> {
	const tries = isWanted ? 1 : TRIES;
	for (let port = first; port < first + tries; port += 1) if (await isFree(port)) return port;
	throw new PlaygroundError(
		isWanted
			? `Port ${first} is taken by another program. Name another one with --port, or none.`
			: `The ports from ${first} on are all taken.`,
	);
}
