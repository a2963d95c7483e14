/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */

export async function wait(ms: number): Promise<void> {
	await new Promise((done) => setTimeout(done, ms));
}

/** Waits for something that is about to become true. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
	const end = performance.now() + 5_000;
	while (!isTrue()) {
		if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
		await wait(10);
	}
}

/** Whatever came in the meantime would be here after this time: a request takes milliseconds. */
export const QUIET_MS = 400;
