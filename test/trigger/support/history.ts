import * as fc from 'fast-check';
import type { FeedState } from '../../../nodes/LitmosTrigger/poll/state';
import type { Copy } from './copies';
import type { Manners, Tenant } from './tenant';
import { eventOf, openTenant } from './tenant';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/** The longest that a row may be late, as the trigger promises. */
const LATEST_MS = 60 * MINUTE_MS;

/** Pages of three rows, so that few rows make many pages. */
const PAGE_SIZE = 3;

type Change =
	| { do: 'happen'; count: number; lateMs: number }
	| { do: 'again'; person: number }
	| { do: 'touch'; people: number[] };

type Act =
	| Change
	| { do: 'wait'; ms: number }
	| { do: 'poll'; failAt?: number; steps?: number; wrong?: WrongDate; meanwhile: Change[] };

/** One answer of a poll whose Date is wrong by this, or missing where it says nothing. */
export interface WrongDate {
	at: number;
	byMs?: number;
}

/** What happens in a tenant, and when it is asked. */
export interface History {
	manners: Manners & { ownSkewMs?: number };
	/** The first polls, at publishing: an answer of theirs may have a wrong Date as well. */
	wrongAtFirst?: WrongDate;
	/** How long there were people before the trigger was published. */
	beforeMs?: number;
	kind: 'userCreated' | 'courseCompleted';
	acts: Act[];
}

const happening = fc.record({
	do: fc.constant('happen' as const),
	count: fc.integer({ min: 1, max: 5 }),
	lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: LATEST_MS }), fc.constant(LATEST_MS)),
});

const change: fc.Arbitrary<Change> = fc.oneof(
	happening,
	fc.record({ do: fc.constant('again' as const), person: fc.nat(20) }),
	fc.record({
		do: fc.constant('touch' as const),
		people: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
	}),
);

const wait = fc.record({
	do: fc.constant('wait' as const),
	ms: fc.oneof(
		fc.constantFrom(0, 400, 1_000, MINUTE_MS, 50 * MINUTE_MS, 71 * MINUTE_MS),
		fc.integer({ min: 0, max: 3 * LATEST_MS }),
		fc.integer({ min: 0, max: 60 * DAY_MS }),
	),
});

const wrongDate: fc.Arbitrary<WrongDate> = fc.record(
	{
		at: fc.integer({ min: 1, max: 3 }),
		byMs: fc.oneof(
			fc.constantFrom(6 * HOUR_MS, -6 * HOUR_MS, 10 * YEAR_MS, -30 * YEAR_MS, 2 * DAY_MS),
			fc.integer({ min: -YEAR_MS, max: YEAR_MS }),
		),
	},
	{ requiredKeys: ['at'] },
);

/** Clocks wrong by a time zone, or by minutes, or right. */
const skew = fc.oneof(
	fc.constantFrom(0, 0, -10 * MINUTE_MS, 10 * MINUTE_MS, -14 * HOUR_MS, 14 * HOUR_MS),
	fc.integer({ min: -14 * HOUR_MS, max: 14 * HOUR_MS }),
);

const poll: fc.Arbitrary<Act> = fc.record(
	{
		do: fc.constant('poll' as const),
		failAt: fc.integer({ min: 1, max: 6 }),
		steps: fc.integer({ min: 1, max: 3 }),
		wrong: wrongDate,
		meanwhile: fc.array(change, { maxLength: 3 }),
	},
	{ requiredKeys: ['do', 'meanwhile'] },
);

/** Much to catch up, so that what moves while it is read has gone out of its span for good. */
const busyWeeks: fc.Arbitrary<Act[]> = fc
	.array(fc.tuple(happening, wait), { minLength: 4, maxLength: 8 })
	.map((pairs) => [
		...pairs.flat(),
		{ do: 'wait', ms: 20 * DAY_MS },
		{
			do: 'poll',
			meanwhile: [
				{ do: 'touch', people: [4, 5, 6] },
				{ do: 'touch', people: [7, 8] },
			],
		},
	]);

