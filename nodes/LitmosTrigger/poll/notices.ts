import type { IPollFunctions } from 'n8n-workflow';
import { differenceOf, FURTHEST_MS } from '../../shared/feeds/changes/clock';

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
			text: `Responses from Litmos carry a date that is ${spell(Math.abs(difference))} ${direction} the clock of this machine. Check that clock, and whether a proxy between n8n and Litmos changes the Date header. Events are still emitted once, as long as no clock is off by more than 14 hours.`,
			isLasting: true,
		},
	];
}

export const ODD: Notice = {
	name: 'dates',
	text: `Litmos returned rows with dates outside the last 70 minutes. They were emitted. For one day, every poll reads the last ${FURTHEST_MS / HOUR_MS} hours, because the clocks may differ.`,
};

export const CROWDED: Notice = {
	name: 'crowded',
	text: 'Too much happened within 70 minutes for the trigger to keep track of. Rows that Litmos reports late, with an earlier date, are not emitted. Use filters or another event to watch fewer rows.',
};

export const CUT_SHORT: Notice = {
	name: 'cut short',
	text: 'Litmos returned the same page repeatedly for a second in which more happened than fits on one page. The missing rows of this second are not emitted. Compare with Litmos, and check whether a proxy between n8n and Litmos caches responses.',
};

export const BROKEN: Notice = {
	name: 'broken',
	text: 'The stored state of this trigger cannot be read, so the trigger starts fresh. Events since the last poll are not emitted. Compare with Litmos.',
};

export function lateNotice(requests: number): Notice {
	return {
		name: 'late',
		text: `After ${requests} requests, this poll left newer events to the next poll.`,
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
