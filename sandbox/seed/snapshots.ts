import type { Settings } from '../options';
import { createRandom } from '../state/random';
import type { State } from '../state/state';
import { seedState } from './seed';

const DAY_MS = 86_400_000;
/** A larger tenant is built anew: two of it would take too much memory. */
const MOST_PEOPLE = 1000;

/** What is kept of a tenant: all but the functions. */
type Snapshot = Omit<State, 'clock' | 'random'> & { randomState: number };

const snapshots = new Map<string, Snapshot>();

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

/** A deep copy. Not structuredClone: inside jest that answers with the Maps of another realm, and takes longer. */
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

function toSnapshot({ clock: _clock, random, ...rest }: State): Snapshot {
	return { ...rest, randomState: random.state() };
}

function fromSnapshot(snapshot: Snapshot, clock: State['clock']): State {
	const { randomState, ...rest } = copy(snapshot);
	return { ...rest, clock, random: createRandom(randomState) };
}

/** What the tenant depends on; see seedState. */
function keyOf({ seed, people, teams, courses, results, clock }: Settings): string {
	return [seed, people, teams, courses, results, Math.floor(clock() / DAY_MS)].join(' ');
}

/** The tenant of these settings, built once in a process and copied for everyone who asks. */
export function tenantFor(settings: Settings): State {
	if (settings.people > MOST_PEOPLE || settings.results > 0) return seedState(settings);
	const key = keyOf(settings);
	const snapshot = snapshots.get(key) ?? toSnapshot(seedState(settings));
	snapshots.set(key, snapshot);
	return fromSnapshot(snapshot, settings.clock);
}
