import type { IltState } from '../ilt/records';
import type {
	CourseFieldRecord,
	CourseRecord,
	Enrolment,
	LearningPathRecord,
	Source,
	TeamRecord,
	UserRecord,
} from './records';
import { forget, recordChange, type Timestamps } from './timestamps';
import { emptyContent, type ContentState } from './contentRecords';
import { createRandom, type Random } from './random';

export interface Mail {
	to: string;
	why: string;
	at: number;
}

export interface PasswordChange {
	userId: string;
	password: string;
	at: number;
}

export interface SettingsChange {
	category: string;
	name: string;
	from: string;
	to: string;
	at: number;
}

/** Everything the tenant knows. */
export interface State extends ContentState {
	users: Map<string, UserRecord>;
	/** Lower-case UserName to Id: names are unique, and a tenant of 5,000 must stay fast. */
	userNames: Map<string, string>;
	/** Advanced custom field values by user. */
	customFields: Map<string, Map<string, string>>;
	teams: Map<string, TeamRecord>;
	courses: Map<string, CourseRecord>;
	learningPaths: Map<string, LearningPathRecord>;
	/** User Id, then course Id. */
	enrolments: Map<string, Map<string, Enrolment>>;
	/** Custom fields for courses, and their values by course and label. */
	courseFields: Map<string, CourseFieldRecord>;
	courseFieldValues: Map<string, Map<string, string>>;
	/** When a person's badges and points were last taken. */
	gamificationResets: Map<string, number>;
	/** Live training and module files. */
	ilt: IltState;
	mails: Mail[];
	passwordChanges: PasswordChange[];
	/** When things were made and changed that do not say so themselves; see timestamps.ts. */
	timestamps: Map<string, Timestamps>;
	settingsChanges: SettingsChange[];
	clock: () => number;
	random: Random;
	/** The last OriginalId given out, per kind. */
	lastOriginalId: { user: number; team: number; course: number; module: number };
}

/** A tenant without anybody in it. */
export function emptyState(seed: number): State {
	return {
		...emptyContent(),
		users: new Map(),
		userNames: new Map(),
		customFields: new Map(),
		teams: new Map(),
		courses: new Map(),
		learningPaths: new Map(),
		enrolments: new Map(),
		courseFields: new Map(),
		courseFieldValues: new Map(),
		gamificationResets: new Map(),
		ilt: {
			modules: new Set(),
			sessions: new Map(),
			instructors: new Set(),
			locations: [],
			files: new Map(),
		},
		mails: [],
		passwordChanges: [],
		timestamps: new Map(),
		settingsChanges: [],
		// Until the tenant is complete: what is noted by then has a date of its own.
		clock: () => 0,
		random: createRandom(seed),
		// C, DK: OriginalIds of about this size.
		lastOriginalId: { user: 13_488_000, team: 1_689_000, course: 5_857_000, module: 9_204_000 },
	};
}

/** Puts a user into the tenant. */
export function addUser(state: State, user: UserRecord): void {
	state.users.set(user.Id, user);
	state.userNames.set(user.UserName.toLowerCase(), user.Id);
}

/** Replaces a user's record, and keeps the index of names in step. */
export function replaceUser(state: State, next: UserRecord): void {
	const before = state.users.get(next.Id);
	if (before !== undefined) state.userNames.delete(before.UserName.toLowerCase());
	addUser(state, next);
	recordChange(state, `user ${next.Id}`);
}

/** Removes a user and every trace in teams and results (S, K: a hard delete). */
export function removeUser(state: State, user: UserRecord): void {
	state.users.delete(user.Id);
	state.userNames.delete(user.UserName.toLowerCase());
	state.customFields.delete(user.Id);
	state.enrolments.delete(user.Id);
	forget(state, `user ${user.Id}`);
	for (const team of state.teams.values()) {
		team.members.delete(user.Id);
		forget(state, `member ${team.Id} ${user.Id}`);
		team.leaders.delete(user.Id);
		team.admins.delete(user.Id);
	}
	for (const path of state.learningPaths.values()) path.people.delete(user.Id);
	for (const listing of state.listings.values()) listing.users.delete(user.Id);
	// unknown: what becomes of people whose manager goes; SB's "nobody" is assumed.
	for (const other of state.users.values()) {
		if (other.ManagerId === user.Id) Object.assign(other, { ManagerId: '0', ManagerName: '' });
	}
}

/** Removes a course and every trace in teams, learning paths and results; unknown: whether results go, too. */
export function removeCourse(state: State, { Id }: CourseRecord): void {
	state.courses.delete(Id);
	state.courseFieldValues.delete(Id);
	for (const mine of state.enrolments.values()) mine.delete(Id);
	for (const team of state.teams.values()) {
		team.courses.delete(Id);
		team.library.delete(Id);
	}
	for (const path of state.learningPaths.values())
		path.courses = path.courses.filter((courseId) => courseId !== Id);
}

/** The user's assignments, by course. */
export const enrolmentsOf = (state: State, userId: string): Map<string, Enrolment> =>
	state.enrolments.get(userId) ?? new Map<string, Enrolment>();

/** Assigns a course; true when the user did not have it before. */
export function assignCourse(
	state: State,
	to: { userId: string; courseId: string; source: Source },
	at: number,
): boolean {
	const mine = enrolmentsOf(state, to.userId);
	const present = mine.get(to.courseId);
	if (present !== undefined) {
		present.sources.add(to.source);
		return false;
	}
	mine.set(to.courseId, {
		courseId: to.courseId,
		sources: new Set([to.source]),
		assigned: at,
		started: null,
		completed: null,
		resultId: state.random.shortId(),
		modules: new Map(),
	});
	state.enrolments.set(to.userId, mine);
	return true;
}

/** Takes one reason away; unknown: the assignment goes, results included, with its last reason. */
export function unassignCourse(
	state: State,
	from: { userId: string; courseId: string; source: Source },
): void {
	const enrolment = state.enrolments.get(from.userId)?.get(from.courseId);
	if (enrolment === undefined) return;
	enrolment.sources.delete(from.source);
	if (enrolment.sources.size === 0) state.enrolments.get(from.userId)?.delete(from.courseId);
}
