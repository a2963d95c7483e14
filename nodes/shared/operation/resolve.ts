import type { IDataObject } from 'n8n-workflow';
import { readList } from './pages';
import { fillPath } from './plan';
import { FieldError } from './readValues';
import type { ItemValues } from './readValues';
import type { Finder, Finders, FinderMode } from './types';

/** Reads a page of a finder's list. */
type FinderReader = (
	path: string,
	query: { start: number; limit: number; search?: string },
) => Promise<unknown>;

export interface Lookup {
	finders: Finders;
	/** The locator for which the path of the operation takes some names as they are. */
	takesNameOf?: string;
	read: FinderReader;
}

/** The ID, or why there is none. */
type Resolution = { id: string } | { problem: FieldError };

interface Query {
	finder: Finder;
	/** Of the list, with the IDs that it is about. */
	path: string;
	mode: FinderMode;
	value: string;
	resolution?: Resolution;
}

type RowIndex = (value: string) => IDataObject[];

/** Up to this many names are looked up one by one; for more, whole pages of 1,000 are cheaper. */
const FEW = 3;

/**
 * Replaces user names, e-mail addresses, names and pasted URLs in locators by IDs.
 * Costs one request per name, or one per 1,000 records of the list, whichever is less (twice that at worst).
 * Returns for each item its values with IDs, or the problem.
 */
export async function resolveNames(
	items: readonly ItemValues[],
	lookup: Lookup,
): Promise<Array<ItemValues | FieldError>> {
	const isWithin = ([, { path }]: [string, Finder]) => path.includes('{');
	const all = Object.entries(lookup.finders);
	const only = (some: typeof all) => ({ ...lookup, finders: Object.fromEntries(some) });
	const outer = await resolveStep(items, only(all.filter((entry) => !isWithin(entry))));
	// A list that belongs to a record can be asked for once that record has its ID.
	const found = outer.filter((entry): entry is ItemValues => 'item' in entry);
	const inner = await resolveStep(found, only(all.filter(isWithin)));
	let next = 0;
	return outer.map((entry) => ('item' in entry ? inner[next++] : entry));
}

async function resolveStep(
	items: readonly ItemValues[],
	lookup: Lookup,
): Promise<Array<ItemValues | FieldError>> {
	const { read } = lookup;
	const queries = collect(items, lookup);
	for (const path of new Set([...queries.values()].map((entry) => entry.path))) {
		const entries = [...queries.values()].filter((entry) => entry.path === path);
		const isOneByOne = entries.length <= FEW && entries.every(({ mode }) => mode.searchable);
		if (!isOneByOne) await readPages(entries, read);
		for (const entry of entries) entry.resolution ??= await lookUp(entry, read);
	}
	return items.map((item) => apply(item, queries, lookup));
}

function collect(
	items: readonly ItemValues[],
	{ finders, takesNameOf }: Lookup,
): Map<string, Query> {
	const queries = new Map<string, Query>();
	for (const { values, modes } of items) {
		for (const [field, finder] of Object.entries(finders)) {
			const mode = finder.modes[modes[field] ?? ''];
			const value = String(values[field]);
			if (!mode || (field === takesNameOf && mode.isPathSafe?.(value))) continue;
			const path = fillPath(finder.path, values);
			queries.set(nameOf({ finder, path, mode, value }), { finder, path, mode, value });
		}
	}
	return queries;
}

/** Reads the list, but never more pages than looking up one by one would cost: one each, or all where there is no search. */
async function readPages(entries: Query[], read: FinderReader): Promise<void> {
	const [{ finder, path }] = entries;
	const maxPages = entries.every(({ mode }) => mode.searchable) ? entries.length : undefined;
	const { rows, isComplete } = await readList(
		async (start, limit) => await read(path, { start, limit }),
		{ key: idColumnOf(finder), maxPages },
	);
	const indexes = new Map<FinderMode, RowIndex>();
	for (const entry of entries) {
		const index = indexes.get(entry.mode) ?? indexBy(entry.mode, rows);
		indexes.set(entry.mode, index);
		const matches = index(entry.value);
		const isSure = isComplete || (entry.mode.unique && matches.length > 0);
		if (isSure) entry.resolution = judge(entry, matches);
	}
}

