import { forget, recordChange } from './timestamps';
import type { Source, TeamRecord } from './records';
import { assignPath, unassignPath, pathsOf } from './learningPaths';
import { assignCourse, unassignCourse, type State } from './state';

/** Adds a team to the tenant. */
export function addTeam(
	state: State,
	named: Pick<TeamRecord, 'Name' | 'Description' | 'ParentTeamId'>,
): TeamRecord {
	state.lastOriginalId.team += 1;
	const team: TeamRecord = {
		...named,
		Id: state.random.shortId(),
		OriginalId: state.lastOriginalId.team,
		members: new Set(),
		leaders: new Set(),
		admins: new Set(),
		courses: new Set(),
		library: new Set(),
	};
	state.teams.set(team.Id, team);
	recordChange(state, `team ${team.Id}`);
	return team;
}

/** Puts a person into a team, who gets the team's courses; true when the person was not in it. */
export function addMember(
	state: State,
	at: { team: TeamRecord; userId: string },
	now: number,
): boolean {
	if (at.team.members.has(at.userId)) return false;
	at.team.members.add(at.userId);
	recordChange(state, `member ${at.team.Id} ${at.userId}`, now);
	const source: Source = `team:${at.team.Id}`;
	for (const courseId of at.team.courses)
		assignCourse(state, { userId: at.userId, courseId, source }, now);
	for (const path of pathsOf(state, at.team))
		assignPath(state, { path, userId: at.userId, isDirect: false }, now);
	return true;
}

/** Takes a person out of a team, with the roles in it and the courses that came from it. */
export function removeMember(state: State, team: TeamRecord, userId: string): void {
	if (!team.members.delete(userId)) return;
	forget(state, `member ${team.Id} ${userId}`);
	for (const role of ['leaders', 'admins'] as const) {
		if (team[role].has(userId)) setRole(state, { team, userId, role }, false);
	}
	for (const courseId of team.courses)
		unassignCourse(state, { userId, courseId, source: `team:${team.Id}` });
	for (const path of pathsOf(state, team)) unassignPath(state, path, userId);
}

/** Gives a course to every member; answers whom it was new for. */
export function assignToTeam(
	state: State,
	at: { team: TeamRecord; courseId: string },
	now: number,
): string[] {
	at.team.courses.add(at.courseId);
	recordChange(state, `teamCourse ${at.team.Id} ${at.courseId}`, now);
	const source: Source = `team:${at.team.Id}`;
	return [...at.team.members].filter((userId) =>
		assignCourse(state, { userId, courseId: at.courseId, source }, now),
	);
}

/** Takes a course from a team and from its members, unless they have it for another reason. */
export function unassignFromTeam(state: State, team: TeamRecord, courseId: string): void {
	if (!team.courses.delete(courseId)) return;
	forget(state, `teamCourse ${team.Id} ${courseId}`);
	for (const userId of team.members)
		unassignCourse(state, { userId, courseId, source: `team:${team.Id}` });
}

/** Gives or takes the role of a leader or administrator of one team. */
export function setRole(
	state: State,
	at: { team: TeamRecord; userId: string; role: 'leaders' | 'admins' },
	given: boolean,
): void {
	if (given) at.team[at.role].add(at.userId);
	else at.team[at.role].delete(at.userId);
	recordChange(state, `member ${at.team.Id} ${at.userId}`);
	const user = state.users.get(at.userId);
	if (user === undefined || !['Learner', 'Team_Leader'].includes(user.AccessLevel)) return;
	// unknown: how promotion shows. Team_Leader is recorded (C), Team_Admin never was, so both show as that.
	const leads = [...state.teams.values()].some(
		(team) => team.leaders.has(user.Id) || team.admins.has(user.Id),
	);
	user.AccessLevel = leads ? 'Team_Leader' : 'Learner';
}

/** A team and all teams below it. */
export function withSubTeams(state: State, team: TeamRecord): TeamRecord[] {
	const below = [...state.teams.values()].filter((other) => other.ParentTeamId === team.Id);
	return [team, ...below.flatMap((other) => withSubTeams(state, other))];
}

/** Removes a team; unknown: its sub-teams stay and become root teams. */
export function removeTeam(state: State, team: TeamRecord): void {
	for (const userId of [...team.members]) removeMember(state, team, userId);
	for (const other of state.teams.values()) {
		if (other.ParentTeamId === team.Id) other.ParentTeamId = '';
	}
	for (const path of pathsOf(state, team)) path.teams.delete(team.Id);
	for (const listing of state.listings.values()) listing.teams.delete(team.Id);
	state.teams.delete(team.Id);
	forget(state, `team ${team.Id}`);
}
