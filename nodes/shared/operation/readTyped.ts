import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { isObject, isoDate, parseTime } from '../values';

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

/** What an expression may give that stands for one value. */
type Single = string | number | boolean | bigint;

export const CHANGE_IT = 'Correct it in the node, or in the incoming data.';

/**
 * What stands in a field, as its type wants it: a text, a number, a time (`2024-05-01T13:45:00Z`), true or
 * false, or a list of choices; a fixed collection with a single value in each of its fields; JSON as it is.
 * `hasFractions`: times keep their fractions of a second, of which Litmos itself knows none.
 * @throws FieldError that names the field as the editor shows it.
 */
export function readTyped(field: INodeProperties, value: unknown, hasFractions = false): unknown {
	if (field.type === 'json') return value;
	if (field.type === 'fixedCollection') return readEntries(field, value);
	if (field.type === 'multiOptions') return readChoices(field, value);
	const single = readSingle(field, value);
	if (field.type === 'dateTime') return readTime(field, single, hasFractions);
	if (field.type === 'number') return readNumber(field, single);
	if (field.type === 'boolean') return readBoolean(field, single);
	if (field.type === 'options') return readChoice(field, single);
	// A number in place of a text, such as a postal code, is not what the field is on the wire.
	return String(single);
}

/** One value, as expressions give it; a date as its text. Neither a list nor an object has a text of its own. */
export function readSingle({ displayName }: INodeProperties, value: unknown): Single {
	const isDate = typeof (value as Partial<Date>)?.toJSON === 'function';
	const single = isDate ? (value as Date).toJSON() : value;
	const isSingle = ['string', 'number', 'boolean', 'bigint'].includes(typeof single);
	if (isSingle && !Number.isNaN(single)) return single as Single;
	let given = Array.isArray(single) ? 'a list' : 'an object';
	if (isDate || isSingle) given = String(value);
	throw new FieldError(
		`The field "${displayName}" contains ${given} but needs a single text, number or date`,
		'Change its expression to return one value, such as {{ $json.user.email }} instead of {{ $json.user }}.',
	);
}

/** What is to be filled in and is not. */
export function emptyField({ displayName }: INodeProperties): FieldError {
	return new FieldError(
		`The field "${displayName}" is empty`,
		'Fill it in, or check its expression, which is empty for this item.',
	);
}

/** Half of a character that is stored in two parts: no address can hold it, and XML turns it into another one. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The text. @throws FieldError where a character was cut in two. */
export function requireWhole(label: () => string, text: string): string {
	if (!HALF.test(text)) return text;
	throw new FieldError(
		`The field "${label()}" contains half a character: the text was cut inside a character such as an emoji`,
		'Enter the text again, or cut it elsewhere in the expression.',
	);
}

/** `{ group: entries }`, each entry a record of single values; what the editor does not show is left out. */
function readEntries({ displayName, options = [] }: INodeProperties, value: unknown): IDataObject {
	const bad = new FieldError(
		`The field "${displayName}" has entries that cannot be read`,
		CHANGE_IT,
	);
	if (!isObject(value)) throw bad;
	const groups: IDataObject = {};
	for (const { name, values: fields } of options as INodePropertyCollection[]) {
		if (value[name] === undefined) continue;
		const entries = [value[name]].flat() as unknown[];
		if (!entries.every(isObject)) throw bad;
		groups[name] = entries.map((entry) => readEntry(fields, entry));
	}
	return groups;
}

function readEntry(fields: readonly INodeProperties[], entry: IDataObject): IDataObject {
	const read: IDataObject = {};
	for (const field of fields) {
		// Something stands in it from the start, such as the time at which a day begins.
		const isPreset = field.type === 'options' || (field.type === 'string' && field.default !== '');
		const isGiven = !isPreset || Object.hasOwn(entry, field.name);
		const value = isGiven ? entry[field.name] : field.default;
		// Nobody takes that out: an expression is empty for this item.
		if (isPreset && (value ?? '') === '') throw emptyField(field);
		if (value === undefined || value === null) continue;
		// The day of a session is the one that was written, wherever it is the day before by now.
		const isAsWritten = value === '' || field.type === 'dateTime';
		const cell = isAsWritten ? readSingle(field, value) : readTyped(field, value);
		read[field.name] = cell as IDataObject[string];
	}
	return read;
}

