/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { FeedState, Kept } from '../../../nodes/shared/feeds/changes/state';
import type { Copy } from './triggerCopy';
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

/** What the limit leaves to one poll. */
const MOST_PAGES = 200;

type Change =
	| { do: 'happen'; count: number; lateMs: number }
	| { do: 'again'; person: number }
	| { do: 'touch'; people: number[] };

interface Polling {
	do: 'poll';
	failAt?: number;
	steps?: number;
	wrong?: WrongDate;
	/** From this page on it is the same page again and again. */
	stuckAt?: number;
	/** A page that does not come before so many further polls have begun. */
	drip?: { at: number; polls: number };
	/** Another trigger of the same feed has polled so long before. */
	neighbourMs?: number;
	meanwhile: Change[];
}

type Act =
	| Change
	| Polling
	| { do: 'wait'; ms: number }
	/** What is kept is damaged. */
	| { do: 'damage'; how: keyof typeof DAMAGES };

/** What may become of the state that n8n keeps, none of which can be read. */
export const DAMAGES = {
	'a text': () => 'state',
	'a list': () => [],
	'no watermark': (state: IDataObject) => ({ ...state, watermark: undefined }),
	'a watermark that is a text': (state: IDataObject) => ({ ...state, watermark: 'now' }),
	'a watermark of the year 33658': (state: IDataObject) => ({ ...state, watermark: 1e15 }),
	'another version': (state: IDataObject) => ({ ...state, version: 2 }),
	'no keys': (state: IDataObject) => ({ ...state, seen: null }),
	'keys that are none': (state: IDataObject) => ({ ...state, seen: { a: 5 } }),
	'a span of nothing': (state: IDataObject) => ({ ...state, span: 0 }),
	'no owner': (state: IDataObject) => ({ ...state, owner: undefined }),
} as const;

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

/** More polls than there are. */
const NEVER = 1_000;

const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 5 });

const poll: fc.Arbitrary<Act> = fc.record(
	{
		do: fc.constant('poll' as const),
		failAt: fc.integer({ min: 1, max: 6 }),
		steps: fc.integer({ min: 1, max: 3 }),
		wrong: wrongDate,
		stuckAt: seldom(fc.integer({ min: 1, max: 4 })),
		drip: seldom(
			fc.record({
				at: fc.integer({ min: 1, max: 4 }),
				polls: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(NEVER)),
			}),
		),
		neighbourMs: fc.constantFrom(0, 1_000, 30_000, 54_000, 56_000),
		meanwhile: fc.array(change, { maxLength: 3 }),
	},
	{ requiredKeys: ['do', 'meanwhile', 'stuckAt', 'drip'] },
);

const damage: fc.Arbitrary<Act> = fc.record({
	do: fc.constant('damage' as const),
	how: fc.constantFrom(...(Object.keys(DAMAGES) as Array<keyof typeof DAMAGES>)),
});

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
		fc.array(
			fc.oneof(
				{ weight: 4, arbitrary: change },
				{ weight: 4, arbitrary: wait },
				{ weight: 4, arbitrary: poll },
				{ weight: 1, arbitrary: damage },
			),
			{ minLength: 3, maxLength: 25 },
		),
		fc.tuple(busyWeeks, poll, poll).map(([before, ...polls]) => [...before, ...polls]),
	),
});

