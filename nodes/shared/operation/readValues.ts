import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperValue,
} from 'n8n-workflow';
import { isObject, isoDate, mapTexts, parseTime } from '../values';
import { fieldsOf, REQUEST_FORMAT, writesBody } from './describe';
import type { Operation } from './types';

/** The fields of one input item. */
export interface ItemValues {
	item: number;
	/** By field name; what sits in a collection counts like any other field. */
	values: IDataObject;
	/** Mode of each locator that has a value, e.g. `userId: 'email'`. */
	modes: Readonly<Record<string, string>>;
	/** What the locators name, for messages, e.g. `User "Ada Example"`. */
	subjects: string[];
	/** The body goes out as XML. */
	isXml?: true;
	/** Locators whose value goes into the path without having been looked up. */
	taken?: readonly string[];
	/** A name stands in the path: says why the record that came is not the one of that name. */
	verify?: (record: IDataObject) => FieldError | undefined;
}

/** An item while its fields are read. */
interface Reading extends ItemValues {
	/** Whether a locator stands for a record of Litmos. */
	isRecord: (field: string) => boolean;
}

/** A value that n8n lets through and Litmos would not take. */
export class FieldError extends Error {
	override name = 'FieldError';

	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}

interface Locator {
	__rl: true;
	mode: string;
	value: unknown;
	cachedResultName?: string;
}

/**
 * Reads and checks what the person set for one item.
 * @throws FieldError that names the field as the editor shows it.
 */
export function readValues(
	ctx: IExecuteFunctions,
	{ operation, plainValues = [] }: { operation: Operation; plainValues?: readonly string[] },
	item: number,
): ItemValues {
	const isRecord = (field: string) => !plainValues.includes(field);
	const read: Reading = { item, values: {}, modes: {}, subjects: [], isRecord };
	for (const field of fieldsOf(operation)) {
		if (!isShown(field, read)) continue;
		const raw = ctx.getNodeParameter(field.name, item, field.default) as unknown;
		if (field.type === 'collection') readCollection(read, field, raw);
		else if (field.type === 'resourceMapper') read.values[field.name] = readMapped(ctx, raw, item);
		else readField(read, field, raw);
	}
	requireWholeTexts(read.values, operation);
	read.values = { ...read.values, ...operation.derive?.(read.values) };
	if (writesBody(operation) && readFormat(ctx, item) === 'xml') read.isXml = true;
	const complaint = operation.check?.(read.values);
	if (complaint !== undefined) {
		throw new FieldError(complaint, 'Change it in the node, or in the data that comes in.');
	}
	const { values, modes, subjects, isXml } = read;
	return { item, values, modes, subjects, ...(isXml && { isXml }) };
}

/** Half of a character that is stored in two parts: no address can hold it, and XML turns it into another one. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function requireWholeTexts(values: IDataObject, operation: Operation): void {
	for (const [name, value] of Object.entries(values)) {
		mapTexts(value, (text) => {
			if (!HALF.test(text)) return text;
			const { displayName = name } = fieldsOf(operation).find((field) => field.name === name) ?? {};
			throw new FieldError(
				`The field "${displayName}" holds half of a character: the text was cut in the middle of it, such as of an emoji`,
				'Enter the text again, or cut it elsewhere in the expression.',
			);
		});
	}
}

function readFormat(ctx: IExecuteFunctions, item: number): unknown {
	const { name, default: json } = REQUEST_FORMAT;
	return readChoice(REQUEST_FORMAT, ctx.getNodeParameter(`options.${name}`, item, json) ?? json);
}

function readCollection(read: Reading, field: INodeProperties, raw: unknown): void {
	const options = (field.options ?? []) as INodeProperties[];
	for (const [name, value] of Object.entries(isObject(raw) ? raw : {})) {
		const option = options.find((candidate) => candidate.name === name);
		if (option && isShown(option, read)) readField(read, option, value);
	}
}

/** The columns as they were mapped by hand, or the whole item, whose columns the operation looks through by name. */
function readMapped(ctx: IExecuteFunctions, raw: unknown, item: number): IDataObject {
	const { mappingMode, value } = (isObject(raw) ? raw : {}) as Partial<ResourceMapperValue>;
	return mappingMode === 'autoMapInputData' ? ctx.getInputData()[item].json : (value ?? {});
}

