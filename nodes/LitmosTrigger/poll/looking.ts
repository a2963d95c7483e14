import type { IDataObject } from 'n8n-workflow';
import type { TimedApi } from '../../shared/feeds/changes/reading';
import type { ConditionState, Kept } from '../../shared/feeds/changes/state';
import { filterPeople } from './asking/people';
import { readConditions } from './asking/reading';
import type { ChosenCondition, Filters } from './chosen';
import { beginConditions, compareConditions, NEWS_MS } from './conditionPoll';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Polls of every hour come a little early or late, and none of them may be skipped for that. */
const EARLY_MS = 30_000;

/** Rows to emit, and the state to keep with them. */
interface Looked {
	rows: IDataObject[];
	state: ConditionState;
}

/** Looks at all that holds, and compares it with what was kept. Undefined: it was looked at within the last hour. */
export async function look(
	chosen: ChosenCondition,
	api: TimedApi,
	{ state: kept, isBroken }: Kept<ConditionState>,
): Promise<Looked | undefined> {
	const { event, filters } = chosen;
	const lookBackDays = isBroken ? undefined : chosen.lookBackDays;
	// By its beginning, as it may take minutes.
	const lookedAt = Date.now();
	const age = lookedAt - (kept?.lookedAt ?? 0);
	if (event.looksAt === 'compliance' && age >= 0 && age < HOUR_MS - EARLY_MS) return undefined;
	const current = await readConditions(chosen, api);
	const now = api.now();
	const from = lookBackDays === undefined ? undefined : now - lookBackDays * DAY_MS;
	// What is about to expire is news until it has, and may be seen late: it was entered today, or is valid for less.
	const newsMs = Math.max(NEWS_MS, event.status === 'Expiring' ? chosen.expiringDays * DAY_MS : 0);
	const before = kept ?? beginConditions(from, now, newsMs);
	const compared = compareConditions(current, now, { ...before, newsMs });
	const lookedFor = lookedForBy(filters);
	const lookedWith = chosen.credentialId;
	const state = { ...compared.state, lookedAt, lookedFor, lookedWith };
	// Another credential may have a new key of the same account: then something is known.
	const isOther =
		differs(kept?.lookedFor, lookedFor) ||
		(differs(kept?.lookedWith, lookedWith) && !compared.isFamiliar);
	// At first, with other filters and in another account, much is there that began long ago, or nobody knows when.
	const newsFrom = kept ? (isOther ? kept.now : -Infinity) : (from ?? Infinity);
	const fresh = compared.fresh.filter(({ since }) => since > newsFrom);
	const wanted = await filterPeople(fresh, { about: event.about, filters }, api.call);
	return { rows: wanted.map(({ row }) => row), state };
}

const differs = (before: string | undefined, now: string | undefined): boolean =>
	before !== undefined && now !== undefined && before !== now;

/** The filters that decide what is read at all. */
function lookedForBy({ courseId = '', teamId = '' }: Filters): string {
	return `${courseId} ${teamId}`;
}