export const RIGHT = {
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
	// One Date that is weeks ahead, this machine's clock half a day behind, and rows that are late.
	{
		kind: 'courseCompleted',
		manners: { ...RIGHT, overfull: 2, dateSkewMs: -90 * MINUTE_MS, ownSkewMs: -14 * HOUR_MS },
		acts: [
			{
				do: 'poll',
				wrong: { at: 1, byMs: 6 * HOUR_MS },
				meanwhile: [{ do: 'happen', count: 4, lateMs: 0 }],
			},
			{ do: 'poll', steps: 2, wrong: { at: 1, byMs: 51 * DAY_MS }, meanwhile: [] },
			{ do: 'happen', count: 4, lateMs: LATEST_MS },
			{ do: 'poll', meanwhile: [{ do: 'happen', count: 5, lateMs: 50 * MINUTE_MS }] },
		],
	},
	// Of what was there before, a part is left to the next poll, whose Date makes the past reach until now.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'damage', how: 'a text' },
			{ do: 'poll', steps: 1, meanwhile: [] },
			{ do: 'poll', wrong: { at: 1, byMs: -83.05 * HOUR_MS }, meanwhile: [] },
			{ do: 'happen', count: 1, lateMs: 0 },
		],
	},
	// A page that comes when another poll has read all of it already.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'happen', count: 2, lateMs: 0 },
			{ do: 'poll', drip: { at: 1, polls: 3 }, meanwhile: [] },
			{ do: 'wait', ms: HOUR_MS },
			{ do: 'poll', meanwhile: [] },
			{ do: 'wait', ms: HOUR_MS },
		],
	},
	// A page that never comes.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'happen', count: 2, lateMs: 0 },
			{ do: 'poll', drip: { at: 1, polls: NEVER }, meanwhile: [] },
		],
	},
	// A page that comes again and again, of a list that ended long before the next poll.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'happen', count: 5, lateMs: 0 },
			{ do: 'wait', ms: 1000 },
			{ do: 'happen', count: 5, lateMs: 0 },
			{ do: 'wait', ms: 2 * DAY_MS },
			{ do: 'poll', stuckAt: 1, meanwhile: [] },
			{ do: 'wait', ms: 60 * DAY_MS },
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
	const due = new Map<string, number>();
	const own = { spared: new Set<string>(), latest: new Map(), thereAt: new Map() };
	const world: Playing = { tenant, manners, kind, due, ...own };
	const trigger = triggerOf(copy, world, 'trigger');
	// What it emits is of no concern here.
	const neighbour = triggerOf(copy, { ...world, due: new Map(), spared: new Set() }, 'neighbour');
	const letNeighbourPoll = async (earlierMs?: number): Promise<void> => {
		if (earlierMs === undefined) return;
		// It may wait for a page that never comes.
		await Promise.race([neighbour.poll({ do: 'poll', meanwhile: [] }), setImmediate()]);
		tenant.wait(earlierMs);
	};
	jest.spyOn(Date, 'now').mockImplementation(trigger.ownNow);
	try {
		await trigger.poll({ do: 'poll', wrong: history.wrongAtFirst, meanwhile: [] });
		for (const act of acts) {
			if (act.do === 'wait') tenant.wait(act.ms);
			else if (act.do === 'damage') trigger.damage(act.how);
			else if (act.do === 'poll') {
				await letNeighbourPoll(act.neighbourMs);
				await trigger.poll(act);
			} else apply(world, act);
		}
		for (let polls = 0; polls < 60; polls++) {
			tenant.wait(LATEST_MS / 20);
			if (polls % 2) await letNeighbourPoll(20_000);
			await trigger.poll({ do: 'poll', meanwhile: [] });
		}
	} finally {
		jest.restoreAllMocks();
	}
	const isWrong = ([name, times]: [string, number]) =>
		times !== 1 && !(times === 0 && world.spared.has(name));
	return Object.fromEntries([...due].filter(isWrong));
}

interface Playing {
	tenant: Tenant;
	manners: History['manners'];
	kind: History['kind'];
	/** By event: how often it was emitted. */
	due: Map<string, number>;
	/** Events from before it had begun anew after damage: these may be lost. */
	spared: Set<string>;
	/** By person: the last completion, and when it can be read. */
	latest: Map<string, string>;
	thereAt: Map<string, number>;
}

