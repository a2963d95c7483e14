import { HIDDEN } from './named';
import { readPlain } from './plain';

/** Hides known secrets in texts, wherever and however written. */
export interface KnownSecrets {
	/** From now on this is hidden, too. `isKey`: the API Key, hidden in more forms. */
	learn: (secret: string, isKey?: boolean) => void;
	hide: (text: string) => string;
}

/** What a text is compared with: by its first characters, since there may be thousands. */
interface Forms {
	all: Set<string>;
	/** The lengths of those that begin alike, the longest first. */
	lengths: Map<number, number[]>;
	/** Of these, the ones that count as whole words only. */
	words: Set<string>;
	/** A text may break off in the middle of one. */
	keys: Set<string>;
}

/** Shorter ones stand in every text by chance: these are hidden by the names of their fields only. */
const LEAST = 4;

/** Shorter ones are hidden where they stand as a word of their own: `Ada1`, but not the first half of `Ada1815`. */
const ANYWHERE_FROM = 8;

/** A piece of a key that is long enough to be of use. */
const PIECE = 8;

/** A piece without a digit may be a word, as secrets that people choose have them, but not from this length on. */
const WORDS_UNTIL = 16;

/** Nobody's password; such a value is a text that happens to be called so. */
const MOST = 1000;

export function knownSecrets(): KnownSecrets {
	const forms: Forms = {
		all: new Set(),
		lengths: new Map(),
		words: new Set(),
		keys: new Set(),
	};
	return {
		learn(secret, isKey = false) {
			if (secret.length < LEAST || secret.length > MOST) return;
			const spellings = isKey ? [secret, secret.toLowerCase(), secret.toUpperCase()] : [secret];
			for (const form of [...plainForms(secret), ...spellings.flatMap(base64Forms)]) {
				add(forms, form);
				if (form.length < ANYWHERE_FROM) forms.words.add(form);
				if (isKey) forms.keys.add(form);
			}
		},
		hide(text) {
			if (forms.all.size === 0 || text.length < LEAST) return text;
			// As it stands first: what looks like an escape may belong to the secret.
			const clean = hideSpans(text, findAll(text, forms));
			return hideSpans(clean, findEscaped(clean, forms));
		},
	};
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * As it is, and with its own escapes resolved, as texts are compared; then as programs show it: its bytes in hex, or
 * read as Latin-1, and a GUID without dashes.
 */
function plainForms(secret: string): string[] {
	const spaced = secret.replace(/ /g, '+');
	const bytes = Buffer.from(secret, 'utf8');
	const bare = GUID.test(secret) ? [secret.replace(/-/g, '')] : [];
	const shown = [bytes.toString('hex'), bytes.toString('latin1')];
	return [secret, readPlain(secret).text, spaced, ...shown, ...bare].map(lower);
}

/** Within longer Base64 it may begin at any of three places; what its neighbors change is left out. */
function base64Forms(secret: string): string[] {
	const forms: string[] = [];
	for (const before of [0, 1, 2]) {
		const bytes = Buffer.from('\0'.repeat(before) + secret, 'utf8');
		const whole = Math.floor((bytes.length * 8) / 6);
		const form = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole);
		if (form.length >= ANYWHERE_FROM)
			forms.push(form, form.replace(/\+/g, '-').replace(/\//g, '_'));
	}
	return forms.map(lower);
}

function add({ all, lengths }: Forms, form: string): void {
	if (form.length < LEAST || all.has(form)) return;
	all.add(form);
	const start = startOf(form, 0);
	const known = lengths.get(start) ?? [];
	if (known.includes(form.length)) return;
	lengths.set(
		start,
		[...known, form.length].sort((a, b) => b - a),
	);
}

/** The first four characters as a number; different ones may share it. */
function startOf(text: string, at: number): number {
	const { charCodeAt } = String.prototype;
	const code = (index: number) => charCodeAt.call(text, at + index);
	return (code(0) << 21) ^ (code(1) << 14) ^ (code(2) << 7) ^ code(3);
}

function hideSpans(text: string, spans: Iterable<[number, number]>): string {
	let clean = '';
	let done = 0;
	for (const [from, to] of spans) {
		clean += text.slice(done, from) + HIDDEN;
		done = to;
	}
	return done === 0 ? text : clean + text.slice(done);
}

/** The same where signs are escaped, and where the text breaks off. */
function* findEscaped(text: string, forms: Forms): Generator<[from: number, to: number]> {
	const plain = readPlain(text);
	const end = brokenOff(lower(plain.text), forms) ?? Infinity;
	for (const [from, to] of plain.text === text ? [] : findAll(plain.text, forms)) {
		if (to <= end) yield [plain.at(from), plain.at(to)];
	}
	if (end < Infinity) yield [plain.at(end), text.length];
}

/** Where secrets stand, in order and apart from each other. */
function* findAll(text: string, forms: Forms): Generator<[from: number, to: number]> {
	const low = lower(text);
	let at = 0;
	while (at + LEAST <= low.length) {
		const length = lengthAt(low, at, forms);
		if (length > 0) yield [at, at + length];
		at += Math.max(1, length);
	}
}

function lengthAt(low: string, at: number, { all, lengths, words }: Forms): number {
	for (const length of lengths.get(startOf(low, at)) ?? []) {
		const form = low.slice(at, at + length);
		// At the end of the text it is shorter, and may be another form.
		if (form.length < length || !all.has(form)) continue;
		if (!words.has(form) || isWord(low, at, length)) return length;
	}
	return 0;
}

function isWord(text: string, at: number, length: number): boolean {
	return !isLetter(text[at - 1]) && !isLetter(text[at + length]);
}

function isLetter(sign: string | undefined): boolean {
	return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}

/** Where the end of the text is a piece of a key: it was cut there, perhaps within an escape, or with dots after it. */
function brokenOff(low: string, { keys }: Forms): number | undefined {
	const tail = low.slice(-LONGEST_END);
	const end =
		low.length - tail.length + tail.replace(HALF_ESCAPE, '').replace(AFTER_CUT, '').length;
	const text = low.slice(0, end);
	let longest = 0;
	for (const key of keys) {
		// What ends a form without dashes may end the whole key as well.
		if (text.endsWith(key)) return undefined;
		longest = Math.max(longest, pieceAtEnd(text, key));
	}
	return longest > 0 ? end - longest : undefined;
}

const LONGEST_END = 30;
const HALF_ESCAPE =
	/(?:%(?:u[\da-f]{0,3}|[\da-f]?)|&#?x?[\da-f]{0,7}|\\(?:u\{?[\da-f]{0,6}|x[\da-f]?)?)$/;
const AFTER_CUT = /[\s.…"'`)\]}>]{0,10}$/;

/** How much of a key the text ends with; 0 where it may be a word that the key happens to have in it. */
function pieceAtEnd(text: string, key: string): number {
	if (text.length < PIECE || !key.includes(text.slice(-PIECE))) return 0;
	let length = PIECE;
	while (length < text.length && key.includes(text.slice(-length - 1))) length++;
	const isTelling = length >= WORDS_UNTIL || length * 2 >= key.length;
	return isTelling || /\d/.test(text.slice(-length)) ? length : 0;
}

/** The places stay the same: signs that the whole text would change otherwise, by what stands beside or into two, are taken by themselves. */
function lower(text: string): string {
	const low = text.toLowerCase();
	if (low.length === text.length && !text.includes('\u03a3')) return low;
	return text.replace(/[^\u03a3\u0130]+|\u03a3/g, (part) => part.toLowerCase());
}
