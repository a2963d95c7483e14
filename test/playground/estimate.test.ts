import { createEstimate, fractionOf, waitInWords } from '../e2e/support/estimate';

const USUAL = 240;

/** What is on the screen each second of a download, of which `doneAt` says how far it is. */
function screens(seconds: number, doneAt: (second: number) => number): string[] {
	const estimate = createEstimate(USUAL);
	return Array.from({ length: seconds }, (_, second) => {
		const now = estimate(doneAt(second), second);
		return `${Math.round(now.done * 100)}% ${waitInWords(now)}`;
	});
}

/** The longest time, in seconds, in which nothing on the screen changes. */
function longestStill(shown: readonly string[]): number {
	let longest = 0;
	let still = 0;
	shown.forEach((text, second) => {
		still = text === shown[second - 1] ? still + 1 : 0;
		longest = Math.max(longest, still);
	});
	return longest;
}

const minutesIn = (text: string): number => Number(/about (\d+) min/.exec(text)?.[1] ?? 0);

describe('the estimate', () => {
	it.each([
		['usual', 240],
		['fast', 60],
		['slow', 900],
	])('of a %s download moves all the time', (_, seconds) => {
		const shown = screens(seconds, (second) => second / seconds);
		expect(longestStill(shown)).toBeLessThan(15);
		expect(shown.at(-1)).toMatch(/left$/);
	});

	it('runs down although nothing is reported for minutes', () => {
		const shown = screens(200, () => 0.01).map((text) => text.replace(/^\S+ /, ''));
		expect(shown[0]).toBe('about 4 min left');
		expect(minutesIn(shown[100]!)).toBeLessThan(4);
		expect(longestStill(shown)).toBeLessThan(65);
	});

	it('says that it is slower than usual, in place of a figure that is wrong for minutes', () => {
		const shown = screens(1_200, (second) => second / 6_000);
		expect(shown[30]).toMatch(/min left/);
		expect(shown[500]).toMatch(/slower than usual/);
		// By then enough was seen for a figure: 83 minutes are left.
		expect(minutesIn(shown[1_199]!)).toBeGreaterThan(30);
	});

	it('never goes back, is never over before the end, and ends', () => {
		const estimate = createEstimate(USUAL);
		const done = [0.1, 0.5, 0.3, 0.9, 0.2].map((part, second) => estimate(part, second));
		expect(done.map((now) => now.done)).toEqual([0.1, 0.5, 0.5, 0.9, 0.9]);
		expect(estimate(0.99, 10_000).secondsLeft).toBeGreaterThanOrEqual(5);
		expect(waitInWords(estimate(1, 10_000))).toBe('done');
		expect(waitInWords(createEstimate(USUAL)(0, 0))).toBe('about 4 min left');
	});

	it('is near the truth half-way through', () => {
		for (const seconds of [60, 240, 600]) {
			const estimate = createEstimate(USUAL);
			const { secondsLeft } = estimate(0.5, seconds / 2);
			expect(secondsLeft).toBeGreaterThan(seconds / 4);
			expect(secondsLeft).toBeLessThan(seconds);
		}
	});
});

describe('the part that is done', () => {
	const whole = { lines: 1_000, bytes: 1_000_000 };

	it('moves while npm fetches and while it unpacks without a word', () => {
		const seen = [
			{ lines: 0, bytes: 0 },
			{ lines: 500, bytes: 0 },
			{ lines: 1_000, bytes: 100_000 },
			{ lines: 1_000, bytes: 600_000 },
			{ lines: 1_000, bytes: 1_000_000 },
		].map((one) => fractionOf(one, whole));
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.at(-1)).toBe(1);
	});

	it('is never more than the whole', () => {
		expect(fractionOf({ lines: 9_999, bytes: 9_999_999 }, whole)).toBe(1);
	});
});
