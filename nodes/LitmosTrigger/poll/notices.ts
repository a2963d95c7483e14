import type { IPollFunctions } from 'n8n-workflow';
import { differenceOf, FURTHEST_MS } from './clock';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What somebody should know although the poll did well. n8n shows hints of executions only, and polls
 * have none, so it stands in the log of n8n. `isLasting`: told once for as long as it goes on.
 */
export interface Notice {
	name: string;
	text: string;
	isLasting?: true;
}

/** Litmos' clock, as its answers have it, and that of this machine differ; nothing where they do not. */
export function clockNotice(serverMs: number | undefined): Notice[] {
	const difference = differenceOf(serverMs, Date.now());
	if (difference === undefined) return [];
	const direction = difference > 0 ? 'ahead of' : 'behind';
	return [
		{
			name: 'clock',
			text: `Answers from Litmos carry a date that is ${spell(Math.abs(difference))} ${direction} the clock of this machine. Check that clock, and whether a proxy between n8n and Litmos changes the header Date. Events are still emitted once, as long as no clock is wrong by more than 14 hours.`,
			isLasting: true,
		},
	];
}

export const ODD: Notice = {
	name: 'dates',
	text: `Litmos sent rows with dates outside of the last 70 minutes. They were emitted. For a day, every poll reads the last ${FURTHEST_MS / HOUR_MS} hours, as the clocks may differ.`,
};

export const CROWDED: Notice = {
	name: 'crowded',
	text: 'So much happened within 70 minutes that the trigger could not keep all of it in mind. What Litmos reports late, with an earlier date, is not emitted. Use filters, or another event, so that the trigger waits for less.',
};

export const CUT_SHORT: Notice = {
	name: 'cut short',
	text: 'Litmos sent the same page again and again where more happened within a second than one page holds. What is missing of this second is not emitted: compare with Litmos, and look whether a proxy between n8n and Litmos keeps answers.',
};

export const BROKEN: Notice = {
	name: 'broken',
	text: 'What n8n had kept for this trigger since the last poll cannot be read, so the trigger begins anew. Events since then are not emitted: compare with Litmos.',
};

export function lateNotice(requests: number): Notice {
	return {
		name: 'late',
		text: `After ${requests} requests this poll left what is newer to the next one.`,
	};
}

/** Writes them to n8n's log, but for those that were told before; the names of those that go on. */
export function tell(
	ctx: IPollFunctions,
	notices: readonly Notice[],
	told: readonly string[] = [],
): string[] {
	for (const { name, text, isLasting } of notices) {
		if (!isLasting || !told.includes(name)) ctx.logger.warn(`${ctx.getNode().name}: ${text}`);
	}
	return notices.filter(({ isLasting }) => isLasting).map(({ name }) => name);
}

function spell(ms: number): string {
	if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} minutes`;
	if (ms < 48 * HOUR_MS) return `${Math.round(ms / HOUR_MS)} hours`;
	return `${Math.round(ms / HOUR_MS / 24)} days`;
}
