import type { Settings } from '../options';
import { createRandom } from '../state/random';
import type { State } from '../state/state';
import { seedState } from './seed';

const DAY_MS = 86_400_000;
/** A larger tenant is built anew: two of it would take too much memory. */
const MOST_PEOPLE = 1000;

/** Tenants as they were built, by what they depend on. Nobody draws from them or changes them. */
const snapshots = new Map<string, State>();

// Looked up once: a global costs a lot inside jest.
const [ToMap, ToSet, isList, keysOf] = [Map, Set, Array.isArray, Object.keys];

function copyRecord(record: object): unknown {
	const result: Record<string, unknown> = { ...record };
	for (const key of keysOf(result)) {
		const member = result[key];
		if (typeof member === 'object' && member !== null) result[key] = copy(member);
	}
	return result;
}

/** A deep copy. Not structuredClone, which takes no functions and inside jest answers with the Maps of another realm. */
function copy<T>(value: T): T;
function copy(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (isList(value)) return value.map((entry: unknown) => copy(entry));
	if (value instanceof ToMap) {
		const result = new ToMap<unknown, unknown>();
		for (const [key, entry] of value) result.set(key, copy(entry));
		return result;
	}
	return value instanceof ToSet ? new ToSet(value) : copyRecord(value);
}

/** What the tenant depends on; see seedState. */
function keyOf({ seed, people, teams, courses, results, clock }: Settings): string {
	return [seed, people, teams, courses, results, Math.floor(clock() / DAY_MS)].join(' ');
}

/** The tenant of these settings, built once in a process and copied for everyone who asks. */
export function tenantFor(settings: Settings): State {
	if (settings.people > MOST_PEOPLE || settings.results > 0) return seedState(settings);
	const key = keyOf(settings);
	const snapshot = snapshots.get(key) ?? seedState(settings);
	snapshots.set(key, snapshot);
	const random = createRandom(snapshot.random.state());
	return { ...copy(snapshot), clock: settings.clock, random };
}
