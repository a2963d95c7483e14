// Feeds with very much in them, feeds that never end, and polls that do not.

/** How many events come within an hour, and how many minutes later the rows of the last are there. */
export interface Busy {
	name: string;
	count: number;
	lateMinutes: number;
	/** Whether somebody is told that late rows may be left out. */
	isTold: boolean;
}

const busy: Busy[] = [
	[500, 0],
	[500, 55],
	[3_000, 0],
	[3_000, 55],
	[3_700, 30],
	[12_000, 0],
	[12_000, 55],
	[15_000, 10],
	[20_000, 30],
	[30_000, 0],
].map(([count = 0, lateMinutes = 0]) => ({
	name: `${count} events in an hour, and one that is ${lateMinutes} minutes late`,
	count,
	lateMinutes,
	isTold: count > 10_000,
}));

/** What a feed answers, whatever it is asked. */
export interface Endless {
	name: string;
	/** How many rows there are, one for each second until now. */
	rows: number;
	/** What of the request it heeds. */
	heeds: ReadonlyArray<'start' | 'limit' | 'since'>;
	/** It answers with so many rows if it does not heed the limit. */
	page: number;
	/** How many of the rows can be had at all. */
	most: number;
	/** How many requests one poll sends at most, with a limit of 20 per minute. */
	requests: number;
}

const endless: Endless[] = [
	{ rows: 100, heeds: [], page: 100, most: 100 },
	{ rows: 1_000, heeds: [], page: 1_000, most: 1_000 },
	{ rows: 5_000, heeds: [], page: 100, most: 100 },
	{ rows: 5_000, heeds: [], page: 1_000, most: 1_000 },
	{ rows: 1_000, heeds: ['limit'] as const, page: 100, most: 1_000 },
	{ rows: 1_000, heeds: ['since'] as const, page: 1_000, most: 1_000 },
	{ rows: 2_500, heeds: ['since'] as const, page: 1_000, most: 2_500 },
	{ rows: 700, heeds: ['since'] as const, page: 100, most: 700 },
	{ rows: 2_500, heeds: ['since', 'limit'] as const, page: 100, most: 2_500 },
	{ rows: 1_500, heeds: ['since', 'start'] as const, page: 100, most: 1_500 },
	{ rows: 3_000, heeds: ['since', 'start'] as const, page: 1_000, most: 3_000 },
	{ rows: 20_000, heeds: ['since', 'start', 'limit'] as const, page: 100, most: 20_000 },
	{ rows: 9_500, heeds: ['start', 'limit'] as const, page: 100, most: 9_500 },
	{ rows: 30_000, heeds: ['start', 'limit'] as const, page: 100, most: 30_000 },
].map((one) => ({
	...one,
	requests: 11,
	name: `${one.rows} rows, heeding ${one.heeds.join(', ') || 'nothing'}, or else ${one.page} a page`,
}));

/** A poll that hangs, and what comes next. */
export interface Hanging {
	name: string;
	/** How its answer comes. */
	kind: 'slowBody' | 'hang' | '500page';
	/** How long after its beginning the next poll comes, by this machine's clock; below 0 where that was set back. */
	afterMinutes: number;
	isTakenOver: boolean;
}

const hanging: Hanging[] = (['slowBody', 'hang'] as const).flatMap((kind) =>
	[1, 14, 15, 16, 120, -60].map((afterMinutes) => ({
		name: `${kind}, and the next poll ${afterMinutes} minutes later`,
		kind,
		afterMinutes,
		isTakenOver: Math.abs(afterMinutes) >= 15,
	})),
);

export const attacks = {
	'D21 More than can be kept track of': busy,
	'D21 Feeds that never end': endless,
	'D21 Polls that never end': hanging,
} as const;
