import type { IDataObject } from 'n8n-workflow';
import { textOf } from './plan/cells';
import type { Action, Change, Plan, TeamRef } from './plan/types';

/** What became of a change, or would. */
export type Result =
	'planned' | 'stopped' | 'done' | 'incomplete' | 'failed' | 'refused' | 'skipped' | 'unchanged';

/** One change with its result. */
export interface Told {
	change: Change;
	result: Result;
	reason: string;
}

/** What is told of a change while nothing has been written. `stop`: why nothing will be. */
export function foretell(change: Change, stop?: string): Told {
	const { refused, passedOver, action } = change;
	const leftOut = change.leftOut.join('. ');
	if (refused !== undefined) return { change, result: 'refused', reason: refused };
	if (passedOver !== undefined) return { change, result: 'skipped', reason: passedOver };
	if (action === 'none')
		return { change, result: leftOut ? 'incomplete' : 'unchanged', reason: leftOut };
	if (stop !== undefined) return { change, result: 'stopped', reason: stop };
	return { change, result: 'planned', reason: leftOut };
}

/** Whether it is told even where nobody asked for what is unchanged. */
export function isNews({ result }: Told): boolean {
	return result !== 'unchanged' && result !== 'skipped';
}

const ALL_TEAMS = 'all teams';

/** A change as an item of the output, what people look for first. */
export function itemOf({ change, result, reason }: Told): IDataObject {
	const { action, person, userName, fields, joins, leaves, leavesAllTeams } = change;
	const cell = (column: string) => textOf(fields[column]?.[1] ?? person?.[column]);
	return {
		action,
		UserName: userName,
		FirstName: cell('FirstName'),
		LastName: cell('LastName'),
		changes: Object.fromEntries(
			Object.entries(fields).map(([column, [before, after]]) => [column, [before, after]]),
		) as IDataObject,
		teamsJoined: joins.map(nameOf),
		teamsLeft: leavesAllTeams ? [ALL_TEAMS] : leaves.map(({ Name }) => Name),
		result,
		reason,
		Id: person?.Id ?? '',
	};
}

function nameOf(ref: TeamRef): string {
	return 'team' in ref ? ref.team.Name : ref.path;
}

export interface Spent {
	requests: number;
	seconds: number;
}

/** The numbers of a run. */
export function summaryOf(
	plan: Plan,
	told: readonly Told[],
	{ requests, seconds }: Spent,
): IDataObject {
	// Who lacks a team is there all the same; of an update, what is missing may have been all.
	const isDone = ({ result, change }: Told) =>
		['planned', 'stopped', 'done'].includes(result) ||
		(result === 'incomplete' && change.action !== 'update');
	const acting = (action: Action) =>
		told.filter((one) => one.change.action === action && isDone(one)).length;
	const ending = (result: Result) => told.filter((one) => one.result === result).length;
	const sum = (count: (change: Change) => number) =>
		told.reduce((all, { change }) => all + count(change), 0);
	return {
		rows: told.filter(({ change }) => change.row).length,
		activeInScope: plan.inScope,
		created: acting('create'),
		updated: acting('update'),
		reactivated: acting('reactivate'),
		deactivated: acting('deactivate'),
		unchanged: ending('unchanged'),
		skipped: ending('skipped'),
		incomplete: ending('incomplete'),
		refused: ending('refused'),
		failed: ending('failed'),
		teamsJoined: sum(({ joins }) => joins.length),
		teamsLeft: sum(({ leaves }) => leaves.length),
		teamsCreated: plan.newTeams.length,
		stopped: plan.stops.map(({ message }) => message).join('. '),
		notCompared: [...plan.notCompared],
		problems: told
			.filter(({ result }) => ['incomplete', 'refused', 'failed'].includes(result))
			.map(({ change, reason }) => `${change.userName}: ${reason}`),
		requests,
		seconds: Math.round(seconds * 10) / 10,
	};
}
