/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { Format, Presets, SingleBar, type GenericFormatter } from 'cli-progress';
import { createEstimate, waitInWords } from './estimate';

/** How far a download has come: `done` goes from 0 to 1. */
export type Report = (progress: { what: string; done: number }) => void;

/** A fresh download on a common line and two cores. */
const USUAL_SECONDS = 240;

/** Between two lines where the output is no terminal. */
const LOG_EVERY_MS = 15_000;

/** A bar with an estimate in a terminal, a line now and then anywhere else. */
export function showProgress(): { report: Report; end: () => void } {
	let began = 0;
	let before = Number.POSITIVE_INFINITY;
	let estimate = createEstimate(USUAL_SECONDS);
	// Made whenever it is drawn: while nothing is reported, the time goes on all the same.
	const format: GenericFormatter = (options, _params, { what }: { what: string }) => {
		const now = estimate(before, (performance.now() - began) / 1_000);
		const percent = `${Math.round(now.done * 100)}%`.padStart(4);
		const bar = Format.BarFormat(now.done, options);
		return ` ${bar} ${percent} | ${waitInWords(now)} | ${what}`;
	};
	const bar = new SingleBar(
		{
			format,
			hideCursor: true,
			noTTYOutput: true,
			notTTYSchedule: LOG_EVERY_MS,
			clearOnComplete: true,
			barsize: 30,
		},
		Presets.shades_classic,
	);
	const report: Report = ({ what, done }) => {
		const isFirst = before > 1;
		// The next download; it takes its own time.
		if (isFirst || (done === 0 && before > 0)) {
			began = performance.now();
			estimate = createEstimate(USUAL_SECONDS);
		}
		before = done;
		if (isFirst) bar.start(100, 0, { what });
		bar.update(Math.round(done * 100), { what });
	};
	const end = (): void => bar.stop();
	// The cursor is hidden meanwhile.
	process.once('exit', end);
	return { report, end };
}
