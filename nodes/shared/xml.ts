import { decodeEntities, escapeXml, isObject } from './values';

const NIL = 'http://www.w3.org/2001/XMLSchema-instance';

/** What begins with a sign that no tag has, and how it ends. Its text counts where it is character data. */
const SECTIONS: ReadonlyArray<{ begin: string; end: string; isText?: true }> = [
	{ begin: '<!--', end: '-->' },
	{ begin: '<?', end: '?>' },
	{ begin: '<![CDATA[', end: ']]>', isText: true },
];

/** Of a tag without its brackets: whether it closes, its name without the prefix, attributes, whether it is empty. */
const TAG = /^(\/?)(?:[\w.-]+:)?([\w.-]+)(?![\w.-])([^]*?)(\/?)$/;

interface Element {
	name: string;
	isNil: boolean;
	children: Element[];
	text: string;
}

/**
 * A document in the form that Litmos itself writes: members as elements in their order, entries of a list as
 * `entries` names them, or as the list without its s, null as `i:nil`. What is undefined is left out.
 */
export function writeXml(
	root: string,
	value: unknown,
	entries: Readonly<Record<string, string>> = {},
): string {
	const entryOf = (list: string) => (Object.hasOwn(entries, list) ? entries[list] : singular(list));
	const element = (name: string, content: unknown, attributes = ''): string => {
		if (content === undefined) return '';
		if (content === null) return `<${name}${attributes} i:nil="true"/>`;
		const inner = innerOf(name, content);
		return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
	};
	const innerOf = (name: string, content: unknown): string => {
		if (Array.isArray(content)) return content.map((one) => element(entryOf(name), one)).join('');
		if (!isObject(content)) return xmlText(content);
		return Object.entries(content)
			.map(([key, member]) => element(key, member))
			.join('');
	};
	return element(root, value, ` xmlns:i="${NIL}"`);
}

/** A value as text of a document, or of an attribute in it. */
export const xmlText = (value: unknown): string => escapeXml(speakable(String(value)));

/** Without the signs that XML 1.0 cannot hold, not even as entities. */
function speakable(text: string): string {
	return text.replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) =>
		/[\t\n\r]/.test(sign) || (sign > '~' && sign < '\ufffe') ? sign : '',
	);
}

/** The same the other way: records, lists, texts and null; undefined where it is no XML. Numbers stay texts. */
export function readXml(source: string): unknown {
	const holder: Element = { name: '', isNil: false, children: [], text: '' };
	const stack = [holder];
	// By places of signs, not by one pattern: what is not closed must not be looked through again and again.
	let at = 0;
	while (at < source.length) {
		const end = source[at] === '<' ? takeMarkup(stack, source, at) : takeText(stack, source, at);
		if (end === undefined) return undefined;
		at = end;
	}
	const isWhole = stack.length === 1 && holder.children.length === 1 && holder.text.trim() === '';
	return isWhole ? valueOf(holder.children[0]) : undefined;
}

function takeText(stack: Element[], source: string, at: number): number {
	const next = source.indexOf('<', at);
	const end = next < 0 ? source.length : next;
	stack[stack.length - 1].text += decodeEntities(source.slice(at, end));
	return end;
}

/** The place behind it; undefined where it is not closed, or closes what is not open. */
function takeMarkup(stack: Element[], source: string, at: number): number | undefined {
	const section = SECTIONS.find(({ begin }) => source.startsWith(begin, at));
	if (section) {
		const inner = at + section.begin.length;
		const end = source.indexOf(section.end, inner);
		if (end < 0) return undefined;
		if (section.isText) stack[stack.length - 1].text += source.slice(inner, end);
		return end + section.end.length;
	}
	const end = source.indexOf('>', at);
	const isTaken = end >= 0 && takeTag(stack, source.slice(at + 1, end));
	return isTaken ? end + 1 : undefined;
}

function takeTag(stack: Element[], tag: string): boolean {
	const [, slash, name, attributes, isEmpty] = TAG.exec(tag) ?? [];
	if (name === undefined || attributes.includes('<')) return false;
	if (slash) return stack.length > 1 && stack.pop()?.name === name;
	const isNil = /\bnil\s*=\s*["']true["']/.test(attributes);
	const element: Element = { name, isNil, children: [], text: '' };
	stack[stack.length - 1].children.push(element);
	if (!isEmpty) stack.push(element);
	return true;
}

function valueOf({ name, isNil, children, text }: Element): unknown {
	if (isNil) return null;
	if (children.length === 0) return text === 'true' || (text === 'false' ? false : text);
	const names = new Set(children.map((child) => child.name));
	const isList = names.size === 1 && (children.length > 1 || names.has(singular(name)));
	if (isList) return children.map(valueOf);
	return Object.fromEntries(children.map((child) => [child.name, valueOf(child)]));
}

/** `User` of `Users`. */
function singular(list: string): string {
	return list.replace(/s$/, '');
}
