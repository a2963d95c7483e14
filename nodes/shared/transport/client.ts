import { LITMOS_API, otherHost } from '../account';
import type { Account, AccountKind } from '../account';
import { accountName } from '../limiter/limiters';
import { createRedactor } from '../secrets/redact';
import type { Redact, Redactor } from '../secrets/redact';
import { createTransmit } from './attempt';
import type { RequestContext } from './attempt';
import { LitmosError, sentAt } from './errors';
import { leavesPlace } from './path';
import { errorContextOf, readBody } from './request';
import type { LitmosRequest } from './request';
import { delay, sendWithRetries } from './retry';
import type { Usage } from './waitMessages';

/** Sends requests to Litmos with one credential, for one run, list or poll. */
export interface Client {
	account: Account;
	/** Tells accounts apart without their keys: one name for each host and key. */
	accountName: string;
	/** Whether another credential leads to the same account. */
	isOwn: (other: Account) => boolean;
	/** Counts what this client has sent so far. */
	usage: Readonly<Usage>;
	/** What the clock of Litmos showed when it last answered; undefined before, or where responses have no Date. */
	serverMs: () => number | undefined;
	/**
	 * JSON with entities resolved and dates as Litmos sent them; null where the response is empty; text for XML.
	 * @throws LitmosError
	 */
	send: (request: LitmosRequest) => Promise<unknown>;
	/** Hides the key, and the passwords and login keys that were sent: for all that comes out of a node. */
	redact: Redact;
	/** Hides from now on what such a request carries, though it is not sent. */
	carry: Redactor['carry'];
}

export interface ClientOptions {
	lane: 'run' | 'editor';
	/** Requests of one flow queue among themselves; flows take turns. */
	flow: string;
	/** How long each request may wait for the limit. */
	maxWaitMinutes: number;
	/** Ends all waiting, where n8n has no signal of its own for that. */
	signal?: AbortSignal;
	/** The API's where it is left out. */
	kind?: AccountKind;
}

/** Reads the credential and makes the client. @throws AccountError for an unusable credential. */
export async function createClient(ctx: RequestContext, options: ClientOptions): Promise<Client> {
	const { lane, flow, maxWaitMinutes, kind = LITMOS_API } = options;
	const fields = await ctx.getCredentials(kind.credential);
	const account = kind.read(fields);
	const cancelSignal =
		'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal?.() : undefined;
	const signal = options.signal ?? cancelSignal;
	const usage: Usage = { requests: 0, delayed: 0, delayedMs: 0, rejected: 0 };
	let serverMs: number | undefined;
	const { redact, carry, redactWords } = redactorsOf(kind.secrets(fields));
	const transmit = createTransmit(ctx, account, {
		sender: { lane, flow, signal },
		usage,
		onResponse: (response) => (serverMs = sentAt(response) ?? serverMs),
	});

	async function send(given: LitmosRequest): Promise<unknown> {
		const request = { ...given, ...(given.next !== undefined && pageAt(given, account)) };
		if (request.afterMs) await delay(request.afterMs, signal);
		if (leavesPlace(request.path)) throw leaving(request);
		carry(request);
		const context = { ...errorContextOf(request, account), redact: redactWords };
		const response = await sendWithRetries(request, context, { transmit, maxWaitMinutes, signal });
		return response === undefined ? null : readBody(response, request, context);
	}

	const name = accountName(account);
	const isOwn = (other: Account) =>
		accountName(other) === name && other.baseUrl === account.baseUrl;
	const shown = { account, accountName: name, isOwn, usage };
	return { ...shown, serverMs: () => serverMs, send, redact, carry };
}

function leaving({ action }: LitmosRequest): LitmosError {
	return new LitmosError(
		`The path contains "." or ".." as a part, which leads to a different endpoint (${action})`,
		'Nothing was sent. Check the path and the expressions for IDs.',
	);
}

/** `redactWords`: for messages, which a server may have put more into. */
function redactorsOf({ always, inErrors }: ReturnType<AccountKind['secrets']>) {
	const { redact, carry } = createRedactor(always);
	const words = createRedactor(inErrors);
	const redactWords: Redact = (value) => redact(words.redact(value));
	return { redact, carry, redactWords };
}

/**
 * Where the next page is, by an address that a server has made up: it may be relative, and leads nowhere else.
 * @throws LitmosError
 */
function pageAt({ next = '', action }: LitmosRequest, account: Account): Partial<LitmosRequest> {
	const base = `${account.baseUrl}/`;
	if (otherHost(account, next, base) === undefined) {
		const { origin, pathname, search } = new URL(next, base);
		return { next: `${origin}${pathname}${search}`, path: pathname, qs: {} };
	}
	throw new LitmosError(
		`The next page of the list is on a different host (${action})`,
		`The password is only sent to ${account.origin}, so the list was not read to its end. Set a Limit that the first page can fill, or ask Litmos.`,
	);
}