function apply(playing: Playing, act: Change): void {
	const { tenant, kind, latest, thereAt } = playing;
	const people = tenant.people();
	const pick = (index: number): string => people[index % people.length] ?? '';
	if (act.do === 'touch') {
		const what = kind === 'userCreated' ? 'userUpdated' : 'moduleCompleted';
		// A result that is not there would be made, and perhaps be a completion.
		const isThere = (userId: string) =>
			kind === 'userCreated' || tenant.now() > (thereAt.get(userId) ?? Infinity);
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
	{ tenant, due, latest, thereAt, manners: { rowSkewMs = 0, shownSkewMs = 0 } }: Playing,
	userId: string,
	lateMs: number,
): void {
	const name = `${userId} ${tenant.now() + rowSkewMs + shownSkewMs}`;
	if (due.has(name)) return;
	due.set(name, 0);
	latest.set(userId, name);
	thereAt.set(userId, tenant.now() + lateMs);
	tenant.happen({ what: 'courseCompleted', userId, lateMs });
}

type Asked = [span: { since: number; to: number }, start: number, limit: number];

const OWNER = 'userCreated /users https://api.example.com';

function triggerOf(copy: Copy, playing: Playing, name: string) {
	const { clock, feedPoll, rows, sharedPages, stamps, state, turns } = copy;
	const { tenant, kind, due, spared, manners } = playing;
	const { event, operation } = eventOf(kind);
	const path = String(operation.request.path);
	const ownNow = (): number => tenant.now() + (manners.ownSkewMs ?? 0);
	// As n8n keeps it: a live object during a poll, and a text on the disk.
	let data: IDataObject = {};
	/** Until it has begun anew. What it wrote itself must never be broken. */
	let isDamaged = false;
	/** Polls that wait for a page, and how many polls may begin until it comes. */
	let waiting: Array<{ polls: number; come: () => void; ended: () => Promise<void> }> = [];

	function feedFor(act: Polling, drips: () => Promise<void>, begun?: FeedState) {
		const { failAt, steps, wrong, stuckAt = Infinity, drip, meanwhile } = act;
		let pages = 0;
		let left = steps ?? Infinity;
		let stuck = 0;
		const share = sharedPages.sharedPages(
			begun && !begun.begun ? begun.now : Infinity,
			new AbortController().signal,
		);
		const date = (): number | undefined => {
			if (pages !== wrong?.at) return tenant.serverMs();
			return wrong.byMs === undefined ? undefined : tenant.serverMs() + wrong.byMs;
		};
		return {
			eventIn: rows.eventReader(event, operation, {}),
			changedAt: stamps.datedBy(event.feed),
			ownDate: event.ownDate === true,
			pageSize: PAGE_SIZE,
			mayGoOn: () => (left -= 1) > 0 && pages < MOST_PAGES,
			isOutOfTime: () => false,
			ownNow,
			readPage: async (...page: Asked) =>
				await share(JSON.stringify(page), async () => await readPage(...page)),
		};

		async function readPage(...[span, start, limit]: Asked) {
			pages += 1;
			if (pages === failAt) throw new Failure();
			if (pages === drip?.at) await drips();
			stuck = pages <= stuckAt ? start : Math.min(stuck, start);
			const page = tenant.readPage(path, span, { start: stuck, limit });
			const next = meanwhile[pages - 1];
			if (next) apply(playing, next);
			return { ...page, serverMs: clock.settledTime(date(), ownNow()) };
		}
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

	function spare(): void {
		for (const [name, times] of due) if (times === 0) spared.add(name);
	}

	/** One poll, as the node has it: nothing is emitted, and nothing kept, of a poll that another one has taken over. */
	async function run(act: Polling, drips: () => Promise<void>): Promise<void> {
		const turn = turns.takeTurn(name);
		if (!turn) return;
		try {
			const kept = state.loadState(data, OWNER, 'feed') as Kept<FeedState>;
			const feed = feedFor(act, drips, kept.state);
			const ask = async () => (await feed.readPage(around(ownNow()), 0, 1)).serverMs;
			const progress = kept.state
				? await feedPoll.pollFeed(feed, kept.state)
				: await feedPoll.beginFeed(feed, ask, feedPoll.baselineOf);
			if (!turn.isMine()) return;
			note(progress.events);
			state.saveState(data, OWNER, progress.state);
			if (isDamaged) spare();
			isDamaged &&= progress.state.begun !== undefined;
		} catch (error) {
			const isKnown = error instanceof Failure || /kept changing/.test(String(error));
			if (!isKnown) throw error as Error;
		} finally {
			turn.end();
		}
		data = JSON.parse(JSON.stringify(data)) as IDataObject;
	}

	async function letPagesCome(): Promise<void> {
		for (const one of waiting) one.polls -= 1;
		const due = waiting.filter(({ polls }) => polls <= 0);
		waiting = waiting.filter(({ polls }) => polls > 0);
		for (const { come, ended } of due) {
			come();
			await ended();
		}
	}

	return {
		ownNow,
		damage: (how: keyof typeof DAMAGES) => {
			if (!data.state) return;
			data = { state: DAMAGES[how](data.state as IDataObject) };
			isDamaged = true;
		},
		poll: async (act: Polling) => {
			await letPagesCome();
			await new Promise<void>((goOn, fail) => {
				let ended = async () => await Promise.resolve();
				const running = run(act, async () => {
					await new Promise<void>((come) => {
						waiting.push({ polls: act.drip?.polls ?? 0, come, ended: async () => await ended() });
						goOn();
					});
				});
				ended = async () => await running;
				running.then(goOn, fail);
			});
		},
	};
}

const around = (now: number) => ({ since: now - DAY_MS, to: now + DAY_MS });
