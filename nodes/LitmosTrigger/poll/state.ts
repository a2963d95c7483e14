import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/values';
import type { Seen } from './dedupKeys';

/** How far a trigger has come, as it stands in n8n's static data. All times are by the clock of Litmos, in milliseconds. */
export interface FeedState {
	/** Every change up to here has been read, and none is expected any more; in whole seconds. */
	watermark: number;
	/** Events up to here are done with; later ones are known by their keys. */
	dedupFloor: number;
	/** How long a span of the past may be: shorter where much happened. */
	span: number;
	now: number;
	seen: Seen;
}

/** The same for what is looked at as a whole. */
export interface ConditionState {
	dedupFloor: number;
	now: number;
	seen: Seen;
	/** When it was last looked at, by the clock of this machine. */
	lookedAt: number;
}

/** What belongs to another event, feed or host is of no use: the trigger then starts anew. */
export function loadState<T extends FeedState | ConditionState>(
	data: IDataObject,
	owner: string,
): T | undefined {
	const { state } = data;
	return isObject(state) && state.owner === owner ? (state as unknown as T) : undefined;
}

/** In one assignment, so that there is never half of it. */
export function saveState(
	data: IDataObject,
	owner: string,
	state: FeedState | ConditionState,
): void {
	data.state = { owner, ...state } as unknown as IDataObject;
}