function readTime(field: INodeProperties, value: Single, hasFractions: boolean): string {
	const time = parseTime(value);
	const fraction = hasFractions ? /:\d\d(\.\d{1,9})/.exec(String(value))?.[1] : undefined;
	if (time) return isoDate(time).replace(/Z$/, Number(fraction) > 0 ? `${fraction}Z` : 'Z');
	throw new FieldError(
		`The field "${field.displayName}" is not a date: ${String(value)}`,
		'Use a date such as 2027-01-31 or 2027-01-31T09:00:00Z. Without a time zone, it counts as UTC.',
	);
}

function readNumber(field: INodeProperties, value: Single): number {
	const number = typeof value === 'boolean' || String(value).trim() === '' ? NaN : Number(value);
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.typeOptions ?? {};
	// As the editor does with what is typed.
	const isWhole = numberPrecision === 0;
	const isKind = isWhole ? Number.isInteger(number) : Number.isFinite(number);
	if (isKind && number >= minValue && number <= maxValue) return number;
	const kind = isWhole ? 'whole number' : 'number';
	throw new FieldError(
		`The field "${field.displayName}" must be a ${kind}${rangeOf(minValue, maxValue)}: ${String(value)}`,
		CHANGE_IT,
	);
}

/** No field has an upper bound alone. */
function rangeOf(least: number, most: number): string {
	if (most < Infinity) return ` from ${least} to ${most}`;
	return least > -Infinity ? ` of at least ${least}` : '';
}

/** Expressions often give the words; a text "false" would count as true. */
function readBoolean(field: INodeProperties, value: Single): boolean {
	const word = String(value).trim().toLowerCase();
	if (['true', 'yes', '1'].includes(word)) return true;
	if (['false', 'no', '0'].includes(word)) return false;
	throw new FieldError(
		`The field "${field.displayName}" must be true or false: ${String(value)}`,
		CHANGE_IT,
	);
}

/** n8n checks what is picked, but not what an expression gives, which may be the text of a number. */
function readChoice({ displayName, options }: INodeProperties, value: Single): unknown {
	const known = options as INodePropertyOptions[];
	const choice =
		known.find((one) => String(one.value) === String(value)) ??
		// HR systems write "learner" or "Team Leader" for Learner and Team_Leader.
		known.find((one) => [one.value, one.name].some((text) => isAlike(text, value)));
	if (choice) return choice.value;
	const names = known.map(({ name }) => name).join(', ');
	throw new FieldError(
		`The field "${displayName}" does not accept "${String(value)}", only: ${names}`,
		CHANGE_IT,
	);
}

const isAlike = (text: unknown, other: unknown): boolean => wordsOf(text) === wordsOf(other);

/** Without capitals, and without what stands between words. */
function wordsOf(text: unknown): string {
	return String(text)
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, ' ');
}

/** A text of several choices has commas between them. Empty ones are none. */
function readChoices(field: INodeProperties, value: unknown): unknown[] {
	const given: unknown[] = Array.isArray(value)
		? value
		: String(readSingle(field, value))
				.split(',')
				.map((choice) => choice.trim());
	const isBlank = (one: unknown) => typeof one === 'string' && one.trim() === '';
	const filled = given.filter((one) => one !== null && one !== undefined && !isBlank(one));
	const picked = filled.map((one) => readSingle(field, one));
	// What is loaded in the editor is not known here.
	if (field.typeOptions?.loadOptionsMethod) return picked;
	return picked.map((choice) => readChoice(field, choice));
}
