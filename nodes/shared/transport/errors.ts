import type { Redact } from '../secrets/redact';
import { ADVICE, REFUSED } from './advice';
import type { Advised } from './advice';
import { cleanWords, litmosWords, tellsLimit } from './words';

/** What Litmos sent back to one physical request, as text. */
export interface LitmosResponse {
	status: number;
	/** The reason phrase: for refusals Litmos repeats its text there (recorded). */
	statusText: string;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	text: string;
	/** The answer was too large to be read: the text is its beginning. */
	isCut?: boolean;
}

/** What error messages are made of: what was being done, in the words of the editor. */
export interface ErrorContext extends Advised {
	/** By status, in place of the general advice. */
	advice?: Readonly<Record<number, string>>;
	/** Texts in JSON have HTML entities. */
	hasEntities?: boolean;
	/** Hides the key, and what the request carried. */
	redact?: Redact;
	/** A repeat could do it twice, or the response does not tell whether it was done. */
	mayHaveRun?: boolean;
	/** A repeat could make a second record. */
	mayDouble?: boolean;
	/** An attempt before this one may have arrived, and had no answer. */
	isAfterLoss?: boolean;
}

type Told = Pick<ErrorContext, 'action' | 'subjects' | 'mayHaveRun' | 'mayDouble'>;

/** A request that did not end well, told for the person who built the workflow. */
export class LitmosError extends Error {
	override name = 'LitmosError';

	constructor(
		/** What happened. */
		message: string,
		/** What to do, then Litmos' own words. */
		readonly description: string,
		readonly httpCode?: string,
	) {
		super(message);
	}
}

/** A POST of which nobody knows whether it was carried out: sent again, it could make a second record. */
export class UncertainError extends LitmosError {}

/** The class of an error that may leave open what a write has done. */
export function classFor({ mayHaveRun, mayDouble }: Told): typeof LitmosError {
	return mayHaveRun && mayDouble ? UncertainError : LitmosError;
}

/** A server or gateway stopped waiting: the request may be under way all the same. */
const TIMED_OUT = [408, 499];

/** Whether Litmos rejected the request because the limit is used up: safe to send again, for writes too. */
export function isRejection(response: LitmosResponse): boolean {
	return response.status === 429 || (response.status === 503 && tellsLimit(response));
}

/** Whether Litmos, or a gateway before it, is out of order for the moment. */
export function isOutage(response: LitmosResponse): boolean {
	return [...TIMED_OUT, 502, 503, 504].includes(response.status) && !isRejection(response);
}

/** When it was sent, by the clock of whoever sent it; undefined where it does not say. */
export function sentAt({ headers }: LitmosResponse): number | undefined {
	const time = Date.parse(headers.date ?? '');
	return Number.isNaN(time) ? undefined : time;
}

/** Retry-After in milliseconds: seconds or a date; undefined where it is absent or unreadable. `ownMs`: the clock of this machine. */
export function retryAfterMs(response: LitmosResponse, ownMs: number): number | undefined {
	const value = (response.headers['retry-after'] ?? '').trim();
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	// JavaScript takes nearly anything for a date: `-5` is a day in May.
	const date = /^[a-z]{3}.+ \d\d:\d\d:\d\d/i.test(value) ? Date.parse(value) : Number.NaN;
	// Both dates are by one clock, which need not agree with that of this machine.
	return Number.isNaN(date) ? undefined : Math.max(0, date - (sentAt(response) ?? ownMs));
}

export const WRITE_UNKNOWN =
	'The record may already exist or be changed. Check in Litmos before you run this item again.';

/** The error of a response whose status is not success. */
export function refusal(response: LitmosResponse, context: ErrorContext): LitmosError {
	const { status } = response;
	const words = litmosWords(response, context.redact);
	if (status >= 300 && status < 400) return redirected(response, context);
	if (status >= 500 || TIMED_OUT.includes(status)) return serverFailure(status, words, context);
	const { message, todo } = ADVICE[status] ?? REFUSED;
	const isOpen = context.isAfterLoss && context.mayHaveRun;
	const earlier = isOpen ? ` An earlier attempt had no response. ${WRITE_UNKNOWN}` : '';
	return new (isOpen ? classFor(context) : LitmosError)(
		message(context, words),
		`${context.advice?.[status] ?? todo(context, words)}${earlier}${quote(words)}`,
		String(status),
	);
}

/** The error of a page, XML or broken JSON that came with a status of success. */
export function notJson(response: LitmosResponse, context: ErrorContext): LitmosError {
	const isHtml = /<(!doctype|html|head|body)/i.test(response.text.slice(0, 500));
	const what = isHtml ? 'a web page' : /^\s*</.test(response.text) ? 'XML' : 'unreadable text';
	return new (classFor(context))(
		`Litmos returned ${what} instead of data (${context.action})`,
		`${context.mayHaveRun ? WRITE_UNKNOWN : 'Run it again later.'} If this keeps happening, check ${context.credential.address} in the credential (now ${context.host}), and whether a proxy or a login page is in between.${quote(litmosWords(response, context.redact))}`,
		String(response.status),
	);
}

