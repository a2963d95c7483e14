import { addTeam, addMember, setRole, assignToTeam } from '../state/teams';
import { TEAMS } from './catalog';
import type { TeamRecord, UserRecord } from '../state/records';
import type { State } from '../state/state';

const DAY_MS = 86_400_000;

/** The teams of the catalog first; more of them go on with its names, every second below another one. */
function nameAndParent(
	index: number,
	teams: readonly TeamRecord[],
): Pick<TeamRecord, 'Name' | 'ParentTeamId'> {
	const [name, above] = TEAMS[index % TEAMS.length];
	if (index < TEAMS.length) {
		const parent = teams.find(({ Name }) => Name === above);
		return { Name: name, ParentTeamId: parent?.Id ?? '' };
	}
	const ParentTeamId = index % 2 === 0 ? teams[Math.floor(index / 2)].Id : '';
	return { Name: `${name} ${index}`, ParentTeamId };
}

function appointLeaders(state: State, team: TeamRecord): void {
	const learners = [...team.members]
		.map((id) => state.users.get(id))
		.filter((user): user is UserRecord => user !== undefined && user.Active);
	learners
		.slice(0, 1)
		.forEach((user) => setRole(state, { team, userId: user.Id, role: 'leaders' }, true));
	learners
		.slice(1, 2)
		.forEach((user) => setRole(state, { team, userId: user.Id, role: 'admins' }, true));
}

/** Creates the teams, nested as recorded, each with some courses of its own. */
export function seedTeams(state: State, count: number, today: number): void {
	const teams: TeamRecord[] = [];
	const courses = [...state.courses.keys()];
	for (let index = 0; index < count; index += 1) {
		const Description = index % 3 === 0 ? '' : `Created by the sandbox, team ${index + 1}`;
		const team = addTeam(state, { ...nameAndParent(index, teams), Description });
		for (let given = 0; given < 3 && courses.length > 0; given += 1) {
			assignToTeam(state, { team, courseId: state.random.pick(courses) }, today);
		}
		if (courses.length > 0) team.library.add(state.random.pick(courses));
		teams.push(team);
	}
}

/** Puts the people into one or two teams each; one in ten is in none. */
export function seedMembers(state: State, today: number): void {
	const teams = [...state.teams.values()];
	if (teams.length === 0) return;
	for (const user of state.users.values()) {
		const memberships = state.random.pick([0, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
		for (let given = 0; given < memberships; given += 1) {
			const joined = today - state.random.between(1, 700) * DAY_MS;
			addMember(state, { team: state.random.pick(teams), userId: user.Id }, joined);
		}
	}
	teams.forEach((team) => appointLeaders(state, team));
}
