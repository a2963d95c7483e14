import { sleep } from 'n8n-workflow';

/**
 * When the package is updated, n8n loads the new modules beside the old ones, and what runs goes on in the
 * old ones. All of them import the very same n8n-workflow, so what they share hangs on a function of it.
 */
const PLACE = Symbol.for('n8n-nodes-litmos.limiters');

/** What every version of the package can be asked, whatever its state looks like otherwise. */
export interface SharedState {
	/** How many slots are taken of the key that goes by this name. */
	taken(name: string): number;
}

type States = Record<number, SharedState | undefined>;

// A function that cannot be written to holds nothing: then each version counts for itself.
const states: States = Object.isExtensible(sleep)
	? ((sleep as unknown as Record<symbol, States | undefined>)[PLACE] ??= {})
	: {};

/** The state of this shape, which versions of the package with the same shape share. */
export function shareState<T extends SharedState>(shape: number, create: () => T): T {
	const state = (states[shape] as T | undefined) ?? create();
	states[shape] = state;
	return state;
}

/** How many slots of a key are taken by versions of the package whose state has another shape. */
export function takenByOthers(shape: number, name: string): number {
	return Object.entries(states)
		.filter(([other]) => other !== String(shape))
		.reduce((sum, [, state]) => sum + (state?.taken(name) ?? 0), 0);
}
