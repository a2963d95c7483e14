import type { IDataObject } from 'n8n-workflow';
import { codedIdIn, idColumnOf, isSearchable, matchersOf, modeOf, nameOf } from './matching';
import type { Query, Resolution } from './matching';
import type { NameMemory } from './nameMemory';
import { fillPath } from '../plan';
import { FieldError } from '../readTyped';
import type { ItemValues } from '../readValues';
import type { Awaited, Finder, Finders, FinderMode, PlaceFinders } from './finder';

/** Reads a page of a finder's list, or, without a query, a record below it. */
export type FinderReader = (
	path: string,
	query: { start?: number; limit?: number; search?: string },
) => Promise<unknown>;

/** Which other item makes the record that an item names. Undefined where none does, or several may. */
export type Makers = (entry: ItemValues) => Awaited | undefined;

export interface Lookup {
	finders: Finders;
	places?: PlaceFinders;
	/** The locator for which the path of the operation takes some names as they are. */
	takesNameOf?: string;
	/** Locators whose IDs Litmos passes over where it does not know them: they are looked up as well. */
	listed?: readonly string[];
	/** Locators that an item can do without, each with the field that says so by the value `leaveOut`. */
	dispensable?: Readonly<Record<string, string>>;
	/** Which other items make what Litmos does not know yet. */
	makers?: Makers;
	read: FinderReader;
	/** What other runs of this execution have looked up. */
	memory?: NameMemory;
}

export interface Entry extends Query {
	resolution?: Resolution;
	isRecalled?: boolean;
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

export function collect(items: readonly ItemValues[], lookup: Lookup): Map<string, Entry> {
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
export function queryFor(
	{ values, modes, isTool }: ItemValues,
	field: string,
	{ finder, isListed, asName }: Wanted,
): Entry | undefined {
	const mode = modes[field];
	if (mode === undefined || values[field] === undefined) return undefined;
	const value = String(values[field]);
	const chosen = modeOf(finder, mode);
	const id = chosen || asName ? undefined : codedIdIn(value);
	// n8n leaves the mode at From List or By ID where a model fills in the value, and models know names.
	const own = chosen ?? (isTool && id === undefined ? modeOf(finder, 'name') : undefined);
	// What was picked from the list exists.
	if (id !== undefined && (!isListed || mode === 'list')) return undefined;
	return {
		finder,
		path: fillPath(finder.path, values),
		value,
		id,
		...(chosen && { lastId: codedIdIn(value) }),
		matchers: matchersOf(finder, own),
		searchable: isSearchable(finder, own, value),
		term: own?.searchFor?.(value) ?? value,
	};
}

export function apply(
	item: ItemValues,
	entries: ReadonlyMap<string, Entry>,
	lookup: Lookup,
): ItemValues | FieldError {
	const { finders, listed } = lookup;
	const notes: string[] = [];
	const values: IDataObject = { ...item.values };
	const taken: string[] = [];
	let { verify } = item;
	let awaits: ItemValues['awaits'];
	let beforeRecall: ItemValues | undefined;
	for (const [field, finder] of Object.entries(finders)) {
		if (isTakenByPath(item, field, lookup)) {
			verify = verifier(finder, modeOf(finder, item.modes[field])!, String(values[field]));
			taken.push(field);
			continue;
		}
		const mode = item.modes[field];
		const isListed = listed?.includes(field);
		const query = queryFor({ ...item, values }, field, { finder, isListed });
		const entry = query && entries.get(nameOf(query));
		const resolution = entry?.resolution;
		if (entry?.isRecalled) beforeRecall = item.beforeRecall ?? item;
		if (resolution && 'problem' in resolution) {
			const missed = missing(item, field, { resolution, lookup });
			if (missed instanceof FieldError) return missed;
			if (missed.awaits) awaits = missed.awaits;
			else delete values[field];
			notes.push(...(missed.notes ?? []));
			continue;
		}
		if (resolution) values[field] = resolution.id;
		else if (mode !== undefined) {
			values[field] = codedIdIn(String(values[field])) ?? values[field];
			if (mode !== 'list') taken.push(field);
		}
	}
	return { ...item, values, ...whereSet({ verify, notes, taken, awaits, beforeRecall }) };
}

interface Missing {
	resolution: Extract<Resolution, { problem: FieldError }>;
	lookup: Lookup;
}

/** What an item does whose record Litmos does not know: it waits for another item, goes without, or fails. */
function missing(
	item: ItemValues,
	field: string,
	{ resolution: { isAmbiguous, problem }, lookup }: Missing,
): FieldError | Pick<ItemValues, 'awaits' | 'notes'> {
	if (isAmbiguous) return problem;
	const awaits = lookup.makers?.(item);
	if (awaits?.field === field) return { awaits };
	return canDoWithout(field, item.values, lookup) ? { notes: [problem.message] } : problem;
}

/** Without what is undefined or empty. */
function whereSet(found: Partial<ItemValues>): Partial<ItemValues> {
	const isSet = ([, value]: [string, unknown]) =>
		Array.isArray(value) ? value.length > 0 : value !== undefined;
	return Object.fromEntries(Object.entries(found).filter(isSet));
}

/** Whether the item can do without a record that is not there. */
export const canDoWithout = (
	field: string,
	values: IDataObject,
	{ dispensable = {} }: Lookup,
): boolean => values[dispensable[field] ?? ''] === 'leaveOut';

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
			`Litmos returned a different ${finder.noun}. Choose the ${finder.noun} From List.`,
		);
	};
}
