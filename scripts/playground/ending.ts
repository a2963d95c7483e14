/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */

type Ending = () => Promise<unknown>;

/** npm hands on what the terminal has sent already: that is not yet a second Ctrl-C. */
const SAME_PRESS_MS = 1_000;
const LOOK_EVERY_MS = 500;

/** npm ends its shell when it is ended itself, and the shell tells nobody. */
function whenNpmEnds(act: () => void): void {
	if (process.env.npm_lifecycle_event !== 'start') return;
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		act();
	}, LOOK_EVERY_MS);
	timer.unref();
}

/**
 * Ends in order, the last that began first, when asked to by Ctrl-C or by another program. Who
 * asks again does not want to wait: what is left is then ended at once, as at any exit.
 */
export function endInOrder(say: (text: string) => void) {
	const endings: Ending[] = [];
	let since: number | undefined;

	async function end(): Promise<void> {
		say('\nEnding n8n ...');
		for (const ending of endings.reverse()) await ending();
		process.exit(0);
	}

	const begin = (): void => {
		if (since !== undefined) return;
		since = performance.now();
		void end();
	};
	const asked = (): void => {
		if (since !== undefined && performance.now() - since > SAME_PRESS_MS) process.exit(1);
		begin();
	};
	// The terminal may be gone by then.
	process.stdout.on('error', () => undefined);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
	whenNpmEnds(begin);

	return {
		add: (ending: Ending): void => void endings.push(ending),
		hasBegun: (): boolean => since !== undefined,
	};
}
