/**
 * The deduplication keys of what was emitted and may turn up again: 8 signs each, one after the other,
 * by the second they belong to (in base 36; a second counts up to its end). What has no date stands
 * under UNDATED, and under ABSENT if it was not there the last time.
 */
export type Seen = Readonly<Record<string, string>>;

/** A deduplication key, and the time of its event; 0 where it has none. */
export interface Keyed {
	dedupKey: string;
	at: number;
}

export const UNDATED = '0';
export const ABSENT = '00';

const KEY_CHARACTERS = 8;

/** About 4,000 to 10,000 keys. Static data is written with each execution, so it stays well below 100 kB. */
export const SEEN_CHARACTERS = 80_000;

/** What a key takes at most: a second of its own has a name, quotes, a colon and a comma. */
export const KEY_COST = KEY_CHARACTERS + 13;

const SECOND_MS = 1000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 48 bits of a text: among 10,000 keys, one text in 28 thousand million is taken for another. */
export function dedupKeyOf(text: string): string {
	let [a, b] = [0xdeadbeef, 0x41c6ce57];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		a = Math.imul(a ^ code, 2654435761);
		b = Math.imul(b ^ code, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	return signsOf(a) + signsOf(b);
}

/** Whether that is what is kept of keys, and no longer than it can be. */
export function isSeen(value: unknown): value is Seen {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const entries: Array<[string, unknown]> = Object.entries(value);
	const isGood = entries.every(
		([second, keys]) => isSecond(second) && typeof keys === 'string' && isKeys(keys),
	);
	return isGood && sizeOf(value as Seen) <= 2 * SEEN_CHARACTERS;
}

/** All keys that are kept. */
export function dedupKeysIn(seen: Seen): Set<string> {
	const keys = new Set<string>();
	for (const text of Object.values(seen)) {
		for (let start = 0; start < text.length; start += KEY_CHARACTERS) {
			keys.add(text.slice(start, start + KEY_CHARACTERS));
		}
	}
	return keys;
}

export function addKeys(seen: Seen, keyed: readonly Keyed[]): Seen {
	const bySecond: Record<string, string[]> = {};
	for (const { dedupKey, at } of keyed) (bySecond[secondOf(at)] ??= []).push(dedupKey);
	const grown = Object.entries(bySecond).map(([second, keys]) => [
		second,
		(seen[second] ?? '') + keys.join(''),
	]);
	return { ...seen, ...(Object.fromEntries(grown) as Seen) };
}

/** Without what happened until then. What has no date stays. */
export function evictUntil(seen: Seen, until: number): Seen {
	return Object.fromEntries(
		Object.entries(seen).filter(([second]) => !isDated(second) || endOf(second) > until),
	);
}

/** Only what is later than that. */
export function laterThan(seen: Seen, from: number): Seen {
	return Object.fromEntries(Object.entries(seen).filter(([second]) => endOf(second) > from));
}

/** The length in static data, at most. */
export function sizeOf(seen: Seen): number {
	return Object.entries(seen).reduce(
		(sum, [second, keys]) => sum + second.length + keys.length + 6,
		0,
	);
}

/** Until when to evict so that the rest fits, none of what is later than `latest`; undefined where all fits. */
export function evictionTime(seen: Seen, latest: number): number | undefined {
	let size = sizeOf(seen);
	let until: number | undefined;
	const oldestFirst = Object.keys(seen)
		.filter((second) => isDated(second) && endOf(second) <= latest)
		.sort((a, b) => endOf(a) - endOf(b));
	for (const second of oldestFirst) {
		if (size <= SEEN_CHARACTERS) return until;
		size -= second.length + (seen[second] ?? '').length + 6;
		until = endOf(second);
	}
	return until;
}

function isSecond(second: string): boolean {
	return /^-?[0-9a-z]{1,9}$/.test(second);
}

function isKeys(keys: string): boolean {
	return keys.length > 0 && keys.length % KEY_CHARACTERS === 0 && /^[\w-]*$/.test(keys);
}

function isDated(second: string): boolean {
	return second !== UNDATED && second !== ABSENT;
}

function secondOf(at: number): string {
	return Math.ceil(at / SECOND_MS).toString(36);
}

function endOf(second: string): number {
	return parseInt(second, 36) * SECOND_MS;
}

/** 24 bits as four signs. */
function signsOf(bits: number): string {
	return [18, 12, 6, 0].map((shift) => ALPHABET[(bits >>> shift) & 63]).join('');
}
