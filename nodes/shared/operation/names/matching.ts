import type { IDataObject } from 'n8n-workflow';
import { plain } from '../../values';
import { FieldError } from '../readTyped';
import type { Finder, FinderMode, PlaceFinder } from './finder';

/** What is asked of a list of records: which of them did the person mean? */
export interface Query {
	finder: Finder;
	/** Of the list, with the IDs that it is about. */
	path: string;
	value: string;
	/** Taken as the ID of the record if there is one with it. */
	id?: string;
	/** The same, where the value is no name either. */
	lastId?: string;
	/** Ways to know a record by the value. The first that knows any record decides. */
	matchers: readonly FinderMode[];
	/** Whether Litmos' `search` finds it; otherwise the whole list is read. */
	searchable: boolean;
	/** What the search is asked for. */
	term: string;
}

/** The ID, or why there is none. */
export type Resolution = { id: string } | { problem: FieldError; isAmbiguous: boolean };

/** Finds rows by what they are known by. */
export type RowIndex = (matcher: FinderMode, value: string) => IDataObject[];

/** 8 or 16 bytes in base64 for web addresses, then how many signs were cut off (contract: conventions). */
const CODED_ID = /^(?:[\w-]{11}1|[\w-]{22}2)$/;

const WEB_ADDRESS = /^https?:\/\//i;

/** An address of the API rather than one of the browser, whose numbers are no IDs. */
const API_PATH = '/v1.svc/';