async function lookUp(entry: Query, read: FinderReader): Promise<Resolution> {
	const { finder, path, mode, value } = entry;
	const search = mode.searchable ? { search: value } : {};
	const { rows } = await readList(
		async (start, limit) => await read(path, { start, limit, ...search }),
		{ key: idColumnOf(finder) },
	);
	return judge(entry, indexBy(mode, rows)(value));
}

/** Finds rows by their keys. Walking thousands of rows for each of thousands of names would stop n8n for minutes. */
function indexBy(mode: FinderMode, rows: readonly IDataObject[]): RowIndex {
	const index = new Map<string, IDataObject[]>();
	for (const row of rows) {
		for (const key of mode.keysOf(row)) {
			const same = index.get(key);
			if (same) same.push(row);
			else index.set(key, [row]);
		}
	}
	return (value) => [...new Set(mode.keysIn(value).flatMap((key) => index.get(key) ?? []))];
}

function judge({ finder, mode, value }: Query, matches: IDataObject[]): Resolution {
	if (matches.length === 1) return { id: String(matches[0][idColumnOf(finder)]) };
	const problem =
		matches.length === 0
			? new FieldError(
					`No ${finder.noun} with the ${mode.word} "${value}" was found in Litmos`,
					`Check the ${mode.word}. It must be the same to the letter, though capitals do not matter. To look around, choose From List.`,
				)
			: new FieldError(
					`${matches.length} ${finder.noun}s in Litmos have the ${mode.word} "${value}"`,
					`Choose the right one From List, or by one of these IDs: ${matches.map((row) => String(row[idColumnOf(finder)])).join(', ')}.`,
				);
	return { problem };
}

function apply(
	item: ItemValues,
	queries: ReadonlyMap<string, Query>,
	{ finders, takesNameOf }: Lookup,
): ItemValues | FieldError {
	const values = { ...item.values };
	let { verify } = item;
	for (const [field, finder] of Object.entries(finders)) {
		const mode = finder.modes[item.modes[field] ?? ''];
		const path = mode && fillPath(finder.path, values);
		const value = String(values[field]);
		if (mode && field === takesNameOf && mode.isPathSafe?.(value)) {
			verify = verifier({ finder, mode, value });
			continue;
		}
		const resolution = mode && queries.get(nameOf({ finder, path, mode, value }))?.resolution;
		if (!resolution) continue;
		if ('problem' in resolution) return resolution.problem;
		values[field] = resolution.id;
	}
	return verify ? { ...item, values, verify } : { ...item, values };
}

/** A name in the path must lead to the record of just that name. */
function verifier({
	finder,
	mode,
	value,
}: Pick<Query, 'finder' | 'mode' | 'value'>): ItemValues['verify'] {
	return (record) => {
		const names = mode.keysOf(record).filter(Boolean);
		const isSame =
			names.length === 0 ||
			record[idColumnOf(finder)] === value ||
			mode.keysIn(value).some((name) => names.includes(name));
		if (isSame) return undefined;
		return new FieldError(
			`No ${finder.noun} with the ${mode.word} "${value}" was found in Litmos`,
			`Litmos answered with another ${finder.noun}. Choose the ${finder.noun} From List.`,
		);
	};
}

/** Values that ask for the same record: in names capitals do not matter, in the IDs of an address they do. */
function nameOf({ path, mode, value }: Query): string {
	return `${path} ${mode.word} ${mode.keysIn(value).join(' ')}`;
}

function idColumnOf({ key = 'Id' }: Finder): string {
	return key;
}
