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
	let mayBeDone = false;
	const contextNow = () => ({ ...context, mayHaveRun: context.mayHaveRun && mayBeDone });
	const budget = createWaitBudget(maxWaitMinutes);
	for (;;) {
		const attempt = await transmit(request, budget.deadline);
		if (attempt === WAIT_EXPIRED) throw waitedTooLong(budget.statistics(), contextNow());
		const { response } = attempt;
		if (response && attempt.pauseMs !== undefined) {
			const spent = budget.rejected(attempt.pauseMs);
			if (spent) throw waitedTooLong(spent, contextNow());
		} else if (response && !isOutage(response) && !isTruncated(response)) {
			if (!mayBeDone || response.status < 300) return response;
			if (isAlreadyDeleted(request, response)) return undefined;
			throw refusal(response, { ...context, isAfterLoss: true });
		} else {
			outages++;
			// Whatever becomes of later attempts, this one may have been carried out.
			mayBeDone ||= attempt.reached !== false;
			const isOver = outages > OUTAGE_RETRIES || !mayRetry(request, attempt);
			if (isOver) throw failure(attempt, contextNow());
			const leastMs = OUTAGE_DELAY_MS * 2 ** (outages - 1);
			// Longer by chance, never shorter: the half minute is what people are told.
			await delay(leastMs * (1 + Math.random() / 2), signal);
		}
	}
}

/** A POST that may have been carried out is not sent again, where it could make a second record. */
function mayRetry({ method, isRepeatable, readsOnly }: LitmosRequest, attempt: Attempt): boolean {
	if (isRepeatable || readsOnly) return true;
	return method !== 'POST' || (attempt.reason !== undefined && !attempt.reached);
}

function failure({ response, reason }: Attempt, context: ErrorContext): LitmosError {
	if (!response) return noResponse(reason, context);
	return (isTruncated(response) ? notJson : refusal)(response, context);
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
