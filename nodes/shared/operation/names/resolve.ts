import { isMissing, noneIfMissing } from '../../transport/errors';
import { isObject } from '../../values';
import { readList } from '../pages';
import type { FieldError } from '../readTyped';
import type { ItemValues } from '../readValues';
import type { Finder } from './finder';
import { apply, collect, queryFor } from './entries';
import type { Entry, FinderReader, Lookup } from './entries';
import { choose, idColumnOf, indexRows } from './matching';
import type { Query, Resolution } from './matching';
import { createNameMemory } from './nameMemory';
import type { ListMemory } from './nameMemory';
import { resolvePlaces } from './places';

/** Up to this many names are looked up one by one; for more, whole pages of 1,000 are cheaper. An ID is in the first more often. */
const FEW = 3;

/** For so many names the message says which others are like them: each of those walks through all rows. */
const MOST_SIMILAR = 25;

/**
 * Replaces by IDs what stands in locators: user names, email addresses, names and web addresses, in whichever
 * mode. IDs as Litmos codes them are taken as they are, but for those `listed`.
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
	const named = refill(outer, inner);
	const placed = await resolvePlaces(
		named.filter((entry): entry is ItemValues => 'item' in entry),
		lookup.places ?? {},
		lookup.read,
	);
	return refill(named, placed);
}

/** Those that went on to another step as they came out of it, beside those that ended before. */
function refill(
	before: ReadonlyArray<ItemValues | FieldError>,
	after: ReadonlyArray<ItemValues | FieldError>,
): Array<ItemValues | FieldError> {
	let next = 0;
	return before.map((entry) => ('item' in entry ? after[next++] : entry));
}

/**
 * The item with what it holds as IDs looked up as names, since Litmos knows no such ID.
 * Undefined where no record has such a name either.
 */
export async function resolveAsNames(
	item: ItemValues,
	lookup: Pick<Lookup, 'finders' | 'read'>,
): Promise<ItemValues | undefined> {
	const values = { ...item.values };
	for (const field of item.taken ?? []) {
		const query = queryFor(item, field, { finder: lookup.finders[field], asName: true });
		const resolution = query && (await lookUp(query, lookup.read));
		if (!resolution) continue;
		if ('id' in resolution) values[field] = resolution.id;
		else if (resolution.isAmbiguous) throw resolution.problem;
	}
	const isOther = (item.taken ?? []).some((field) => values[field] !== item.values[field]);
	return isOther ? { ...item, values, taken: undefined, verify: undefined } : undefined;
}

async function resolveStep(
	items: readonly ItemValues[],
	lookup: Lookup,
): Promise<Array<ItemValues | FieldError>> {
	const entries = collect(items, lookup);
	const memory = lookup.memory ?? createNameMemory();
	for (const path of new Set([...entries.values()].map((entry) => entry.path))) {
		const ofList = [...entries.values()].filter((entry) => entry.path === path);
		await resolveEntries(ofList, { path, read: lookup.read, memory: memory.of(path) });
	}
	return items.map((item) => apply(item, entries, lookup));
}

/** One of the lists that names are looked up in. */
interface List {
	path: string;
	read: FinderReader;
	memory: ListMemory;
}

/** Gives each of the entries of one list its resolution. */
async function resolveEntries(entries: readonly Entry[], list: List): Promise<void> {
	const { memory } = list;
	memory.note(entries.length);
	entries.forEach((entry) => recall(entry, memory));
	const open = entries.filter(({ resolution }) => !resolution);
	if (open.length === 0) return;
	const most = open.some(({ id }) => id !== undefined) ? 1 : FEW;
	const areCheap = open.every(isCheapAlone);
	const isOneByOne = open.length <= most && areCheap;
	const maxPages = isOneByOne ? memory.pagesAllowed() : areCheap ? open.length : undefined;
	if (maxPages !== 0) await readPages(open, list, maxPages);
	for (const entry of open) {
		entry.resolution ??= await lookUp(entry, list.read);
		if ('id' in entry.resolution) memory.keepName(entry, entry.resolution.id);
	}
}

function recall(entry: Entry, memory: ListMemory): void {
	const id = memory.recall(entry);
	if (id === undefined) return;
	entry.resolution = { id };
	entry.isRecalled = true;
}

function isCheapAlone({ id, searchable }: Query): boolean {
	return id !== undefined || searchable;
}

/** Reads the list, at most so many pages of it, and finds in it what can be found. */
async function readPages(
	entries: readonly Entry[],
	{ path, read, memory }: List,
	maxPages: number | undefined,
): Promise<void> {
	let pages = 0;
	const [{ finder }] = entries;
	const readPage = pageReader(finder, read);
	const { rows, isComplete } = await readList(
		async (start, limit) => {
			pages += 1;
			return await readPage(path, { start, limit });
		},
		{ key: idColumnOf(finder), maxPages },
	);
	const index = memory.keepRows(rows, { isComplete, pages });
	const similar = entries.length <= MOST_SIMILAR ? rows : [];
	for (const entry of entries)
		entry.resolution = choose(entry, index, { isComplete, rows: similar });
}

/** Reads the list of the finder. */
function pageReader({ noneIs404 }: Finder, read: FinderReader): FinderReader {
	if (!noneIs404) return read;
	return async (path, query) => await read(path, query).catch(noneIfMissing);
}

async function lookUp(entry: Entry, read: FinderReader): Promise<Resolution> {
	const { finder, id, lastId, path, searchable, term } = entry;
	if (await isThere(path, id, read)) return { id: id! };
	const search = searchable ? { search: term } : {};
	const readPage = pageReader(finder, read);
	const { rows } = await readList(
		async (start, limit) => await readPage(path, { start, limit, ...search }),
		{ key: idColumnOf(finder) },
	);
	const resolution = choose(entry, indexRows(rows), { isComplete: true, rows })!;
	const isNone = 'problem' in resolution && !resolution.isAmbiguous;
	return isNone && (await isThere(path, lastId, read)) ? { id: lastId! } : resolution;
}

async function isThere(list: string, id: string | undefined, read: FinderReader): Promise<boolean> {
	if (id === undefined) return false;
	try {
		return isObject(await read(`${list}/${encodeURIComponent(id)}`, {}));
	} catch (error) {
		if (isMissing(error)) return false;
		throw error as Error;
	}
}
