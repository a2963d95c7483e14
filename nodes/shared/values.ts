import type { IDataObject } from 'n8n-workflow';

/** `/Date(1603756359593-0500)/`: the number is UTC already, the offset is for display only. */
const MICROSOFT_DATE = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;

/** `2016-12-09T07:54:27Z`, with or without fractions, with Z, an offset, or neither (then UTC). */
const ISO_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
};

/** Column names that the evidence spells in two ways: read both, hand on the right-hand one. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
	['ComplaintTill', 'CompliantTill'],
	['ComplaintTillDate', 'CompliantTillDate'],
	['Username', 'UserName'],
]);

/** Resolves HTML entities once, as Litmos puts them into JSON strings: `Smith &amp; Sons` → `Smith & Sons`. */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (entity, name: string) => {
		if (!name.startsWith('#')) return NAMED_ENTITIES[name.toLowerCase()] ?? entity;
		const isHex = name[1] === 'x' || name[1] === 'X';
		const point = parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
	});
}

/** The end of the first day of .NET's calendar, which is what such services send where there is no date. */
const NO_DATE_BEFORE = Date.parse('0001-01-02T00:00:00Z');

/** As `isoOf`; empty where Litmos fills in the first day of the calendar, because there is no date. */
export function readDate(text: string): string {
	const iso = isoOf(text);
	const isDate = iso !== text || /^0001-01-01/.test(text);
	return isDate && Date.parse(iso) < NO_DATE_BEFORE ? '' : iso;
}

/** The time in a cell; NaN, which compares with nothing, where there is none. */
export function timeIn(cell: unknown): number {
	return Date.parse(readDate(String(cell ?? '')));
}

/** A date as a person should see it: null where there is none. */
export function shownDate(text: string): string | null {
	return text === '' ? '' : readDate(text) || null;
}

/** Both date families of Litmos as ISO 8601 in UTC, e.g. `2020-10-26T23:52:39.593Z`; any other text as it is. */
export function isoOf(text: string): string {
	const microsoft = MICROSOFT_DATE.exec(text);
	if (microsoft) return isoOr(text, Number(microsoft[1]));
	const iso = ISO_DATE_TIME.exec(text);
	if (!iso) return text;
	return isoOr(text, Date.parse(iso[2] ? text : `${text}Z`));
}

/** A point in time from what a person or an expression gives; without a zone it is UTC. */
export function parseTime(value: unknown): Date | undefined {
	const text = value instanceof Date ? isoOr('', value.getTime()) : String(value ?? '').trim();
	if (!isDay(text.slice(0, 10))) return undefined;
	const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10));
	const time = new Date(hasZone || text.length === 10 ? text : `${text.replace(' ', 'T')}Z`);
	return Number.isNaN(time.getTime()) ? undefined : time;
}

/** `2024-05-01 13:45:00` in UTC: what `since` and `to` take. */
export function queryDate(time: Date): string {
	return time.toISOString().slice(0, 19).replace('T', ' ');
}

/** `2024-05-01T13:45:00Z`: what text-typed date fields of a record hold. */
export function isoDate(time: Date): string {
	return `${time.toISOString().slice(0, 19)}Z`;
}

/** `/Date(1714571100000)/`: what DateTime-typed fields want in a JSON body; ISO there is answered with 500. */
export function jsonDate(time: Date): string {
	return `/Date(${time.getTime()})/`;
}

/** Applies `change` to every text in a JSON value. */
export function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)]),
	);
}

/** A row with the columns that Litmos may misspell under their right names. */
export function wellSpelled(row: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([key, cell]) => [SPELLINGS.get(key) ?? key, cell]),
	);
}

/** The place behind the next such mark; the end of the text where there is none. */
export function placeAfter(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at < 0 ? text.length : at + mark.length;
}

/** Text for an XML body. */
export function escapeXml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** Whether lists and objects stand in each other on more levels than these. */
export function isDeeper(data: unknown, levels: number): boolean {
	if (typeof data !== 'object' || data === null) return false;
	return levels === 0 || Object.values(data).some((inner) => isDeeper(inner, levels - 1));
}

/** Whether a JSON value is an object, not an array and not null. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(day) && isoOr('', Date.parse(day)).startsWith(day);
}

function isoOr(text: string, milliseconds: number): string {
	const time = new Date(milliseconds);
	return Number.isNaN(time.getTime()) ? text : time.toISOString();
}

/** Capitals, spaces around, and whether an accent is a sign of its own do not matter. */
export function plain(cell: unknown): string {
	return String(cell ?? '')
		.normalize()
		.trim()
		.toLowerCase();
}
