/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// One process of several that share a key. Its clock runs as fast as it is told.
import { contenders } from './contenders/contenders';
import { sender } from './request';
import { scaleClock } from './scaledClock';

/** What a process is told, as JSON in its first argument. */
export interface Task {
	contender: string;
	baseUrl: string;
	apiKey: string;
	process: number;
	/** How many there are of them. */
	processes: number;
	items: number;
	scale: number;
}

/** Processes take their time to load, so each says when it is ready and waits for its turn. */
async function toldToBegin(): Promise<void> {
	const told = new Promise<void>((resolve) => process.once('message', () => resolve()));
	process.send?.('ready');
	await told;
}

async function main({
	contender,
	baseUrl,
	apiKey,
	process: id,
	processes,
	items,
	scale,
}: Task): Promise<void> {
	scaleClock(scale);
	const chosen = contenders.find(({ name }) => name === contender);
	if (!chosen) throw new Error(`There is no contender "${contender}"`);
	const session = await chosen.open(apiKey, processes);
	const all = Array.from({ length: items }, (_, item) => item);
	await toldToBegin();
	await session.run(all, sender(baseUrl, apiKey, id));
}

main(JSON.parse(process.argv[2]) as Task).then(
	// Some libraries keep a timer for ever.
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${String(error)}\n`);
		process.exit(1);
	},
);