/** The error of a success that is too large to be read. */
export function tooLarge({ status }: LitmosResponse, context: ErrorContext): LitmosError {
	return new (classFor(context))(
		`Litmos returned more data than can be read at once (${context.action})`,
		`The response has more than 50 MB. ${context.mayHaveRun ? WRITE_UNKNOWN : 'Ask for less: a shorter period, a lower Limit, or a filter.'}`,
		String(status),
	);
}

/** The error of a success whose body says nothing of the kind. `words`: what it says instead. */
export function notTold(words: string, context: Told): LitmosError {
	const { action, subjects, mayHaveRun } = context;
	const what = words === '' ? 'returned no record' : 'returned a message instead of data';
	const todo = mayHaveRun
		? WRITE_UNKNOWN
		: `Check ${subjects.join(' and ') || 'the fields of this item'}, then run the item again.`;
	return new (classFor(context))(`Litmos ${what} (${action})`, `${todo}${quote(words)}`);
}

/** The error of a request without a response: network, time-out, connection closed. `reason` is a code such as ECONNRESET. */
export function noResponse(reason: string, context: ErrorContext): LitmosError {
	const { action, host, mayHaveRun } = context;
	if (mayHaveRun) {
		return new (classFor(context))(
			`Litmos did not respond, so the record may already exist or be changed (${action})`,
			`${WRITE_UNKNOWN}${quote(networkWords(reason), 'Network')}`,
		);
	}
	return new LitmosError(
		`Litmos could not be reached at ${host} (${action})`,
		`Check ${context.credential.address} in the credential, and that n8n can reach ${host} (DNS, firewall, proxy).${quote(networkWords(reason), 'Network')}`,
	);
}

function redirected({ status, headers }: LitmosResponse, context: ErrorContext): LitmosError {
	const { action, host, redact, mayHaveRun, isAfterLoss } = context;
	// Only this status says that the request was carried out, and that the answer to it is elsewhere.
	const isDone = mayHaveRun && (status === 303 || isAfterLoss);
	const { secret, address } = context.credential;
	// It is hidden before it is shortened: a secret that is cut in the middle is hard to recognize.
	const named = headers.location ?? 'not named';
	const other = cleanWords(redact ? redact(named) : named, redact);
	return new (isDone ? classFor(context) : LitmosError)(
		`${host} redirects this request to another address (${action})`,
		`${isDone ? `${WRITE_UNKNOWN} ` : ''}${secret} is only sent to the host in the credential. Check ${address}. The other address: ${other}`,
		String(status),
	);
}

function serverFailure(status: number, words: string, context: ErrorContext): LitmosError {
	const isFault = status === 500;
	const happened = isFault
		? 'Litmos could not process the request'
		: 'Litmos is temporarily unavailable';
	const todo = [
		isFault &&
			'This happens when Litmos cannot read a value, such as a date, or is temporarily unavailable. Check the fields of this item.',
		context.mayHaveRun ? WRITE_UNKNOWN : 'Run the item again later.',
	];
	return new (classFor(context))(
		`${happened} (${context.action})`,
		`${todo.filter(Boolean).join(' ')}${quote(words)}`,
		String(status),
	);
}

function quote(words: string, speaker = 'Litmos'): string {
	return words === '' ? '' : ` ${speaker}: "${words}"`;
}

/** n8n replaces a whole message in which it finds a code such as ECONNRESET; its words are ours, so they are put apart. */
function networkWords(reason: string): string {
	const known: Readonly<Record<string, string>> = {
		ECONNRESET: 'connection closed',
		ECONNREFUSED: 'connection refused',
		ECONNABORTED: 'time-out',
		ETIMEDOUT: 'time-out',
		EPIPE: 'connection closed',
		EHOSTUNREACH: 'host unreachable',
		ENETUNREACH: 'host unreachable',
		ENOTFOUND: 'host name not found',
		EAI_AGAIN: 'host name not resolved',
		EPROTO: 'TLS handshake failed',
		ERR_BAD_RESPONSE: 'invalid response',
		Z_BUF_ERROR: 'invalid response',
	};
	return known[reason] ?? reason.toLowerCase().replace(/_/g, ' ');
}

/** Litmos says that there is no such record, or, for some lists, no row. */
export function isMissing(error: unknown): boolean {
	return error instanceof LitmosError && error.httpCode === '404';
}

/** For lists of which Litmos says so when they have no row: no rows. @throws any other error. */
export function noneIfMissing(error: unknown): [] {
	if (isMissing(error)) return [];
	throw error as Error;
}

/** Whether Litmos carried nothing out and will not the next time either: for what the request says, not for its key or the limit. */
export function isRefused(error: unknown): boolean {
	const status = error instanceof LitmosError ? Number(error.httpCode) : 0;
	return status >= 400 && status < 500 && ![401, 429, ...TIMED_OUT].includes(status);
}
