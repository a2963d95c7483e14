import { HttpError } from '../http/answers';
import type { Call } from '../http/call';
import { courseOf } from '../routes/find';
import type { SessionRecord } from './records';
import type { CourseRecord, ModuleRecord } from '../state/records';
import type { State } from '../state/state';

/** S: texts of the calls about sessions; the two full stops of different calls are kept apart. */
export const ILT_TEXT = {
	noModule: 'The module in the xml/json request does not exist.',
	noSession: 'The session in the xml/json request does not exist.',
	noSessionGet: 'The session in the xml/json request does not exist',
	noSessionHere: 'No session with this id exists in your organization',
	otherIds: 'The session Ids do not match. Please check the XML/json request and the URL.',
	noInstructor: 'The instructor in the xml/json request does not exist.',
	badInstructor: 'Instructor is not valid. please cross check once and try again.',
	notAssigned:
		'The user is not assigned to the course. Please assign the user to this course first and then register the user for this session.',
} as const;

export interface IltModule {
	course: CourseRecord;
	module: ModuleRecord;
}

/** The ILT module of the path, which must be in the course of the path. */
export function iltModuleOf(call: Call, moduleId = call.params.moduleId): IltModule {
	const course = courseOf(call);
	const module = course.modules.find(({ Id }) => Id === moduleId);
	if (module === undefined || !call.state.ilt.modules.has(module.Id))
		throw new HttpError(404, ILT_TEXT.noModule);
	return { course, module };
}

/** The session of the path, which must be in its module. */
export function sessionOf(
	call: Call,
	missing: string = ILT_TEXT.noSession,
): IltModule & { session: SessionRecord } {
	const found = iltModuleOf(call);
	const session = call.state.ilt.sessions.get(call.params.sessionId);
	if (session === undefined || session.moduleId !== found.module.Id)
		throw new HttpError(404, missing);
	return { ...found, session };
}

export const sessionsIn = (state: State, moduleId: string): SessionRecord[] =>
	[...state.ilt.sessions.values()].filter((session) => session.moduleId === moduleId);

/** Every ILT module with each course that it is in. */
export const iltModules = (state: State): IltModule[] =>
	[...state.courses.values()].flatMap((course) =>
		course.modules
			.filter(({ Id }) => state.ilt.modules.has(Id))
			.map((module) => ({ course, module })),
	);

/** A session of a module that is in no course any more is nowhere. */
export const moduleOfSession = (state: State, { moduleId }: SessionRecord): IltModule | undefined =>
	iltModules(state).find(({ module }) => module.Id === moduleId);
