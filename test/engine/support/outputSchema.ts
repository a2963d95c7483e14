/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readContract } from '../../../contract/schema';
import { isObject } from '../../../nodes/shared/values';
import { rows } from '../../../scripts/operationList';
import { IS_ACCEPTING } from '../../support/accepting';

const ROOT = path.resolve(__dirname, '../../..');

/** What n8n reads of a JSON schema to show fields before the first run. */
export interface OutputSchema {
	type: 'string' | 'number' | 'boolean' | 'object' | 'array';
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** What these put out differs with what is asked, or with what nobody has published. */
export const WITHOUT_SCHEMA = ['customApiCall: send', 'customField: get', 'warehouse: getChanges'];

/** Their members are named after what the account has set up, or after what changed. */
const OWN_NAMES = ['customFields', 'changes'];

/** All fields of some records, each with its type. */
export function schemaOf(records: readonly unknown[], name = ''): OutputSchema {
	const known = records.filter((record) => record !== null && record !== undefined);
	const lists = known.filter(Array.isArray);
	if (lists.length > 0) {
		const inside = lists.flat() as unknown[];
		return { type: 'array', ...(inside.length > 0 && { items: schemaOf(inside) }) };
	}
	const objects = known.filter(isObject);
	if (objects.length > 0) return { type: 'object', properties: propertiesOf(objects) };
	return { type: known.length > 0 ? typeOf(typeof known[0]) : typeOf(typeInContract(name)) };
}

function typeOf(type: string | undefined): OutputSchema['type'] {
	if (type === 'integer') return 'number';
	return type === 'number' || type === 'boolean' ? type : 'string';
}

/** Of a field that was empty wherever it came. */
function typeInContract(name: string): string | undefined {
	const fields = Object.values(readContract().schemas).flat();
	return fields.find((field) => field.name === name)?.type;
}

function propertiesOf(objects: ReadonlyArray<Record<string, unknown>>) {
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	return Object.fromEntries(
		names.map((name) => [
			name,
			OWN_NAMES.includes(name)
				? ({ type: 'object' } as const)
				: schemaOf(
						objects.map((object) => object[name]),
						name,
					),
		]),
	);
}

/** Where n8n looks for it: beside the node, by version, resource and operation. */
export function schemaFile(operation: string): string {
	const [resource = '', action = ''] = operation.split(': ');
	const { node } = rows.find(({ name }) => name === `${resource}:${action}`)!;
	const [, own] = /(Report|Lrs)$/.exec(node) ?? [];
	const folder = `Litmos${own ?? ''}`;
	return path.join(ROOT, `nodes/${folder}/__schema__/v1.0.0/${resource}/${action}.json`);
}

/** The schema as it is checked in. `npm run accept` writes it anew first. */
export function checkedIn(operation: string, current: OutputSchema): unknown {
	const file = schemaFile(operation);
	if (IS_ACCEPTING) {
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(current, null, '\t')}\n`);
	}
	return JSON.parse(readFileSync(file, 'utf8'));
}
