import type { Arrival } from '../virtual';

/** What one contender had arrive; the plot shows all closed windows of 60 seconds. */
export interface Curve {
	name: string;
	arrivals: readonly Arrival[];
}

const WINDOW_MS = 60_000;
const SHOWN_MS = 300_000;
const STEP_MS = 1_000;
const MOST = 260;
const LIMIT = 100;
const BOX = { left: 46, top: 26, width: 260, height: 96 };
const CELL = { width: 330, height: 168 };
const COLUMNS = 3;

/** Arrivals in the window that ends at each second. */
function heights({ arrivals }: Curve): number[] {
	const times = arrivals.map(({ at }) => at);
	return Array.from({ length: SHOWN_MS / STEP_MS + 1 }, (_, second) => {
		const end = second * STEP_MS;
		return times.filter((at) => at <= end && at >= end - WINDOW_MS).length;
	});
}

const x = (index: number): number => BOX.left + (index * STEP_MS * BOX.width) / SHOWN_MS;
const y = (count: number): number =>
	BOX.top + BOX.height - (Math.min(count, MOST) * BOX.height) / MOST;

function axes(): string {
	const minutes = [0, 1, 2, 3, 4, 5].map((minute) => {
		const at = x(minute * 60).toFixed(1);
		return `<text x="${at}" y="${BOX.top + BOX.height + 14}" text-anchor="middle">${minute} min</text>`;
	});
	const counts = [0, LIMIT, 200].map(
		(count) =>
			`<text x="${BOX.left - 5}" y="${(y(count) + 3.5).toFixed(1)}" text-anchor="end">${count}</text>`,
	);
	return [...minutes, ...counts].join('');
}

function cell(curve: Curve, index: number): string {
	const left = (index % COLUMNS) * CELL.width;
	const top = Math.floor(index / COLUMNS) * CELL.height;
	const counts = heights(curve);
	const most = Math.max(...counts);
	const points = counts.map((count, at) => `${x(at).toFixed(1)},${y(count).toFixed(1)}`).join(' ');
	const kind = most > LIMIT ? 'over' : 'within';
	return `<g transform="translate(${left} ${top})">
<text class="name" x="${BOX.left}" y="16">${curve.name}: at most ${most}</text>
<rect class="box" x="${BOX.left}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}"/>
<line class="limit" x1="${BOX.left}" y1="${y(LIMIT).toFixed(1)}" x2="${BOX.left + BOX.width}" y2="${y(LIMIT).toFixed(1)}"/>
<polyline fill="none" class="${kind}" points="${points}"/>
${axes()}
</g>`;
}

/** A picture with a small plot for each contender; the dashed line is the limit. */
export function plot(curves: readonly Curve[]): string {
	const width = COLUMNS * CELL.width;
	const height = Math.ceil(curves.length / COLUMNS) * CELL.height;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Arrivals at the server in the last 60 seconds, for each contender">
<style>
text { font: 11px sans-serif; fill: #555 }
.name { font-weight: bold; font-size: 12px; fill: #222 }
.box { fill: #fff; stroke: #ccc }
.limit { stroke: #888; stroke-dasharray: 4 3 }
polyline { fill: none; stroke-width: 1.6 }
.within { stroke: #1a7f4b }
.over { stroke: #c43c2b }
</style>
<rect width="${width}" height="${height}" fill="#fafafa"/>
${curves.map(cell).join('\n')}
</svg>
`;
}
