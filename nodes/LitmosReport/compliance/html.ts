import { escapeXml } from '../../shared/values';
import { TITLES } from './letter';
import type { Letter, Line } from './letter';

/** HTML that is safe as it stands. Only `safe` makes it. */
class Markup {
	constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

/** HTML in which all that is put in is escaped, unless it is such HTML itself. */
function safe(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	const inside = [...parts.map(textOf), ''];
	return new Markup(texts.map((text, index) => text + inside[index]).join(''));
}

function textOf(part: Part): string {
	if (part instanceof Markup) return part.text;
	if (typeof part === 'object') return part.map(({ text }) => text).join('');
	return escapeXml(String(part));
}

/** By status, dark enough to be read on white. */
const COLORS: Readonly<Record<string, string>> = {
	Overdue: '#c62828',
	Expired: '#ad5700',
	Expiring: '#8a6d00',
};
const GREEN = '#2e7d32';
const GRAY = '#e0e0e0';
const COUNT_PIXELS = 120;
const PROGRESS_PIXELS = 60;
const FONT = 'font-family:Arial,Helvetica,sans-serif;font-size:14px';
const CELL = 'padding:4px 10px 4px 0;border-bottom:1px solid #dddddd;text-align:left';

/** The letter for a mail: tables and inline styles only, because mail programs drop the rest. */
export function htmlOf({ heading, counts, lines }: Letter): string {
	const most = Math.max(1, ...counts.map(({ count }) => count));
	const bars = counts.map(({ status, count }) => {
		const line = bar(count / most, COUNT_PIXELS, COLORS[status]);
		return safe`<tr><td style="padding-right:10px">${status}</td><td>${line}</td><td style="padding-left:10px">${count}</td></tr>`;
	});
	const titles = TITLES.map((title) => safe`<th style="${CELL}">${title}</th>`);
	const parts = [
		safe`<h2 style="font-size:18px;margin:0 0 12px">${heading}</h2>`,
		table(`${FONT};margin:0 0 16px`, bars),
		table(FONT, [safe`<tr>${titles}</tr>`, ...lines.map(rowOf)]),
	];
	return safe`<div style="${FONT};color:#222222">${parts}</div>`.text;
}

const table = (style: string, rows: readonly Markup[]): Markup =>
	safe`<table cellpadding="0" cellspacing="0" style="${style}">${rows}</table>`;

function rowOf({ user, email, course, status, date, percentage }: Line): Markup {
	const progress = bar(percentage / 100, PROGRESS_PIXELS, GREEN);
	const cells = [
		safe`${user}`,
		safe`${email}`,
		safe`${course}`,
		safe`<b style="color:${COLORS[status]}">${status}</b>`,
		safe`${date}`,
		safe`${progress}${percentage} %`,
	];
	return safe`<tr>${cells.map((cell) => safe`<td style="${CELL}">${cell}</td>`)}</tr>`;
}

/** A bar of two colored cells, with `share` from 0 to 1: no script, no image, and the same width everywhere. */
function bar(share: number, pixels: number, color: string): Markup {
	const full = Math.round(share * pixels);
	const cells = [...cell(full, color), ...cell(pixels - full, GRAY)];
	return safe`<table cellpadding="0" cellspacing="0" width="${pixels}"><tr>${cells}</tr></table>`;
}

const cell = (width: number, color: string): Markup[] =>
	width > 0
		? [safe`<td width="${width}" height="8" bgcolor="${color}" style="font-size:0">&nbsp;</td>`]
		: [];
