/** As much of a request as is looked at. */
export interface Asked {
	method: string;
	/** With the query. */
	url: string;
}

/** For a request whose answer is to be kept back: called when that is there, resolves at the end. */
export type Keeping = (asked: Asked) => (() => Promise<void>) | undefined;

/** Answers that are kept back, so that what waits for them is under way for as long as a test wants. */
export interface Held {
	/** How many there are by now. What was asked for has been carried out. */
	count(): number;
	/** Hands them back, and those that come later at once. */
	letGo(): void;
}

/** Keeps back the answers to requests, once a test wants it. */
export function createHolding() {
	const holds: Array<{ matches: (asked: Asked) => boolean; keep: () => Promise<void> }> = [];

	const keeping: Keeping = (asked) => holds.find(({ matches }) => matches(asked))?.keep;

	/** `matches` is asked before the request reaches the sandbox. */
	function hold(matches: (asked: Asked) => boolean): Held {
		let count = 0;
		let letGo: () => void = () => undefined;
		const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
		const keep = async (): Promise<void> => {
			count++;
			await isLetGo;
		};
		holds.unshift({ matches, keep });
		return { count: () => count, letGo };
	}

	return { keeping, hold };
}
