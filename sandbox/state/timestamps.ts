/** When something was made and last changed. */
export interface Timestamps {
	created: number;
	updated: number;
}

/** What the state keeps of it. */
interface Timestamped {
	timestamps: Map<string, Timestamps>;
	clock: () => number;
}

/** What records do not say themselves, by `member TEAM USER` and the like. */
type Key =
	`${'course' | 'member' | 'path' | 'team' | 'teamCourse' | 'teamPath' | 'user'} ${string}`;

/** Notes that something was made or changed, now unless said otherwise. */
export function recordChange(state: Timestamped, key: Key, at = state.clock()): void {
	const known = state.timestamps.get(key);
	state.timestamps.set(key, { created: known?.created ?? at, updated: at });
}

/** Forgets what is gone; unknown: whether feeds go on showing it, inactive. They do not. */
export function forget(state: Timestamped, key: Key): void {
	state.timestamps.delete(key);
}

/** When it was made, by its own word or by what was noted, and when it was last changed. */
export function timestampsOf(state: Timestamped, key: Key, created?: number): Timestamps {
	const noted = state.timestamps.get(key);
	const made = created ?? noted?.created ?? 0;
	return { created: made, updated: Math.max(made, noted?.updated ?? 0) };
}
