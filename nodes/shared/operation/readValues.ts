import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	ResourceMapperValue,
} from 'n8n-workflow';
import { isObject, mapTexts } from '../values';
import { fieldsOf, mayBeThere, mayWrite, writesBody } from './describe';
import { IF_MISSING, PREVIEW_ONLY, REQUEST_FORMAT } from './options/panel';
import {
	CHANGE_IT,
	emptyField,
	FieldError,
	readSingle,
	readTyped,
	requireWhole,
} from './readTyped';
import type { Awaited, Locators } from './names/finder';
import { readPlace } from './names/matching';
import type { Operation } from './types';

/** The fields of one input item. */
export interface ItemValues {
	item: number;
	/** By field name; what sits in a collection counts like any other field. */
	values: IDataObject;
	/** Mode of each locator that has a value, e.g. `userId: 'email'`; `id` for choices that an expression gives. */
	modes: Readonly<Record<string, string>>;
	/** What the locators name, for messages, e.g. `User "Ada Example"`. */
	subjects: string[];
	/** The body goes out as XML. */
	isXml?: true;
	/** Left alone where the user has it already. */
	isIfMissing?: true;
	/** Nothing is written: what would be sent comes out instead. */
	isPreview?: true;
	/** An AI agent reads what comes out. */
	isTool?: true;
	/** By locator: the IDs of what its record stands in and its own, where the value says them all. */
	places?: Readonly<Record<string, IDataObject>>;
	/** Why values were left out, which the item can do without. */
	notes?: readonly string[];
	/** Another item makes the record that this one names: this one comes after it. */
	awaits?: Awaited;
	/** Locators whose value goes into the path without having been looked up. */
	taken?: readonly string[];
	/** The item as it was read, where IDs in it are remembered from another run of this execution. */
	beforeRecall?: ItemValues;
	/** A name stands in the path: says why the record that came is not the one of that name. */
	verify?: (record: IDataObject) => FieldError | undefined;
}

/** An item while its fields are read. */
interface Reading extends ItemValues {
	locators: Partial<Locators>;
	places: Record<string, IDataObject>;
	takesLists: readonly string[];
	hasFractions: boolean;
}

interface Locator {
	__rl: true;
	mode: string;
	value: unknown;
	cachedResultName?: string;
}

interface Setting extends Pick<ItemValues, 'isTool'> {
	operation: Operation;
	locators?: Partial<Locators>;
}

/**
 * Reads and checks what the person set for one item.
 * @throws FieldError that names the field as the editor shows it.
 */
export function readValues(
	ctx: IExecuteFunctions,
	{ operation, locators = {}, isTool }: Setting,
	item: number,
): ItemValues {
	const { takesLists = [] } = operation;
	const hasFractions = !operation.request && operation.verbatim === true;
	const none = { values: {}, modes: {}, subjects: [], places: {} };
	const forTool = isTool && { isTool };
	const read: Reading = { item, ...none, ...forTool, locators, takesLists, hasFractions };
	for (const field of fieldsOf(operation)) {
		if (!isShown(field, read)) continue;
		const given = ctx.getNodeParameter(field.name, item, field.default) as unknown;
		const written = () => writtenIn(ctx, field, item);
		const raw = asGiven(given, written);
		// Choices that nobody ticked.
		if (field.type === 'multiOptions' && isExpression(written()))
			(read.modes as Record<string, string>)[field.name] = 'id';
		if (field.type === 'collection') readCollection(read, field, { raw, written: written() });
		else if (field.type === 'resourceMapper') read.values[field.name] = readMapped(ctx, raw, item);
		else if (isNothing(raw) && isOffAtFirst(field)) readField(read, field, false);
		else readField(read, isDropdown(field) ? { ...field, required: true } : field, raw);
	}
	requireWholeTexts(read.values, operation);
	read.values = { ...read.values, ...operation.derive?.(read.values) };
	const complaint = operation.check?.(read.values);
	if (complaint !== undefined) throw new FieldError(complaint, CHANGE_IT);
	const { values, modes, subjects, places } = read;
	const isPlaced = Object.keys(places).length > 0;
	const ways = readOptions(ctx, operation, read);
	return { item, values, modes, subjects, ...forTool, ...ways, ...(isPlaced && { places }) };
}

/** A switch that an expression leaves empty is off, not left to Litmos, which would send emails. */
const isOffAtFirst = ({ type, default: initial }: INodeProperties): boolean =>
	type === 'boolean' && initial === false;

/** Something is always chosen in it: where an expression leaves it empty, the rest of the form means nothing. */
const isDropdown = ({ type }: INodeProperties): boolean => type === 'options';

/** The parameter as it stands in the node, with its expressions. */
function writtenIn(ctx: IExecuteFunctions, { name }: INodeProperties, item: number): unknown {
	return ctx.getNodeParameter(name, item, null, { rawExpressions: true });
}

const isExpression = (written: unknown) => typeof written === 'string' && written.startsWith('=');

/** What an expression or a model gives was not picked, though n8n may keep the mode From List and the name of what was. */
function asGiven(given: unknown, written: () => unknown): unknown {
	if (!isLocator(given) || given.mode !== 'list') return given;
	const whole = written();
	const isPicked = !isExpression(isObject(whole) ? whole.value : whole);
	return isPicked ? given : { ...given, mode: 'id', cachedResultName: undefined };
}

