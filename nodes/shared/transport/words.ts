import { withoutSecrets, withoutSecretText } from '../secrets/named';
import type { Redact } from '../secrets/redact';
import { decodeEntities, isObject, placeAfter } from '../values';

/** The parts of an answer that hold words. */
interface Spoken {
	text: string;
	/** The reason phrase. */
	statusText: string;
}

/** Longer texts are web pages; their head says enough. */
const MOST = 300;

/** What is looked through for secrets, so that none is cut in the middle before. */
const LOOKED_THROUGH = 2_000;

/** The documented text of the limit (contract: conventions), as words of their own: no company is Corporate Limited. */
const LIMIT_TEXT =
	/(?<![\p{L}\p{N}])(?:rat(?:e|ing)[ -]limit(?:s|ed|ing)?|too many requests)(?![\p{L}\p{N}])/iu;

/**
 * Whether Litmos says that the limit is used up: in Message or Detail of JSON, or in the reason phrase. A page
 * may speak of anything.
 */
export function tellsLimit({ text, statusText }: Spoken): boolean {
	const body = parse(text);
	const told = isObject(body) ? [body.Detail, body.detail, body.Message, body.message] : [];
	return [...told, statusText].some((words) => typeof words === 'string' && saysLimit(words));
}

function saysLimit(words: string): boolean {
	return LIMIT_TEXT.test(words.slice(0, LOOKED_THROUGH));
}

/** Litmos' own words in a response: JSON `Detail`, then `Message`, XML, HTML without tags, the reason phrase. */
export function litmosWords(
	{ text, statusText }: Spoken,
	redact: Redact = (value) => value,
): string {
	return cleanWords(decodeEntities(wordsIn(text, redact) || statusText), redact);
}

function wordsIn(text: string, redact: Redact): string {
	try {
		// Before tags are taken out: what looks like one may be part of a secret.
		const clean = redact(withoutSecretText(text));
		return wordsOfJson(clean) ?? wordsOfMarkup(clean) ?? clean.trim();
	} catch {
		// Nested too deeply. The error that is to quote it must not be lost: it may say that something was done.
		return '';
	}
}

/** One line without secrets, and no longer than a person reads. */
export function cleanWords(words: string, redact: Redact = (value) => value): string {
	const line = words.replace(/\s+/g, ' ').trim().slice(0, LOOKED_THROUGH);
	const clean = redact(withoutSecretText(line));
	return clean.length > MOST ? `${clean.slice(0, MOST)}…` : clean;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function wordsOfJson(text: string): string | undefined {
	const body = parse(text);
	if (body === undefined) return undefined;
	if (typeof body === 'string') return body;
	const words = isObject(body) ? (body.Detail ?? body.Message ?? body.message) : undefined;
	return typeof words === 'string' ? words : JSON.stringify(withoutSecrets(body));
}

/** What of a page is for no reader, up to where it ends. */
const UNREAD = /^<(style|script|title)(?![\w-])/i;

function wordsOfMarkup(text: string): string | undefined {
	if (!/^\s*</.test(text)) return undefined;
	const element = /<(Detail|Error|Message)>([^<]+)<\/\1>/i.exec(text);
	if (element) return element[2];
	let words = '';
	for (let at = 0; at < text.length && words.length < LOOKED_THROUGH;) {
		const tag = text.indexOf('<', at);
		const end = tag < 0 ? text.length : tag;
		words += ` ${text.slice(at, end).trim()}`.trimEnd();
		at = tag < 0 ? text.length : endOfTag(text, tag);
	}
	return words;
}

/** What is not closed has no words behind it. */
function endOfTag(text: string, tag: number): number {
	if (text.startsWith('<!--', tag)) return placeAfter(text, '-->', tag);
	const unread = UNREAD.exec(text.slice(tag, tag + 10));
	if (!unread) return placeAfter(text, '>', tag);
	const closing = new RegExp(`</${unread[1]}`, 'gi');
	closing.lastIndex = tag;
	const close = closing.exec(text);
	return close ? placeAfter(text, '>', close.index) : text.length;
}
