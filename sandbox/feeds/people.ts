import { rowAt, type Feed, type FeedRow } from './feed';
import { attemptsOf, changed, pathAttemptsOf, timestampsOfPathAttempt, without } from './attempts';
import { timestampsOf, type Timestamps } from '../state/timestamps';
import type { TeamRecord, UserRecord } from '../state/records';
import type { State } from '../state/state';
import { teamCode } from '../views/teams';
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
const orgUser = (user: UserRecord, at: Timestamps): WireRecord => ({
	...without({ ...user }, NOT_IN_FEEDS),
	LoginKey: '/login.aspx?loginkey=',
	OriginalUserId: user.OriginalId,
	...changed(at),
});

const timestampsOfUser = (state: State, { Id, CreatedDate }: UserRecord): Timestamps =>
	timestampsOf(state, `user ${Id}`, Date.parse(CreatedDate) || 0);

const users = (state: State): FeedRow[] =>
	[...state.users.values()].map((user) => {
		const at = timestampsOfUser(state, user);
		return { ...at, show: () => orgUser(user, at) };
	});

/** unknown: whether earlier log-ins count; the sandbox knows the last one only. */
export const loggedIn = (state: State): Array<{ user: UserRecord; at: number }> =>
	[...state.users.values()].flatMap((user) =>
		user.LastLogin === '' ? [] : [{ user, at: Date.parse(user.LastLogin) }],
	);

const logins = (state: State): FeedRow[] =>
	loggedIn(state).map(({ user, at }) =>
		rowAt(at, () => orgUser(user, timestampsOfUser(state, user))),
	);

const teamsOf = (state: State): TeamRecord[] => [...state.teams.values()];

const teams = (state: State): FeedRow[] =>
	teamsOf(state).map((team) => {
		const at = timestampsOf(state, `team ${team.Id}`);
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
			const at = timestampsOf(state, `member ${team.Id} ${Id}`);
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
			const at = timestampsOf(state, `teamCourse ${team.Id} ${Id}`);
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
			const at = timestampsOf(state, `teamPath ${TeamId} ${path.Id}`);
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
		rowAt(assigned, () => ({
			UserId: user.Id,
			Id: course.Id,
			OriginalUserId: user.OriginalId,
			OriginalCourseId: course.OriginalId,
			Active: true,
			...changed({ created: assigned, updated: assigned }),
		})),
	);

const pathUsers = (state: State): FeedRow[] =>
	pathAttemptsOf(state).map((pathAttempt) => {
		const { created } = timestampsOfPathAttempt(pathAttempt);
		return rowAt(created, () => ({
			LearningPathId: pathAttempt.path.Id,
			Id: pathAttempt.user.Id,
			OriginalLearningPathId: 0,
			Active: true,
			OriginalUserId: pathAttempt.user.OriginalId,
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
