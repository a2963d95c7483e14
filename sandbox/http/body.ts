import { UnreadableBody } from './answers';
import { readXml, type XmlElement } from './xml';

/** A request body before a route has said what it expects. */
export type RequestBody =
	| { kind: 'none' }
	| { kind: 'json'; value: unknown }
	| { kind: 'xml'; root: XmlElement }
	| { kind: 'unreadable' };

export type Fields = Readonly<Record<string, unknown>>;

function parse(read: () => RequestBody): RequestBody {
	try {
		return read();
	} catch {
		return { kind: 'unreadable' };
	}
}

/** Reads a body by its Content-Type; without one, by its first sign (unknown). */
export function readBody(text: string, contentType: string): RequestBody {
	const source = text.trim();
	if (source === '') return { kind: 'none' };
	const isXml =
		contentType.includes('xml') || (!contentType.includes('json') && source.startsWith('<'));
	return parse(() =>
		isXml ? { kind: 'xml', root: readXml(source) } : { kind: 'json', value: JSON.parse(source) },
	);
}

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON of the wrong outline cannot be deserialised: 500, as recorded for a wrong date (C). */
function asFields(value: unknown): Fields {
	if (!isFields(value)) throw new UnreadableBody();
	return value;
}

/** D, K, S, T: elements out of order are dropped without a word, as a DataContract reads them. */
export function inOrder(
	children: readonly XmlElement[],
	order: readonly string[],
): readonly XmlElement[] {
	let position = 0;
	return children.filter((child) => {
		const found = order.indexOf(child.name, position);
		if (found >= 0) position = found + 1;
		return found >= 0;
	});
}

function elementFields(element: XmlElement, order?: readonly string[]): Fields {
	const children = order === undefined ? element.children : inOrder(element.children, order);
	return Object.fromEntries(children.map((child) => [child.name, valueOf(child)]));
}

/** Text, nothing, or the entries of a list inside of the record, as the days of a session are (M, S). */
function valueOf({ attributes, children, text }: XmlElement): unknown {
	if (attributes.nil === 'true') return null;
	return children.length > 0 ? children.map((child) => elementFields(child)) : text;
}

/** One record, or null when no body was sent; `order` is the only order in which XML elements count. */
export function recordOf(body: RequestBody, order?: readonly string[]): Fields | null {
	if (body.kind === 'unreadable') throw new UnreadableBody();
	if (body.kind === 'none') return null;
	return body.kind === 'xml' ? elementFields(body.root, order) : asFields(body.value);
}

/** The entries of a list body: a bare JSON array (C, K), or one XML element per entry (T, M). */
export function recordsOf(body: RequestBody): readonly Fields[] {
	if (body.kind === 'unreadable') throw new UnreadableBody();
	if (body.kind === 'none') return [];
	if (body.kind === 'xml') return body.root.children.map((child) => elementFields(child));
	// unknown: S draws an object around the list; no client sends that, so it is refused loudly.
	if (!Array.isArray(body.value)) throw new UnreadableBody();
	return body.value.map(asFields);
}

/** The ids of a list body in order, each once; entries without a text Id count for nothing. */
export function idsOf(body: RequestBody): readonly string[] {
	const ids = recordsOf(body).map((fields) => fields.Id);
	return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}

/** `<Parameter fieldname="X">v</Parameter>` (J, S), or JSON objects of name and value (K: one, C: several). */
export function namedValuesOf(
	body: RequestBody,
): ReadonlyArray<readonly [name: string, value: string]> {
	if (body.kind === 'unreadable') throw new UnreadableBody();
	if (body.kind === 'none') return [];
	if (body.kind === 'xml') {
		return body.root.children.map(
			(child) => [child.attributes.fieldname ?? '', child.text] as const,
		);
	}
	const objects = Array.isArray(body.value) ? body.value.map(asFields) : [asFields(body.value)];
	return objects
		.flatMap((fields) => Object.entries(fields))
		.map(([name, value]) => [name, value === null ? '' : String(value)] as const);
}

/** Text of a field; null, absent and empty are one (C: an absent field came back as ""). */
export const textOf = (fields: Fields, key: string): string => {
	const value = fields[key];
	if (typeof value === 'object' && value !== null) throw new UnreadableBody();
	return value === undefined || value === null ? '' : String(value);
};

/** True or false as JSON and XML write it (D: XML takes 1/0 too); absent is false, as WCF has it. */
export function flagOf(fields: Fields, key: string): boolean {
	const text = textOf(fields, key).trim().toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === '' || text === 'false' || text === '0') return false;
	throw new UnreadableBody();
}
