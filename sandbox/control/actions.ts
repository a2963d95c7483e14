import { stamp } from '../state/timestamps';
import { enterPath } from '../state/learningPaths';
import { LOGIN_PAGE } from '../people/loginPage';
import { join, setRole } from '../state/teams';
import { noteResult } from '../state/moduleResults';
import { emptyUser, type Enrolment } from '../state/records';
import { addUser, enrolmentsOf, grant, type State } from '../state/state';
import { isoSeconds } from '../http/wireFormat';

const DAY_MS = 86_400_000;

/** What a deed is about. */
export interface Who {
	userId: string;
	courseId: string;
	teamId: string;
	learningPathId: string;
	sessionId: string;
	/** A date that people enter, such as that of a completion, where it is not the time of the deed. */
	date?: number;
	/** Of somebody new. */
	userName?: string;
	managerId?: string;
}

/** Does it, as of that time. Answers the Id of whoever was made. */
export type Deed = (state: State, who: Who, at: number) => string | void;

function enrolmentIn(state: State, { userId, courseId }: Who, at: number): Enrolment {
	grant(state, { userId, courseId, source: 'direct' }, at);
	const enrolment = enrolmentsOf(state, userId).get(courseId);
	if (!enrolment) throw new Error('The tenant has nobody, or no course');
	return enrolment;
}

const userCreated: Deed = (state, { userName, managerId }, at) => {
	state.lastOriginalId.user += 1;
	const name = userName ?? `new.${state.lastOriginalId.user}@example.com`;
	const manager = state.users.get(managerId ?? '');
	const Id = state.random.longId();
	addUser(state, {
		...emptyUser(),
		Id,
		UserName: name,
		FirstName: 'New',
		LastName: 'Person',
		FullName: 'New Person',
		Email: name.includes('@') ? name : '',
		Active: true,
		LoginKey: LOGIN_PAGE + state.random.guid(),
		OriginalId: state.lastOriginalId.user,
		CreatedDate: isoSeconds(at),
		...(manager && { ManagerId: manager.Id, ManagerName: manager.FullName }),
	});
	return Id;
};

const changeUser = (change: (at: number) => object): Deed => {
	return (state, { userId }, at) => {
		Object.assign(state.users.get(userId) ?? {}, change(at));
		stamp(state, `user ${userId}`, at);
	};
};

const courseCompleted: Deed = (state, who, at) => {
	const enrolment = enrolmentIn(state, who, at);
	const course = state.courses.get(who.courseId)!;
	for (const module of course.modules) {
		noteResult(state, { userId: who.userId, course, module, score: 90, completed: true, at });
	}
	enrolment.completed = who.date ?? at;
};

const moduleCompleted: Deed = (state, who, at) => {
	const { modules } = enrolmentIn(state, who, at);
	const course = state.courses.get(who.courseId)!;
	const module = course.modules.find(({ Id }) => !modules.get(Id)?.completed) ?? course.modules[0];
	noteResult(state, { userId: who.userId, course, module, score: 80, completed: true, at });
};

/** As of that time the certificate runs out: it was earned as long before as it counts. */
const courseExpires: Deed = (state, who, at) => {
	const days = state.courses.get(who.courseId)?.compliantDays;
	if (!days) throw new Error('This course counts for ever');
	courseCompleted(state, who, at - days * DAY_MS);
};

/** As of that time it should be completed: it was assigned as long before as people have time. */
const courseDue: Deed = (state, who, at) => {
	const days = state.courses.get(who.courseId)?.dueDays;
	if (!days) throw new Error('This course is never due');
	enrolmentIn(state, who, at).assigned = at - days * DAY_MS;
};

const sessionOf = (state: State, { sessionId }: Who) => {
	const session = state.ilt.sessions.get(sessionId);
	if (!session) throw new Error('The tenant has no session');
	return session;
};

/** All that can be made to happen, each through what the calls of the API use as well. */
export const deeds = {
	userCreated,
	userUpdated: changeUser((at) => ({ JobTitle: `Since ${isoSeconds(at)}` })),
	userDeactivated: changeUser(() => ({ Active: false })),
	userLoggedIn: (state, { userId }, at) => {
		Object.assign(state.users.get(userId) ?? {}, { LastLogin: isoSeconds(at) });
	},
	courseAssigned: (state, who, at) => void enrolmentIn(state, who, at),
	courseStarted: (state, who, at) => {
		enrolmentIn(state, who, at).started = who.date ?? at;
	},
	courseCompleted,
	courseExpires,
	courseDue,
	moduleCompleted,
	courseChanged: (state, { courseId }, at) => {
		stamp(state, `course ${courseId}`, at);
	},
	learningPathAssigned: (state, { learningPathId, userId }, at) => {
		const path = state.learningPaths.get(learningPathId)!;
		enterPath(state, { path, userId, isDirect: true }, at);
	},
	learningPathCompleted: (state, who, at) => {
		const path = state.learningPaths.get(who.learningPathId)!;
		enterPath(state, { path, userId: who.userId, isDirect: true }, at);
		for (const courseId of path.courses) courseCompleted(state, { ...who, courseId }, at);
	},
	learningPathChanged: (state, { learningPathId }, at) => {
		stamp(state, `path ${learningPathId}`, at);
	},
	teamChanged: (state, { teamId }, at) => {
		stamp(state, `team ${teamId}`, at);
	},
	teamMemberAdded: (state, { teamId, userId }, at) => {
		join(state, { team: state.teams.get(teamId)!, userId }, at);
	},
	teamMemberPromoted: (state, { teamId, userId }, at) => {
		const team = state.teams.get(teamId)!;
		join(state, { team, userId }, at);
		setRole(state, { team, userId, role: 'leaders' }, true);
		stamp(state, `member ${teamId} ${userId}`, at);
	},
	sessionChanged: (state, who, at) => {
		sessionOf(state, who).Location = `Room of ${isoSeconds(at)}`;
	},
	sessionRegistered: (state, who) => {
		sessionOf(state, who).people.set(who.userId, { score: 0, completed: false });
	},
} satisfies Record<string, Deed>;