/** A field that is out of sight counts for nothing, whether it is required or still holds what was set before. */
function isShown({ displayOptions }: INodeProperties, { values }: ItemValues): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, wanted]) =>
		(wanted as unknown[]).includes(values[name.replace('/', '')]),
	);
}

function readField(read: Reading, field: INodeProperties, raw: unknown): void {
	const value = isLocator(raw) ? readLocator(read, field, raw) : raw;
	const isEmpty = value === undefined || value === null || String(value) === '';
	if (isEmpty && field.required) {
		throw new FieldError(
			`The field "${field.displayName}" is empty`,
			'Fill it in, or check the expression in it: it gives nothing for this item.',
		);
	}
	if (!isEmpty) read.values[field.name] = readTyped(field, value) as IDataObject[string];
}

function readTyped(field: INodeProperties, value: unknown): unknown {
	if (field.type === 'dateTime') return readTime(field, value);
	if (field.type === 'number') return readNumber(field, value);
	if (field.type === 'boolean') return readBoolean(field, value);
	if (field.type === 'options') return readChoice(field, value);
	if (field.type === 'multiOptions') return readChoices(field, value);
	// A number in place of a text, such as a postal code, is not what the field is on the wire.
	return field.type === 'string' && typeof value !== 'object' ? String(value) : value;
}

function readLocator(read: Reading, field: INodeProperties, locator: Locator): string {
	const value = String(locator.value ?? '').trim();
	if (value === '') return '';
	if (/^\.+$/.test(value)) {
		throw new FieldError(
			`The field "${field.displayName}" holds no ID: ${value}`,
			'Pick it from the list, or enter the ID.',
		);
	}
	(read.modes as Record<string, string>)[field.name] = locator.mode;
	if (read.isRecord(field.name)) {
		read.subjects.push(`${field.displayName} "${locator.cachedResultName ?? value}"`);
	}
	return value;
}

function readTime(field: INodeProperties, value: unknown): string {
	const time = parseTime(value);
	if (time) return isoDate(time);
	throw new FieldError(
		`The field "${field.displayName}" is not a date: ${String(value)}`,
		'Use a date such as 2027-01-31 or 2027-01-31T09:00:00Z. Without a zone it is taken as UTC.',
	);
}

function readNumber(field: INodeProperties, value: unknown): number {
	const number = Number(value);
	const { minValue } = field.typeOptions ?? {};
	if (Number.isFinite(number) && (minValue === undefined || number >= minValue)) return number;
	throw new FieldError(
		`The field "${field.displayName}" must be a number${minValue === undefined ? '' : ` of at least ${minValue}`}: ${String(value)}`,
		'Change it in the node, or in the data that comes in.',
	);
}

/** Expressions often give the words; a text "false" would count as true. */
function readBoolean(field: INodeProperties, value: unknown): boolean {
	const word = String(value).trim().toLowerCase();
	if (['true', 'yes', '1'].includes(word)) return true;
	if (['false', 'no', '0'].includes(word)) return false;
	throw new FieldError(
		`The field "${field.displayName}" must be true or false: ${String(value)}`,
		'Change it in the node, or in the data that comes in.',
	);
}

/** n8n checks what is picked, but not what an expression gives. */
function readChoice(field: INodeProperties, value: unknown): unknown {
	const choices = (field.options as INodePropertyOptions[]).map((option) => option.value);
	if (choices.some((choice) => choice === value)) return value;
	throw new FieldError(
		`The field "${field.displayName}" has no choice "${String(value)}", only: ${choices.join(', ')}`,
		'Change it in the node, or in the data that comes in.',
	);
}

/** A text of several choices has commas between them. */
function readChoices(field: INodeProperties, value: unknown): unknown[] {
	const picked: unknown[] = Array.isArray(value)
		? value
		: String(value)
				.split(',')
				.map((choice) => choice.trim());
	// What is loaded in the editor is not known here.
	if (field.typeOptions?.loadOptionsMethod) return picked;
	return picked.map((choice) => readChoice(field, choice));
}

function isLocator(value: unknown): value is Locator {
	return isObject(value) && value.__rl === true;
}
