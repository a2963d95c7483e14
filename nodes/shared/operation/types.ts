import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { JobContext } from './jobs/context';
import type { ReadRows } from './pages';
import type { Inside, Keep } from './rows';
import type { AwaitsSpec } from './names/finder';
import type { RecordList, RecordListSpec } from './records/recordList';

/** How a date field is written: `2024-05-01 13:45:00`, `2024-05-01T13:45:00Z` or `/Date(1714571100000)/`, all UTC. */
export type DateForm = 'queryDate' | 'isoDate' | 'jsonDate';

/** A value's name on the wire, `[wire name, field name]` where the two differ, or with the form a date takes. */
export type FieldMapping =
	string | readonly [wire: string, field: string] | { wire: string; as: DateForm };

/** `{userId}` stands for the field `userId`; several paths where the value of one field decides. */
export type Path = `/${string}` | { by: string; paths: Readonly<Record<string, `/${string}`>> };

/** What the elements of an XML body are called: one record, `User` (a list of them is `Users`), and entries of lists inside of it, where they are not called as the list without its s. */
export type XmlNames = string | { record: string; entries: Readonly<Record<string, string>> };

interface Target {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: Path;
	query?: readonly FieldMapping[];
	/** The locator in the path for which Litmos takes a name in place of the ID; most calls want the ID. */
	takesNameOf?: string;
	/** Litmos takes minutes for it. */
	slow?: true;
	/** The body has IDs of ours: sent again after an outage, it makes no second record. */
	repeatable?: true;
	/** A POST that only asks about those in its body. */
	readsOnly?: true;
}

interface RecordBody {
	/** In wire order: Litmos drops XML elements that arrive out of order. Empty fields are not sent. */
	body: readonly FieldMapping[];
	/** Any body of the API may be sent as XML (contract: the notes on the bodies), none of the learning record store. */
	xml?: XmlNames;
	/** Body values for which no field gives one: what Litmos wants present though empty, or what the operation is about. */
	defaults?: IDataObject;
	/** The body is an array: items whose path and query agree travel in one request, `max` at most. */
	batch?: {
		max: number;
		/** Litmos passes over IDs in it that it does not know, and says nothing. */
		ignoresUnknown?: true;
	};
	text?: undefined;
}

type NoBody = { [Name in keyof RecordBody]?: undefined };

interface TextBody extends Omit<NoBody, 'text'> {
	/** The body is text as the row or the person wrote it. */
	text: { contentType: 'application/json' | 'application/xml'; field: string };
}

/** One HTTP call. */
export type RequestSpec = Target & (RecordBody | TextBody | NoBody);

/** Columns of the simplified output, most useful first, ten at most. */
type Columns = readonly string[];

/** What becomes of the answer. */
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
			inside?: readonly Inside[];
			/** A filter of our own, for what Litmos cannot filter, or does not everywhere. */
			keep?: (values: IDataObject, call: Call) => Keep | undefined | Promise<Keep | undefined>;
			/** Return All is on at first: its filters and its period bound the list. */
			returnsAll?: true;
			/** Simplified rows are those of a table: all have every column, null where it is empty. Plainer names, by Litmos' own. */
			table?: Readonly<Record<string, string>>;
			/** One answer holds all there is: the call takes `limit` alone, or neither `limit` nor `start`. */
			paging?: 'limit' | 'none';
	  }
	| {
			/** The record with the changes: a PUT replaces it whole, so it is read from the same path first. */
			kind: 'updated';
			simplify?: Columns;
			/** What else follows from the changes: `record` as it was read, `changed` with them. */
			merge?: (record: IDataObject, changed: IDataObject) => IDataObject;
	  }
	| {
			/** Each item gets its portion of the answer to a batch that only reads. */
			kind: 'portion';
			simplify?: Columns;
			/** What belongs to one item; undefined where the answer says nothing about it. */
			of: (rows: readonly IDataObject[], values: IDataObject) => IDataObject[] | undefined;
			/** Fields that tell whose portion it is. */
			echo: readonly string[];
	  }
	| {
			/** Nothing of use comes back. */
			kind: 'done';
			json: IDataObject;
			/** Fields that the next node will want beside it; the one for what the list at the same path may have. */
			echo?: readonly string[];
			already?: string;
	  };

/** An entry of the Operation dropdown. */
export interface MenuEntry {
	name: string;
	value: string;
	/** What it does to what, in the list of a node's actions and in messages. */
	action: string;
	description: string;
	/** Stands above the fields, in a sentence of its own: what cannot be undone. */
	warning?: string;
}

