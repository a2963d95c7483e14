import type { WireValue } from './wireFormat';

/** What a route answers, before it is written as JSON or XML. */
export interface Answer {
	status: number;
	/** The content, with the name of its XML root. */
	content?: { value: WireValue; root: string };
	/** A refusal: becomes `{"Detail":…}` and the HTTP reason phrase. */
	detail?: string;
	html?: string;
	headers?: Readonly<Record<string, string>>;
}

/** Carries a refusal out of any depth of a route. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		detail: string,
	) {
		super(detail);
	}
}

/** The body could not be read at all: recorded as 500 with the XHTML page. */
export class UnreadableBody extends Error {}

/** S, D: texts that several routes share. */
export const TEXT = {
	badKey:
		'The API key that you have used for this request is either not valid or your account is not enabled for API access.',
	forbidden: 'You do not have the proper permissions for this call.',
	// KE (2012), D: the documented 403 for "key, content-type, parameters, etc."
	badParameters: 'Forbidden. Please check your API key, content-type, parameters, etc.',
	rateLimit: 'Service Unavailable. The API rating limit has been exceeded.',
	badRequest: 'Bad Request. Please check that your URI and request body are properly formed.',
	badBody: 'Please check the xml/json in the body of the request.',
} as const;

// C: recorded letter for letter, padding included.
const page = (code: string, details: string): string =>
	'<html version="-//W3C//DTD XHTML 2.0//EN" xml:lang="en" xsi:schemaLocation="http://www.w3.org/1999/xhtml http://www.w3.org/MarkUp/SCHEMA/xhtml2.xsd" xmlns="http://www.w3.org/1999/xhtml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><HEAD><TITLE>Request Error</TITLE></HEAD><BODY><DIV id="content"><P class="heading1">' +
	`<B>Error Status Code:</B> '${code}'</P><P><B>Details: </B>${details}</P><!-- Padding ${'x'.repeat(512)}--></DIV></BODY></html>`;

/** C: an answer to PUT and DELETE, and to some POSTs, has no body and no Content-Type. */
export const done = (status = 200): Answer => ({ status });

/** One record. */
export const record = (root: string, value: WireValue, status = 200): Answer => ({
	status,
	content: { value, root },
});

/** A refusal as recorded (C: user-create-conflict-409). */
export const refuse = (status: number, detail: string): Answer => ({ status, detail });

/** C: the page for a body that cannot be read, and for faults of the server. */
export const serverError = (): Answer => ({
	status: 500,
	html: page(
		'InternalServerError',
		'The server encountered an error processing the request. Please see the server logs for more details.',
	),
});

/** unknown: what an unknown path answers; the same page with another code is assumed. */
export const noSuchPath = (): Answer => ({
	status: 404,
	html: page('NotFound', 'Endpoint not found.'),
});
