import type { IDataObject } from 'n8n-workflow';
import { wellSpelled } from '../../values';
import { indexRows } from '../names/matching';
import type { RowIndex } from '../names/matching';
import { readList } from '../pages';
import type { PageReader } from '../pages';
import { FieldError } from '../readTyped';
import { createProof, RELIED_ON_MS } from './recordList';
import type { RecordList, RecordListSpec, WholeSpec } from './recordList';

interface Whole {
	index: RowIndex;
	readAt: number;
}

/**
 * For records that are known by a column which Litmos does not keep unique: only the whole list shows whether
 * there is one, none, or several. What an item makes is known to those after it.
 */
export function createWholeList(
	spec: RecordListSpec & { whole: WholeSpec },
	items: readonly IDataObject[],
	readPage: PageReader,
): RecordList {
	const {
		field,
		modes: [mode],
		whole: { noun },
	} = spec;
	const keyIn = (values: IDataObject) => String(values[field] ?? '');
	const wanted = new Set(items.flatMap((values) => mode.keysIn(keyIn(values))));
	const isWanted = (row: IDataObject) => mode.keysOf(row).some((key) => wanted.has(key));
	const proof = createProof();
	const written = new Set<unknown>();
	const made = new Map<string, IDataObject>();
	let reading: Promise<Whole | undefined> | undefined;

	const recordFor: RecordList['recordFor'] = async (values, { isFulfilledBy, read }) => {
		reading ??= readWhole(spec, { isWanted, count: items.length }, readPage);
		const all = await reading;
		if (!all) return await read();
		const key = keyIn(values);
		const [named] = mode.keysIn(key);
		const row = onlyOne(all.index(mode, key), { noun, word: mode.word, key }) ?? made.get(named);
		if (!row) return undefined;
		const isFresh = performance.now() - all.readAt <= RELIED_ON_MS;
		if (!isFresh || written.has(row.Id)) return await read(row);
		if (isFulfilledBy(row)) return row;
		written.add(row.Id);
		return await proof.recordOf(row, async () => await read(row));
	};

	function noteMade(values: IDataObject, record: IDataObject): void {
		written.add(record.Id);
		for (const key of mode.keysIn(keyIn(values))) made.set(key, record);
	}

	return { recordFor, noteMade };
}

interface Reading {
	isWanted: (row: IDataObject) => boolean;
	/** Of the items. */
	count: number;
}

/** The rows that are wanted; undefined where searching for each costs less than the rest of the list. */
async function readWhole(
	{ field, whole: { noun, searchable } }: RecordListSpec & { whole: WholeSpec },
	{ isWanted, count }: Reading,
	readPage: PageReader,
): Promise<Whole | undefined> {
	let isTold = false;
	let isEmpty = true;
	const keep = (row: IDataObject) => {
		isEmpty = false;
		isTold ||= Object.hasOwn(row, field);
		return isWanted(row);
	};
	const maxPages = searchable ? count : undefined;
	const { rows, isComplete } = await readList(readPage, { key: 'Id', keep, maxPages });
	if (!isComplete) return undefined;
	if (isTold || isEmpty) {
		return { index: indexRows(rows.map(wellSpelled)), readAt: performance.now() };
	}
	throw new FieldError(
		`Litmos lists its ${noun}s without the column ${field}, so nothing can be matched by it`,
		'Nothing was changed. Choose another "Match By".',
	);
}

/** The one row. @throws FieldError that names them where there are several. */
export function onlyOne(
	rows: readonly IDataObject[],
	{ noun, word, key }: { noun: string; word: string; key: string },
): IDataObject | undefined {
	if (rows.length < 2) return rows[0];
	const names = rows.map((row) => String(wellSpelled(row).UserName ?? row.Id));
	throw new FieldError(
		`${rows.length} ${noun}s in Litmos have the ${word} "${key}": ${names.join(', ')}`,
		'Nothing was changed for this item. Correct them in Litmos, or choose another "Match By".',
	);
}
