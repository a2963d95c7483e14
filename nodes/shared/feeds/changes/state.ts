import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../values';
import { WEEK_MS } from '../period';
import { EARLIEST, FURTHEST_MS } from './clock';
import { isSeen } from './dedupKeys';
import type { Seen } from './dedupKeys';
import type { Place } from './scan';
import { SHORTEST_MS } from './spans';

const HOUR_MS = 3_600_000;

/** Of the shape below. Before there was a number, less was kept; that can be read as well. */
const VERSION = 1;

/** How far a trigger has come, as it stands in n8n's static data. Times are as `settledTime` has them, in milliseconds. */
export interface FeedState {
	/** Every change up to here has been read, and none is expected any more; in whole seconds. */
	watermark: number;
	/** Events up to here are done with; later ones are known by their keys. */
	dedupFloor: number;
	/** How long a span of the past may be: shorter where much happened. */
	span: number;
	now: number;
	seen: Seen;
	/** Until when it is enough to read the last 70 minutes, by the clock of this machine; 0: it is not. */
	narrowUntil?: number;
	/** When rows were dated outside of what was expected, by the clock of this machine. */
	oddAt?: number;
	/** A list that was too long for one poll goes on from here; `again`: so many polls had the same page again and again. */
	resume?: { since: number; isWide: boolean; from?: Place; again?: number };
	/** Until all has been read for the first time: whether what is there by then is emitted. */
	begun?: 'quiet' | 'lookingBack';
}

/** The same for what is looked at as a whole. */
export interface ConditionState {
	dedupFloor: number;
	now: number;
	seen: Seen;
	/** When it was last looked at, by the clock of this machine. */
	lookedAt: number;
	/** By which filters; left out before they were kept. */
	lookedFor?: string;
	/** With which credential; left out before that was kept. */
	lookedWith?: string;
}

/** What n8n had kept: a state with the names of the warnings that go on, none, or something that cannot be read. */
export type Kept<T> = { state?: T; isBroken: boolean; told: readonly string[] };

/** What belongs to another event, feed or host is of no use: the trigger then starts anew. */
export function loadState(
	data: IDataObject,
	owner: string,
	kind: 'feed' | 'condition',
): Kept<FeedState | ConditionState> {
	const { state } = data;
	if (state === undefined) return { isBroken: false, told: [] };
	if (!isObject(state) || typeof state.owner !== 'string') return { isBroken: true, told: [] };
	if (state.owner !== owner) return { isBroken: false, told: [] };
	const isKnown = state.version === undefined || state.version === VERSION;
	const isGood = kind === 'feed' ? isFeedState(state) : isConditionState(state);
	if (!isKnown || !isGood) return { isBroken: true, told: [] };
	const { told, ...kept } = state;
	delete kept.owner;
	delete kept.version;
	const names = Array.isArray(told) ? told.map(String) : [];
	return { state: kept as unknown as FeedState | ConditionState, isBroken: false, told: names };
}

/** In one assignment, so that there is never half of it. */
export function saveState(
	data: IDataObject,
	owner: string,
	state: (FeedState | ConditionState) & { told?: readonly string[] },
): void {
	data.state = { owner, version: VERSION, ...state } as unknown as IDataObject;
}

function isFeedState(state: IDataObject): boolean {
	const { watermark, dedupFloor, span, now, seen, resume, begun } = state;
	const { narrowUntil = 0, oddAt = 0 } = state;
	return (
		[watermark, now].every(isPast) &&
		isTime(dedupFloor) &&
		isNumber(span, SHORTEST_MS, WEEK_MS) &&
		[narrowUntil, oddAt].every((time) => isNumber(time, 0, Infinity)) &&
		(resume === undefined || isResume(resume)) &&
		[undefined, 'quiet', 'lookingBack'].includes(begun as undefined) &&
		isSeen(seen)
	);
}

function isResume(resume: unknown): boolean {
	if (!isObject(resume) || !isPast(resume.since) || typeof resume.isWide !== 'boolean')
		return false;
	const { from, again = 1 } = resume;
	if (!isNumber(again, 1, Infinity)) return false;
	if (from === undefined) return true;
	return isObject(from) && isNumber(from.start, 0, Infinity) && typeof from.row === 'string';
}

function isConditionState({ dedupFloor, now, seen, lookedAt }: IDataObject): boolean {
	return isTime(dedupFloor) && isPast(now) && isNumber(lookedAt, 0, Infinity) && isSeen(seen);
}

/** What would have the trigger wait for a time to come is no time that it has reached. */
function isPast(value: unknown): boolean {
	return isTime(value) && Number(value) >= EARLIEST;
}

function isTime(value: unknown): boolean {
	return isNumber(value, -EARLIEST, Date.now() + FURTHEST_MS + HOUR_MS);
}

function isNumber(value: unknown, least: number, most: number): boolean {
	return typeof value === 'number' && value >= least && value <= most;
}
