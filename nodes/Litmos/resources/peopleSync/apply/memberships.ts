import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../../shared/values';
import { TEAM_LIST } from '../../../../shared/feeds/teams';
import { halvesOf, isHopeless } from '../../../../shared/operation/jobs/tally';
import type { Tally } from '../../../../shared/operation/jobs/tally';
import { readAll } from '../../../../shared/operation/list';
import { isRefused } from '../../../../shared/transport/errors';
import { NEW_SUB_TEAM, NEW_TEAM } from '../../team/fields';
import { ADD_MEMBERS, REMOVE_MEMBER } from '../../teamMember';
import { LEAVE_ALL_TEAMS } from '../../userTeam';
import { plainCell } from '../plan/cells';
import { refKey } from '../plan/teams';
import type { Change, NewTeam, Plan, Team } from '../plan/types';
import { inTurns } from '../read';
import { refusalIn } from './journal';
import type { Work } from './journal';

/**
 * Makes the teams that are missing, those above first. One that Litmos refuses is not tried again, nor is what is below
 * it; the others are made. Returns whether there were any.
 */
export async function createTeams(work: Work, { newTeams }: Plan): Promise<boolean> {
	const { refusedTeams } = work.mirror;
	const { made } = work.journal;
	const keyed = newTeams.map((team) => ({ team, key: refKey(team) }));
	const open = keyed.filter(({ key }) => !made.has(key) && !refusedTeams.has(key));
	for (const { team, key } of open) {
		const whyAbove = team.parent && refusedTeams.get(refKey(team.parent));
		const why = whyAbove ?? (await createTeam(work, team));
		if (why !== undefined) refusedTeams.set(key, why);
	}
	return open.length > 0;
}

/** Returns why there is no such team now, if so. */
async function createTeam(
	work: Work,
	{ parent, path, name }: NewTeam,
): Promise<string | undefined> {
	const { journal, mirror, call } = work;
	const above = parent && ('team' in parent ? parent.team : journal.made.get(refKey(parent)));
	const parentId = above?.Id ?? '';
	let answer: unknown;
	try {
		answer = await call(parentId ? NEW_SUB_TEAM : NEW_TEAM, { Name: name, teamId: parentId });
	} catch (error) {
		return `The team "${path}" could not be created: ${refusalIn(error)}`;
	}
	const given = isObject(answer) ? answer : {};
	// Litmos may not say which ID a new team has.
	const Id = String(given.Id ?? '') || (await findTeam(call, name, parentId));
	if (Id === '')
		return `Litmos does not list the new team "${path}" yet. Run Apply again in a minute.`;
	const team = { Id, Name: name, parentId, code: String(given.TeamCodeForBulkImport ?? '') };
	journal.made.set(refKey({ path }), team);
	mirror.teams.push(team);
	mirror.members.set(Id, new Set());
	return undefined;
}

async function findTeam(call: Work['call'], name: string, parentId: string): Promise<string> {
	const teams: IDataObject[] = await readAll(call, { spec: TEAM_LIST });
	const found = teams.find(
		({ Name, ParentTeamId }) =>
			plainCell(Name) === plainCell(name) && plainCell(ParentTeamId) === plainCell(parentId),
	);
	return String(found?.Id ?? '');
}

/** Before somebody is deactivated: no list of members shows afterwards where they were. */
export async function leaveAllTeams(work: Work, changes: readonly Change[]): Promise<void> {
	const open = changes.filter(
		(change) => change.leavesAllTeams && !work.journal.wasTried(change, 'leave', ALL),
	);
	await inTurns(open, async (change) => {
		work.journal.note(change, 'leave', [ALL]);
		const userId = change.person!.Id;
		await work.journal.write([change], async () => {
			await work.call(LEAVE_ALL_TEAMS, { userId });
			work.journal.leftAll.add(userId);
		});
	});
}

const ALL = 'all';

/** The change with the teams alone that the person has joined and left. `userId`: undefined where nobody was added. */
export function withMoves(
	change: Change,
	{ journal, mirror }: Work,
	userId: string | undefined,
): Change {
	if (userId === undefined) return { ...change, joins: [] };
	const isIn = ({ Id }: Team) => mirror.members.get(Id)?.has(userId) === true;
	const joins = change.joins.filter((ref) => {
		const team = 'team' in ref ? ref.team : journal.made.get(refKey(ref));
		return team !== undefined && isIn(team);
	});
	const leaves = change.leaves.filter((team) => !isIn(team));
	return { ...change, joins, leaves, leavesAllTeams: journal.leftAll.has(userId) };
}

interface Join {
	change: Change;
	userId: string;
}

/** Puts people into teams, up to 100 with one request, and takes them out. Returns whether there was anything. */
export async function changeTeams(work: Work, changes: readonly Change[]): Promise<boolean> {
	const joins = joinsOf(work, changes);
	await inTurns(joins, async ([teamId, members]) => {
		await join(work, { teamId, members, tally: { taken: 0, refused: 0 } });
	});
	// Whoever did not get into the new team stays in the old one.
	const moved = changes.filter((change) => !work.journal.hasFailed(change));
	const leaves = moved.flatMap((change) =>
		change.leaves
			.filter(({ Id }) => !work.journal.wasTried(change, 'leave', Id))
			.map((team) => ({ change, team })),
	);
	await inTurns(leaves, async ({ change, team }) => {
		work.journal.note(change, 'leave', [team.Id]);
		const userId = change.person!.Id;
		await work.journal.write([change], async () => {
			await work.call(REMOVE_MEMBER, { teamId: team.Id, userId });
			work.mirror.members.get(team.Id)?.delete(userId);
		});
	});
	return joins.length + leaves.length > 0;
}

/** By team, as many as go with one request. */
function joinsOf({ journal }: Work, changes: readonly Change[]): Array<[string, Join[]]> {
	const most = ADD_MEMBERS.batch.max;
	const open = new Map<string, Join[]>();
	const batches: Array<[string, Join[]]> = [];
	for (const change of changes) {
		for (const ref of change.person ? change.joins : []) {
			if (!('team' in ref) || journal.wasTried(change, 'join', ref.team.Id)) continue;
			const { Id } = ref.team;
			const batch = open.get(Id) ?? [];
			if (batch.length === 0) batches.push([Id, batch]);
			batch.push({ change, userId: change.person!.Id });
			if (batch.length < most) open.set(Id, batch);
			else open.delete(Id);
		}
	}
	return batches;
}

interface Batch {
	teamId: string;
	members: readonly Join[];
	tally: Tally;
}

/** A batch that Litmos refused goes out half by half: nothing of it was carried out, and one user may be why. */
async function join(work: Work, batch: Batch): Promise<void> {
	const { teamId, members, tally } = batch;
	const sent = joinAll(work, batch);
	const problem: unknown = await sent.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (isRefused(problem) && members.length > 1 && !isHopeless(tally)) {
		for (const half of halvesOf(members)) await join(work, { teamId, members: half, tally });
		return;
	}
	if (problem) tally.refused += 1;
	else tally.taken += members.length;
	const changes = members.map(({ change }) => change);
	await work.journal.write(changes, async () => await sent);
}

async function joinAll(work: Work, { teamId, members }: Batch): Promise<void> {
	const { call, journal, mirror, values } = work;
	members.forEach(({ change }) => journal.note(change, 'join', [teamId]));
	const rows = members.map(({ userId }) => ({ userId }));
	await call(ADD_MEMBERS, { teamId, sendEmail: values.sendEmail }, { rows });
	members.forEach(({ userId }) => mirror.members.get(teamId)?.add(userId));
}
