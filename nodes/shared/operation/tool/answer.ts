/** Makes what comes out fit for a model, which pays for each word and forgets the first ones of a long answer. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ReadRows } from '../pages';
import { linkedTo } from '../tasks';
import { counted, shortened } from './shorten';
import type { Room } from './shorten';
import { tokensIn } from './tokens';

/** So that no tokenizer counts more than 4,000 (see `tokensIn`). */
const MOST_TOKENS = 2750;

/** The note before the rows, and the brackets around all. */
const NOTE_TOKENS = 150;

/** How many rows there are, as far as was read for those that came. */
export interface RowCount {
	count: number;
	/** There are no more. */
	isAll: boolean;
}

/** What is tried where not all rows fit as they are: at first only what is long. */
const ROOMS: readonly Room[] = [
	{ text: 400, list: 10 },
	{ text: 100, list: 3 },
	{ text: 30, list: 1 },
];

const NOTHING = '0 rows: nothing in Litmos matches what was asked for.';

const ADVICE =
	'This is not the whole list: do not count it or call it complete. Narrow it down with a filter, or use an operation that counts, such as Get Summary or Count.';

/** What a tool answers with; `cut` is what was read where a Limit left rows out. */
export function answerItems(
	items: readonly INodeExecutionData[],
	cut: readonly ReadRows[],
): INodeExecutionData[] {
	const left = cut.reduce((sum, { rows, count }) => sum + count - rows.length, 0);
	const found = { count: items.length + left, isAll: cut.every(({ isEnd }) => isEnd) };
	const rows = items.map(({ json }) => json);
	return answerOf(rows, found).map(linkedTo(0));
}

/**
 * The rows that fit into one answer, and before them a note where this is not all: never are there fewer rows, columns
 * or words than there should be without one.
 */
export function answerOf(rows: readonly IDataObject[], found: RowCount): IDataObject[] {
	if (rows.length === 0) return [{ note: NOTHING }];
	if (fitting(rows) === rows.length) return withNote(rows, { found, isShort: false });
	for (const room of ROOMS) {
		const short = shorten(rows, room);
		const fits = fitting(short);
		if (fits === 0) continue;
		const shown = short.slice(0, fits);
		return withNote(shown, { found, isShort: isShorter(rows, shown) });
	}
	const [first] = shorten(rows.slice(0, 1), ROOMS[ROOMS.length - 1]);
	return withNote([columnsThatFit(first)], { found, isShort: true });
}

/** How many of the rows, from the first on. */
function fitting(rows: readonly IDataObject[]): number {
	let left = MOST_TOKENS - NOTE_TOKENS;
	const end = rows.findIndex((row) => {
		left -= tokensIn(JSON.stringify(row));
		return left < 0;
	});
	return end < 0 ? rows.length : end;
}

/** No more rows than could fit if each had a single character. */
function shorten(rows: readonly IDataObject[], room: Room): IDataObject[] {
	return rows.slice(0, MOST_TOKENS).map((row) => shortened(row, room));
}

const isShorter = (rows: readonly IDataObject[], short: readonly IDataObject[]): boolean =>
	short.some((row, index) => JSON.stringify(row) !== JSON.stringify(rows[index]));

function columnsThatFit(row: IDataObject): IDataObject {
	const cells = Object.entries(row);
	const fits = fitting(cells.map((cell) => Object.fromEntries([cell])));
	const more = { '…': `${counted(cells.length - fits)} more` };
	return { ...Object.fromEntries(cells.slice(0, fits)), ...more };
}

/** What came, as the note tells it. */
interface Told {
	found: RowCount;
	isShort: boolean;
}

function withNote(rows: readonly IDataObject[], { found, isShort }: Told): IDataObject[] {
	const { count, isAll } = found;
	const total = isAll ? counted(count) : `at least ${counted(count)}`;
	const isCut = rows.length < count;
	const notes = [
		isCut && `${counted(rows.length)} of ${total} rows are shown. ${ADVICE}`,
		!isCut && !isAll && `${counted(rows.length)} rows are shown, and there may be more. ${ADVICE}`,
		isShort &&
			'Long texts and lists are shortened; … marks where. To see less of each row, select fields.',
	];
	const note = notes.filter(Boolean).join(' ');
	return note ? [{ note }, ...rows] : [...rows];
}
