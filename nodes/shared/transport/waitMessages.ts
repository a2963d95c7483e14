import type { Account } from '../account';
import { classFor, WRITE_UNKNOWN } from './errors';
import type { ErrorContext, LitmosError } from './errors';

/** How one request has waited for the limit until its wait budget was spent. */
export interface WaitStatistics {
	waitedMs: number;
	/** How often Litmos rejected it; 0: it never got a permit. */
	rejections: number;
	/** How long the key pauses now, if the last thing was a rejection; otherwise 0. */
	pauseMs: number;
	maxWaitMinutes: number;
}

/** What a client has used of the limit. */
export interface Usage {
	/** Physical requests, those sent again included. */
	requests: number;
	/** Requests that had to wait for the limit. */
	delayed: number;
	/** Time in which at least one request had to wait. */
	delayedMs: number;
	/** Requests that Litmos rejected because of the limit, and that were sent again. */
	rejected: number;
}

/** A length of time in words: seconds up to two minutes, then minutes. */
export function duration(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The error of a request whose wait budget was spent before it got a permit, or was accepted. `mayHaveRun`: by an attempt before. */
export function waitedTooLong(statistics: WaitStatistics, context: ErrorContext): LitmosError {
	const { action, host, mayHaveRun } = context;
	const { key } = context.credential;
	const { waitedMs, rejections, pauseMs, maxWaitMinutes } = statistics;
	const times = rejections === 1 ? 'once' : `${rejections} times`;
	const why =
		rejections === 0
			? `Other requests with this ${key} to ${host} were ahead of it.`
			: `Litmos refused it ${times}: something else uses up the rate limit of this ${key} at ${host}.`;
	const next = pauseMs > 0 ? `, and the next try is ${duration(pauseMs)} away` : '';
	// Requests before this one may have been carried out, so nothing is said of the item as a whole.
	const todo = mayHaveRun
		? `Litmos may have carried out an earlier attempt. ${WRITE_UNKNOWN} To avoid this wait,`
		: 'Litmos did not carry out this request. Run the item again later,';
	return new (classFor(context))(
		`The Litmos rate limit stayed used up: gave up after ${duration(waitedMs)} (${action})`,
		`${why} Maximum Wait is ${maxWaitMinutes} min${next}. ${todo} lower Requests per Minute in the credentials that share the limit, or increase Maximum Wait under Options.`,
		'503',
	);
}

/** What a run that had to wait says when it is done; undefined where it had not. */
export function waitHint(usage: Usage, account: Account): string | undefined {
	const { requestsPerMinute, kind } = account;
	const { key } = kind.words(account);
	const { delayed, delayedMs, requests, rejected } = usage;
	if (delayed === 0) return undefined;
	const again = `Litmos refused ${rejected}, which were sent again: something else also uses this ${key}.`;
	return [
		`The rate limit of this ${key} is ${requestsPerMinute} requests per minute.`,
		`This node sent ${requests}; ${delayed} of them had to wait, ${duration(delayedMs)} in all.`,
		...(rejected > 0 ? [again] : []),
	].join(' ');
}
