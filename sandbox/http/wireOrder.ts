import { readContract, type Endpoint, type Field } from '../../contract/schema';
import type { RequestBody } from './body';
import type { XmlElement } from './xml';

/**
 * Second places: Culture stands after CustomField3 in recordings (C) and after CustomField10 in documents (D, S, T);
 * the team's code stands last in recordings (DK) and after Description in S.
 */
const ALSO_AFTER: Readonly<Record<string, string>> = {
	CustomField10: 'Culture',
	Description: 'TeamCodeForBulkImport',
};

/** Not Litmos: see `records.ts`. */
const isProbe = (name: string): boolean => name.startsWith('SandboxProbe');

const fieldsOf = (schema: string | readonly Field[] | undefined): readonly Field[] =>
	typeof schema === 'string' ? (readContract().schemas[schema] ?? []) : (schema ?? []);

/** The order in which the elements of a record count, with all spellings. */
function orderOf(fields: readonly Field[]): string[] {
	const names = fields.map(({ name }) => name);
	return fields.flatMap(({ name, alsoSpelled = [] }) => {
		const also = ALSO_AFTER[name];
		const spellings = [name, ...alsoSpelled.map((other) => other.name)];
		return also !== undefined && names.includes(also) ? [...spellings, also] : spellings;
	});
}

/** D, K, S, T: elements out of order are dropped without a word, as a DataContract reads them; unknown ones too. */
function inOrder(element: XmlElement, schema: string | readonly Field[] | undefined): XmlElement {
	const fields = fieldsOf(schema);
	const order = orderOf(fields);
	let position = 0;
	const kept = element.children.filter(({ name }) => {
		if (isProbe(name)) return true;
		const found = order.indexOf(name, position);
		if (found >= 0) position = found + 1;
		return found >= 0;
	});
	const children = kept.map((child) => {
		const field = fields.find(({ name }) => name === child.name);
		return field?.schema === undefined
			? child
			: { ...child, children: child.children.map((entry) => inOrder(entry, field.schema)) };
	});
	return { ...element, children };
}

/** An XML body as Litmos would read it: what the contract says to stand in an order counts in that order only. */
export function inWireOrder(body: RequestBody, endpoint: Endpoint | undefined): RequestBody {
	const wanted = endpoint?.body;
	if (body.kind !== 'xml' || !wanted?.wireOrder) return body;
	return { kind: 'xml', root: inOrder(body.root, wanted.schema) };
}
