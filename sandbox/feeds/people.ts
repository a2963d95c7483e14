import { happened, type Feed, type FeedRow } from './feed';
import { attemptsOf, changed, journeysOf, momentOfJourney, without } from './attempts';
import { momentOf, type Moment } from '../state/timestamps';
import type { TeamRecord, UserRecord } from '../state/records';
import type { State } from '../state/state';
import { teamCode } from '../views/records';
import type { WireRecord } from '../http/wireFormat';

/** What the whole record has and feeds do not. */
const NOT_IN_FEEDS = [
	'Password',
	'SkipFirstLogin',
	'OriginalId',
	'Culture',
	'Points',
	'JobRole',
	'SandboxProbeText',
	'SandboxProbeFlag',
];

/** S: of the link only the path comes, without a key. */
const orgUser = (user: UserRecord, at: Moment): WireRecord => ({
	...without({ ...user }, NOT_IN_FEEDS),
	LoginKey: '/login.aspx?loginkey=',
	OriginalUserId: user.OriginalId,
	...changed(at),
});

const momentOfUser = (state: State, { Id, CreatedDate }: UserRecord): Moment =>
	momentOf(state, `user ${Id}`, Date.parse(CreatedDate) || 0);

const users = (state: State): FeedRow[] =>
	[...state.users.values()].map((user) => {
		const at = momentOfUser(state, user);
		return { ...at, show: () => orgUser(user, at) };
	});

/** unknown: whether earlier log-ins count; the sandbox knows the last one only. */
export const loggedIn = (state: State): Array<{ user: UserRecord; at: number }> =>
	[...state.users.values()].flatMap((user) =>
		user.LastLogin === '' ? [] : [{ user, at: Date.parse(user.LastLogin) }],
	);

const logins = (state: State): FeedRow[] =>
	loggedIn(state).map(({ user, at }) =>
		happened(at, () => orgUser(user, momentOfUser(state, user))),
	);

const teamsOf = (state: State): TeamRecord[] => [...state.teams.values()];

const teams = (state: State): FeedRow[] =>
	teamsOf(state).map((team) => {
		const at = momentOf(state, `team ${team.Id}`);
		return {
			...at,
			show: () => ({
				Id: team.Id,
				Name: team.Name,
				OriginalTeamId: team.OriginalId,
				Active: true,
				...changed(at),
				ParentTeamId: team.ParentTeamId,
				TeamCodeForBulkImport: teamCode(team),
			}),
		};
	});

/** DK: recorded, edited. */
const members = (state: State): FeedRow[] =>
	teamsOf(state).flatMap((team) =>
		[...team.members].map((Id) => {
			const at = momentOf(state, `member ${team.Id} ${Id}`);
			return {
				...at,
				show: () => ({
					TeamId: team.Id,
					Id,
					OriginalTeamId: team.OriginalId,
					OriginalUserId: state.users.get(Id)?.OriginalId ?? 0,
					Active: true,
					IsTeamLeader: team.leaders.has(Id),
					IsTeamAdmin: team.admins.has(Id),
					...changed(at),
				}),
			};
		}),
	);

const teamCourses = (state: State): FeedRow[] =>
	teamsOf(state).flatMap((team) =>
		[...new Set([...team.courses, ...team.library])].map((Id) => {
			const at = momentOf(state, `teamCourse ${team.Id} ${Id}`);
			return {
				...at,
				show: () => ({
					TeamId: team.Id,
					Id,
					OriginalCourseId: state.courses.get(Id)?.OriginalId ?? 0,
					OriginalTeamId: team.OriginalId,
					Active: true,
					IsInTeamLibrary: team.library.has(Id),
					LearningPathAssignment: false,
					...changed(at),
				}),
			};
		}),
	);

const teamPaths = (state: State): FeedRow[] =>
	[...state.learningPaths.values()].flatMap((path) =>
		[...path.teams].map((TeamId) => {
			const at = momentOf(state, `teamPath ${TeamId} ${path.Id}`);
			return {
				...at,
				show: () => ({
					TeamId,
					Id: path.Id,
					OriginalLearningPathId: 0,
					OriginalTeamId: state.teams.get(TeamId)?.OriginalId ?? 0,
					Active: true,
					IsInTeamLibrary: false,
					...changed(at),
				}),
			};
		}),
	);

const userCourses = (state: State): FeedRow[] =>
	attemptsOf(state).map(({ user, course, enrolment: { assigned } }) =>
		happened(assigned, () => ({
			UserId: user.Id,
			Id: course.Id,
			OriginalUserId: user.OriginalId,
			OriginalCourseId: course.OriginalId,
			Active: true,
			...changed({ created: assigned, updated: assigned }),
		})),
	);

const pathUsers = (state: State): FeedRow[] =>
	journeysOf(state).map((journey) => {
		const { created } = momentOfJourney(journey);
		return happened(created, () => ({
			LearningPathId: journey.path.Id,
			Id: journey.user.Id,
			OriginalLearningPathId: 0,
			Active: true,
			OriginalUserId: journey.user.OriginalId,
			...changed({ created, updated: created }),
		}));
	});

/** S: the members of rows. */
export const peopleFeeds: readonly Feed[] = [
	{ path: '/org/users/details', root: 'Users', rows: users },
	{ path: '/org/users/logins', root: 'Users', rows: logins },
	{ path: '/org/users/courses', root: 'UserCourses', rows: userCourses },
	{ path: '/org/learningpaths/users', root: 'LearningPathUsers', rows: pathUsers },
	{ path: '/org/teams', root: 'Teams', rows: teams },
	{ path: '/org/teams/users', root: 'TeamUsers', rows: members },
	{ path: '/org/teams/courses', root: 'TeamCourses', rows: teamCourses },
	{ path: '/org/teams/learningpaths', root: 'TeamLearningPaths', rows: teamPaths },
];
