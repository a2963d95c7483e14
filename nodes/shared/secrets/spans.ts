import { placeAfter } from '../values';
import { SECRET_NAME } from './names';
import type { Plain } from './plain';
import { afterSection, bare, content, isQuoted, rawLength, valueAt, wordAt } from './spanValue';
import type { SecretName, SecretPlace } from './spanValue';

type Rule = (found: SecretName) => SecretPlace | undefined;

/** How far around a name something is looked for that belongs to it. */
const NEAR = 300;

/**
 * The secrets that stand in a text by their names, in order and apart from each other. What is not closed ends
 * with the text, so that each character is looked at a bounded number of times.
 */
export function* secretSpans(plain: Plain, original: string): Generator<SecretPlace> {
	const names = new RegExp(SECRET_NAME);
	let done = 0;
	for (let name = names.exec(plain.text); name; name = names.exec(plain.text)) {
		const from = name.index;
		const found = { plain, original, from, to: names.lastIndex, isKey: /^l/i.test(name[0]) };
		for (const rule of RULES) {
			const span = rule(found);
			if (!span || span.from < done || span.to <= span.from) continue;
			yield span;
			done = span.to;
			names.lastIndex = Math.max(names.lastIndex, span.to);
			break;
		}
	}
}

/** `<LoginKey>…</LoginKey>`, with whatever prefix, attributes, sections and spaces: it goes as a whole. */
const element: Rule = ({ plain: { text }, from, to }) => {
	const [prefix] = /(?:<[\w.-]{1,40}:|<)?$/.exec(text.slice(Math.max(0, from - 42), from))!;
	if (prefix === '' || !/[\s/>]/.test(text[to] ?? '>')) return undefined;
	const start = from - prefix.length;
	const tagEnd = placeAfter(text, '>', to);
	if (text[tagEnd - 2] === '/') return { from: start, to: tagEnd, secret: '', mask: '' };
	const close =
		/<\/(?:[\w.-]{1,40}:)?(?:log[\s_.-]{0,3}in[\s_.-]{0,3}key|pass[\s_.-]{0,3}word)\s*>/gi;
	close.lastIndex = afterSection(text, tagEnd);
	const closing = close.exec(text);
	const inner = text.slice(tagEnd, closing?.index ?? text.length);
	return {
		from: start,
		to: closing ? close.lastIndex : text.length,
		secret: bare(inner),
		mask: '',
	};
};

/** `LoginKey=…`, `"Password": "…"`, `Login Key: …`. */
const assignment: Rule = (found) => {
	const { plain, to, isKey } = found;
	const sign = /["'`\])}*\s]{0,8}(=>|:=|==|=|:)[*\s]{0,8}/y;
	sign.lastIndex = to;
	const assigned = sign.exec(plain.text);
	if (!assigned) return undefined;
	const at = sign.lastIndex - 1 - reverseIndex(assigned[0], assigned[1]);
	const isEncoded = rawLength(found, at) > 1;
	const span = valueAt(found, sign.lastIndex, { isOpen: assigned[1] !== ':', isEncoded });
	if (!span || isKey || assigned[1] !== ':' || isQuoted(plain.text, sign.lastIndex)) return span;
	// What no word is as long as; and a span that is refused would be gone through again.
	if (span.to - span.from > NEAR) return span;
	// "Password: must be longer" is said to a person; what stands alone and is no word may be one.
	const isAlone = /^\s*(?:$|[\r\n,;|&)}\]<"'])/.test(plain.text.slice(span.to, span.to + NEAR));
	return isAlone && /[^a-z]/i.test(span.secret) ? span : undefined;
};

/** `name="LoginKey" value="…"` of a tag, or the content of such a tag. */
const attribute: Rule = (found) => {
	const {
		plain: { text },
		from,
		to,
	} = found;
	const before = text.slice(Math.max(0, from - 50), from);
	if (
		!/\b\w{0,20}(?:name|key|field|label|column|property|id|title)\s{0,3}=\s{0,3}["']$/i.test(before)
	) {
		return undefined;
	}
	const rest = text.slice(to, to + NEAR);
	const value = /^["'][^<>]*?\w?value\s{0,3}=\s{0,3}(?=["'])/i.exec(rest);
	if (value) return valueAt(found, to + value[0].length, { isOpen: true, isEncoded: false });
	const end = /^["'][^<>/]*>/.exec(rest);
	return end ? content(found, to + end[0].length) : undefined;
};

/** `"Name":"LoginKey","Value":"…"` where the JSON around it is broken, and the same as XML or as a table. */
const pair: Rule = (found) => {
	const {
		plain: { text },
		to,
	} = found;
	const rest = text.slice(to, to + NEAR);
	const value = /^["']?\s{0,20}[,;]\s{0,20}["']?\w{0,20}?value\w{0,5}["']?\s{0,9}[:=]\s{0,9}/i.exec(
		rest,
	);
	if (value) return valueAt(found, to + value[0].length, { isOpen: false, isEncoded: false });
	const next =
		/^(?:\]\]>)?\s{0,20}<\/[^<>]{1,60}>\s{0,99}<(?:[\w.-]{0,40}:)?\w{0,20}(?:value|val|text|content|data|td|dd|string)(?:\s[^<>]{0,60})?>/i.exec(
			rest,
		);
	return next ? content(found, to + next[0].length) : undefined;
};

/** The same the other way round: the value first. */
const pairBefore: Rule = (found) => {
	const {
		plain: { text },
		from,
	} = found;
	const start = Math.max(0, from - NEAR);
	const before = text.slice(start, from);
	if (!/value/i.test(before)) return undefined;
	const json =
		/value["']?\s{0,9}[:=]\s{0,9}(["'])([^"']*)\1[\s,]{0,20}["']?\w{1,20}["']?\s{0,9}[:=]\s{0,9}["']$/i.exec(
			before,
		);
	const xml = /value(?:\s[^<>]{0,60})?>([^<>]*)<\/[^<>]{1,60}>\s{0,99}<[^<>]{1,60}>$/i.exec(before);
	const secret = json?.[2] ?? xml?.[1] ?? '';
	const match = json ?? xml;
	if (!match || secret === '') return undefined;
	const at = start + match.index + match[0].indexOf(secret, 'value'.length);
	return { from: at, to: at + secret.length, secret, mask: '…' };
};

/** `the login key 0b5c1d2e was used`: what looks like one right behind the name. */
const loose: Rule = ({ plain: { text }, to, isKey }) => {
	if (!isKey) return undefined;
	const rest = text.slice(to, to + NEAR);
	const token = /^(?:\W{1,12}|\W{1,3}(?:is|was|of|value)\W{1,3})([^\s"'<>,;&|]{8,})/i.exec(rest);
	if (!token || !/\d/.test(token[1])) return undefined;
	const from = to + token[0].length - token[1].length;
	const [, end] = wordAt(text, from, /[\s"'<>,;&|]/g);
	return { from, to: end, secret: text.slice(from, end), mask: '…' };
};

const RULES: readonly Rule[] = [element, assignment, attribute, pair, pairBefore, loose];

/** How many characters follow the last place of a part in a text. */
function reverseIndex(text: string, part: string): number {
	return text.length - text.lastIndexOf(part) - part.length;
}
