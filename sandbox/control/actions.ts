import { recordChange } from '../state/timestamps';
import { assignPath } from '../state/learningPaths';
import { addMember, setRole } from '../state/teams';
import { recordResult } from '../state/moduleResults';
import { LOGIN_PAGE, emptyUser, type Enrolment } from '../state/records';
import { addUser, enrolmentsOf, assignCourse, type State } from '../state/state';
import { isoSeconds } from '../http/wireFormat';

const DAY_MS = 86_400_000;

/** What an action is about. */
export interface ActionTarget {
	userId: string;
	courseId: string;
	teamId: string;
	learningPathId: string;
	sessionId: string;
	/** A date that people enter, such as that of a completion, where it is not the time of the action. */
	date?: number;
	/** Of somebody new. */
	userName?: string;
	managerId?: string;
}

/** Does it, as of that time. Answers the Id of whoever was made. */
export type Action = (state: State, target: ActionTarget, at: number) => string | void;

function enrolmentIn(state: State, { userId, courseId }: ActionTarget, at: number): Enrolment {
	assignCourse(state, { userId, courseId, source: 'direct' }, at);
	const enrolment = enrolmentsOf(state, userId).get(courseId);
	if (!enrolment) throw new Error('The tenant has nobody, or no course');
	return enrolment;
}

const userCreated: Action = (state, { userName, managerId }, at) => {
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

const changeUser = (change: (at: number) => object): Action => {
	return (state, { userId }, at) => {
		Object.assign(state.users.get(userId) ?? {}, change(at));
		recordChange(state, `user ${userId}`, at);
	};
};

const courseCompleted: Action = (state, target, at) => {
	const enrolment = enrolmentIn(state, target, at);
	const course = state.courses.get(target.courseId)!;
	for (const module of course.modules) {
		recordResult(state, { userId: target.userId, course, module, score: 90, completed: true, at });
	}
	enrolment.completed = target.date ?? at;
};

const moduleCompleted: Action = (state, target, at) => {
	const { modules } = enrolmentIn(state, target, at);
	const course = state.courses.get(target.courseId)!;
	const module = course.modules.find(({ Id }) => !modules.get(Id)?.completed) ?? course.modules[0];
	recordResult(state, { userId: target.userId, course, module, score: 80, completed: true, at });
};

/** As of that time the certificate runs out: it was earned as long before as it counts. */
const courseExpires: Action = (state, target, at) => {
	const days = state.courses.get(target.courseId)?.compliantDays;
	if (!days) throw new Error('This course counts for ever');
	courseCompleted(state, target, at - days * DAY_MS);
};

/** As of that time it should be completed: it was assigned as long before as people have time. */
const courseDue: Action = (state, target, at) => {
	const days = state.courses.get(target.courseId)?.dueDays;
	if (!days) throw new Error('This course is never due');
	enrolmentIn(state, target, at).assigned = at - days * DAY_MS;
};

const sessionOf = (state: State, { sessionId }: ActionTarget) => {
	const session = state.ilt.sessions.get(sessionId);
	if (!session) throw new Error('The tenant has no session');
	return session;
};

/** All that can be made to happen, each through what the calls of the API use as well. */
export const actions = {
	userCreated,
	userUpdated: changeUser((at) => ({ JobTitle: `Since ${isoSeconds(at)}` })),
	userDeactivated: changeUser(() => ({ Active: false })),
	userLoggedIn: (state, { userId }, at) => {
		Object.assign(state.users.get(userId) ?? {}, { LastLogin: isoSeconds(at) });
	},
	courseAssigned: (state, target, at) => void enrolmentIn(state, target, at),
	courseStarted: (state, target, at) => {
		enrolmentIn(state, target, at).started = target.date ?? at;
	},
	courseCompleted,
	courseExpires,
	courseDue,
	moduleCompleted,
	courseChanged: (state, { courseId }, at) => {
		recordChange(state, `course ${courseId}`, at);
	},
	learningPathAssigned: (state, { learningPathId, userId }, at) => {
		const path = state.learningPaths.get(learningPathId)!;
		assignPath(state, { path, userId, isDirect: true }, at);
	},
	learningPathCompleted: (state, target, at) => {
		const path = state.learningPaths.get(target.learningPathId)!;
		assignPath(state, { path, userId: target.userId, isDirect: true }, at);
		for (const courseId of path.courses) courseCompleted(state, { ...target, courseId }, at);
	},
	learningPathChanged: (state, { learningPathId }, at) => {
		recordChange(state, `path ${learningPathId}`, at);
	},
	teamChanged: (state, { teamId }, at) => {
		recordChange(state, `team ${teamId}`, at);
	},
	teamMemberAdded: (state, { teamId, userId }, at) => {
		addMember(state, { team: state.teams.get(teamId)!, userId }, at);
	},
	teamMemberPromoted: (state, { teamId, userId }, at) => {
		const team = state.teams.get(teamId)!;
		addMember(state, { team, userId }, at);
		setRole(state, { team, userId, role: 'leaders' }, true);
		recordChange(state, `member ${teamId} ${userId}`, at);
	},
	sessionChanged: (state, target, at) => {
		sessionOf(state, target).Location = `Room of ${isoSeconds(at)}`;
	},
	sessionRegistered: (state, target) => {
		sessionOf(state, target).people.set(target.userId, { score: 0, completed: false });
	},
} satisfies Record<string, Action>;
