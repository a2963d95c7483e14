import type { IDataObject } from 'n8n-workflow';
import { mapTexts, parseTime, readDate } from '../values';
import { writeXml } from '../xml';
import { wireName } from './plan';
import type { Slot } from './types';

/** What the elements of a body are called: one record, and a list of them. */
type Names = readonly [one: string, many: string];

/** By the end of the path, the first that fits (contract: the notes on the bodies). */
const NAMES: ReadonlyArray<readonly [end: RegExp, names: Names]> = [
	[/^\/users\/courses$/, ['User', 'Users']],
	[/^\/bulkimports$/, ['UserImport', 'UserImports']],
	[/^\/bulkimports\/courses$/, ['CourseImport', 'CourseImports']],
	[/^\/results\/modules\/[^/]+$/, ['ModuleResult', 'ModuleResults']],
	[/\/modules\/(copy|link|mirror)$/, ['Module', 'Modules']],
	[/^\/modules(\/[^/]+)?$/, ['Module', 'Modules']],
	[/\/users\/register$/, ['User', 'Users']],
	[/\/attended\/[^/]+$/, ['User', 'Users']],
	[/\/rollcall$/, ['EventUser', 'EventUsers']],
	[/\/sessions(\/[^/]+)?$/, ['Session', 'Sessions']],
	// No source shows this one; the vendor's own word for such a module is event.
	[/\/events(\/[^/]+)?$/, ['Event', 'Events']],
	[/^\/tokens$/, ['Token', 'Tokens']],
	[/^\/collections$/, ['Collection', 'Collections']],
	[/^\/collectionlistings$/, ['Listing', 'Listings']],
	[/\/courses$/, ['Course', 'Courses']],
	[/\/learningpaths$/, ['LearningPath', 'LearningPaths']],
	[/\/teams(\/[^/]+)?$/, ['Team', 'Teams']],
	[/\/users(\/[^/]+)?$/, ['User', 'Users']],
];

/** Lists inside of records, where an entry is not called as the list without its s. */
const ENTRIES: Readonly<Record<string, string>> = { Days: 'SessionDay' };

/** The names of the elements of a body for this path; undefined where nobody has said them. */
export function xmlNames(path: string): Names | undefined {
	return NAMES.find(([end]) => end.test(path))?.[1];
}

/** A body as XML. @throws Error for a path without names: a row that was written without them. */
export function xmlBody(path: string, body: unknown): string {
	const names = xmlNames(path);
	if (!names) throw new Error(`Nothing is known of the XML that Litmos takes at ${path}`);
	const [one, many] = names;
	const entryOf = (list: string) =>
		list === many ? one : (ENTRIES[list] ?? list.replace(/s$/, ''));
	return writeXml(Array.isArray(body) ? many : one, mapTexts(body, xmlDate), entryOf);
}

/** DateTimes: JSON wants `/Date(1714571100000)/`, XML wants `2024-05-01T13:45:00`, both UTC. */
function xmlDate(text: string): string {
	if (!text.startsWith('/Date(')) return text;
	const time = parseTime(readDate(text));
	return time ? time.toISOString().slice(0, 19) : text;
}

/** The record with the changes. What it did not have goes where the wire wants it, since XML is read in order. */
export function layOver(
	record: IDataObject,
	changes: IDataObject,
	slots: readonly Slot[] = [],
): IDataObject {
	const order = slots.map(wireName);
	const keys = Object.keys(record);
	for (const key of Object.keys(changes).filter((name) => !(name in record))) {
		const before = order.slice(0, order.indexOf(key)).filter((name) => keys.includes(name));
		const last = before.at(-1);
		keys.splice(last === undefined ? 0 : keys.indexOf(last) + 1, 0, key);
	}
	return Object.fromEntries(keys.map((key) => [key, key in changes ? changes[key] : record[key]]));
}
