import { parseXml, XmlDocumentType, XmlElement as ParsedElement, XmlText } from '@rgrove/parse-xml';

/** One element of a request body. */
export interface XmlElement {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: XmlElement[];
	text: string;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function elementFrom({ name, attributes, children }: ParsedElement): XmlElement {
	return {
		name: localName(name),
		attributes: Object.fromEntries(
			Object.entries(attributes).map(([key, value]) => [localName(key), value]),
		),
		children: children.filter((child) => child instanceof ParsedElement).map(elementFrom),
		// CDATA is text as well.
		text: children.map((child) => (child instanceof XmlText ? child.text : '')).join(''),
	};
}

/** Reads the XML of a body; prefixes are dropped, document types refused. */
export function readXml(source: string): XmlElement {
	const { children, root } = parseXml(source.trim(), { preserveDocumentType: true });
	if (root === null || children.some((child) => child instanceof XmlDocumentType))
		throw new Error('no root element, or a document type, which is not accepted');
	return elementFrom(root);
}
