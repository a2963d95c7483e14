import type { WireRecord } from '../http/wireFormat';
import type { TeamRecord } from '../state/records';

/** DK: the number of the team, a hyphen and the name without spaces and apostrophes. */
export const teamCode = (team: TeamRecord): string =>
	`${team.OriginalId}-${team.Name.replace(/[^\p{L}\p{M}\p{N}-]/gu, '')}`;

/** A row of /teams (DK). */
export const teamSummary = (team: TeamRecord): WireRecord => ({
	Id: team.Id,
	Name: team.Name,
	TeamCodeForBulkImport: teamCode(team),
	ParentTeamId: team.ParentTeamId,
});

/** One team (DK: team-get-2020). */
export const teamRecord = (team: TeamRecord): WireRecord => ({
	Id: team.Id,
	Name: team.Name,
	Description: team.Description,
	ParentTeamId: team.ParentTeamId,
	TeamCodeForBulkImport: teamCode(team),
});

/** The answer to creating a team or sub-team (C: three keys). */
export const createdTeam = ({ Id, Name, Description }: TeamRecord): WireRecord => ({
	Id,
	Name,
	Description,
});
