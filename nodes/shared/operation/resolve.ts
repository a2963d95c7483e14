import type { IDataObject } from 'n8n-workflow';
import { isMissing } from '../transport/errors';
import { isObject } from '../values';
import {
	choose,
	codedIdIn,
	idColumnOf,
	indexRows,
	isSearchable,
	matchersOf,
	modeOf,
	nameOf,
} from './matching';
import type { Query, Resolution } from './matching';
import { readList } from './pages';
import { fillPath } from './plan';
import { FieldError } from './readTyped';
import type { ItemValues } from './readValues';
import type { Finder, Finders, FinderMode } from './types';

/** Reads a page of a finder's list, or, without a query, a record below it. */
type FinderReader = (
	path: string,
	query: { start?: number; limit?: number; search?: string },
) => Promise<unknown>;

export interface Lookup {
	finders: Finders;
	/** The locator for which the path of the operation takes some names as they are. */
	takesNameOf?: string;
	/** Locators whose IDs Litmos passes over where it does not know them: they are looked up as well. */
	listed?: readonly string[];
	read: FinderReader;
}

interface Entry extends Query {
	resolution?: Resolution;
}

/** Up to this many names are looked up one by one; for more, whole pages of 1,000 are cheaper. An ID is in the first more often. */
const FEW = 3;

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
	let next = 0;
	return outer.map((entry) => ('item' in entry ? inner[next++] : entry));
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
	const { read } = lookup;
	const entries = collect(items, lookup);
	for (const path of new Set([...entries.values()].map((entry) => entry.path))) {
		const ofList = [...entries.values()].filter((entry) => entry.path === path);
		const most = ofList.some(({ id }) => id !== undefined) ? 1 : FEW;
		const isOneByOne = ofList.length <= most && ofList.every(isCheapAlone);
		if (!isOneByOne) await readPages(ofList, read);
		for (const entry of ofList) entry.resolution ??= await lookUp(entry, read);
	}
	return items.map((item) => apply(item, entries, lookup));
}

function isCheapAlone({ id, searchable }: Query): boolean {
	return id !== undefined || searchable;
}

/** Where the path takes the name itself, nothing need be looked up. */
function isTakenByPath(
	{ values, modes }: ItemValues,
	field: string,
	{ finders, takesNameOf }: Lookup,
): boolean {
	const own = modeOf(finders[field], modes[field] ?? '');
	return field === takesNameOf && own?.isPathSafe?.(String(values[field])) === true;
}

function collect(items: readonly ItemValues[], lookup: Lookup): Map<string, Entry> {
	const entries = new Map<string, Entry>();
	for (const item of items) {
		for (const [field, finder] of Object.entries(lookup.finders)) {
			if (isTakenByPath(item, field, lookup)) continue;
			const isListed = lookup.listed?.includes(field);
			const query = queryFor(item, field, { finder, isListed });
			if (query) entries.set(nameOf(query), query);
		}
	}
	return entries;
}

interface Wanted {
	finder: Finder;
	isListed?: boolean;
	/** The ID is known to be none. */
	asName?: boolean;
}

/** What is to be looked up for a field; undefined where it is empty, or holds an ID that is taken as it is. */
function queryFor(
	{ values, modes }: ItemValues,
	field: string,
	{ finder, isListed, asName }: Wanted,
): Entry | undefined {
	const mode = modes[field];
	if (mode === undefined || values[field] === undefined) return undefined;
	const value = String(values[field]);
	const own = modeOf(finder, mode);
	const id = own || asName ? undefined : codedIdIn(value);
	// What was picked from the list exists.
	if (id !== undefined && (!isListed || mode === 'list')) return undefined;
	return {
		finder,
		path: fillPath(finder.path, values),
		value,
		id,
		...(own && { lastId: codedIdIn(value) }),
		matchers: matchersOf(finder, own),
		searchable: isSearchable(finder, own, value),
	};
}

/** Reads the list, but never more pages than looking up one by one would cost: one each, or all where there is no search. */
async function readPages(entries: Entry[], read: FinderReader): Promise<void> {
	const [{ finder, path }] = entries;
	const maxPages = entries.every(isCheapAlone) ? entries.length : undefined;
	const { rows, isComplete } = await readList(
		async (start, limit) => await read(path, { start, limit }),
		{ key: idColumnOf(finder), maxPages },
	);
	const index = indexRows(rows);
	for (const entry of entries) entry.resolution = choose(entry, index, { isComplete });
}

async function lookUp(entry: Entry, read: FinderReader): Promise<Resolution> {
	const { finder, id, lastId, path, searchable, value } = entry;
	if (await isThere(path, id, read)) return { id: id! };
	const search = searchable ? { search: value } : {};
	const { rows } = await readList(
		async (start, limit) => await read(path, { start, limit, ...search }),
		{ key: idColumnOf(finder) },
	);
	const resolution = choose(entry, indexRows(rows), { isComplete: true })!;
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

function apply(
	item: ItemValues,
	entries: ReadonlyMap<string, Entry>,
	lookup: Lookup,
): ItemValues | FieldError {
	const { finders, listed } = lookup;
	const values: IDataObject = { ...item.values };
	const taken: string[] = [];
	let { verify } = item;
	for (const [field, finder] of Object.entries(finders)) {
		if (isTakenByPath(item, field, lookup)) {
			verify = verifier(finder, modeOf(finder, item.modes[field])!, String(values[field]));
			taken.push(field);
			continue;
		}
		const mode = item.modes[field];
		if (mode === undefined) continue;
		const query = queryFor({ ...item, values }, field, {
			finder,
			isListed: listed?.includes(field),
		});
		const resolution = query && entries.get(nameOf(query))?.resolution;
		if (resolution && 'problem' in resolution) return resolution.problem;
		if (resolution) values[field] = resolution.id;
		else if (mode !== 'list') {
			values[field] = codedIdIn(String(values[field])) ?? values[field];
			taken.push(field);
		}
	}
	return { ...item, values, ...(verify && { verify }), ...(taken.length > 0 && { taken }) };
}

/** A name in the path must lead to the record of just that name. */
function verifier(finder: Finder, mode: FinderMode, value: string): ItemValues['verify'] {
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
