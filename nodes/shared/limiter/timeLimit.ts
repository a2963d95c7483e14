import type { Clock } from './limiter';

/** How long a request may take, in milliseconds. */
export interface TimeAllowed {
	/** Without a further sign, once its answer has begun. */
	silenceMs: number;
	/** In all, however steadily its answer drips. */
	totalMs: number;
}

/** The time of one request, from its permit on. */
export interface TimeLimit {
	/** Aborts when the time is over, or when the execution is canceled. */
	readonly signal: AbortSignal;
	/** Whether it was cut because its time was over. */
	isOver(): boolean;
	/** Something of the answer has come. */
	noteSign(): void;
	/** The request has ended. */
	end(): void;
}

interface Running extends TimeAllowed {
	beganAt: number;
	signAt: number;
	cut(): void;
}

/** The clock is looked at this often while requests are under way. */
const LOOK_MS = 1_000;

/** Looks at all requests while there are any. */
function createWatch(clock: Clock) {
	const running = new Set<Running>();
	let isWatching = false;

	async function watch(): Promise<void> {
		if (isWatching) return;
		isWatching = true;
		while (running.size > 0) {
			await clock.sleep(LOOK_MS);
			const now = clock.now();
			for (const { beganAt, signAt, silenceMs, totalMs, cut } of running) {
				if (now - beganAt >= totalMs || now - signAt >= silenceMs) cut();
			}
		}
		isWatching = false;
	}

	function add(one: Running): void {
		running.add(one);
		void watch();
	}

	return { add, remove: (one: Running) => void running.delete(one) };
}

/** Makes what begins the time of a request. `cancelSignal` ends it as well. */
export function createTimeLimits(clock: Clock) {
	const { add, remove } = createWatch(clock);

	return (allowed: TimeAllowed, cancelSignal?: AbortSignal): TimeLimit => {
		const controller = new AbortController();
		const abort = () => controller.abort();
		const one: Running = { ...allowed, beganAt: clock.now(), signAt: Infinity, cut };
		let isOver = false;
		add(one);
		cancelSignal?.addEventListener('abort', abort);
		if (cancelSignal?.aborted) abort();

		function end(): void {
			remove(one);
			cancelSignal?.removeEventListener('abort', abort);
		}

		function cut(): void {
			isOver = true;
			end();
			abort();
		}

		return {
			signal: controller.signal,
			isOver: () => isOver,
			noteSign: () => void (one.signAt = clock.now()),
			end,
		};
	};
}
