import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../shared/operation/readValues';
import {
	ABSENT,
	crowdedUntil,
	forgetUntil,
	markOf,
	marksIn,
	MEMORY_CHARACTERS,
	remember,
	sizeOf,
	UNDATED,
} from './dedupKeys';
import type { Marked, Seen } from './dedupKeys';
import type { StandingState } from './state';

const DAY_MS = 86_400_000;

/** A moment that has passed for longer is no news any more, such as an expiry from before an extension. */
const NEWS_MS = 30 * DAY_MS;

/** Something that holds as of now. */
export interface Standing {
	row: IDataObject;
	/** Tells it apart from others, and from the same at another date. */
	name: string;
	/** Since when it holds; 0 where Litmos does not say. */
	since: number;
}

export interface StandingProgress {
	fresh: Standing[];
	state: StandingState;
}

/** Where to begin: what holds by then is not emitted, unless it began later than `from`. */
export function standingBegin(from: number | undefined, now: number): StandingState {
	return { floor: from ?? now - NEWS_MS, now, seen: {}, lookedAt: 0 };
}

/**
 * Compares what holds now with what held when it was last looked at. What has a date is told of once
 * for that date; what has none is told of once for as long as it holds.
 */
export function compareStandings(
	holding: readonly Standing[],
	now: number,
	{ floor, seen }: StandingState,
): StandingProgress {
	const known = marksIn(seen);
	const marked = holding
		.filter(({ since }) => since === 0 || since > floor)
		.map((standing): Standing & Marked => ({
			...standing,
			mark: markOf(standing.name),
			at: standing.since,
		}));
	const fresh = marked.filter(({ mark }) => !known.has(mark) && known.add(mark).size > 0);
	const next = remember(keptOf(seen, marked), [
		...marked.filter(({ at }) => at === 0),
		...fresh.filter(({ at }) => at > 0),
	]);
	requireRoom(next);
	const done = Math.max(floor, now - NEWS_MS, crowdedUntil(next, now) ?? 0);
	return {
		fresh,
		state: { floor: done, now, seen: forgetUntil(next, done), lookedAt: Date.now() },
	};
}

/**
 * What is remembered beside that which holds now. What has no date and is gone is remembered once
 * more: a long list may have left it out, because rows moved while it was read.
 */
function keptOf(seen: Seen, marked: readonly Marked[]): Seen {
	const { [UNDATED]: before = '', ...others } = seen;
	delete (others as Record<string, string>)[ABSENT];
	const now = new Set(marked.map(({ mark }) => mark));
	const absent = [...marksIn({ [UNDATED]: before })].filter((mark) => !now.has(mark));
	return absent.length > 0 ? { ...others, [ABSENT]: absent.join('') } : others;
}

function requireRoom(seen: Seen): void {
	const undated = { [UNDATED]: seen[UNDATED] ?? '', [ABSENT]: seen[ABSENT] ?? '' };
	if (sizeOf(undated) <= MEMORY_CHARACTERS) return;
	throw new FieldError(
		'This holds for more records in Litmos than can be kept in mind (about 10,000)',
		'Add a filter, such as a course or a team, so that there are fewer.',
	);
}
