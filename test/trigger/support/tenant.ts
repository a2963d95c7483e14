import type { IDataObject } from 'n8n-workflow';
import { feedEvents } from '../../../nodes/LitmosTrigger/events/feedEvents';
import { feedOperation } from '../../../nodes/shared/feeds/feed';
import type { Span } from '../../../nodes/shared/feeds/changes/spans';
import type { Page } from '../../../nodes/shared/feeds/changes/scan';
import type { Call } from '../../../sandbox/http/call';
import { carryOutPending, happen, type Happening } from '../../../sandbox/control/happen';
import { withDefaults, type SandboxOptions } from '../../../sandbox/options';
import { feedRoute, type Feed, type FeedRow } from '../../../sandbox/feeds/feed';
import { peopleFeeds } from '../../../sandbox/feeds/people';
import { resultFeeds } from '../../../sandbox/feeds/results';
import { emptyState } from '../../../sandbox/state/state';
import { toJson, type WireRecord } from '../../../sandbox/http/wireFormat';
import type { Context } from '../../../sandbox/context';

export const START = Date.UTC(2026, 2, 3, 4, 5, 6);

/** How the tenant goes about what nobody has published, and how wrong its clock is. */
export interface Manners extends Pick<SandboxOptions, 'spanEnds' | 'spanCounts' | 'overfull'> {
	/** The Date of its answers. */
	dateSkewMs: number;
	/** The dates that rows are kept with, and found by. */
	rowSkewMs?: number;
	/** The dates that rows show, beyond that. */
	shownSkewMs?: number;
}

/** The sandbox's feeds without the network: a small tenant in a time of its own. */
export interface Tenant {
	now: () => number;
	wait: (ms: number) => void;
	happen: (happening: Happening) => { userId: string; at: number };
	people: () => string[];
	readPage: (
		path: string,
		span: Span,
		page: { start: number; limit: number },
	) => Pick<Page, 'rows'>;
	/** The Date of an answer. */
	serverMs: () => number;
}

const COURSE = {
	Id: 'course',
	OriginalId: 1,
	Code: '',
	Name: 'Course',
	Description: '',
	Active: true,
	ForSale: false,
	price: 0,
	tags: '',
	created: 0,
	createdBy: '',
	dueDays: 30,
	compliantDays: 365,
	accessDays: null,
	modules: [
		{ Id: 'module', OriginalId: 1, Code: '', Name: 'Module', Description: '', passmark: 50 },
	],
};

const queryTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Dates as they are shown, in both forms that Litmos has. */
const shifted = (text: string, byMs: number): string =>
	byMs === 0
		? text
		: text
				.replace(/(Date\()(-?\d+)/g, (_, name: string, ms: string) => `${name}${Number(ms) + byMs}`)
				.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, (date) =>
					new Date(Date.parse(date) + byMs).toISOString().replace('.000', ''),
				);

/** What rows show, beside the time, changes with what happens alone. */
const TIMELESS = ['/org/users/details'];

/**
 * A feed whose rows are made once as long as nothing changes them, since each poll reads most of them again.
 * `turn`: tells apart the times between which they may change. Frozen, as all pages share them.
 */
function remembering(feed: Feed, turn: () => string, byMs: number): Feed {
	let known: { turn: string; rows: FeedRow[] } | undefined;
	const shownOnce = ({ show, ...at }: FeedRow): FeedRow => {
		let shown: WireRecord | undefined;
		const read = (): WireRecord => {
			const text = toJson(show(), { entities: false, escapeSlashes: false });
			return Object.freeze(JSON.parse(shifted(text, byMs)) as WireRecord);
		};
		return { ...at, show: () => (shown ??= read()) };
	};
	return {
		...feed,
		rows: (state) => {
			const now = turn();
			if (known?.turn !== now)
				known = { turn: now, rows: feed.rows(state, () => true).map(shownOnce) };
			return known.rows;
		},
	};
}

export function openTenant(manners: Manners): Tenant {
	const { dateSkewMs, rowSkewMs = 0, shownSkewMs = 0, ...options } = manners;
	let time = START;
	const settings = withDefaults(options);
	const state = { ...emptyState(1), clock: () => time + rowSkewMs };
	state.courses.set(COURSE.Id, structuredClone(COURSE));
	const context = { state, settings, pending: [] } as unknown as Context;
	const serverMs = (): number => Math.floor((time + dateSkewMs) / 1000) * 1000;

	/** How much has happened so far. */
	let happened = 0;
	const routes = [...peopleFeeds, ...resultFeeds].map((feed) => {
		const isTimeless = TIMELESS.includes(feed.path);
		const turn = () => (isTimeless ? String(happened) : `${happened} ${time}`);
		return feedRoute(remembering(feed, turn, shownSkewMs));
	});

	function letLateRowsCome(): void {
		const before = context.pending.length;
		carryOutPending(context);
		if (context.pending.length !== before) happened += 1;
	}

	function readPage(path: string, span: Span, page: { start: number; limit: number }) {
		letLateRowsCome();
		const route = routes.find((one) => one.path === path);
		const query = {
			since: queryTime(span.since),
			to: queryTime(span.to),
			start: String(page.start),
			limit: String(page.limit),
		};
		const call = { state, settings, query, now: time, extraRows: 0 } as unknown as Call;
		return { rows: (route?.handle(call).content?.value ?? []) as unknown as IDataObject[] };
	}

	return {
		now: () => time,
		wait: (ms) => {
			time += ms;
			letLateRowsCome();
		},
		happen: (happening) => {
			happened += 1;
			return happen(context, { courseId: COURSE.Id, ...happening });
		},
		people: () => [...state.users.keys()],
		readPage,
		serverMs,
	};
}

/** An event of the table, and the operation that reads it. */
export function eventOf(name: string) {
	const event = feedEvents.find(({ value }) => value === name);
	if (!event) throw new Error(`There is no event ${name}`);
	return { event, operation: feedOperation(event.feed) };
}