interface Described extends MenuEntry {
	/** The parameters, literals without resource and operation: `describe` adds that placement. */
	fields: readonly INodeProperties[];
	/** Text fields that name many, which an expression may give as a list. */
	takesLists?: readonly string[];
	/** Complains, in the person's words, about values that n8n lets through. */
	check?: (values: IDataObject) => string | undefined;
	/** Values that follow from what the person set. */
	derive?: (values: IDataObject) => IDataObject;
	/** What to do about a status, where the operation knows better than the general advice. */
	advice?: Readonly<Record<number, string>>;
	/** The fields whose equality makes two items touch the same record: such items go one after the other. */
	sameRecord?: readonly string[];
	/** Locators that an item can do without, each with the field that says so by the value `leaveOut`. */
	dispensable?: Readonly<Record<string, string>>;
	/** A locator that may name what another item of the run makes. */
	awaits?: AwaitsSpec;
	/** Locators of which Litmos never hears, because we filter by them: their IDs are looked up as well. */
	filteredBy?: readonly string[];
	/** Where the records of many items may be read together. */
	recordList?: RecordListSpec | ((values: IDataObject) => RecordListSpec);
}

/** An operation that is one call. Most are, so it needs no `kind`: its `request` tells it apart. */
export interface RequestOperation extends Described {
	kind?: undefined;
	request: RequestSpec;
	output: Output;
	/** The calls beside it that a filter of our own may make. */
	calls?: readonly RequestSpec[];
}

interface WithCode extends Described {
	request?: undefined;
	output?: undefined;
	/** The calls it makes, for the contract, the operation list and the tests. */
	calls: readonly RequestSpec[];
	/** It works with what n8n has stored, and sends nothing; without calls it would stand for any. */
	asksNothing?: true;
	/** Columns of the simplified output. */
	simplify?: Columns;
	/** Columns that the code adds to those of Litmos. */
	adds?: Columns;
	/** Records come out as they came in, dates and names too; times that are entered keep their fractions of a second. */
	verbatim?: true;
	/** What it takes of the limit, for the list of operations, where the number of its calls does not say it. */
	cost?: string;
}

/** What code can use and say beyond the values of its item. */
export interface ItemContext {
	list: RecordList;
	/** As the item has them: `id` also for choices that an expression gives, which nobody ticked. */
	modes: Readonly<Record<string, string>>;
	/** The Limit may have left rows out. */
	onCut: (read: ReadRows) => void;
}

/** The way out for the few that make several calls. */
export interface CodedOperation extends WithCode {
	kind: 'coded';
	run: (call: Call, values: IDataObject, context?: ItemContext) => Promise<IDataObject[]>;
	/** The output may hold LoginKey: only for the operation that is about it. Everywhere else the engine takes it out. */
	showsLoginKey?: true;
	/** Whether an item only reads, where its values decide that: then there is nothing to preview. */
	isRead?: (values: IDataObject) => boolean;
}

/** What comes out for one item, or why nothing does. */
export type ItemResult = IDataObject[] | Error;

/** For calls that serve many items at once. */
export interface JointOperation extends WithCode {
	kind: 'joint';
	cost: string;
	/** Which items make one job: their positions. Jobs are done one after the other. */
	together: (items: readonly IDataObject[]) => number[][];
	/** The items are one list, which means something else where one of them is missing: without it, nothing is done. */
	needsAll?: true;
	/** The field by whose value a call says which items it serves (`serves`). */
	servedBy?: string;
	/** Does one job; a result for each of its items. */
	run: (call: Call, items: readonly IDataObject[], job: JobContext) => Promise<ItemResult[]>;
	/** Tells what `run` would do, where it can say more than which requests it would send. */
	preview?: JointOperation['run'];
}

export type Operation = RequestOperation | CodedOperation | JointOperation;

/** Fills a request with values and sends it: the only way to Litmos for the code of a row. */
export type Call = (
	request: RequestSpec,
	values: IDataObject,
	options?: CallOptions,
) => Promise<unknown>;

export interface CallOptions {
	/** Answers undefined for 404 instead of failing. */
	missing?: true;
	/** Answers with one record, or fails. A new record of which Litmos says nothing comes as it was sent. */
	record?: true;
	/** The same request is sent once in a run, and all items get that very answer. */
	once?: true;
	/** The values of each element of a body that is an array. */
	rows?: readonly IDataObject[];
	/** A whole record as the body, in place of what the values give. */
	body?: IDataObject;
	/** How long to wait before: canceling is noticed meanwhile. */
	afterMs?: number;
	/** Hands on what Litmos says as it is, even where that is nothing but a message. */
	asIs?: true;
	/** The next page, by the address that the answer before named: in place of the path and the query. */
	next?: string;
	/** Asks for XML and hands it on as text. */
	answer?: 'xml';
	/** Without the answer nothing more can be read, or written: a preview ends here. */
	needed?: 'toRead' | 'toWrite';
	/** The items of a job that the request serves, or what `servedBy` has of them; all where it is left out. */
	serves?: readonly unknown[];
}

/** One entry of the Resource dropdown. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	/** The operation that is chosen at first: one that reads, so that a change of Resource does no harm. */
	first: string;
	operations: readonly Operation[];
}
