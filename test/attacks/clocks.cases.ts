// Clocks that are wrong: that of Litmos' answers, of its rows, of this machine; for ever, or in one answer.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/** By how many hours clocks are wrong for ever: the Date of answers, the rows and spans, and ours. */
export interface Constant {
	name: string;
	date: number;
	rows: number;
	own: number;
	/** How many people there were in the hours before. */
	before: number;
}

const ALONE = [-14, -6, -3, 3, 6, 14];

const constant: Constant[] = [
	...ALONE.map((date) => ({ date, rows: 0, own: 0, before: 0 })),
	...ALONE.map((rows) => ({ date: 0, rows, own: 0, before: 0 })),
	...ALONE.map((own) => ({ date: 0, rows: 0, own, before: 0 })),
	...[-14, 14].flatMap((date) =>
		[-14, 14].flatMap((rows) => [-14, 14].map((own) => ({ date, rows, own, before: 0 }))),
	),
	{ date: 5.5, rows: -8, own: 0.25, before: 0 },
	{ date: -0.5, rows: 0.5, own: -0.5, before: 0 },
	{ date: 13, rows: 13, own: 0, before: 0 },
	// Busy feeds are read in another way.
	{ date: 0, rows: -3, own: 0, before: 260 },
	{ date: 0, rows: 14, own: 0, before: 260 },
	{ date: 6, rows: 0, own: 0, before: 260 },
	{ date: 14, rows: -14, own: 14, before: 260 },
	{ date: -14, rows: 14, own: -14, before: 260 },
].map((one) => ({
	...one,
	name: `answers ${one.date} h, rows ${one.rows} h, this machine ${one.own} h, after ${one.before} people`,
}));

/** What stands in the Date of one answer in place of the right one: ahead by that, a text, or nothing at all. */
export interface WrongDate {
	name: string;
	byMs?: number;
	text?: string;
	missing?: true;
	/** Which answer it is: those of publishing come first, then one for each poll. */
	answer: number;
	/** How long nobody polls before that answer. */
	pauseMs: number;
	/** How wrong this machine's clock is all the time. */
	ownMs: number;
}

const BY: ReadonlyArray<readonly [string, number]> = [
	['6 hours ahead', 6 * HOUR_MS],
	['2 days ahead', 2 * DAY_MS],
	['10 years ahead', 10 * YEAR_MS],
	['6 hours behind', -6 * HOUR_MS],
	['8 days behind', -8 * DAY_MS],
	['30 years behind', -30 * YEAR_MS],
];

const PLACES: ReadonlyArray<readonly [string, number, number]> = [
	['the first answer at publishing', 0, 0],
	['the second answer at publishing', 1, 0],
	['the third poll', 4, 0],
	['the poll after three days', 4, 3 * DAY_MS],
];

const single: WrongDate[] = [
	...PLACES.flatMap(([place, answer, pauseMs]) =>
		BY.map(([by, byMs]) => ({ name: `${by}, in ${place}`, byMs, answer, pauseMs, ownMs: 0 })),
	),
	...PLACES.map(([place, answer, pauseMs]) => ({
		name: `none, in ${place}`,
		missing: true as const,
		answer,
		pauseMs,
		ownMs: 0,
	})),
	...['garbage', '0', '', 'Fri, 31 Dec 9999 23:59:59 GMT', '253402300799', 'NaN'].map((text) => ({
		name: `"${text}", in the third poll`,
		text,
		answer: 4,
		pauseMs: 0,
		ownMs: 0,
	})),
	// Before there was a Litmos, while people come.
	...[0, 1, 2].map((answer) => ({
		name: `1970, in answer ${answer}`,
		text: 'Thu, 01 Jan 1970 00:00:00 GMT',
		answer,
		pauseMs: 0,
		ownMs: 0,
	})),
	...[-14, 14].flatMap((own) =>
		[10 * YEAR_MS, -30 * YEAR_MS].map((byMs) => ({
			name: `${byMs / YEAR_MS} years, in the third poll, where this machine is wrong by ${own} h`,
			byMs,
			answer: 4,
			pauseMs: 0,
			ownMs: own * HOUR_MS,
		})),
	),
];

/** What somebody is told of. */
export interface Told {
	name: string;
	dateMs: number;
	ownMs: number;
	/** The words in n8n's log; none where the clocks agree. */
	words?: RegExp;
}

const told: Told[] = [
	{ name: 'a clock that is right', dateMs: 0, ownMs: 0 },
	{ name: '9 minutes', dateMs: 9 * MINUTE_MS, ownMs: 0 },
	{ name: '15 minutes ahead', dateMs: 15 * MINUTE_MS, ownMs: 0, words: /15 minutes ahead of/ },
	{ name: '6 hours ahead', dateMs: 6 * HOUR_MS, ownMs: 0, words: /6 hours ahead of/ },
	{ name: '6 hours behind', dateMs: -6 * HOUR_MS, ownMs: 0, words: /6 hours behind/ },
	{ name: 'our clock a day ahead', dateMs: 0, ownMs: DAY_MS, words: /24 hours behind/ },
	{ name: 'our clock 3 days behind', dateMs: 0, ownMs: -3 * DAY_MS, words: /3 days ahead of/ },
];

export const attacks = {
	'D19 Clocks that are wrong for ever': constant,
	'D19 A single Date that is wrong': single,
	'D19 What somebody is told of clocks': told,
} as const;
