// What is true of the sandbox, worked out from its state alone: by none of the code that ships, nor of its answers.
import type { State } from '../../../sandbox/state/state';
import type {
	CourseRecord,
	Enrolment,
	TeamRecord,
	UserRecord,
} from '../../../sandbox/state/records';

export const DAY_MS = 86_400_000;

/** Somebody in some course. */
export interface Attempt {
	user: UserRecord;
	course: CourseRecord;
	enrolment: Enrolment;
}

export interface Tenant {
	state: State;
	now: number;
	course(name: string): CourseRecord;
	team(name: string): TeamRecord;
	/** The team with all below it. */
	below(name: string): TeamRecord[];
	/** Of active users. */
	attempts: Attempt[];
	isOverdue(attempt: Attempt): boolean;
	/** When a completion stops to count; none where it never does. */
	expiryOf(attempt: Attempt): number | undefined;
	/** Somebody whose full name nobody else has, and who has all this. */
	somebody(has: (user: UserRecord) => boolean): UserRecord;
	nameOf(user: UserRecord): string;
}

export function tenantOf(state: State, now: number): Tenant {
	const users = [...state.users.values()];
	const named = <T extends { Name: string }>(all: Map<string, T>, name: string): T => {
		const found = [...all.values()].filter(({ Name }) => Name === name);
		if (found.length !== 1) throw new Error(`${found.length} are called ${name}`);
		return found[0] as T;
	};
	const team = (name: string) => named(state.teams, name);
	const attempts = users
		.filter(({ Active }) => Active)
		.flatMap((user) =>
			[...(state.enrolments.get(user.Id)?.values() ?? [])].map((enrolment) => ({
				user,
				course: state.courses.get(enrolment.courseId) as CourseRecord,
				enrolment,
			})),
		);
	const expiryOf = ({ course, enrolment }: Attempt) =>
		enrolment.completed === null || course.compliantDays === null
			? undefined
			: enrolment.completed + course.compliantDays * DAY_MS;
	const nameOf = ({ FirstName, LastName }: UserRecord) => `${FirstName} ${LastName}`;
	const isUnique = (user: UserRecord) =>
		users.filter((other) => nameOf(other).toLowerCase() === nameOf(user).toLowerCase()).length ===
		1;
	return {
		state,
		now,
		course: (name) => named(state.courses, name),
		team,
		below: (name) => {
			const found = [team(name)];
			for (const one of found)
				found.push(
					...[...state.teams.values()].filter(({ ParentTeamId }) => ParentTeamId === one.Id),
				);
			return found;
		},
		attempts,
		isOverdue: ({ course, enrolment }) =>
			enrolment.completed === null &&
			course.dueDays !== null &&
			enrolment.assigned + course.dueDays * DAY_MS < now,
		expiryOf,
		somebody: (has) => {
			const found = users.find(
				(user) => user.FirstName && user.LastName && isUnique(user) && has(user),
			);
			if (!found) throw new Error('There is nobody like that');
			return found;
		},
		nameOf,
	};
}
