/** When something was made and last changed. */
export interface Moment {
	created: number;
	updated: number;
}

/** What the state keeps of it. */
interface Noted {
	moments: Map<string, Moment>;
	clock: () => number;
}

/** What records do not say themselves, by `member TEAM USER` and the like. */
type Key =
	`${'course' | 'member' | 'path' | 'team' | 'teamCourse' | 'teamPath' | 'user'} ${string}`;

/** Notes that something was made or changed, now unless said otherwise. */
export function stamp(state: Noted, key: Key, at = state.clock()): void {
	const known = state.moments.get(key);
	state.moments.set(key, { created: known?.created ?? at, updated: at });
}

/** Forgets what is gone; unknown: whether feeds go on showing it, inactive. They do not. */
export function forget(state: Noted, key: Key): void {
	state.moments.delete(key);
}

/** When it was made, by its own word or by what was noted, and when it was last changed. */
export function momentOf(state: Noted, key: Key, created?: number): Moment {
	const noted = state.moments.get(key);
	const made = created ?? noted?.created ?? 0;
	return { created: made, updated: Math.max(made, noted?.updated ?? 0) };
}
