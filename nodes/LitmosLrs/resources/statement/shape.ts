import { isObject } from '../../../shared/values';

/** Says what is wrong with a value; `at` is what messages call it. */
export type Check = (value: unknown, at: string) => string | undefined;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|\+\d\d(:?\d\d)?|-(?!00)\d\d(:?\d\d)?)$/;
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+[DW])?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const LANGUAGE = /^[a-z]{2,8}(-[a-z]{4})?(-[a-z]{2}|-\d{3})?(-[a-z\d]{4,8})*$/i;

export const isUuid = (value: unknown): value is string =>
	typeof value === 'string' && UUID.test(value);

/** Of a field in which somebody enters the ID of a statement. */
export const problemOfId = (value: unknown): string | undefined =>
	isUuid(value) ? undefined : `The field "Statement ID" is not a UUID: ${String(value)}`;

/** An absolute address: `https://…`, `urn:…`. */
export const isIri = (value: unknown): boolean =>
	typeof value === 'string' && /^[a-z][a-z\d+.-]*:[^\s<>"]+$/i.test(value);

const must =
	(holds: (value: unknown) => boolean, what: string): Check =>
	(value, at) =>
		holds(value) ? undefined : `${at} must be ${what}`;

const matches = (pattern: RegExp, what: string): Check =>
	must((value) => typeof value === 'string' && pattern.test(value), what);

export const text = must((value) => typeof value === 'string', 'a text');
export const flag = must((value) => typeof value === 'boolean', 'true or false');
export const number = must((value) => Number.isFinite(value), 'a number');
export const iri = must(isIri, 'a full address such as https://example.com/courses/1');
export const uuid = must(isUuid, 'a UUID such as 0b1c0a6e-3a55-4d21-9d1a-6b6b5f1f7a10');
export const language = matches(LANGUAGE, 'a language such as en-US');
export const mailbox = matches(
	/^mailto:[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/i,
	'mailto: and an email address',
);
export const sha1 = matches(/^[\da-f]{40}$/i, 'a SHA-1 hash of 40 characters');
export const version = matches(/^1\.0(\.\d+)?$/, '1.0 or 1.0.x');
export const duration = matches(DURATION, 'a duration such as PT1H30M');
/** Deeper is nobody's doing by accident. */
const DEEPEST = 50;

const isShallow = (value: unknown, depth = 0): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(depth < DEEPEST && Object.values(value).every((entry) => isShallow(entry, depth + 1)));

export const anything = must((value) => isShallow(value), 'nested less deeply');
export const time = must(
	(value) => typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)),
	'a time with a time zone, such as 2027-01-31T09:00:00Z',
);

export const oneOf = (...choices: string[]): Check =>
	must((value) => choices.includes(value as string), `one of ${choices.join(', ')}`);

export const listOf =
	(check: Check): Check =>
	(value, at) => {
		if (!Array.isArray(value)) return `${at} must be a list`;
		return first(value.map((entry, index) => () => check(entry, `${at}[${index}]`)));
	};

/** An object whose names follow a rule, as `{ "en-US": "completed" }`. */
const mapOf =
	(name: Check, entry: Check): Check =>
	(value, at) => {
		if (!isObject(value)) return `${at} must be an object`;
		return first(
			Object.entries(value).map(
				([key, one]) =>
					() =>
						name(key, `The name ${key} in ${at}`) ?? entry(one, `${at}.${key}`),
			),
		);
	};

export const texts = mapOf(language, text);
export const extensions = mapOf(iri, anything);

/** An object with these members alone. */
export const record =
	(members: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
	(value, at) => {
		if (!isObject(value)) return `${at} must be an object`;
		const missing = required.find((name) => value[name] === undefined);
		if (missing) return `${at} has no ${missing}`;
		return first(
			Object.entries(value).map(([name, entry]) => () => {
				// What is undefined is not sent.
				if (entry === undefined) return undefined;
				if (!Object.hasOwn(members, name)) return `xAPI knows no ${name} in ${at}`;
				return members[name](entry, at === STATEMENT ? name : `${at}.${name}`);
			}),
		);
	};

/** What a statement as a whole is called: its members go by their own names. */
export const STATEMENT = 'The statement';

/** All must hold; the first that does not is told. */
export const all =
	(...checks: Check[]): Check =>
	(value, at) =>
		first(checks.map((check) => () => check(value, at)));

function first(looks: ReadonlyArray<() => string | undefined>): string | undefined {
	for (const look of looks) {
		const problem = look();
		if (problem !== undefined) return problem;
	}
	return undefined;
}
