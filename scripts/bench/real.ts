import { startSandbox, type LogEntry } from '../../sandbox/server';
import { contenders } from './contenders/contenders';
import { busiestMinute } from './figures';
import { pause } from './contenders/pause';
import { sender } from './request';
import { MINUTE_MS, PER_MINUTE } from './contenders/session';

/** What the sandbox saw of one contender by a real clock. */
export interface RealRow {
	name: string;
	accepted: number;
	refused: number;
	busiest: number;
}

// More than anybody gets through in the time.
const ITEMS = 1_000;

function rowOf(name: string, entries: LogEntry[], minutes: number): RealRow {
	const began = entries[0]?.atMono ?? 0;
	const seen = entries.filter(({ atMono }) => atMono - began < minutes * MINUTE_MS);
	const refused = seen.filter(({ because }) => because === 'limit').length;
	const busiest = busiestMinute(entries.map(({ atMono }) => atMono));
	return { name, accepted: seen.length - refused, refused, busiest };
}

/** All contenders side by side for some minutes, each with a key of its own, against one real sandbox. */
export async function measureReal(minutes: number): Promise<RealRow[]> {
	const apiKeys = contenders.map((_, index) => `bench-${index}`);
	const sandbox = await startSandbox({
		people: 5,
		teams: 1,
		courses: 1,
		latencyMs: [100, 300],
		limit: { model: 'slidingLog', perMinute: PER_MINUTE },
		apiKeys,
	});
	const items = Array.from({ length: ITEMS }, (_, item) => item);
	for (const [index, contender] of contenders.entries()) {
		const session = await contender.open(apiKeys[index]);
		void session.run(items, sender(sandbox.baseUrl, apiKeys[index]));
	}
	await pause(minutes * MINUTE_MS + 5_000);
	const log = sandbox.log();
	return contenders.map(({ name }, index) =>
		rowOf(
			name,
			log.filter(({ key }) => key === index),
			minutes,
		),
	);
}
