import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** How a date field is written: `2024-05-01 13:45:00`, `2024-05-01T13:45:00Z` or `/Date(1714571100000)/`, all UTC. */
export type DateForm = 'queryDate' | 'isoDate' | 'jsonDate';

/** A value's name on the wire, `[wire name, field name]` where the two differ, or with the form a date takes. */
export type Slot = string | readonly [wire: string, field: string] | { wire: string; as: DateForm };

/** `{userId}` stands for the field `userId`; several paths where the value of one field decides. */
export type Path = `/${string}` | { by: string; paths: Readonly<Record<string, `/${string}`>> };

/** The one HTTP call of an operation. */
export interface RequestSpec {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: Path;
	query?: readonly Slot[];
	/** In wire order: Litmos drops XML elements that arrive out of order. Empty fields are not sent. */
	body?: readonly Slot[];
	/** Body values for which no field gives one: what Litmos wants present though empty, or what the operation is about. */
	defaults?: IDataObject;
	/** PUT replaces the whole record, so read it from the same path and lay the fields over it. */
	readFirst?: true;
	/** With readFirst: what is sent where there is no such record. */
	orCreate?: RequestSpec;
	/** The body is an array: items whose path and query agree travel in one request, `max` at most. */
	batch?: { max: number };
	/** GET /users/{userId} takes a user name in place of the ID; writes want the ID. */
	takesUserName?: true;
	/** Litmos takes minutes for it. */
	slow?: true;
	/** Instead of JSON from slots: text as the person wrote it. */
	text?: { contentType: 'application/json' | 'application/xml'; field: string };
	/** Ask for XML and hand it on as text. */
	answer?: 'xml';
}

/** Columns of the simplified output, most useful first, ten at most. */
type Columns = readonly string[];

/** What becomes of the answer: one record, a list, the record as it was sent, or nothing of use. */
export type Output =
	| { kind: 'record'; simplify?: Columns }
	| {
			kind: 'list';
			simplify?: Columns;
			/** What tells rows apart, for pages and parts overlap: a column, several together, or the whole row (none). */
			key: string | readonly string[];
			/** A list that comes in several requests, one after the other: what each adds to the values. */
			parts?: (values: IDataObject) => IDataObject[];
			/** Litmos may say 404 where there are no rows. */
			noneIs404?: true;
			/** The rows stand inside of what the list holds: modules of courses, sessions of modules. */
			inside?: readonly string[];
			/** A filter of our own, for what Litmos cannot filter, or does not everywhere. */
			keep?: (values: IDataObject) => ((row: IDataObject) => boolean) | undefined;
			/** One answer holds all there is: the call takes `limit` alone, or neither `limit` nor `start`. */
			paging?: 'limit' | 'none';
	  }
	| {
			kind: 'share';
			simplify?: Columns;
			/** What belongs to one item, of the answer to a batch that only reads; undefined where it holds nothing about it. */
			of: (rows: readonly IDataObject[], values: IDataObject) => IDataObject[] | undefined;
			/** Fields that tell whose share it is. */
			echo: readonly string[];
	  }
	| { kind: 'sent'; simplify?: Columns }
	| {
			kind: 'done';
			json: IDataObject;
			/** Fields that the next node will want beside it. */
			echo?: readonly string[];
	  };

interface Described {
	/** The dropdown entry, a literal: the linters read it. */
	option: INodePropertyOptions & { value: string; action: string; description: string };
	/** The parameters, literals without resource and operation: `describe` adds that placement. */
	fields: readonly INodeProperties[];
	/** Complains, in the person's words, about values that n8n lets through. */
	check?: (values: IDataObject) => string | undefined;
	/** Values that follow from what the person set. */
	derive?: (values: IDataObject) => IDataObject;
	/** What to do about a status, where the operation knows better than the general advice. */
	advice?: Readonly<Record<number, string>>;
	/** The fields whose equality makes two items touch the same record: such items go one after the other. */
	sameRecord?: readonly string[];
	/** The output may hold LoginKey: only for the operation that is about it, and custom calls never. */
	showsLoginKey?: true;
}

/** An operation that is one call. */
export interface PlainOperation extends Described {
	request: RequestSpec;
	output: Output;
	/** Changes the record that was read, before it is sent back. */
	merge?: (record: IDataObject, laid: IDataObject) => IDataObject;
	/** With readFirst: finds the record in another way than at the path; undefined where there is none. */
	read?: (call: Caller, values: IDataObject) => Promise<IDataObject | undefined>;
	/** The calls that `read` makes, for the contract, the operation list and the tests. */
	reads?: readonly RequestSpec[];
	run?: never;
	together?: never;
}

interface WithCode extends Described {
	/** The calls it makes, for the contract, the operation list and the tests. */
	calls: readonly RequestSpec[];
	/** Columns of the simplified output. */
	simplify?: Columns;
	/** Columns that the code adds to those of Litmos. */
	adds?: Columns;
	request?: never;
	output?: never;
}

/** The way out for the few that make several calls. */
export interface CodedOperation extends WithCode {
	/** What it takes of the limit, for the list of operations, where the number of its calls does not say it. */
	cost?: string;
	run: (call: Caller, values: IDataObject) => Promise<IDataObject[]>;
	together?: never;
}

/** What comes out for one item, or why nothing does. */
export type Outcome = IDataObject[] | Error;

/** For calls that serve many items at once. */
export interface JointOperation extends WithCode {
	/** Which items make one job: their positions. Jobs are done one after the other. */
	together: (items: readonly IDataObject[]) => number[][];
	/** What it takes of the limit, for the list of operations. */
	cost: string;
	/** Does one job; an outcome for each of its items. */
	run: (call: Caller, items: readonly IDataObject[]) => Promise<Outcome[]>;
}

export type Operation = PlainOperation | CodedOperation | JointOperation;

/** The only door an operation with code has to the outside. */
export type Caller = (
	request: RequestSpec,
	values: IDataObject,
	options?: CallOptions,
) => Promise<unknown>;

export interface CallOptions {
	/** Answers undefined for 404 instead of failing. */
	missing?: true;
	/** The same request is sent once in a run, and all items get that very answer. */
	once?: true;
	/** The values of each element of a body that is an array. */
	rows?: readonly IDataObject[];
	/** How long to wait before: canceling is noticed meanwhile. */
	afterMs?: number;
}

/** How a locator's value that is not an ID is turned into the ID. */
export interface Finder {
	/** What is looked for, e.g. `user`. */
	noun: string;
	/** The list that is searched. `{collectionId}` stands for another locator, which is resolved first. */
	path: `/${string}`;
	/** The column with the ID, where it is not called Id. */
	key?: string;
	modes: Readonly<Record<string, FinderMode>>;
}

export interface FinderMode {
	/** What the value is, e.g. `email address`. */
	word: string;
	/** Whether a path that takes names may hold this one as it is: that saves the look-up. */
	asIs?: (value: string, field: string) => boolean;
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

/** One entry of the Resource dropdown. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	operations: readonly Operation[];
}
