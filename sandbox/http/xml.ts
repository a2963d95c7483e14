/** One element of a request body. */
export interface XmlElement {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: XmlElement[];
	text: string;
}

/** The body is not well-formed XML. */
export class XmlError extends Error {}

const TOKEN =
	/<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)([^>]*?)(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

const decode = (text: string): string =>
	text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
		if (name[0] !== '#') return NAMED[name] ?? whole;
		const code =
			name[1].toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return String.fromCodePoint(code);
	});

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function readAttributes(source: string): Record<string, string> {
	const attributes: Record<string, string> = {};
	for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
		attributes[local(name)] = decode(double ?? single ?? '');
	}
	return attributes;
}

const newElement = (name: string, attributes: Record<string, string> = {}): XmlElement => ({
	name: local(name),
	attributes,
	children: [],
	text: '',
});

function close(stack: XmlElement[], name: string): void {
	const open = stack.pop();
	if (stack.length === 0 || open?.name !== local(name)) throw new XmlError(`unexpected </${name}>`);
}

function applyTag(
	stack: XmlElement[],
	[, , slash, name, attributes, selfClosing]: RegExpExecArray,
): void {
	if (name.startsWith('!')) throw new XmlError('a document type is not accepted');
	if (slash) return close(stack, name);
	const child = newElement(name, readAttributes(attributes));
	stack[stack.length - 1].children.push(child);
	if (!selfClosing) stack.push(child);
}

function applyToken(stack: XmlElement[], token: RegExpExecArray): void {
	const [, cdata, , name, , , text] = token;
	const top = stack[stack.length - 1];
	top.text += cdata ?? decode(text ?? '');
	if (name !== undefined) applyTag(stack, token);
}

/** Reads the flat XML that the API's bodies use; prefixes are dropped, document types refused. */
export function readXml(source: string): XmlElement {
	const holder = newElement('document');
	const stack = [holder];
	const text = source.replace(/^\uFEFF/, '').trim();
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const token = TOKEN.exec(text);
		if (token === null) throw new XmlError('not well-formed');
		applyToken(stack, token);
	}
	const [root] = holder.children;
	if (
		stack.length !== 1 ||
		holder.children.length !== 1 ||
		holder.text.trim() !== '' ||
		root === undefined
	) {
		throw new XmlError('not exactly one root element');
	}
	return root;
}
