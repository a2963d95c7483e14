/** A number that Litmos writes with decimals, as in `"Price":0.00` (C: course-get-2017). */
export class Decimal {
	constructor(
		readonly value: number,
		readonly digits: number,
	) {}
}

export type Scalar = string | number | boolean | null | Date | Decimal;
export type WireValue = Scalar | readonly WireValue[] | WireRecord;
export interface WireRecord {
	readonly [key: string]: WireValue;
}

export interface JsonStyle {
	/** C: recorded JSON writes every slash as `\/`. */
	escapeSlashes: boolean;
	/** C, P: clients un-escape HTML entities found in the JSON text. */
	entities: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
/** DK: the offset only says how to display the moment; the number is already UTC. */
const DISPLAY_OFFSET = '-0500';
const NAMESPACE = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
/** S: nested lists keep an element per entry; the names follow the plural of the list. */
const ITEM_OF: Readonly<Record<string, string>> = {
	Items: 'User',
	Item: 'User',
	Languages: 'string',
	// K: <Days><SessionDay>.
	Days: 'SessionDay',
};

const escapeEntities = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Most texts have nothing to escape, and looking for it is cheaper than replacing it. */
const quote = (text: string, { entities, escapeSlashes }: JsonStyle): string => {
	const quoted = JSON.stringify(entities && /[&<>"']/.test(text) ? escapeEntities(text) : text);
	return escapeSlashes && quoted.includes('/') ? quoted.replace(/\//g, '\\/') : quoted;
};

const isList = (value: WireValue): value is readonly WireValue[] => Array.isArray(value);
const isRecord = (value: WireValue): value is WireRecord =>
	typeof value === 'object' &&
	value !== null &&
	!(value instanceof Date || value instanceof Decimal);

/** Names in quotes: the same few come again and again, and in most there is nothing to escape. */
const quotedNames = new Map<string, string>();

function quoteName(name: string, style: JsonStyle): string {
	const known = quotedNames.get(name);
	if (known !== undefined) return known;
	const quoted = quote(name, style);
	if (/^\w{1,50}$/.test(name)) quotedNames.set(name, quoted);
	return quoted;
}

/** Writes a value as Litmos writes JSON: `/Date(ms-0500)/`, `\/`, decimals. */
export function toJson(value: WireValue, style: JsonStyle): string {
	if (typeof value === 'string') return quote(value, style);
	if (value === null || typeof value !== 'object') return String(value);
	if (isList(value)) return `[${value.map((entry) => toJson(entry, style)).join(',')}]`;
	if (value instanceof Decimal) return value.value.toFixed(value.digits);
	// DK: DateTime-typed fields.
	if (value instanceof Date) return quote(`/Date(${value.getTime()}${DISPLAY_OFFSET})/`, style);
	let members = '';
	for (const name of Object.keys(value)) {
		const comma = members === '' ? '' : ',';
		members += `${comma}${quoteName(name, style)}:${toJson((value as WireRecord)[name], style)}`;
	}
	return `{${members}}`;
}

const scalarText = (value: Scalar): string => {
	if (value instanceof Decimal) return value.value.toFixed(value.digits);
	// S, D: the XML form of a DateTime.
	if (value instanceof Date) return value.toISOString().replace('Z', '+0000');
	return escapeEntities(String(value)).replace(/&quot;|&#39;/g, (entity) =>
		entity === '&#39;' ? "'" : '"',
	);
};

const element = (name: string, value: WireValue): string => {
	if (value === null) return `<${name} i:nil="true"/>`;
	const inner = innerXml(name, value);
	// TR: empty strings come as `<Email/>`.
	return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
};

function innerXml(name: string, value: WireValue): string {
	if (value === null) return '';
	if (isList(value)) {
		const item = ITEM_OF[name] ?? name.replace(/s$/, '');
		return value.map((entry) => element(item, entry)).join('');
	}
	if (!isRecord(value)) return scalarText(value);
	return Object.entries(value)
		.map(([key, member]) => element(key, member))
		.join('');
}

/** Writes a value as Litmos writes XML; the root carries `xmlns:i` and no prolog (TR: users-list.xml). */
export function toXml(root: string, value: WireValue): string {
	const inner = innerXml(root, value);
	return inner === '' ? `<${root} ${NAMESPACE}/>` : `<${root} ${NAMESPACE}>${inner}</${root}>`;
}

/** A moment as string-typed fields carry it: `2016-12-20T11:41:31Z` (C, SB). */
export const isoSeconds = (moment: number): string =>
	new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** A date, or null where nothing has happened. */
export const optionalDate = (at: number | null): Date | null => (at === null ? null : new Date(at));
