// What n8n hands to the trigger as its state: broken, of another shape, or of an older version.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Stored = Record<string, unknown>;

/** What stands there in place of the right state. */
export interface Broken {
	name: string;
	event: string;
	change: (state: Stored, now: number) => unknown;
}

const NUMBERS: ReadonlyArray<readonly [string, (now: number) => unknown]> = [
	['null', () => null],
	['a text', () => '2026-01-01'],
	['below zero', () => -1],
	['1e300', () => 1e300],
	['two days ahead', (now) => now + 2 * DAY_MS],
	['in the year 2100', () => Date.UTC(2100, 0)],
];

const set = (change: (state: Stored, now: number) => Stored) => (state: Stored, now: number) => ({
	...state,
	...change(state, now),
});

const broken: Broken[] = [
	...[null, [], 'text', 7, true, {}, [1, 2]].map((value) => ({
		name: `it is ${JSON.stringify(value)}`,
		change: () => value,
	})),
	...[2, 'x', null, -1].map((version) => ({
		name: `its version is ${JSON.stringify(version)}`,
		change: set(() => ({ version })),
	})),
	...[7, null].map((owner) => ({
		name: `its owner is ${JSON.stringify(owner)}`,
		change: set(() => ({ owner })),
	})),
	...['watermark', 'now', 'dedupFloor'].flatMap((field) =>
		NUMBERS.filter(([value]) => field !== 'dedupFloor' || value !== 'below zero').map(
			([value, valueAt]) => ({
				name: `${field} is ${value}`,
				change: set((_state, now) => ({ [field]: valueAt(now) })),
			}),
		),
	),
	...[0, -5, 1e15, 'week', null].map((span) => ({
		name: `span is ${JSON.stringify(span)}`,
		change: set(() => ({ span })),
	})),
	...['watermark', 'now', 'dedupFloor', 'span', 'seen'].map((field) => ({
		name: `${field} is missing`,
		change: set(() => ({ [field]: undefined })),
	})),
	...[
		null,
		[],
		'AAAAAAAA',
		7,
		{ tbaqo0: 7 },
		{ tbaqo0: ['AAAAAAAA'] },
		{ tbaqo0: '' },
		{ tbaqo0: 'AAAA' },
		{ tbaqo0: 'ÄÖÜ ÄÖÜ ' },
		{ 'NOT BASE 36': 'AAAAAAAA' },
		{ '2026-03-03': 'AAAAAAAA' },
	].map((seen) => ({
		name: `the marks are ${JSON.stringify(seen)}`,
		change: set(() => ({ seen })),
	})),
	{
		name: 'the marks are huge',
		change: set(() => ({ seen: { tbaqo0: 'A'.repeat(8 * 1024 * 1024) } })),
	},
	...[
		7,
		{},
		{ since: 'x', isWide: true },
		{ since: Date.UTC(2100, 0), isWide: true },
		{ since: Date.UTC(2026, 0), isWide: true, from: 7 },
	].map((resume) => ({
		name: `what to go on with is ${JSON.stringify(resume)}`,
		change: set(() => ({ resume })),
	})),
	{ name: 'narrowUntil is a text', change: set(() => ({ narrowUntil: 'x' })) },
	{ name: 'oddAt is below zero', change: set(() => ({ oddAt: -1 })) },
	{ name: 'begun is something', change: set(() => ({ begun: 'something' })) },
].map((one) => ({ event: 'userCreated', ...one }));

const ofCondition: Broken[] = [
	...[null, [], 'text', {}].map((value) => ({
		name: `it is ${JSON.stringify(value)}`,
		change: () => value,
	})),
	{ name: 'lookedAt is a text', change: set(() => ({ lookedAt: 'x' })) },
	{
		name: 'dedupFloor is in the year 2100',
		change: set(() => ({ dedupFloor: Date.UTC(2100, 0) })),
	},
	{ name: 'the marks are a list', change: set(() => ({ seen: [] })) },
	{ name: 'it is that of a feed', change: set(({ owner }) => ({ owner, lookedAt: undefined })) },
].map((one) => ({ event: 'courseExpired', ...one, name: `of Course Expired, ${one.name}` }));

/** A state that can be read although it is not the usual one. */
export interface Readable {
	name: string;
	event: 'userCreated' | 'courseCompleted';
	/** How long nobody polls after it was written. */
	pauseMs: number;
	/** How many events there were in the hour before. */
	before: number;
	change: (state: Stored, now: number) => Stored;
}

/** What was kept before there was a version: of the last 70 minutes, but for dates that are set back. */
const withoutVersion = (state: Stored, now: number): Stored => {
	const watermark = Math.floor((now - 70 * 60_000) / 1000) * 1000;
	const isSetBack = String(state.owner).startsWith('courseCompleted');
	const dedupFloor = isSetBack ? state.dedupFloor : watermark;
	const later = Object.entries(state.seen as object).filter(
		([second]) => parseInt(second, 36) * 1000 > Number(dedupFloor),
	);
	const seen = Object.fromEntries(later);
	return { owner: state.owner, watermark, dedupFloor, span: state.span, now, seen };
};

const readable: Readable[] = [
	...(['userCreated', 'courseCompleted'] as const).flatMap((event) =>
		[0, 2 * HOUR_MS, 3 * DAY_MS, 20 * DAY_MS].flatMap((pauseMs) =>
			[0, 5].map((before) => ({
				name: `${event}: without a version, after ${before} events and ${pauseMs / HOUR_MS} h`,
				event,
				pauseMs,
				before,
				change: withoutVersion,
			})),
		),
	),
	...[
		{ told: 'x' },
		{ told: [7, null] },
		{ narrowUntil: Date.UTC(2100, 0) },
		{ oddAt: Date.UTC(2100, 0) },
		{ somethingNew: { a: 1 } },
	].map((more) => ({
		name: `userCreated: with ${JSON.stringify(more)}`,
		event: 'userCreated' as const,
		pauseMs: 0,
		before: 5,
		change: (state: Stored) => ({ ...state, ...more }),
	})),
];

export const attacks = {
	'D20 A state that is broken': [...broken, ...ofCondition],
	'D20 A state that can be read': readable,
} as const;
