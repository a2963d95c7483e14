import { placeAfter } from '../values';
import type { Plain } from './plain';

/** Where a secret stands in a text, by the places of its plain form, and what takes its place. */
export interface SecretPlace {
	from: number;
	to: number;
	secret: string;
	mask: '…' | '';
}

/** A name of a secret in a text. */
export interface SecretName {
	plain: Plain;
	original: string;
	from: number;
	to: number;
	isKey: boolean;
}

/** A value that begins here: in quotes, in brackets, or as far as a value can go. */
export function valueAt(
	found: SecretName,
	from: number,
	{ isOpen, isEncoded }: { isOpen: boolean; isEncoded: boolean },
): SecretPlace | undefined {
	const { text } = found.plain;
	if (isQuoted(text, from)) {
		const to = closingQuote(found, from);
		return { from: from + 1, to, secret: text.slice(from + 1, to), mask: '…' };
	}
	if (text.startsWith('<![CDATA[', from)) return content(found, from);
	if (text[from] === '{' || text[from] === '[') {
		const to = closingBracket(text, from);
		return { from, to, secret: text.slice(from + 1, to - 1), mask: '…' };
	}
	const stop = isOpen ? /[\s&"'<>\\]/g : /[\s&"'<>\\,;|)\]}]/g;
	let [, to] = wordAt(text, from, stop);
	// In an address, a sign that is written with a percent sign belongs to the value, unless all of it is.
	while (isOpen && !isEncoded && isPercent(found, to)) [, to] = wordAt(text, to + 1, stop);
	const secret = text.slice(from, to);
	return /^(?:null|true|false|)$/.test(secret) ? undefined : { from, to, secret, mask: '…' };
}

/** What follows a tag, as far as the next one. */
export function content({ plain: { text } }: SecretName, from: number): SecretPlace | undefined {
	const section = afterSection(text, from);
	const end = text.indexOf('<', section);
	const to = end < 0 ? text.length : end;
	const secret = bare(text.slice(from, to));
	return secret === '' ? undefined : { from, to, secret, mask: '…' };
}

/** The place behind a CDATA section that begins here, however it is filled. */
export function afterSection(text: string, from: number): number {
	const begin = /\s{0,99}<!\[CDATA\[/y;
	begin.lastIndex = from;
	return begin.test(text) ? placeAfter(text, ']]>', from) : from;
}

/** Without the marks of CDATA sections. */
export function bare(text: string): string {
	return text.replace(/<!\[CDATA\[|\]\]>/g, '').trim();
}

/** Whether a value in quotes begins here. */
export function isQuoted(text: string, at: number): boolean {
	return text[at] === '"' || text[at] === "'" || text[at] === '`';
}

/** The closing quote is written as the opening one: `\"` inside of `"…"` closes nothing. */
function closingQuote(found: SecretName, from: number): number {
	const { text } = found.plain;
	const written = rawAt(found, from);
	let to = text.indexOf(text[from], from + 1);
	while (to >= 0 && rawAt(found, to) !== written) to = text.indexOf(text[from], to + 1);
	return to < 0 ? text.length : to;
}

function closingBracket(text: string, from: number): number {
	const brackets = /[{[]|([}\]])/g;
	brackets.lastIndex = from;
	let open = 0;
	for (let one = brackets.exec(text); one; one = brackets.exec(text)) {
		open += one[1] ? -1 : 1;
		if (open === 0) return brackets.lastIndex;
	}
	return text.length;
}

function rawAt({ plain, original }: SecretName, index: number): string {
	return original.slice(plain.at(index), plain.at(index + 1));
}

/** How many characters of the original stand for this one. */
export function rawLength({ plain }: SecretName, index: number): number {
	return plain.at(index + 1) - plain.at(index);
}

function isPercent(found: SecretName, index: number): boolean {
	return (
		index < found.plain.text.length && rawAt(found, index)[0] === '%' && rawLength(found, index) > 1
	);
}

/** From here as far as the first sign that ends it. `stop` is global. */
export function wordAt(text: string, from: number, stop: RegExp): [from: number, to: number] {
	stop.lastIndex = from;
	const end = stop.exec(text);
	return [from, end ? end.index : text.length];
}
