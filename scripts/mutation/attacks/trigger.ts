import type { AttackMutant } from './mutant';
import { of } from './mutant';

/** Litmos Trigger. */
export const TRIGGER: readonly AttackMutant[] = [
	...of(
		'D19',
		'clocks',
		[
			'a Date that is ahead is believed',
			'shared/feeds/changes/clock',
			['Math.min(serverMs, ownMs + TOLERATED_MS)', 'serverMs'],
		],
		[
			'a Date of 1970 is believed',
			'shared/feeds/changes/clock',
			['serverMs !== undefined && serverMs >= EARLIEST', 'serverMs !== undefined'],
		],
		[
			'clocks are taken to be right',
			'shared/feeds/changes/clock',
			['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 70 * MINUTE_MS'],
		],
		[
			'the cursor is set to now',
			'shared/feeds/changes/settle',
			['wholeMinutes(scan.serverMs - FURTHEST_MS)', 'wholeMinutes(scan.serverMs)'],
		],
		[
			'the keys that are kept are not looked at',
			'shared/feeds/changes/fresh',
			['known.has(event.dedupKey)', 'known.has(event.dedupKey.slice(1))'],
		],
		[
			'clocks that agree are told of',
			'shared/feeds/changes/clock',
			['Math.abs(difference) > TOLERATED_MS', 'Math.abs(difference) >= 0'],
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
			'shared/feeds/changes/state',
			['if (!isKnown || !isGood) return', 'if (!isKnown && !isGood && !data) return'],
			[
				"if (!isObject(state) || typeof state.owner !== 'string') return { isBroken: true, told: [] };",
				"if (!isObject(state)) throw new Error('No state');",
			],
		],
		[
			'every state is broken',
			'shared/feeds/changes/state',
			['if (!isKnown || !isGood) return', 'if (isKnown || isGood) return'],
		],
		[
			'a broken state is not reported',
			'LitmosTrigger/poll/run',
			['kept.isBroken ? [BROKEN, ...notices] : notices', 'notices'],
		],
	),
	...of(
		'D21',
		'busyFeeds',
		[
			'a list that brings nothing new goes on',
			'shared/feeds/changes/scan',
			['stale >= MOST_STALE', 'stale < 0'],
		],
		[
			'a poll reads on without end',
			'LitmosTrigger/poll/run',
			['!deadline.isNear() && client.usage.requests < most', 'client.usage.requests < 4 * most'],
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