/** What the options say about how the item is sent. */
function readOptions(
	ctx: IExecuteFunctions,
	operation: Operation,
	{ item, values }: ItemValues,
): Pick<ItemValues, 'isXml' | 'isPreview' | 'isIfMissing'> {
	const read = (field: INodeProperties) => {
		const given = ctx.getNodeParameter(`options.${field.name}`, item, field.default) as unknown;
		// Taken for off, a preview would write.
		if (isNothing(given)) throw emptyField(field);
		return readTyped(field, given);
	};
	const isXml = writesBody(operation) && read(REQUEST_FORMAT) === 'xml';
	const isPreview = mayWrite(operation) && read(PREVIEW_ONLY) === true;
	const isRead = operation.kind === 'coded' && operation.isRead?.(values);
	const isIfMissing = mayBeThere(operation) && read(IF_MISSING) === true;
	return {
		...(isXml && { isXml }),
		...(isPreview && !isRead && { isPreview }),
		...(isIfMissing && { isIfMissing }),
	};
}

function requireWholeTexts(values: IDataObject, operation: Operation): void {
	for (const [name, value] of Object.entries(values)) {
		const label = () =>
			fieldsOf(operation).find((field) => field.name === name)?.displayName ?? name;
		mapTexts(value, (text) => requireWhole(label, text));
	}
}

function readCollection(
	read: Reading,
	field: INodeProperties,
	{ raw, written }: { raw: unknown; written: unknown },
): void {
	const options = (field.options ?? []) as INodeProperties[];
	if (!isObject(raw) && !isNothing(raw)) {
		throw new FieldError(
			`The settings under "${field.displayName}" cannot be read`,
			'Remove them in the node and set them again.',
		);
	}
	for (const [name, value] of Object.entries(raw ?? {})) {
		const option = options.find((candidate) => candidate.name === name);
		if (!option || !isShown(option, read)) continue;
		const writtenOf = () => (isObject(written) ? written[name] : written);
		readField(read, option, asGiven(value, writtenOf));
	}
}

/** The columns as they were mapped by hand, or the whole item, whose columns the operation looks through by name. */
function readMapped(ctx: IExecuteFunctions, raw: unknown, item: number): IDataObject {
	const { mappingMode, value } = (isObject(raw) ? raw : {}) as Partial<ResourceMapperValue>;
	return mappingMode === 'autoMapInputData' ? ctx.getInputData()[item].json : (value ?? {});
}

/** A field that is out of sight counts for nothing, whether it is required or still holds what was set before. */
function isShown(
	{ displayOptions }: INodeProperties,
	{ values, isTool: forTool }: ItemValues,
): boolean {
	const isSo = ([name, wanted]: [string, unknown]) =>
		(wanted as unknown[]).includes(
			name === '@tool' ? forTool === true : values[name.replace('/', '')],
		);
	const { show = {}, hide = {} } = displayOptions ?? {};
	return Object.entries(show).every(isSo) && !Object.entries(hide).some(isSo);
}

function readField(read: Reading, field: INodeProperties, raw: unknown): void {
	const isInLocator = isLocator(raw) || field.type === 'resourceLocator';
	const value = isInLocator ? readLocator(read, field, raw) : raw;
	const isBlank = field.required && typeof value === 'string' && value.trim() === '';
	if (isNothing(value) || isBlank) return leaveEmpty(field);
	const isMany = read.takesLists.includes(field.name) && Array.isArray(value);
	const typed = isMany
		? value.map((one) => readSingle(field, one))
		: readTyped(field, value, read.hasFractions);
	// Of several choices, each may be empty.
	if (isNothing(typed)) return leaveEmpty(field);
	read.values[field.name] = typed as IDataObject[string];
}

function leaveEmpty(field: INodeProperties): void {
	if (field.required) throw emptyField(field);
}

/** An expression may give the whole locator, or the value alone. */
function readLocator(read: Reading, field: INodeProperties, raw: unknown): string {
	const locator: Locator = isLocator(raw) ? raw : { __rl: true, mode: 'id', value: raw };
	if (isNothing(locator.value)) return '';
	const value = String(readSingle(field, locator.value)).trim();
	if (value === '') return '';
	if (/^\.+$/.test(value)) {
		throw new FieldError(
			`The field "${field.displayName}" is not an ID: ${value}`,
			'Choose it from the list, or enter the ID.',
		);
	}
	(read.modes as Record<string, string>)[field.name] = locator.mode;
	const { plainValues = [], places = {} } = read.locators;
	if (!plainValues.includes(field.name)) {
		read.subjects.push(`${field.displayName} "${locator.cachedResultName ?? value}"`);
	}
	const place = Object.hasOwn(places, field.name) && readPlace(places[field.name], value);
	if (!place) return value;
	read.places[field.name] = place;
	return String(place[field.name]);
}

function isNothing(value: unknown): boolean {
	const isEmptyList = Array.isArray(value) && value.length === 0;
	return value === undefined || value === null || value === '' || isEmptyList;
}

function isLocator(value: unknown): value is Locator {
	return isObject(value) && value.__rl === true;
}
