import { runPool } from '../../../nodes/shared/operation/pool';
import { pause } from './pause';
import { RETRY_MS, type Send, type Session } from './session';

/** The most that n8n's own Retry On Fail does. */
const TRIES = 5;

// Ten at a time, at the rate of the limit.
const BATCH = 10;
const BATCH_MS = 6_000;
const BACKOFF_MS = { first: 1_000, most: 32_000 };

function batchesOf(items: readonly number[]): Array<readonly number[]> {
	const count = Math.ceil(items.length / BATCH);
	return Array.from({ length: count }, (_, n) => items.slice(n * BATCH, (n + 1) * BATCH));
}

/** Sends a batch as the HTTP Request node does: all at once. Retry On Fail sends all of it again. */
async function sendBatch(batch: readonly number[], send: Send): Promise<boolean> {
	for (let tried = 1; ; tried++) {
		const answers = await Promise.all(batch.map(send));
		if (answers.every(Boolean)) return true;
		if (tried === TRIES) return false;
		await pause(RETRY_MS);
	}
}

/** Loop Over Items with 10, HTTP Request with Retry On Fail, Wait for 6 s. A batch that fails ends the run. */
export function loopAndWait(): Session {
	return {
		run: async (items, send) => {
			for (const batch of batchesOf(items)) {
				if (!(await sendBatch(batch, send))) return;
				await pause(BATCH_MS);
			}
		},
	};
}

/** Loop Over Items with 10 and Wait for 6 s, where the error output leads back: what was refused goes again, without end. */
export function loopWithErrors(): Session {
	return {
		run: async (items, send) => {
			for (const batch of batchesOf(items)) {
				for (let left = batch; left.length > 0; await pause(BATCH_MS)) {
					const answers = await Promise.all(left.map(send));
					left = left.filter((_, index) => !answers[index]);
				}
			}
		},
	};
}

/** HTTP Request, 10 Items per Batch, 6,000 ms between them, going on after errors. Answers are not waited for. */
export function httpBatching(): Session {
	return {
		run: async (items, send) => {
			const sent: Array<Promise<boolean>> = [];
			for (const batch of batchesOf(items)) {
				sent.push(...batch.map(send));
				await pause(BATCH_MS);
			}
			await Promise.all(sent);
		},
	};
}

/** Five at a time, each again with pauses that double, until it is accepted. */
export function retryOnly(): Session {
	async function deliver(item: number, send: Send): Promise<true> {
		for (let ms = BACKOFF_MS.first; !(await send(item)); ms = Math.min(BACKOFF_MS.most, 2 * ms)) {
			await pause(ms);
		}
		return true;
	}
	return {
		run: async (items, send) => {
			const work = (item: number) => async () => await deliver(item, send);
			await runPool(items.map((item) => ({ key: `${item}`, work: work(item) })));
		},
	};
}
