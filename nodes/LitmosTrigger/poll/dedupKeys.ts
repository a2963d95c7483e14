/**
 * What was emitted and may turn up again: marks of 8 signs, one after the other, by the second they
 * belong to (in base 36; a second counts up to its end). What has no date stands under UNDATED, and
 * under ABSENT if it was not there the last time.
 */
export type Seen = Readonly<Record<string, string>>;

/** A mark, and the time of its event; 0 where it has none. */
export interface Marked {
	mark: string;
	at: number;
}

export const UNDATED = '0';
export const ABSENT = '00';

const MARK_CHARACTERS = 8;

/** Static data is written with each execution, so it stays well below 100 kB. */
export const MEMORY_CHARACTERS = 80_000;

/** What a mark takes at most: a second of its own has a name, quotes, a colon and a comma. */
export const MARK_COST = MARK_CHARACTERS + 13;

const SECOND_MS = 1000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 48 bits of a text: among 10,000 marks, one text in 28 thousand million is taken for another. */
export function markOf(text: string): string {
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

/** The marks that are remembered. */
export function marksIn(seen: Seen): Set<string> {
	const marks = new Set<string>();
	for (const run of Object.values(seen)) {
		for (let start = 0; start < run.length; start += MARK_CHARACTERS) {
			marks.add(run.slice(start, start + MARK_CHARACTERS));
		}
	}
	return marks;
}

export function remember(seen: Seen, marked: readonly Marked[]): Seen {
	const runs: Record<string, string[]> = {};
	for (const { mark, at } of marked) (runs[nameOf(at)] ??= []).push(mark);
	const grown = Object.entries(runs).map(([name, marks]) => [
		name,
		(seen[name] ?? '') + marks.join(''),
	]);
	return { ...seen, ...(Object.fromEntries(grown) as Seen) };
}

/** Without what happened until then. What has no date stays. */
export function forgetUntil(seen: Seen, until: number): Seen {
	return Object.fromEntries(
		Object.entries(seen).filter(([name]) => !isDated(name) || endOf(name) > until),
	);
}

/** Only what is later than that. */
export function laterThan(seen: Seen, from: number): Seen {
	return Object.fromEntries(Object.entries(seen).filter(([name]) => endOf(name) > from));
}

/** The length in static data, at most. */
export function sizeOf(seen: Seen): number {
	return Object.entries(seen).reduce((sum, [name, run]) => sum + name.length + run.length + 6, 0);
}

/** Until when to forget so that the rest fits, none of what is later than `latest`; undefined where all fits. */
export function crowdedUntil(seen: Seen, latest: number): number | undefined {
	let size = sizeOf(seen);
	let until: number | undefined;
	const oldestFirst = Object.keys(seen)
		.filter((name) => isDated(name) && endOf(name) <= latest)
		.sort((a, b) => endOf(a) - endOf(b));
	for (const name of oldestFirst) {
		if (size <= MEMORY_CHARACTERS) return until;
		size -= name.length + (seen[name] ?? '').length + 6;
		until = endOf(name);
	}
	return until;
}

function isDated(name: string): boolean {
	return name !== UNDATED && name !== ABSENT;
}

function nameOf(at: number): string {
	return Math.ceil(at / SECOND_MS).toString(36);
}

function endOf(name: string): number {
	return parseInt(name, 36) * SECOND_MS;
}

/** 24 bits as four signs. */
function signsOf(bits: number): string {
	return [18, 12, 6, 0].map((shift) => ALPHABET[(bits >>> shift) & 63]).join('');
}
