import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import type { Account } from '../account';
import {
	backOff,
	hasAcquired,
	issueTicket,
	noteArrival,
	release,
	timeLimitOf,
	waitedMs,
} from '../limiter/limiters';
import type { Sender } from '../limiter/limiters';
import { readResponse } from './answer';
import { isRejection, LitmosError, retryAfterMs } from './errors';
import type { LitmosResponse } from './errors';
import { networkReason, neverArrived, toHttpOptions } from './request';
import type { LitmosRequest } from './request';
import type { Usage } from './waitMessages';

/** Any of n8n's contexts that can send requests with the credential. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What became of one physical request. `pauseMs`: rejected, the key pauses; `reached`: it may have arrived. */
export type Attempt =
	| { response: LitmosResponse; reason?: never; reached?: never; pauseMs?: number }
	| { response?: never; reason: string; reached: boolean };

/** No permit was granted before the deadline: nothing was sent. */
export const WAIT_EXPIRED = Symbol('wait expired');

/**
 * Sends one physical request. `deadline`: when it stops waiting for its permit, as performance.now
 * counts. @throws LitmosError for what was not sent, or was canceled.
 */
export type Transmit = (
	request: LitmosRequest,
	deadline: number,
) => Promise<Attempt | typeof WAIT_EXPIRED>;

interface AttemptOptions {
	sender: Sender;
	usage: Usage;
	onResponse: (response: LitmosResponse) => void;
}

/** Shorter waits are not worth telling. */
const DELAYED_FROM_MS = 100;

/** Makes the function that sends physical requests: each acquires its own permit and releases it. */
export function createTransmit(
	ctx: RequestContext,
	account: Account,
	{ sender, usage, onResponse }: AttemptOptions,
): Transmit {
	const { httpRequestWithAuthentication } = ctx.helpers;
	const record = usageRecorder(usage);
	return async (request, deadline) => {
		const options = toHttpOptions(request, account);
		issueTicket(options, { ...sender, deadline });
		let attempt: Attempt | undefined;
		try {
			const sent: unknown = await httpRequestWithAuthentication.call(
				ctx,
				account.kind.credential,
				options,
			);
			noteArrival(options);
			const response = await readResponse(sent as IN8nHttpFullResponse, timeLimitOf(options));
			onResponse(response);
			attempt = responded(response, options);
			return attempt;
		} catch (error) {
			release(options, 'lost');
			if (sender.signal?.aborted) throw canceled();
			const reason = timeLimitOf(options)?.isOver() ? 'ETIMEDOUT' : networkReason(error);
			if (reason === undefined && !hasAcquired(options)) {
				if (performance.now() >= deadline) return WAIT_EXPIRED;
				throw notSent(error);
			}
			return { reason: reason ?? 'no answer', reached: !neverArrived(reason) };
		} finally {
			record(options, attempt);
		}
	};
}

/** Releases the permit, or has the whole key pause. */
function responded(response: LitmosResponse, options: object): Attempt {
	if (isRejection(response)) {
		return { response, pauseMs: backOff(options, retryAfterMs(response, Date.now())) };
	}
	release(options, 'answered');
	return { response };
}

function usageRecorder(usage: Usage) {
	let delayedUntil = 0;
	return (options: object, attempt: Attempt | undefined): void => {
		const waited = waitedMs(options);
		if (hasAcquired(options)) usage.requests++;
		if (attempt?.response && attempt.pauseMs !== undefined) usage.rejected++;
		if (waited < DELAYED_FROM_MS) return;
		const now = performance.now();
		usage.delayed++;
		// Waits overlap; only the time since the last one ended is new.
		usage.delayedMs += Math.min(waited, now - delayedUntil);
		delayedUntil = now;
	};
}

/** The credential refused it, or it was dropped from the limiter's queue: Litmos has seen nothing. */
function notSent(error: unknown): LitmosError {
	return new LitmosError((error as Error).message, '');
}

/** n8n knows a canceled run by this very word. */
export function canceled(): LitmosError {
	return new LitmosError('The execution was canceled', '');
}
