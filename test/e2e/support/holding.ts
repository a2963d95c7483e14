/** As much of a request as is looked at. */
export interface Asked {
	method: string;
	/** With the query. */
	url: string;
}

/** Asked before an answer is handed back; resolves when it may be. */
export type MayAnswer = (asked: Asked) => Promise<void>;

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

	const mayAnswer: MayAnswer = async (asked) =>
		await holds.find(({ matches }) => matches(asked))?.keep();

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

	return { mayAnswer, hold };
}
