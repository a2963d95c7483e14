import { loggedIn } from './people';
import { rowAt, type Feed, type FeedRow } from './feed';
import { attemptsOf, type CourseAttempt } from './attempts';
import type { State, SettingsChange } from '../state/state';
import type { WireRecord } from '../http/wireFormat';

/** Who does what nobody did by hand. */
const owner = (state: State) => [...state.users.values()][0];

/** S: members and order; unknown: the words for types of activities and objects. */
function activity(type: string, { user, course }: CourseAttempt, at: number): WireRecord {
	return {
		ActivityType: type,
		ObjectType: 'Course',
		ObjectId: course.Id,
		OriginalObjectId: course.OriginalId,
		ObjectName: course.Name,
		TargetObjectType: 'User',
		TargetObjectId: user.Id,
		OriginalTargetObjectId: user.OriginalId,
		TargetObjectName: user.FullName,
		ActivityBy: String(user.OriginalId),
		ActivityByUserName: user.UserName,
		ActivityDate: new Date(at),
	};
}

const actions = (state: State): FeedRow[] =>
	attemptsOf(state).flatMap((attempt) => {
		const { started, completed } = attempt.enrolment;
		const steps = [['Started', started] as const, ['Completed', completed] as const];
		return steps.flatMap(([type, at]) =>
			at === null ? [] : [rowAt(at, () => activity(type, attempt, at))],
		);
	});

const assignments = (state: State): FeedRow[] =>
	attemptsOf(state).map((attempt) => {
		const { assigned } = attempt.enrolment;
		return rowAt(assigned, () => activity('Assigned', attempt, assigned));
	});

const content = (state: State): FeedRow[] =>
	[...state.courses.values()].map((course) =>
		rowAt(course.created, () => ({
			ActivityType: 'Created',
			ObjectType: 'Course',
			ObjectId: course.Id,
			OriginalObjectId: course.OriginalId,
			ObjectName: course.Name,
			TargetObjectType: '',
			TargetObjectId: '',
			OriginalTargetObjectId: 0,
			TargetObjectName: '',
			ActivityBy: String(owner(state)?.OriginalId ?? 0),
			ActivityByUserName: owner(state)?.UserName ?? '',
			ActivityDate: new Date(course.created),
		})),
	);

const logins = (state: State): FeedRow[] =>
	loggedIn(state).map(({ user, at }) =>
		rowAt(at, () => ({
			ActivityType: 'Login',
			UserId: user.Id,
			OriginalUserId: user.OriginalId,
			UserName: user.UserName,
			// An address that is reserved for documentation.
			IPAddress: '192.0.2.1',
			LoginDate: new Date(at),
		})),
	);

const setting = (state: State, { category, name, from, to, at }: SettingsChange): WireRecord => ({
	ActivityType: 'Updated',
	Category: category,
	ObjectType: 'Setting',
	ObjectId: '',
	OriginalObjectId: 0,
	ObjectName: name,
	TargetObjectType: '',
	TargetObjectId: '',
	OriginalTargetObjectId: 0,
	TargetObjectName: '',
	OldValue: from,
	NewValue: to,
	ActivityBy: String(owner(state)?.OriginalId ?? 0),
	ActivityByUserName: owner(state)?.UserName ?? '',
	ActivityDate: new Date(at),
});

const settings = (state: State): FeedRow[] =>
	state.settingsChanges.map((change) => rowAt(change.at, () => setting(state, change)));

/** S: the members of rows. */
export const activityFeeds: readonly Feed[] = [
	{ path: '/org/activities/actions', root: 'Activities', rows: actions },
	{ path: '/org/activities/assignments', root: 'Activities', rows: assignments },
	{ path: '/org/activities/content', root: 'Activities', rows: content },
	{ path: '/org/activities/logins', root: 'Activities', rows: logins },
	{ path: '/org/activities/settings', root: 'Activities', rows: settings },
];
