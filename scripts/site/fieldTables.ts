// What people enter: the fields of an operation, and an example of them.
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import type { Operation } from '../../nodes/shared/operation/types';
import { isObject } from '../../nodes/shared/values';
import type { Example } from './examples';

const MOST_CHARACTERS = 120;
const HIDDEN = ['notice', 'hidden'];

/** Text as it stands in a table of Markdown that VitePress reads. */
export function cell(text: string): string {
	return text
		.replace(/<[^>]+>/g, '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/\{\{/g, '&#123;&#123;')
		.replace(/\|/g, '\\|')
		.replace(/\s+/g, ' ')
		.trim();
}

export const table = (rows: ReadonlyArray<readonly string[]>): string => {
	const [head = [], ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
	const columns = rows[0]?.length ?? 0;
	return [head, `|${' --- |'.repeat(columns)}`, ...body].join('\n');
};

function kindOf({ required, displayOptions }: INodeProperties): string {
	if (!required) return 'No';
	return displayOptions ? 'In some cases' : 'Yes';
}

/** Fields with what they are for; members of a collection stand below it. */
export function fieldTable(operation: Operation): string | undefined {
	const shown = fieldsOf(operation).filter(({ type }) => !HIDDEN.includes(type));
	if (shown.length === 0) return undefined;
	const rows = shown.flatMap((field) => {
		const own = [`**${cell(field.displayName)}**`, kindOf(field), cell(field.description ?? '')];
		const members = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		return [own, ...members.map((member) => memberRow(field, member))];
	});
	return table([['Field', 'Required', 'What it is'], ...rows]);
}

function memberRow({ displayName }: INodeProperties, member: INodeProperties): string[] {
	return [
		`${cell(displayName)} > **${cell(member.displayName)}**`,
		'No',
		cell(member.description ?? ''),
	];
}

/** What was entered for the example, as one sees it in the panel. */
export function enteredTable(operation: Operation, example: Example): string | undefined {
	const rows = entered(fieldsOf(operation), example.parameters, example);
	return rows.length > 0 ? table([['Field', 'Example'], ...rows]) : undefined;
}

function entered(
	fields: readonly INodeProperties[],
	values: INodeParameters | IDataObject,
	example: Example,
): string[][] {
	return Object.entries(values).flatMap(([name, value]) => {
		const field = fields.find((one) => one.name === name);
		if (field?.type === 'collection' && isObject(value)) {
			const members = field.options as INodeProperties[];
			return entered(members, value as IDataObject, example).map(([label = '', text = '']) => [
				`${cell(field.displayName)} > ${label}`,
				text,
			]);
		}
		const label = cell(field?.displayName ?? name);
		const columns = columnsOf(value);
		if (!columns) return [[label, spoken(field, value, example)]];
		return columns.map(([column, one]) => [
			`${label} > ${cell(column)}`,
			spoken(undefined, one, example),
		]);
	});
}

/** What was entered for each column of a mapper, or for each part of the rows that one adds. */
function columnsOf(value: unknown): Array<[name: string, value: unknown]> | undefined {
	if (!isObject(value) || value.__rl) return undefined;
	if (isObject(value.value)) return Object.entries(value.value);
	const [rows] = Object.values(value);
	if (!Array.isArray(rows)) return undefined;
	return rows.flatMap((row) => (isObject(row) ? Object.entries(row) : []));
}

function spoken(field: INodeProperties | undefined, value: unknown, example: Example): string {
	if (isObject(value) && value.__rl) {
		const id = filled(value.value, example);
		const name = example.names.get(String(id));
		return name ? `${cell(name)} (From list)` : `\`${String(id)}\``;
	}
	if (typeof value === 'boolean') return value ? 'On' : 'Off';
	const options = (field?.options ?? []) as INodePropertyOptions[];
	const chosen = options.find((option) => option.value === value);
	if (chosen) return cell(chosen.name);
	const text = filled(value, example);
	const plain = typeof text === 'string' ? text : JSON.stringify(text);
	const name = example.names.get(plain);
	return name ? cell(name) : `\`${plain.slice(0, MOST_CHARACTERS).replace(/\|/g, '\\|')}\``;
}

/** A value with what the item has in place of expressions. */
function filled(value: unknown, { item }: Pick<Example, 'item'>): unknown {
	if (Array.isArray(value)) return value.map((one) => filled(one, { item }));
	if (isObject(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [key, filled(one, { item })]),
		);
	}
	if (typeof value !== 'string' || !value.startsWith('=')) return value;
	const whole = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value)?.[1];
	if (whole) return item[whole];
	return value
		.slice(1)
		.replace(/\{\{ \$json\.(\w+) \}\}/g, (_, name: string) => String(item[name]));
}
