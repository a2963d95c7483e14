import type { AttackMutant } from './mutant';
import { of } from './mutant';

/** Litmos Trigger. */
export const TRIGGER: readonly AttackMutant[] = [
	...of(
		'D19',
		'clocks',
		[
			'a Date that is ahead is believed',
			'LitmosTrigger/poll/clock',
			['Math.min(serverMs ?? ownMs, ownMs + TOLERATED_MS)', 'serverMs ?? ownMs'],
		],
		[
			'clocks are taken to be right',
			'LitmosTrigger/poll/clock',
			['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 70 * MINUTE_MS'],
		],
		[
			'clocks that differ are not told of',
			'LitmosTrigger/poll/notices',
			['if (difference === undefined) return [];', 'if (difference !== 0) return [];'],
		],
	),
	...of(
		'D20',
		'state',
		[
			'a state that cannot be read is taken',
			'LitmosTrigger/poll/state',
			['if (!isKnown || !isGood) return', 'if (!isKnown && !isGood && !data) return'],
			['if (!isObject(state) || typeof state.owner', 'if (!isObject(state) && typeof state'],
		],
		[
			'every state is broken',
			'LitmosTrigger/poll/state',
			['if (!isKnown || !isGood) return', 'if (isKnown || isGood) return'],
		],
		[
			'nobody is told of a broken state',
			'LitmosTrigger/poll/run',
			['kept.isBroken ? [BROKEN, ...notices] : notices', 'notices'],
		],
	),
	...of(
		'D21',
		'busyFeeds',
		[
			'a list that brings nothing new goes on',
			'LitmosTrigger/poll/scan',
			["if (stale >= MOST_STALE) return read('stale');", ''],
		],
		[
			'a poll reads on without end',
			'LitmosTrigger/poll/run',
			['!deadline.isNear() && client.usage.requests < most', 'client.usage.requests < 40 * most'],
		],
		[
			'nobody is told of what could not be kept in mind',
			'LitmosTrigger/poll/run',
			['...(progress.isCrowded ? [CROWDED] : []),', ''],
		],
		[
			'a poll that hangs keeps its turn',
			'LitmosTrigger/poll/turns',
			['if (other && Math.abs(now - other.began) < LONGEST_MS)', 'if (other && now > 0)'],
		],
		[
			'a poll that was given up emits all the same',
			'LitmosTrigger/poll/run',
			['if (!found || turn?.isMine() === false) return [];', 'if (!found) return [];'],
		],
		[
			'polls run beside each other',
			'LitmosTrigger/poll/turns',
			['if (other && Math.abs(now - other.began) < LONGEST_MS)', 'if (other && now < 0)'],
		],
	),
];
