import { isDeeper, isObject } from '../values';
import { holdsValue, isSecretName, MAY_NAME_SECRET } from './names';
import { readPlain } from './plain';
import { secretSpans } from './spans';

/** Takes the place of what is hidden. */
export const HIDDEN = '…';

/** Told of each secret that is found. */
type Note = (secret: string) => void;

/** How a value is gone through: texts may hold JSON, whose texts may hold JSON again. */
interface Way {
	note: Note;
	depth: number;
}

/** Deeper is nobody's doing by accident. */
const DEEPEST = 5;

/** Of JSON in a text: with more, going through it could come to no end, so it is a text like any other. */
const MOST_LEVELS = 50;

/**
 * Takes sign-in secrets out of a JSON value by the names of their fields: the fields, what stands in pairs of
 * name and value, and what texts hold of them. `note` is told of each.
 */
export function withoutSecrets(value: unknown, note: Note = () => undefined): unknown {
	return walk(value, { note, depth: 0 });
}

/** The same for text of any kind: JSON, XML, a page, an address, plain words. */
export function withoutSecretText(text: string, note: Note = () => undefined): string {
	return inText(text, { note, depth: 0 });
}

function walk(value: unknown, way: Way): unknown {
	if (typeof value === 'string') return inText(value, way);
	if (Array.isArray(value)) return inList(value, way);
	if (!isObject(value)) return value;
	const members = Object.entries(value);
	const isPair = members.some(([, entry]) => typeof entry === 'string' && isSecretName(entry));
	const kept: Array<[string, unknown]> = [];
	for (const [key, entry] of members) {
		if (isSecretName(key)) noteAll(entry, way);
		else if (isPair && holdsValue(key)) kept.push([key, hideAll(entry, way)]);
		else kept.push([key, walk(entry, way)]);
	}
	return Object.fromEntries(kept);
}

/** `["LoginKey", "…"]` is a pair as well. */
function inList(list: readonly unknown[], way: Way): unknown[] {
	const [name, entry] = list;
	const isPair = list.length === 2 && typeof name === 'string' && isSecretName(name);
	return isPair ? [name, hideAll(entry, way)] : list.map((one) => walk(one, way));
}

function hideAll(entry: unknown, way: Way): unknown {
	noteAll(entry, way);
	return entry === '' || entry === null || entry === undefined ? entry : HIDDEN;
}

function noteAll(entry: unknown, way: Way): void {
	if (typeof entry === 'string' || typeof entry === 'number') way.note(String(entry));
	else if (typeof entry === 'object' && entry !== null) {
		for (const inner of Object.values(entry)) noteAll(inner, way);
	}
}

function inText(text: string, way: Way): string {
	if (!MAY_NAME_SECRET.test(text)) return text;
	const json = way.depth < DEEPEST ? jsonIn(text) : undefined;
	if (!json) return bySpans(text, way);
	const clean = walk(json.value, { ...way, depth: way.depth + 1 });
	const isSame = JSON.stringify(clean) === JSON.stringify(json.value);
	const [before, after] = [text.slice(0, json.from), text.slice(json.to)];
	const whole = isSame ? text : before + JSON.stringify(clean) + after;
	return `${before}${after}`.trim() === '' ? whole : bySpans(whole, way);
}

/** The JSON from the first bracket of a text to its last. */
function jsonIn(text: string): { value: unknown; from: number; to: number } | undefined {
	const from = text.search(/[[{]/);
	const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
	if (from < 0 || to <= from) return undefined;
	try {
		const value = JSON.parse(text.slice(from, to)) as unknown;
		return isDeeper(value, MOST_LEVELS) ? undefined : { value, from, to };
	} catch {
		return undefined;
	}
}

function bySpans(text: string, { note }: Way): string {
	if (!MAY_NAME_SECRET.test(text)) return text;
	const plain = readPlain(text);
	let done = 0;
	let clean = '';
	for (const { from, to, secret, mask } of secretSpans(plain, text)) {
		note(secret);
		clean += text.slice(done, plain.at(from)) + mask;
		done = plain.at(to);
	}
	return clean + text.slice(done);
}
