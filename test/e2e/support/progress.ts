/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { Format, Presets, SingleBar, type GenericFormatter } from 'cli-progress';

/** How far a download has come: `done` goes from 0 to 1. */
export type Report = (progress: { what: string; done: number }) => void;

/** A fresh download on a common line and two cores; what really happens corrects it at once. */
const USUAL_SECONDS = 240;

/** Between two lines where the output is no terminal. */
const LOG_EVERY_MS = 15_000;

/** Trust what was seen more, the further it has come. */
function secondsLeft(done: number, elapsed: number): number {
	const seen = done > 0 ? (elapsed * (1 - done)) / done : 0;
	const usual = Math.max(0, USUAL_SECONDS * (1 - done));
	return Math.round(done * seen + (1 - done) * usual);
}

function duration(seconds: number): string {
	if (seconds < 90) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s left`;
	return `about ${Math.round(seconds / 60)} min left`;
}

/** A bar with an estimate in a terminal, a line now and then anywhere else. */
export function showProgress(): { report: Report; end: () => void } {
	let began = 0;
	let endsAt = 0;
	let before = Number.POSITIVE_INFINITY;
	// Made whenever it is drawn: while nothing is reported, the time goes on all the same.
	const format: GenericFormatter = (options, { progress }, { what }: { what: string }) => {
		const left = progress < 1 ? duration((endsAt - performance.now()) / 1_000) : 'done';
		const percent = `${Math.round(progress * 100)}%`.padStart(4);
		return ` ${Format.BarFormat(progress, options)} ${percent} | ${left} | ${what}`;
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
		// The next download; it takes its own time.
		if (done < before) began = performance.now();
		const isFirst = before > 1;
		before = done;
		endsAt = performance.now() + 1_000 * secondsLeft(done, (performance.now() - began) / 1_000);
		if (isFirst) bar.start(100, 0, { what });
		bar.update(Math.round(done * 100), { what });
	};
	const end = (): void => bar.stop();
	// The cursor is hidden meanwhile.
	process.once('exit', end);
	return { report, end };
}
