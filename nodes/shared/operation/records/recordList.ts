import type { IDataObject } from 'n8n-workflow';
import { isObject, wellSpelled } from '../../values';
import { indexRows } from '../names/matching';
import type { RowIndex } from '../names/matching';
import { readList } from '../pages';
import type { PageReader } from '../pages';
import type { FinderMode } from '../names/finder';

/** A page is worth reading for this many items; fewer are cheaper one by one. */
export const ITEMS_PER_PAGE = 8;
/** How long a list is relied upon: no longer than a request may wait between reading and writing. */
export const RELIED_ON_MS = 60_000;
/** So many records are read both ways before rows are written back in their place. */
const SAMPLES = 3;
/** Never told by Litmos, so the list may leave it out (contract: users.listDetails). */
const UNTOLD = 'Password';

/** A list whose rows are whole records, or nearly. */
export interface RecordListSpec {
	path: `/${string}`;
	/** The field that names the record of an item. */
	field: string;
	/** The ways in which the field may name it. */
	modes: readonly FinderMode[];
	/** The list alone says whether there is a record, by the first of the modes. */
	whole?: WholeSpec;
}

export interface WholeSpec {
	/** What its rows are called. */
	noun: string;
	/** Litmos' search finds a record by itself, so few items need no list. */
	searchable: boolean;
}

/** What one item wants of its record. */
export interface RecordWish {
	/** Whether the row has all that is wanted, so that nothing need be written. */
	isFulfilledBy: (row: IDataObject) => boolean;
	/** Reads the record by itself, that of the row if one is known; undefined where there is none. */
	read: (row?: IDataObject) => Promise<IDataObject | undefined>;
}

/** Where an operation that reads before it writes has its records from. */
export interface RecordList {
	/** The record: as the list has it where nothing is to be written or where that wipes nothing, else read by itself. */
	recordFor: (values: IDataObject, wish: RecordWish) => Promise<IDataObject | undefined>;
	/** The item had no record and has made one. */
	noteMade?: (values: IDataObject, record: IDataObject) => void;
}

/** Reads each record by itself. */
export const NO_LIST: RecordList = { recordFor: async (_, { read }) => await read() };

/** Reads the records of many items together, as far as that costs less; the list is read when the first is wanted. */
export function createRecordList(
	spec: RecordListSpec | undefined,
	items: readonly IDataObject[],
	readPage: (path: string, query: { start: number; limit: number }) => Promise<unknown>,
): RecordList {
	if (!spec || items.length < ITEMS_PER_PAGE) return NO_LIST;
	const { path, field, modes } = spec;
	const nameIn = (values: IDataObject) => String(values[field]);
	const rows = createRows(async (start, limit) => await readPage(path, { start, limit }), {
		names: items.map(nameIn),
		modes,
	});
	const proof = createProof();
	const written = new Set<unknown>();
	let left = items.length;

	async function recordFor(values: IDataObject, { isFulfilledBy, read }: RecordWish) {
		const row = await rows.find(nameIn(values), left);
		left -= 1;
		if (!row || written.has(row.Id)) return await read();
		if (isFulfilledBy(row)) return row;
		written.add(row.Id);
		return await proof.recordOf(row, read);
	}

	return { recordFor };
}

interface Wanted {
	names: readonly string[];
	modes: RecordListSpec['modes'];
}

/** The rows of the list that have one of the names, as long as they are relied upon. */
function createRows(readPage: PageReader, { names, modes }: Wanted) {
	const wanted = modes.map((mode) => new Set(names.flatMap((name) => mode.keysIn(name))));
	let reading: Promise<RowIndex> | undefined;
	let pages = 0;
	let readAt = -Infinity;

	const keep = (row: IDataObject) =>
		modes.some((mode, index) => mode.keysOf(row).some((key) => wanted[index].has(key)));

	const counted: PageReader = async (...page) => {
		pages += 1;
		return await readPage(...page);
	};

	async function read(maxPages: number): Promise<RowIndex> {
		pages = 0;
		// Where there is no list for this key, each record is read by itself, which tells what is wrong.
		const { rows } = await readList(counted, { key: 'Id', keep, maxPages }).catch(() => NONE);
		readAt = performance.now();
		return indexRows(rows.map(wellSpelled));
	}

	/** The one row that has the name. `left`: how many items have yet to ask. */
	async function find(name: string, left: number): Promise<IDataObject | undefined> {
		await reading;
		if (performance.now() - readAt > RELIED_ON_MS) {
			const maxPages = Math.floor(left / ITEMS_PER_PAGE);
			if (maxPages < Math.max(1, pages)) return undefined;
			readAt = Infinity;
			reading = read(maxPages);
		}
		const index = await reading;
		const found = new Set(modes.flatMap((mode) => index?.(mode, name) ?? []));
		return found.size === 1 ? [...found][0] : undefined;
	}

	return { find };
}

const NONE: { rows: IDataObject[] } = { rows: [] };

/** Whether rows may be written back in place of records: where some records were read both ways and no column differed. */
export function createProof() {
	let sample: IDataObject | undefined;
	let alike = 0;
	let isPoor = false;
	let turn: Promise<unknown> = Promise.resolve();

	async function compare(row: IDataObject, read: RecordWish['read']) {
		const isWhole = !isPoor && alike >= SAMPLES && hasAll(row, sample!);
		if (isWhole) return inShapeOf(sample!, row);
		const record = await read();
		if (!isObject(record)) return record;
		sample ??= record;
		if (isSame(row, record)) alike += 1;
		else isPoor = true;
		return record;
	}

	/** The record that a row stands for. One after the other until it is known what rows are worth. */
	async function recordOf(row: IDataObject, read: RecordWish['read']) {
		if (isPoor || alike >= SAMPLES) return await compare(row, read);
		const mine = turn.then(async () => await compare(row, read));
		turn = mine.catch(() => undefined);
		return await mine;
	}

	return { recordOf };
}

const hasAll = (row: IDataObject, record: IDataObject): boolean =>
	Object.keys(record).every((column) => column === UNTOLD || row[column] !== undefined);

const isSame = (row: IDataObject, record: IDataObject): boolean =>
	Object.entries(record).every(
		([column, cell]) => column === UNTOLD || JSON.stringify(row[column]) === JSON.stringify(cell),
	);

/** With the columns of a record, in their order: Litmos reads XML in order. */
function inShapeOf(record: IDataObject, row: IDataObject): IDataObject {
	const whole: IDataObject = { [UNTOLD]: '', ...row };
	return Object.fromEntries(Object.keys(record).map((column) => [column, whole[column]]));
}
