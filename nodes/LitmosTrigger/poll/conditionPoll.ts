import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../shared/operation/readTyped';
import {
	ABSENT,
	evictionTime,
	evictUntil,
	dedupKeyOf,
	dedupKeysIn,
	SEEN_CHARACTERS,
	addKeys,
	sizeOf,
	UNDATED,
} from '../../shared/feeds/changes/dedupKeys';
import type { Keyed, Seen } from '../../shared/feeds/changes/dedupKeys';
import type { ConditionState } from '../../shared/feeds/changes/state';

const DAY_MS = 86_400_000;

/** A moment that has passed for longer is no news any more, such as an expiry from before an extension. */
export const NEWS_MS = 30 * DAY_MS;

/** So much of the key of a state is that of its record. */
const RECORD_CHARACTERS = 4;

/** Something that holds as of now. */
export interface Condition {
	row: IDataObject;
	/** Tells it apart from others, and from the same at another date. */
	name: string;
	/** The record of which it is the state: that is one at a time, and one from before may come back as news. */
	record?: string;
	/** It is no news of a record that was not there before. */
	isQuietAtFirst?: boolean;
	/** Since when it holds; 0 where Litmos does not say. */
	since: number;
}

/** What is compared; when it was looked at is kept beside it. */
type Compared = Omit<ConditionState, 'lookedAt'>;

export interface ConditionProgress {
	fresh: Condition[];
	/** Whether anything that holds now was known. */
	isFamiliar: boolean;
	state: Compared;
}

/** Where to begin: with what began after `from`, and in any case with what is news. */
export function beginConditions(from: number | undefined, now: number, newsMs = NEWS_MS): Compared {
	return { dedupFloor: Math.min(from ?? Infinity, now - newsMs), now, seen: {} };
}

/**
 * Compares what holds now with what held when it was last looked at. What has a date is told of once
 * for that date; what has none is told of once for as long as it holds.
 */
export function compareConditions(
	current: readonly Condition[],
	now: number,
	{ dedupFloor, seen, newsMs = NEWS_MS }: Compared & { newsMs?: number },
): ConditionProgress {
	const known = dedupKeysIn(seen);
	const before = new Set([...known].map(recordIn));
	const keyed = current
		.filter(({ since }) => since === 0 || since > dedupFloor)
		.map((condition): Condition & Keyed => ({
			...condition,
			dedupKey: keyOf(condition),
			at: condition.since,
		}));
	const isFamiliar = keyed.some(({ dedupKey }) => known.has(dedupKey));
	const fresh = keyed.filter(({ dedupKey, isQuietAtFirst }) => {
		if (known.has(dedupKey)) return false;
		known.add(dedupKey);
		return !isQuietAtFirst || before.has(recordIn(dedupKey));
	});
	const next = addKeys(keptOf(seen, keyed), [
		...keyed.filter(({ at }) => at === 0),
		...fresh.filter(({ at }) => at > 0),
	]);
	requireRoom(next);
	const done = Math.max(dedupFloor, now - newsMs, evictionTime(next, now) ?? 0);
	return {
		fresh,
		isFamiliar,
		state: { dedupFloor: done, now, seen: evictUntil(next, done) },
	};
}

/** The key of a state begins with that of its record. */
function keyOf({ record, name }: Condition): string {
	const key = dedupKeyOf(name);
	return record === undefined ? key : recordIn(dedupKeyOf(record)) + key.slice(RECORD_CHARACTERS);
}

function recordIn(dedupKey: string): string {
	return dedupKey.slice(0, RECORD_CHARACTERS);
}

/**
 * What is kept beside that which holds now. What has no date and is gone is kept once more: a long
 * list may have left it out, because rows moved while it was read. Of a record that is there, nothing was left out.
 */
function keptOf(seen: Seen, keyed: ReadonlyArray<Condition & Keyed>): Seen {
	const { [UNDATED]: before = '', ...others } = seen;
	delete (others as Record<string, string>)[ABSENT];
	const now = new Set(keyed.map(({ dedupKey }) => dedupKey));
	const there = new Set(
		keyed.filter(({ record }) => record !== undefined).map(({ dedupKey }) => recordIn(dedupKey)),
	);
	const absent = [...dedupKeysIn({ [UNDATED]: before })].filter(
		(dedupKey) => !now.has(dedupKey) && !there.has(recordIn(dedupKey)),
	);
	return absent.length > 0 ? { ...others, [ABSENT]: absent.join('') } : others;
}

function requireRoom(seen: Seen): void {
	const undated = { [UNDATED]: seen[UNDATED] ?? '', [ABSENT]: seen[ABSENT] ?? '' };
	if (sizeOf(undated) <= SEEN_CHARACTERS) return;
	throw new FieldError(
		'Too many records in Litmos match: this trigger can keep track of about 10,000',
		'Add a filter, such as a course or a team.',
	);
}
