// How long a request may take, in virtual time: in all, and without a sign.
import { createTimeLimits, type TimeLimit } from '../../nodes/shared/limiter/timeLimit';
import { inVirtualTime } from './support/virtualClock';

const ALLOWED = { silenceMs: 60_000, totalMs: 120_000 };

/** The clock is looked at once a second. */
const LOOK_MS = 1_000;

/** Begins one, does what is to be done with it, and tells when it was cut; undefined where it was not. */
async function cutAt(
	act: (limit: TimeLimit, wait: (ms: number) => Promise<void>) => Promise<void>,
	cancelSignal?: AbortSignal,
): Promise<number | undefined> {
	return await inVirtualTime(async (clock) => {
		const limit = createTimeLimits(clock)(ALLOWED, cancelSignal);
		const began = clock.now();
		let at: number | undefined;
		limit.signal.addEventListener('abort', () => (at = clock.now() - began));
		await act(limit, async (ms) => await clock.advance(clock.now() + ms));
		await clock.advance(3 * ALLOWED.totalMs);
		expect(limit.isOver()).toBe(at !== undefined && !cancelSignal?.aborted);
		// Nobody looks at the clock any more.
		expect(clock.pending()).toBe(0);
		return at;
	});
}

describe('a request', () => {
	it('may be without an answer for the whole time', async () => {
		expect(await cutAt(async () => undefined)).toBe(ALLOWED.totalMs);
	});

	it('is cut when nothing more of its answer comes', async () => {
		const at = await cutAt(async (limit, wait) => {
			await wait(5_500);
			limit.noteSign();
			await wait(30_000);
			limit.noteSign();
		});
		expect(at).toBeGreaterThanOrEqual(35_500 + ALLOWED.silenceMs);
		expect(at).toBeLessThan(35_500 + ALLOWED.silenceMs + LOOK_MS);
	});

	it('is cut at the end of its time, however steadily its answer comes', async () => {
		const at = await cutAt(async (limit, wait) => {
			for (let signs = 0; signs < 30; signs++) {
				await wait(5_000);
				limit.noteSign();
			}
		});
		expect(at).toBe(ALLOWED.totalMs);
	});

	it('that has ended is not cut', async () => {
		const at = await cutAt(async (limit, wait) => {
			await wait(10_000);
			limit.end();
		});
		expect(at).toBeUndefined();
	});

	it('is canceled with its execution, at once, which is not the end of its time', async () => {
		const cancel = new AbortController();
		const at = await cutAt(async (limit, wait) => {
			await wait(10_000);
			cancel.abort();
			expect(limit.signal.aborted).toBe(true);
			limit.end();
		}, cancel.signal);
		expect(at).toBe(10_000);
	});
});