export const histories: fc.Arbitrary<History> = fc.record({
	wrongAtFirst: fc.option(wrongDate, { nil: undefined }),
	kind: fc.constantFrom('userCreated' as const, 'courseCompleted' as const),
	manners: fc
		.record({
			spanEnds: fc.constantFrom('inside' as const, 'outside' as const),
			spanCounts: fc.constantFrom('madeOrChanged' as const, 'changed' as const),
			overfull: fc.constantFrom(0, 0, 2),
			dateSkewMs: skew,
			rowSkewMs: skew,
			ownSkewMs: skew,
			// Rows may also be found by other dates than they show.
			isShownAlone: fc.constantFrom(false, false, false, true),
		})
		.map(({ isShownAlone, ...manners }) =>
			isShownAlone ? { ...manners, rowSkewMs: 0, shownSkewMs: manners.rowSkewMs } : manners,
		),
	acts: fc.oneof(
		fc.array(fc.oneof(change, wait, poll), { minLength: 3, maxLength: 25 }),
		fc.tuple(busyWeeks, poll, poll).map(([before, ...polls]) => [...before, ...polls]),
	),
});

const RIGHT = {
	spanEnds: 'inside',
	spanCounts: 'madeOrChanged',
	overfull: 0,
	dateSkewMs: 0,
} as const;

/** Where it is a matter of hours; those that are made up hardly ever come there. */
export const edges: readonly History[] = [
	// Of two weeks the last day is today, if one believes the clock of the answers.
	{
		kind: 'userCreated',
		manners: {
			...RIGHT,
			dateSkewMs: 14 * HOUR_MS,
			rowSkewMs: -14 * HOUR_MS,
			ownSkewMs: 14 * HOUR_MS,
		},
		acts: [
			{ do: 'wait', ms: 13 * DAY_MS + 15 * HOUR_MS },
			{ do: 'happen', count: 1, lateMs: 0 },
			{ do: 'wait', ms: HOUR_MS },
			{ do: 'poll', meanwhile: [] },
		],
	},
	// Rows show a later date than the one by which they are found, and are changed after publishing.
	{
		kind: 'userCreated',
		beforeMs: 40 * HOUR_MS,
		manners: { ...RIGHT, shownSkewMs: 14 * HOUR_MS },
		acts: [
			{ do: 'touch', people: [0, 1] },
			{ do: 'poll', meanwhile: [] },
		],
	},
];

class Failure extends Error {}

/** Plays a history against a copy of the trigger. Answers what was emitted not once, and how often. */
export async function play(copy: Copy, history: History): Promise<object> {
	const { manners, kind, acts } = history;
	const tenant = openTenant(manners);
	for (let person = 0; person < 4; person++) tenant.happen({ what: 'userCreated' });
	tenant.wait(history.beforeMs ?? 3 * LATEST_MS);
	const world: Playing = { tenant, manners, kind, due: new Map(), latest: new Map() };
	const trigger = triggerOf(copy, world);
	await trigger.publish(history.wrongAtFirst);
	for (const act of acts) {
		if (act.do === 'wait') tenant.wait(act.ms);
		else if (act.do === 'poll') await trigger.poll(act);
		else apply(world, act);
	}
	for (let polls = 0; polls < 60; polls++) {
		tenant.wait(LATEST_MS / 20);
		await trigger.poll({ do: 'poll', meanwhile: [] });
	}
	return Object.fromEntries([...world.due].filter(([, times]) => times !== 1));
}

interface Playing {
	tenant: Tenant;
	manners: History['manners'];
	kind: History['kind'];
	/** By event: how often it was emitted. */
	due: Map<string, number>;
	/** By person: the last completion. */
	latest: Map<string, string>;
}

function apply(playing: Playing, act: Change): void {
	const { tenant, kind, latest } = playing;
	const people = tenant.people();
	const pick = (index: number): string => people[index % people.length] ?? '';
	if (act.do === 'touch') {
		const what = kind === 'userCreated' ? 'userUpdated' : 'moduleCompleted';
		// A result that is not there would be made, and perhaps be a completion.
		const isThere = (userId: string) => kind === 'userCreated' || latest.has(userId);
		for (const userId of act.people.map(pick).filter(isThere)) tenant.happen({ what, userId });
	} else if (act.do === 'again') {
		const userId = pick(act.person);
		// One that nobody had the time to see would be lost to everybody.
		if (playing.due.get(latest.get(userId) ?? '') === 1) complete(playing, userId, 0);
	} else {
		for (let count = 0; count < act.count; count++) make(playing, act.lateMs);
	}
}

