import { LitmosError } from './errors';
import type { CallContext } from './errors';

/** How a request has fared with the limit until the person's patience was over. */
export interface Ordeal {
	waitedMs: number;
	/** How often Litmos refused it; 0: it never got its turn. */
	refusals: number;
	/** How long the key pauses now, if the last thing was a refusal. */
	pauseMs: number;
	maxWaitMinutes: number;
}

/** What a run has spent of the limit. */
export interface Spending {
	requests: number;
	/** Requests that the limit kept waiting. */
	held: number;
	/** Time in which at least one request was kept waiting. */
	heldMs: number;
	/** Requests that Litmos refused, and that were sent again. */
	refused: number;
}

/** A length of time in words: seconds up to two minutes, then minutes. */
export function duration(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The limit stayed closed longer than the person wants to wait. */
export function waitedTooLong(ordeal: Ordeal, { action, host }: CallContext): LitmosError {
	const { waitedMs, refusals, pauseMs, maxWaitMinutes } = ordeal;
	const times = refusals === 1 ? 'once' : `${refusals} times`;
	const why =
		refusals === 0
			? `Other requests with this API Key to ${host} had their turn before it.`
			: `Litmos refused it ${times}: something else spends the requests of this API Key at ${host}.`;
	const next = pauseMs > 0 ? `, and the next try is ${duration(pauseMs)} away` : '';
	return new LitmosError(
		`The Litmos limit stayed used up: gave up after ${duration(waitedMs)} (${action})`,
		`${why} Maximum Wait is ${maxWaitMinutes} min${next}. Nothing was carried out for this item. Run it again later, lower Requests per Minute in the credentials that share the key, or raise Maximum Wait under Options.`,
		'503',
	);
}

/** What a run that had to wait says when it is done; nothing where it had not. */
export function waitHint(spending: Spending, requestsPerMinute: number): string | undefined {
	const { held, heldMs, requests, refused } = spending;
	if (held === 0) return undefined;
	const again = `Litmos refused ${refused}, which were sent again: something else uses this API Key, too.`;
	return [
		`Litmos takes ${requestsPerMinute} requests per minute from this API Key.`,
		`This node sent ${requests}; ${held} of them had to wait, ${duration(heldMs)} in all.`,
		...(refused > 0 ? [again] : []),
	].join(' ');
}
