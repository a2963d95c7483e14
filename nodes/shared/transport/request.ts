import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../account';
import { notJson, refusal, tooLarge } from './errors';
import type { ErrorContext, LitmosResponse } from './errors';
import { decodeEntities, isDeeper, mapTexts } from '../values';
import { readXml } from '../xml';

/** One request to Litmos, complete but for the key, the `source` and the host. */
export interface LitmosRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below the base URL, encoded. */
	path: string;
	qs?: IDataObject;
	/** Text of the body; nothing is sent where it is undefined. */
	body?: string;
	contentType?: 'application/json' | 'application/xml';
	/** The response is XML, handed on as text; without it, JSON. */
	answer?: 'xml';
	slow?: boolean;
	/** How long to wait before it is sent, in milliseconds. */
	afterMs?: number;
	/** The action as the editor calls it, for messages. */
	action: string;
	/** What the request names, for messages. */
	subjects?: readonly string[];
	/** What to do about a status, where the operation knows better. */
	advice?: Readonly<Record<number, string>>;
	/** A page that an answer has named: its address, in place of the path and the query. */
	next?: string;
	/** The body has IDs of ours: this very request sent again makes no second record, another one would. */
	isRepeatable?: true;
	/** It changes nothing, though it need not be a GET. */
	readsOnly?: true;
}

/**
 * No connection was made, or the certificate was refused before anything was sent. EPROTO and other
 * TLS faults are left out: they can also come in the middle of a request.
 */
const NEVER_ARRIVED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|.*CERT.*|UNABLE_TO_.*)$/;

/** Of silence. Generous: lists of 1,000 take Litmos seconds. In all a request may take twice that. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Levels of an answer: more than any data has, and fewer than what goes through them can take (some 1,200). */
const DEEPEST = 500;

/** Result reports "can take a very long time" (contract: results.listDetails). */
const SLOW_TIMEOUT_MS = 300_000;

/** The request as n8n's HTTP options, without key and `source`: the credential adds both. */
export function toHttpOptions(
	request: LitmosRequest,
	{ baseUrl, kind }: Account,
): IHttpRequestOptions {
	const { method, path, qs, body, answer, slow, next } = request;
	const accept = answer === 'xml' ? 'application/xml' : 'application/json';
	const options: IHttpRequestOptions = {
		method,
		url: next ?? baseUrl + path,
		qs: answer === 'xml' ? { ...qs } : { ...qs, ...kind.query },
		headers: { Accept: accept, ...kind.headers },
		// Read here, because Litmos also answers with XML, HTML, nothing, and more than there is memory for; statuses as well.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: slow ? SLOW_TIMEOUT_MS : REQUEST_TIMEOUT_MS,
	};
	if (method === 'GET') return options;
	options.headers = {
		...options.headers,
		'Content-Type': request.contentType ?? 'application/json',
	};
	if (body === undefined) options.headers['Content-Length'] = '0';
	else options.body = body;
	return options;
}

/** Whether it changes something, of which nobody knows whether it was done where its answer is lost. */
export function mayHaveRun({
	method,
	readsOnly,
}: Pick<LitmosRequest, 'method' | 'readsOnly'>): boolean {
	return method !== 'GET' && !readsOnly;
}

/** What error messages about this request are made of. */
export function errorContextOf(request: LitmosRequest, account: Account): ErrorContext {
	const { action, subjects, method, advice, isRepeatable = false } = request;
	return {
		action,
		advice,
		subjects: subjects ?? [],
		host: new URL(account.origin).host,
		mayHaveRun: mayHaveRun(request),
		credential: account.kind.words(account),
		hasEntities: account.kind.hasEntities,
		mayDouble: method === 'POST' || isRepeatable,
	};
}

/**
 * The data of a response: JSON with entities resolved, null where it is empty, text where XML was asked for.
 * Who writes XML may be answered in XML, whatever else was asked for.
 * @throws LitmosError for refusals, and for pages where data was asked for.
 */
export function readBody(
	response: LitmosResponse,
	request: LitmosRequest,
	context: ErrorContext,
): unknown {
	if (response.status < 200 || response.status > 299) throw refusal(response, context);
	if (response.isCut) throw tooLarge(response, context);
	const text = response.text.replace(/^\uFEFF/, '').trim();
	if (text === '') return null;
	if (request.answer === 'xml') {
		if (isPage(text)) throw notJson(response, context);
		return text;
	}
	const isXml = request.contentType === 'application/xml' && text.startsWith('<') && !isPage(text);
	const data = dataIn(text, isXml, context);
	if (data === undefined) throw notJson(response, context);
	return data;
}

function isPage(text: string): boolean {
	return /^<(!doctype html|html)/i.test(text);
}

/** After a DELETE without a response, "not found" means that the first one was carried out. */
export function isAlreadyDeleted(
	{ method }: LitmosRequest,
	{ status, text }: LitmosResponse,
): boolean {
	return method === 'DELETE' && (status === 404 || (status === 403 && /exists in your/.test(text)));
}

/** Whether JSON ends in the middle: Node hands on what it could unpack of an answer that broke off. */
export function isTruncated({ status, text, isCut }: LitmosResponse): boolean {
	if (isCut) return false;
	const whole = text.trim();
	const end = { '{': '}', '[': ']' }[whole[0]];
	return status < 300 && end !== undefined && !whole.endsWith(end);
}

/** The code of a network fault, wherever n8n's wrapping has put it. */
export function networkReason(error: unknown): string | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth++) {
		const { code, cause } = current as { code?: unknown; cause?: unknown };
		// ECONNRESET, Z_BUF_ERROR, CERT_HAS_EXPIRED: no status, and no lower-case name of some library.
		if (typeof code === 'string' && /^(E[A-Z]|[A-Z]+_[A-Z])/.test(code)) return code;
		current = cause;
	}
	return undefined;
}

/** Whether nothing of the request can have reached Litmos: repeating is safe for writes too. */
export function neverArrived(reason: string | undefined): boolean {
	return reason !== undefined && NEVER_ARRIVED.test(reason);
}

/** Undefined where it is neither, or nested too deeply: what fails only later would look as if nothing had been sent. */
function dataIn(text: string, isXml: boolean, { hasEntities }: ErrorContext): unknown {
	try {
		const data = isXml ? readXml(text) : (JSON.parse(text) as unknown);
		if (isDeeper(data, DEEPEST)) return undefined;
		return hasEntities && !isXml ? mapTexts(data, decodeEntities) : data;
	} catch {
		return undefined;
	}
}
