import type { FastifyInstance } from 'fastify';
import { actions, type Action, type ActionTarget } from './actions';
import { enrolmentsOf, type State } from '../state/state';
import type { Context } from '../context';
import { contextOf } from '../http/contexts';

/** Something to happen in the tenant. What it is about is named by Ids; what is not named is chosen. */
export interface Happening extends Partial<ActionTarget> {
	what: keyof typeof actions;
	/** The time that stands in the rows, in milliseconds; now if left out. */
	at?: number;
	/** So much later the rows can be read: late rows. */
	lateMs?: number;
}

/** What has happened, with the Ids that were chosen. */
export interface Happened extends ActionTarget {
	what: string;
	at: number;
}

const newest = <T>(all: Iterable<T>): T | undefined => [...all].at(-1);

/** Whatever was not named: the newest person, and a course that this person does not have, or has if need be. */
function targetFor(state: State, given: Partial<ActionTarget>): ActionTarget {
	const userId = given.userId ?? newest(state.users.keys()) ?? '';
	const mine = enrolmentsOf(state, userId);
	const free = [...state.courses.values()].find(
		({ Id, modules, compliantDays, dueDays }) =>
			!mine.has(Id) && modules.length > 0 && compliantDays !== null && dueDays !== null,
	);
	return {
		...given,
		userId,
		courseId: given.courseId ?? free?.Id ?? newest(mine.keys()) ?? '',
		teamId: given.teamId ?? newest(state.teams.keys()) ?? '',
		learningPathId: given.learningPathId ?? newest(state.learningPaths.keys()) ?? '',
		sessionId: given.sessionId ?? newest(state.ilt.sessions.keys()) ?? '',
	};
}

/** @throws Error that names what is wrong with it. */
function checkHappening(value: unknown): Happening {
	const happening = value as Happening;
	if (happening !== null && typeof happening === 'object' && happening.what in actions)
		return happening;
	throw new Error(
		`"what" must be one of ${Object.keys(actions).join(', ')}, not ${JSON.stringify(value)}`,
	);
}

/** Lets it happen, now or when it is due. */
export function happen({ state, pending }: Context, happening: Happening): Happened {
	const { what, at = state.clock(), lateMs = 0, ...given } = happening;
	const target = targetFor(state, given);
	const action: Action = actions[what];
	const run = (): void => {
		target.userId = action(state, target, at) ?? target.userId;
	};
	if (lateMs > 0) pending.push({ due: state.clock() + lateMs, run });
	else run();
	return { what, at, ...target };
}

/** Lets the rows that are late be read, once their time has come. */
export function carryOutPending({ state, pending }: Context): void {
	const now = state.clock();
	const due = pending.filter((entry) => entry.due <= now);
	pending.splice(0, pending.length, ...pending.filter((entry) => entry.due > now));
	for (const { run } of due) run();
}

const bodyOf = (body: unknown): unknown =>
	JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');

/** Not Litmos: makes things happen, and sets the clock wrong. */
export function addHappenings(app: FastifyInstance): void {
	app.post('/__sandbox/happen', (request, reply) => {
		try {
			const body = bodyOf(request.body);
			const happenings = (Array.isArray(body) ? body : [body]).map(checkHappening);
			return happenings.map((one) => happen(contextOf(request), one));
		} catch (error) {
			return reply.code(400).send({ error: String(error) });
		}
	});
	app.post('/__sandbox/clock', (request) => {
		const { skewMs = 0, dateSkewMs = 0 } = bodyOf(request.body) as Partial<Context['clock']>;
		const context = contextOf(request);
		Object.assign(context.clock, { skewMs, dateSkewMs });
		return { now: context.state.clock() };
	});
}
