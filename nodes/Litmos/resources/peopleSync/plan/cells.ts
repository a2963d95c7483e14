import { plain, readDate } from '../../../../shared/values';

/** Columns of Litmos that hold a date. */
const DATES = new Set(['ExpirationDate']);

/** Where Litmos, and people, tell nothing from capitals. */
const ANY_CASE = new Set(['UserName', 'Email', 'ExternalEmployeeId']);

/** Spaces around and capitals do not matter in what names somebody. */
export function plainCell(cell: unknown): string {
	return plain(textOf(cell));
}

export function textOf(cell: unknown): string {
	return typeof cell === 'object' || cell === undefined ? '' : String(cell).trim();
}

/** Whether two cells of a column say the same. */
export function isSame(column: string, one: unknown, other: unknown): boolean {
	if (DATES.has(column)) return timeOf(one) === timeOf(other);
	const spell = ANY_CASE.has(column) ? plainCell : linesOf;
	return spell(one) === spell(other);
}

/** Whoever reads XML takes every end of a line for the same: what was sent as one comes back as another. */
function linesOf(cell: unknown): string {
	return textOf(cell).replace(/\r\n?/g, '\n');
}

/** What is no date compares as the text that it is. */
function timeOf(cell: unknown): number | string {
	const text = readDate(textOf(cell));
	const time = Date.parse(text);
	return Number.isNaN(time) ? text : time;
}

/** Rows by what they are known by; rows without it are left out. */
export function indexBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const index = new Map<string, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		if (key === '') continue;
		const known = index.get(key);
		if (known) known.push(row);
		else index.set(key, [row]);
	}
	return index;
}
