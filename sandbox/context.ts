import { createFaults, type Faults } from './http/faults';
import { createLimit, type Limit } from './http/limits';
import type { LogEntry } from './http/log';
import { createStore, type Store } from './lrs/store';
import { withDefaults, type SandboxOptions, type Settings } from './options';
import { createRandom, type Random } from './state/random';
import { tenantFor } from './seed/snapshots';
import type { State } from './state/state';

/** Everything one running sandbox holds. */
export interface Context {
	settings: Settings;
	state: State;
	entries: LogEntry[];
	faults: Faults;
	/** One counter per key: D has the limit per API key. */
	limits: readonly Limit[];
	/** The learning record store; unknown: its limit, so it has a counter of its own. */
	lrs: { store: Store; limit: Limit };
	/** Apart from the tenant's randomness, so that traffic does not change the tenant. */
	latency: Random;
	/** How wrong its clock is, and how much more so the Date of its answers; milliseconds. */
	clock: { skewMs: number; dateSkewMs: number };
	/** What has happened, but cannot be read yet. */
	pending: Array<{ due: number; run: () => void }>;
}

/** Creates the context of one sandbox, with a tenant in it. */
export function createContext(options: SandboxOptions): Context {
	const settings = withDefaults(options);
	const clock = { skewMs: 0, dateSkewMs: 0 };
	const state = tenantFor(settings);
	state.clock = () => settings.clock() + clock.skewMs;
	return {
		settings,
		state,
		clock,
		pending: [],
		entries: [],
		faults: createFaults(),
		lrs: { store: createStore(), limit: createLimit(settings.limit) },
		limits: settings.apiKeys.map(() => createLimit(settings.limit)),
		latency: createRandom(settings.seed),
	};
}

/** How long this answer takes. */
export function latencyOf({ settings, latency }: Context): number {
	const { latencyMs } = settings;
	return typeof latencyMs === 'number' ? latencyMs : latency.between(latencyMs[0], latencyMs[1]);
}
