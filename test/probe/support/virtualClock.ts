/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import type { Sandbox } from '../../../sandbox/server';
import type { Clock } from '../../../scripts/probe/litmos';

/** A clock that moves while the probe waits, once all that was sent has arrived, and with each response. */
export interface VirtualClock extends Clock {
	/** The sandbox whose arrivals are waited for. */
	watch(sandbox: Sandbox): void;
	arrived(): number;
	stop(): void;
}

const macrotask = async (): Promise<void> =>
	await new Promise((resolve) => {
		setImmediate(resolve);
	});

/** @param requestMs how long each request takes */
export function createVirtualClock(beginsAt: number, requestMs: number): VirtualClock {
	let now = beginsAt;
	let sandbox: Sandbox | undefined;
	const { fetch } = globalThis;
	const sent = jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
		// Zipping thousands of answers tells nothing of a limit.
		const headers = { ...(init?.headers as Record<string, string>), 'Accept-Encoding': 'identity' };
		const response = await fetch(url, { ...init, headers });
		now += requestMs;
		return response;
	});
	const arrived = (): number => sandbox?.log().length ?? 0;
	return {
		arrived,
		now: () => now,
		sleep: async (ms) => {
			// What is on its way to fetch gets there first.
			await macrotask();
			while (arrived() < sent.mock.calls.length) await macrotask();
			now += ms;
		},
		watch: (watched) => void (sandbox = watched),
		stop: () => sent.mockRestore(),
	};
}
