import { stamp } from './timestamps';
import type { TeamRecord } from './records';
import type { State } from './state';

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
	stamp(state, `team ${team.Id}`);
	return team;
}