function make(playing: Playing, lateMs: number): void {
	const { tenant, kind, due } = playing;
	if (kind === 'courseCompleted') {
		return complete(playing, tenant.happen({ what: 'userCreated' }).userId, lateMs);
	}
	const userName = `person-${due.size}@example.com`;
	due.set(userName, 0);
	tenant.happen({ what: 'userCreated', userName, lateMs });
}

function complete(
	{ tenant, due, latest, manners: { rowSkewMs = 0, shownSkewMs = 0 } }: Playing,
	userId: string,
	lateMs: number,
): void {
	const name = `${userId} ${tenant.now() + rowSkewMs + shownSkewMs}`;
	if (due.has(name)) return;
	due.set(name, 0);
	latest.set(userId, name);
	tenant.happen({ what: 'courseCompleted', userId, lateMs });
}

function triggerOf({ clock, feedPoll, rows }: Copy, playing: Playing) {
	const { tenant, kind, due, manners } = playing;
	const { event, operation } = eventOf(kind);
	const path = String(operation.request.path);
	const ownNow = (): number => tenant.now() + (manners.ownSkewMs ?? 0);
	// As n8n keeps it: a live object between the polls, and a text on the disk.
	let kept: FeedState;

	function feedFor({ failAt, steps, wrong, meanwhile }: Extract<Act, { do: 'poll' }>) {
		let pages = 0;
		let left = steps ?? Infinity;
		const date = (): number | undefined => {
			if (pages !== wrong?.at) return tenant.serverMs();
			return wrong.byMs === undefined ? undefined : tenant.serverMs() + wrong.byMs;
		};
		return {
			eventIn: rows.eventReader(event, operation, {}),
			changedAt: rows.changedAt,
			ownDate: event.ownDate === true,
			pageSize: PAGE_SIZE,
			mayGoOn: () => (left -= 1) > 0,
			isOutOfTime: () => false,
			ownNow,
			readPage: async (span: { since: number; to: number }, start: number, limit: number) => {
				pages += 1;
				if (pages === failAt) throw new Failure();
				const page = tenant.readPage(path, span, { start, limit });
				const next = meanwhile[pages - 1];
				if (next) apply(playing, next);
				return { ...page, serverMs: clock.settledTime(date(), ownNow()) };
			},
		};
	}

	function note(emitted: Array<{ row: object }>): void {
		for (const { row } of emitted as Array<{ row: Record<string, unknown> }>) {
			const name =
				kind === 'userCreated'
					? String(row.UserName)
					: `${String(row.UserId)} ${String(/\d+/.exec(String(row.CompletedDate))?.[0])}`;
			// What was not due, as it was there before, is wrong by itself.
			due.set(name, (due.get(name) ?? Infinity) + 1);
		}
	}

	return {
		publish: async (wrong?: WrongDate) => {
			const quiet = feedFor({ do: 'poll', wrong, meanwhile: [] });
			const ask = async () => (await quiet.readPage(around(ownNow()), 0, 1)).serverMs;
			const { events, state } = await feedPoll.beginFeed(quiet, ask, feedPoll.baselineOf);
			note(events);
			kept = state;
		},
		poll: async (act: Extract<Act, { do: 'poll' }>) => {
			try {
				const { events, state } = await feedPoll.pollFeed(feedFor(act), kept);
				note(events);
				kept = state;
			} catch (error) {
				const isKnown = error instanceof Failure || /kept changing/.test(String(error));
				if (!isKnown) throw error as Error;
			}
			kept = JSON.parse(JSON.stringify(kept)) as FeedState;
		},
	};
}

const around = (now: number) => ({ since: now - DAY_MS, to: now + DAY_MS });
