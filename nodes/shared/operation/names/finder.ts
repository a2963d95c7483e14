import type { IDataObject } from 'n8n-workflow';
import type { Inside } from '../rows';

/** How a locator's value that is not an ID is turned into the ID. */
export interface Finder {
	/** What is looked for, e.g. `user`. */
	noun: string;
	/** The list that is searched. `{collectionId}` stands for another locator, which is resolved first. */
	path: `/${string}`;
	/** The column with the ID, where it is not called Id. */
	key?: string;
	/** Litmos may answer 404 where the list has no rows. */
	noneIs404?: true;
	modes: Readonly<Record<string, FinderMode>>;
	/** What tells a person which record it is, among those to choose from; its Name, if this is left out. */
	label?: (row: IDataObject) => string;
}

export interface FinderMode {
	/** What the value is, e.g. `email address`. */
	word: string;
	/** Whether a path that takes names may hold this one: that saves the look-up. */
	isPathSafe?: (value: string) => boolean;
	/** Only where it was chosen: what stands elsewhere is never taken for it. */
	isExplicit?: true;
	/** What Litmos' `search` is asked for, where that is not the value. */
	searchFor?: (value: string) => string;
	/** Litmos' `search` finds it; otherwise the whole list is read. */
	searchable: boolean;
	/** No two rows have the same, so the first match ends the search. */
	unique: boolean;
	/** What a row is known by. */
	keysOf: (row: IDataObject) => readonly string[];
	/** What a value asks for: the rows that have one of these keys. */
	keysIn: (value: string) => readonly string[];
}

/** By the name of the locator field. */
export type Finders = Readonly<Record<string, Finder>>;

/** How it is found out in what other records a record stands, such as a session in a course and a module. */
export interface PlaceFinder {
	/** What is looked for, e.g. `session`. */
	noun: string;
	/** The fields of the IDs, from the outermost on to its own. */
	fields: readonly string[];
	/** The columns of the same in the rows of the lists. */
	columns: readonly string[];
	/** Lists that hold such records, the likeliest first. */
	paths: readonly string[];
	inside: readonly Inside[];
}

/** By the name of the locator field. */
export type PlaceFinders = Readonly<Record<string, PlaceFinder>>;

/** A locator that may name a record which another item of the run makes, such as the manager of a new user. */
export interface AwaitsSpec {
	/** The locator. */
	field: string;
	/** What it is called in messages. */
	called: string;
	/** The fields that the other item may be named by; those with the name of a mode first in that mode. */
	by: Readonly<Record<string, string>>;
}

/** The other item. */
export interface Awaited {
	item: number;
	field: string;
}

/** What the locators of a node stand for. */
export interface Locators {
	finders: Finders;
	/** Those that stand for a value, such as a time zone: Litmos has no record of it that could be missing. */
	plainValues: readonly string[];
	places?: PlaceFinders;
}