/** The coded ID that a value is, or that stands last in an address of the API. */
export function codedIdIn(value: string): string | undefined {
	if (CODED_ID.test(value)) return value;
	if (!WEB_ADDRESS.test(value) || !value.includes(API_PATH)) return undefined;
	const last = value.split(/[?#]/)[0].split('/').filter(Boolean).at(-1) ?? '';
	return CODED_ID.test(last) ? last : undefined;
}

/** What a locator holds where it names the place as well: `course/module/session`, all of them coded IDs. */
export function readPlace({ fields }: PlaceFinder, value: string): IDataObject | undefined {
	const ids = value.split('/');
	const isPlace = ids.length === fields.length && ids.every((id) => codedIdIn(id) === id);
	return isPlace
		? Object.fromEntries(fields.map((field, index) => [field, ids[index]]))
		: undefined;
}

/** How a mode of the panel knows records; undefined for IDs, From List, and modes that there are not. */
export function modeOf({ modes }: Finder, mode: string): FinderMode | undefined {
	return Object.hasOwn(modes, mode) ? modes[mode] : undefined;
}

/** What a person means by a value in the mode that the panel shows: that first, then whatever else it may be. */
export function matchersOf(finder: Finder, own: FinderMode | undefined): FinderMode[] {
	return own ? [own, anyOf(finder)] : [anyOf(finder)];
}

/** Whether Litmos' search can find the value, or only the whole list shows it. */
export function isSearchable(finder: Finder, own: FinderMode | undefined, value: string): boolean {
	const isNumber = WEB_ADDRESS.test(value) || /^\d+$/.test(value);
	if (knowsNumbers(finder) && isNumber) return false;
	return own ? own.searchable : Object.values(finder.modes).some(({ searchable }) => searchable);
}

/** Whether records are known by the numbers of the browser, which no search finds. */
function knowsNumbers({ modes }: Finder): boolean {
	return Object.values(modes).some(({ searchable }) => !searchable);
}

/** Values that ask for the same record: in names capitals do not matter, in IDs they do. */
export function nameOf({ path, id, matchers, value }: Query): string {
	return JSON.stringify([path, id, matchers[0].word, matchers[0].keysIn(value)]);
}

/** Walking thousands of rows for each of thousands of names would stop n8n for minutes. */
export function indexRows(rows: readonly IDataObject[]): RowIndex {
	const indexes = new Map<FinderMode, Map<string, IDataObject[]>>();
	return (matcher, value) => {
		const index = indexes.get(matcher) ?? indexBy(matcher, rows);
		indexes.set(matcher, index);
		return [...new Set(matcher.keysIn(value).flatMap((key) => index.get(key) ?? []))];
	};
}

/** Which of the rows is meant; undefined where rows that are not among these could change the answer. */
export function choose(
	query: Query,
	index: RowIndex,
	{ isComplete, rows }: { isComplete: boolean; rows?: readonly IDataObject[] },
): Resolution | undefined {
	const { finder, id, matchers, value } = query;
	if (id !== undefined && index(idOf(finder), id).length > 0) return { id };
	for (const matcher of matchers) {
		const matches = index(matcher, value);
		if (matches.length === 0) continue;
		return isComplete || matcher.unique ? judge(query, { matcher, matches }) : undefined;
	}
	return isComplete ? judge(query, { matcher: matchers[0], matches: [], rows }) : undefined;
}

/** How the ID of a record is called. */
export function idColumnOf({ key = 'Id' }: Finder): string {
	return key;
}

function indexBy(matcher: FinderMode, rows: readonly IDataObject[]): Map<string, IDataObject[]> {
	const index = new Map<string, IDataObject[]>();
	for (const row of rows) {
		for (const key of matcher.keysOf(row)) {
			const same = index.get(key);
			if (same) same.push(row);
			else index.set(key, [row]);
		}
	}
	return index;
}

interface Matching {
	matcher: FinderMode;
	matches: readonly IDataObject[];
	/** Among which there may be what was meant. */
	rows?: readonly IDataObject[];
}

function judge(query: Query, { matcher, matches, rows = [] }: Matching): Resolution {
	const { finder, value } = query;
	const column = idColumnOf(finder);
	if (matches.length === 1) return idIn(matches[0], query);
	if (matches.length === 0) {
		return { problem: notFound(query, matcher, similarTo(query, rows)), isAmbiguous: false };
	}
	const show = (row: IDataObject) => {
		const label = labelOf(finder, row);
		const tells = label !== '' && plain(label) !== plain(value);
		return `${String(row[column])}${tells ? ` (${label})` : ''}`;
	};
	const problem = new FieldError(
		`${matches.length} ${finder.noun}s in Litmos have the ${matcher.word} "${value}"`,
		`Choose the right one From List, or use one of these IDs: ${candidates(matches, show)}.`,
	);
	return { problem, isAmbiguous: true };
}

function idIn(row: IDataObject, { finder, value }: Query): Resolution {
	const id = row[idColumnOf(finder)] ?? '';
	if (id !== '') return { id: String(id) };
	const problem = new FieldError(
		`Litmos lists the ${finder.noun} "${value}" without an ID`,
		`Use the ID of the ${finder.noun} instead.`,
	);
	// There is one of that name: nothing else may be taken for it, nor may it be added.
	return { problem, isAmbiguous: true };
}

/** How many records a message names at most. */
const MOST_NAMED = 10;

function candidates(rows: readonly IDataObject[], show: (row: IDataObject) => string): string {
	const more = rows.length - MOST_NAMED;
	return `${rows.slice(0, MOST_NAMED).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const labelOf = ({ label }: Finder, row: IDataObject): string =>
	label ? label(row) : String(row.Name ?? '');

/** Those of the rows that have a word of the value in their name; empty where none has. */
function similarTo({ finder, value }: Query, rows: readonly IDataObject[]): string {
	const words = plain(value)
		.split(/\s+/)
		.filter((word) => word.length > 2)
		.slice(0, MOST_NAMED);
	const isSimilar = (name: string) => words.some((word) => name.includes(word));
	const found = rows.filter((row) => isSimilar(plain(labelOf(finder, row))));
	return found.length === 0
		? ''
		: `Similar names are: ${candidates(found, (row) => `"${labelOf(finder, row)}"`)}.`;
}

function notFound({ finder, value }: Query, { word }: FinderMode, similar: string): FieldError {
	const { noun, modes } = finder;
	if (Object.values(modes).some((mode) => mode.word === word)) {
		return new FieldError(
			`No ${noun} with the ${word} "${value}" was found in Litmos`,
			`Check the ${word}. It must match exactly (not case-sensitive). ${similar || 'To browse, choose From List.'}`,
		);
	}
	const coded = 'An ID must be the coded one from the API (for example Oe4zZK7ZntpWn8FLGZTxuw2)';
	return new FieldError(
		`${noun[0].toUpperCase()}${noun.slice(1)} "${value}" was not found in Litmos`,
		`Choose it from the list, or check the value, which was searched by ${word}. ${coded}${knowsNumbers(finder) ? '' : ', not the number shown in the browser'}.${similar && ` ${similar}`}`,
	);
}

const memory = {
	any: new WeakMap<Finder, FinderMode>(),
	id: new WeakMap<Finder, FinderMode>(),
};

/** By the ID as it stands. */
export function idOf(finder: Finder): FinderMode {
	const known = memory.id.get(finder);
	if (known) return known;
	const made: FinderMode = {
		word: 'ID',
		searchable: false,
		unique: true,
		keysOf: (row) => [String(row[idColumnOf(finder)] ?? '')],
		keysIn: (value) => [value],
	};
	memory.id.set(finder, made);
	return made;
}

/** By anything that a record is known by: what people drag, or a model fills in, need not be what the mode says. */
function anyOf(finder: Finder): FinderMode {
	const known = memory.any.get(finder);
	if (known) return known;
	const open = Object.entries(finder.modes).filter(([, { isExplicit }]) => !isExplicit);
	const modes = [...open, ['id', idOf(finder)] as const];
	const words = modes.map(([, { word }]) => word);
	const keysBy = (keys: (mode: FinderMode) => readonly string[]) =>
		modes.flatMap(([name, mode]) => keys(mode).map((key) => `${name} ${key}`));
	const made: FinderMode = {
		word: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
		searchable: false,
		unique: false,
		keysOf: (row) => keysBy((mode) => mode.keysOf(row)),
		keysIn: (value) => keysBy((mode) => mode.keysIn(value)),
	};
	memory.any.set(finder, made);
	return made;
}
