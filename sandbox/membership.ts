import type { Source, TeamRecord } from './records';
import { grant, revoke, type State } from './state';

const reasons = (state: State, team: TeamRecord): Array<[courseId: string, source: Source]> => {
	const own = [...team.courses].map((id): [string, Source] => [id, `team:${team.Id}`]);
	const paths = [...state.learningPaths.values()].filter((path) => path.teams.has(team.Id));
	return own.concat(
		paths.flatMap((path) => path.courses.map((id): [string, Source] => [id, `path:${path.Id}`])),
	);
};

/** Puts a person into a team, who gets the team's courses; true when the person was not in it. */
export function join(state: State, at: { team: TeamRecord; userId: string }, now: number): boolean {
	if (at.team.members.has(at.userId)) return false;
	at.team.members.add(at.userId);
	for (const [courseId, source] of reasons(state, at.team))
		grant(state, { userId: at.userId, courseId, source }, now);
	return true;
}

/** Takes a person out of a team, with the roles in it and the courses that came from it. */
export function leave(state: State, team: TeamRecord, userId: string): void {
	if (!team.members.delete(userId)) return;
	for (const role of ['leaders', 'admins'] as const) {
		if (team[role].has(userId)) setRole(state, { team, userId, role }, false);
	}
	for (const [courseId, source] of reasons(state, team))
		revoke(state, { userId, courseId, source });
}

/** Gives a course to every member; answers whom it was new for. */
export function assignToTeam(
	state: State,
	at: { team: TeamRecord; courseId: string },
	now: number,
): string[] {
	at.team.courses.add(at.courseId);
	const source: Source = `team:${at.team.Id}`;
	return [...at.team.members].filter((userId) =>
		grant(state, { userId, courseId: at.courseId, source }, now),
	);
}

/** Takes a course from a team and from its members, unless they have it for another reason. */
export function unassignFromTeam(state: State, team: TeamRecord, courseId: string): void {
	if (!team.courses.delete(courseId)) return;
	for (const userId of team.members) revoke(state, { userId, courseId, source: `team:${team.Id}` });
}

/** Gives or takes the role of a leader or administrator of one team. */
export function setRole(
	state: State,
	at: { team: TeamRecord; userId: string; role: 'leaders' | 'admins' },
	given: boolean,
): void {
	if (given) at.team[at.role].add(at.userId);
	else at.team[at.role].delete(at.userId);
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
	for (const userId of [...team.members]) leave(state, team, userId);
	for (const other of state.teams.values()) {
		if (other.ParentTeamId === team.Id) other.ParentTeamId = '';
	}
	for (const listing of state.listings.values()) listing.teams.delete(team.Id);
	state.teams.delete(team.Id);
}
