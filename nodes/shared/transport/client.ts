import { readAccount } from '../account';
import type { Account } from '../account';
import { accountName } from '../limiter/limiters';
import { createRedactor } from '../secrets/redact';
import type { Redact, Redactor } from '../secrets/redact';
import { createTransmit } from './attempt';
import type { RequestContext } from './attempt';
import { LitmosError } from './errors';
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
}

/** Reads the credential and makes the client. @throws AccountError for an unusable credential. */
export async function createClient(ctx: RequestContext, options: ClientOptions): Promise<Client> {
	const account = readAccount(await ctx.getCredentials('litmosApi'));
	const { lane, flow, maxWaitMinutes } = options;
	const cancelSignal =
		'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal?.() : undefined;
	const signal = options.signal ?? cancelSignal;
	const usage: Usage = { requests: 0, delayed: 0, delayedMs: 0, rejected: 0 };
	let serverMs: number | undefined;
	const { redact, carry } = createRedactor([account.apiKey]);
	const transmit = createTransmit(ctx, account, {
		sender: { lane, flow, signal },
		usage,
		onResponse: ({ headers }) => (serverMs = timeOf(headers.date) ?? serverMs),
	});

	async function send(request: LitmosRequest): Promise<unknown> {
		if (request.afterMs) await delay(request.afterMs, signal);
		if (leavesPlace(request.path)) throw leaving(request);
		carry(request);
		const context = { ...errorContextOf(request, account), redact };
		const response = await sendWithRetries(request, context, { transmit, maxWaitMinutes, signal });
		return response === undefined ? null : readBody(response, request, context);
	}

	const name = accountName(account);
	const isOwn = (other: Account) =>
		accountName(other) === name && other.baseUrl === account.baseUrl;
	return {
		account,
		accountName: name,
		isOwn,
		usage,
		serverMs: () => serverMs,
		send,
		redact,
		carry,
	};
}

function leaving({ action }: LitmosRequest): LitmosError {
	return new LitmosError(
		`The path contains "." or ".." as a part, which leads to a different endpoint (${action})`,
		'Nothing was sent. Check the path and the expressions for IDs.',
	);
}

function timeOf(date: string | undefined): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : time;
}
