import { sleep } from 'n8n-workflow';
import { canceled, WAIT_EXPIRED } from './attempt';
import type { Attempt, Transmit } from './attempt';
import { isOutage, noResponse, notJson, refusal } from './errors';
import type { ErrorContext, LitmosError, LitmosResponse } from './errors';
import { isAlreadyDeleted, isTruncated } from './request';
import type { LitmosRequest } from './request';
import { createWaitBudget } from './waitBudget';
import { waitedTooLong } from './waitMessages';

interface RetryOptions {
	transmit: Transmit;
	maxWaitMinutes: number;
	signal: AbortSignal | undefined;
}

/** Delay before the first retry after an outage, at least; it doubles each time, so six attempts span half a minute and more. */
const OUTAGE_DELAY_MS = 1_000;
const OUTAGE_RETRIES = 5;

/** The signal is looked at this often during a delay. */
const SLEEP_SLICE_MS = 250;

/**
 * Sends until there is a response to hand on. Undefined: a repeated DELETE found nothing left to delete.
 * @throws LitmosError when the wait budget or the retries are used up, or the signal has aborted.
 */
export async function sendWithRetries(
	request: LitmosRequest,
	context: ErrorContext,
	{ transmit, maxWaitMinutes, signal }: RetryOptions,
): Promise<LitmosResponse | undefined> {
	let outages = 0;
	const budget = createWaitBudget(maxWaitMinutes);
	for (;;) {
		const attempt = await transmit(request, budget.deadline);
		if (attempt === WAIT_EXPIRED) throw waitedTooLong(budget.statistics(), context);
		const { response } = attempt;
		if (response && attempt.pauseMs !== undefined) {
			const spent = budget.rejected(attempt.pauseMs);
			if (spent) throw waitedTooLong(spent, context);
		} else if (response && !isOutage(response) && !isTruncated(response)) {
			return outages > 0 && isAlreadyDeleted(request, response) ? undefined : response;
		} else {
			outages++;
			if (!mayRetry(request, attempt) || outages > OUTAGE_RETRIES) throw failure(attempt, context);
			const leastMs = OUTAGE_DELAY_MS * 2 ** (outages - 1);
			// Longer by chance, never shorter: the half minute is what people are told.
			await delay(leastMs * (1 + Math.random() / 2), signal);
		}
	}
}

/** A POST that may have been carried out is not sent again, where it could make a second record. */
function mayRetry({ method, isRepeatable }: LitmosRequest, attempt: Attempt): boolean {
	if (isRepeatable) return true;
	return method !== 'POST' || (attempt.reason !== undefined && !attempt.reached);
}

function failure(attempt: Attempt, context: ErrorContext): LitmosError {
	if (attempt.response) {
		return (isTruncated(attempt.response) ? notJson : refusal)(attempt.response, context);
	}
	const mayHaveRun = context.mayHaveRun && attempt.reached;
	return noResponse(attempt.reason, { ...context, mayHaveRun });
}

/** Waits for some milliseconds. @throws LitmosError as soon as the signal is seen to have aborted. */
export async function delay(ms: number, signal: AbortSignal | undefined): Promise<void> {
	const until = performance.now() + ms;
	for (;;) {
		if (signal?.aborted) throw canceled();
		const left = until - performance.now();
		if (left <= 0) return;
		await sleep(Math.min(left, SLEEP_SLICE_MS));
	}
}
