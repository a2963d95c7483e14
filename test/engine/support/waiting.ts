/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */

import type { ExecutionStatus } from 'n8n-workflow';
import type { StartedRun } from '../../support/engine';

export async function wait(ms: number): Promise<void> {
	await new Promise((done) => setTimeout(done, ms));
}

/** Only says "stuck"; but in less than a minute, after which the limit lets more through. */
const STUCK_MS = 50_000;

/** Waits for something that is about to become true. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
	const end = performance.now() + STUCK_MS;
	while (!isTrue()) {
		if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
		await wait(10);
	}
}

/** Turns of the event loop: without work they take milliseconds, and on a busy machine there are as many. */
const AT_ONCE_TURNS = 1_000;

/** Stops a run and says how it has ended, or nothing if it goes on until it is too late: at once, if nothing else is said. */
export async function stop(run: StartedRun, isLate = afterTurns()): Promise<Ended | undefined> {
	let ended: Ended | undefined;
	void run.done.then(({ status, finished }) => (ended = { status, finished }));
	run.cancel();
	while (!ended && !isLate()) await new Promise((done) => setImmediate(done));
	return ended;
}

function afterTurns(): () => boolean {
	let turns = 0;
	return () => (turns += 1) > AT_ONCE_TURNS;
}

interface Ended {
	status: ExecutionStatus;
	finished: boolean;
}

/** Whatever came in the meantime would be here after this time: a request takes milliseconds. */
export const QUIET_MS = 400;
