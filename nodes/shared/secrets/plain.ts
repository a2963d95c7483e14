/** A text with its escapes resolved, and where each of its characters stands in the original. */
export interface Plain {
	text: string;
	/** Where the character at this place begins in the original; for the end of the text, its length. */
	at: (index: number) => number;
}

/** What signs can hide behind: `%41`, `&#65;`, `\u0041`, and these inside of each other. */
const MAY_BE_ESCAPED = /[%&\\]/;

/** Each form has a bounded length, so looking for them takes time by the length of the text alone. */
const ESCAPE =
	/%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}|&(?:#x0{0,6}[0-9a-f]{1,6}|#0{0,6}\d{1,7}|amp|lt|gt|quot|apos|nbsp);|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[\\/"'nrt])/gi;

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	n: '\n',
	r: '\r',
	t: '\t',
};

/** Links stand in links, JSON in JSON: more layers than these are nobody's doing by accident. */
const MOST_LAYERS = 6;

/** Resolves percent signs, entities and backslashes, in any mix, until nothing changes. */
export function readPlain(original: string): Plain {
	let plain: Plain = { text: original, at: (index) => index };
	for (let layer = 0; layer < MOST_LAYERS && MAY_BE_ESCAPED.test(plain.text); layer++) {
		const next = resolveLayer(plain);
		if (!next) break;
		plain = next;
	}
	return plain;
}

/** Undefined where there is nothing to resolve. */
function resolveLayer({ text, at }: Plain): Plain | undefined {
	const pieces: string[] = [];
	// The places alone, one for each character that is left and one for the end.
	const places = new Uint32Array(text.length + 1);
	let length = 0;
	let done = 0;
	const keep = (until: number) => {
		pieces.push(text.slice(done, until));
		for (let index = done; index < until; index++) places[length++] = at(index);
	};
	for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
		keep(index);
		const sign = signOf(escape);
		pieces.push(sign);
		for (let part = 0; part < sign.length; part++) places[length++] = at(index);
		done = index + escape.length;
	}
	if (done === 0) return undefined;
	keep(text.length);
	places[length] = at(text.length);
	return { text: pieces.join(''), at: (index) => places[index] };
}

function signOf(escape: string): string {
	if (escape[0] === '%') return decodePercent(escape);
	const name = escape[0] === '&' ? escape.slice(1, -1) : escape.slice(1);
	if (name[0] === '#') {
		const isHex = name[1] === 'x' || name[1] === 'X';
		return signAt(parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10), escape);
	}
	if (escape[0] === '\\' && name.length > 1) return signAt(parseInt(name.slice(1), 16), escape);
	return NAMED[name.toLowerCase()] ?? name;
}

/** Two halves of a character may come one by one, as JSON writes them. */
function signAt(point: number, escape: string): string {
	if (!(point > 0 && point <= 0x10ffff)) return escape;
	return point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point);
}

function decodePercent(escape: string): string {
	try {
		return decodeURIComponent(escape);
	} catch {
		return escape;
	}
}
