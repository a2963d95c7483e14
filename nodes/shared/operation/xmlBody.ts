import { isoOf, mapTexts, parseTime } from '../values';
import { writeXml } from '../xml';
import type { XmlNames } from './types';

/** A body as XML. */
export function xmlBody(names: XmlNames, body: unknown): string {
	const { record, entries } = typeof names === 'string' ? { record: names, entries: {} } : names;
	const root = Array.isArray(body) ? `${record}s` : record;
	return writeXml(root, mapTexts(body, xmlDate), entries);
}

/** DateTimes: JSON wants `/Date(1714571100000)/`, XML wants `2024-05-01T13:45:00`, both UTC. */
function xmlDate(text: string): string {
	if (!text.startsWith('/Date(')) return text;
	const time = parseTime(isoOf(text));
	return time ? time.toISOString().slice(0, 19) : text;
}
