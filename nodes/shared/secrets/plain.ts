/** A text with its escapes resolved, and where each of its characters stands in the original. */
export interface Plain {
	text: string;
	/** Where the character at this place begins in the original; for the end of the text, its length. */
	at: (index: number) => number;
}

/** What signs can hide behind: `%41`, `%u0041`, `&#65;`, `&copy;`, `\u0041`, and these inside of each other. */
const MAY_BE_ESCAPED = /[%&\\]/;

/** Each form has a bounded length, so looking for them takes time by the length of the text alone. */
const ESCAPE =
	/%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}|%[89a-f][0-9a-f]|%u[0-9a-f]{4}|&(?:#x0{0,6}[0-9a-f]{1,6};?|#0{0,6}\d{1,7};?|[a-z]{2,8}\d{0,2};)|\\(?:u[0-9a-f]{4}|u\{0{0,6}[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[\\/"'nrt])/gi;

/** Signs of ASCII and Latin-1 by their names in HTML; capitals do not matter, as secrets are compared without them. */
const ENTITIES = new Map<string, string>([
	// cspell:disable
	...namesFrom(161, 'iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr'),
	...namesFrom(176, 'deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo'),
	...namesFrom(188, 'frac14 frac12 frac34 iquest'),
	...namesFrom(223, 'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc'),
	...namesFrom(235, 'euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml'),
	...namesFrom(247, 'divide oslash ugrave uacute ucirc uuml yacute thorn yuml'),
	...namesFrom(
		33,
		'excl quot num dollar percnt amp apos lpar rpar ast plus comma hyphen period sol',
	),
	...namesFrom(58, 'colon semi lt equals gt quest commat'),
	...namesFrom(91, 'lsqb bsol rsqb hat lowbar grave'),
	...namesFrom(91, 'lbrack - rbrack'),
	...namesFrom(123, 'lcub verbar rcub'),
	...namesFrom(123, 'lbrace vert rbrace'),
	// cspell:enable
	['times', '×'],
	['nbsp', ' '],
	['dash', '-'],
]);

/** Names of signs that follow each other. */
function namesFrom(code: number, names: string): Array<[string, string]> {
	return names.split(' ').map((name, index) => [name, String.fromCharCode(code + index)]);
}

const AFTER_BACKSLASH: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

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
		const sign = signOf(escape);
		if (sign === escape) continue;
		keep(index);
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
	const [first, second] = escape;
	if (first === '%') return decodePercent(escape);
	if (first === '\\') return decodeBackslash(escape);
	if (second !== '#') return ENTITIES.get(escape.slice(1, -1).toLowerCase()) ?? escape;
	const isHex = escape[2] === 'x' || escape[2] === 'X';
	return signAt(parseInt(escape.slice(isHex ? 3 : 2), isHex ? 16 : 10), escape);
}

/** Two halves of a character may come one by one, as JSON writes them. */
function signAt(point: number, escape: string): string {
	if (!(point > 0 && point <= 0x10ffff)) return escape;
	return point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point);
}

/** `\\u0041`, `\\u{41}`, `\\x41`, or a single sign. */
function decodeBackslash(escape: string): string {
	const sign = escape.slice(1);
	if (sign.length === 1) return AFTER_BACKSLASH[sign.toLowerCase()] ?? sign;
	return signAt(parseInt(sign.replace(/^u\{|^./i, ''), 16), escape);
}

/** As UTF-8; a byte that stands alone is one of Latin-1. `%u0041` is how old scripts write it. */
function decodePercent(escape: string): string {
	if (escape[1] === 'u' || escape[1] === 'U') return signAt(parseInt(escape.slice(2), 16), escape);
	if (escape.length === 3) return String.fromCharCode(parseInt(escape.slice(1), 16));
	try {
		return decodeURIComponent(escape);
	} catch {
		return escape;
	}
}
