import { decodeEntities, escapeXml, isObject } from './values';

const NIL = 'http://www.w3.org/2001/XMLSchema-instance';

/** Comments, declarations, character data, tags and text, in this order. */
const TOKEN =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)([^<>]*?)(\/?)>|([^<]+)/gy;

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
	const entryOf = (list: string) => entries[list] ?? singular(list);
	const element = (name: string, content: unknown, attributes = ''): string => {
		if (content === undefined) return '';
		if (content === null) return `<${name}${attributes} i:nil="true"/>`;
		const inner = innerOf(name, content);
		return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
	};
	const innerOf = (name: string, content: unknown): string => {
		if (Array.isArray(content)) return content.map((one) => element(entryOf(name), one)).join('');
		if (!isObject(content)) return escapeXml(speakable(String(content)));
		return Object.entries(content)
			.map(([key, member]) => element(key, member))
			.join('');
	};
	return element(root, value, ` xmlns:i="${NIL}"`);
}

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
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < source.length) {
		const token = TOKEN.exec(source);
		if (!token || !take(stack, token)) return undefined;
	}
	const isWhole = stack.length === 1 && holder.children.length === 1 && holder.text.trim() === '';
	return isWhole ? valueOf(holder.children[0]) : undefined;
}

/** False: a tag that closes what is not open. */
function take(stack: Element[], token: RegExpExecArray): boolean {
	const [, data, slash, name, attributes, isEmpty, text] = token;
	const top = stack[stack.length - 1];
	top.text += data ?? decodeEntities(text ?? '');
	if (name === undefined) return true;
	if (slash) return stack.length > 1 && stack.pop()?.name === name;
	const isNil = /\bnil\s*=\s*["']true["']/.test(attributes);
	const element: Element = { name, isNil, children: [], text: '' };
	top.children.push(element);
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
